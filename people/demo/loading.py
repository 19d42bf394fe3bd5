"""Stores the demo story: what is not there yet, and nothing else.

What the reader has changed stays changed. People are known again by their slug, present or
former, and articles by their external id. An article brings its quotes and citations with it
when it is new; one that is there already is left alone with all that rests on it.
"""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from articles import passages
from articles.models import AbstractPassage, Article, Outlet, Tag
from people import mentions
from people.demo import story
from people.models import Citation, Interaction, Kind, Organization, Person, Quote

BYLINE = "Demo desk"


@dataclass
class Loaded:
    """How many rows were new."""

    people: int = 0
    articles: int = 0
    interactions: int = 0
    citations: int = 0

    def __bool__(self):
        return any(vars(self).values())


@transaction.atomic
def load(told: story.Story) -> Loaded:
    """Store what is missing of a story, all of it or nothing; raises StoryError."""
    loading = _Loading(told)
    loading.enter_people()
    loading.enter_articles()
    loading.enter_interactions()
    return loading.loaded


class _Loading:
    """One run: the rows behind the names that the story's files use."""

    def __init__(self, told: story.Story):
        self.told = told
        self.loaded = Loaded()
        self.people: dict[str, Person] = {}
        self.new_articles: dict[str, Article] = {}

    def enter_people(self):
        for slug, told in self.told.people.items():
            known = Person.objects.filter(Q(slug=slug) | Q(former_slugs__slug=slug)).first()
            self.people[slug] = known or self._new_person(told)

    def enter_articles(self):
        for name, told in self.told.articles.items():
            if not Article.objects.filter(external_id=_external_id(name)).exists():
                self.new_articles[name] = self._new_article(told)
        for name, article in self.new_articles.items():
            _point_to_others(article, self.told.articles[name].see_also)

    def enter_interactions(self):
        """Enter the citations that new articles bring, with the interactions they are about."""
        for told in self.told.interactions.values():
            brought = [c for c in told.citations if c.article in self.new_articles]
            if brought:
                interaction = _known(told) or self._new_interaction(told)
                for citation in brought:
                    self._cite(interaction, citation)

    def _new_person(self, told: story.Person) -> Person:
        person = Person.objects.create(slug=told.slug, name=told.name, description=told.description)
        for alias in told.aliases:
            person.aliases.create(name=alias)
        for role in told.roles:
            # Days are all a role can hold: an imprecise one has the whole of its months or years.
            person.roles.create(
                title=role.title,
                organization=_organization(role.organization),
                began=role.held.lower,
                ended=role.held.upper,
            )
        mentions.reread_for(person)
        self.loaded.people += 1
        return person

    def _new_article(self, told: story.Article) -> Article:
        article = Article(
            external_id=_external_id(told.name),
            headline=told.headline,
            standfirst=told.standfirst,
            body=told.html,
            byline=BYLINE,
            outlet=Outlet.objects.get_or_create(name=told.outlet)[0],
        )
        article.publish(at=told.published)
        article.tags.add(*(self._tag(name) for name in told.tags))
        for correction in told.corrections:
            article.corrections.create(text=correction.text, published_at=correction.published)
        for quote in told.quotes:
            row = Quote(speaker=self.people[quote.person], said_on=quote.said_on)
            _save_anchored(row, article, quote.words)
        self.loaded.articles += 1
        return article

    def _tag(self, name: str) -> Tag:
        written = {"name": name, "description": self.told.tags[name]}
        return Tag.objects.get_or_create(name__iexact=name, defaults=written)[0]

    def _new_interaction(self, told: story.Interaction) -> Interaction:
        answered = self.told.interactions.get(told.responds_to)
        interaction = Interaction.objects.create(
            kind=_kind(told),
            summary=told.summary,
            when=told.when,
            when_printed=told.when_printed,
            when_basis=told.when_basis,
            place=told.place,
            responds_to=answered and _known(answered),
        )
        for position, participant in enumerate(told.participants):
            interaction.participants.create(
                person=self.people.get(participant.person),
                organization=_organization(participant.organization),
                description=participant.description,
                part=participant.part,
                position=position,
            )
        self.loaded.interactions += 1
        return interaction

    def _cite(self, interaction: Interaction, told: story.Citation):
        row = Citation(
            interaction=interaction,
            stance=told.stance,
            attributed_to_person=self.people.get(told.person),
            attributed_to_organization=_organization(told.organization),
            attributed_to_words=told.description,
            said_on=told.said_on,
        )
        _save_anchored(row, self.new_articles[told.article], told.words)
        self.loaded.citations += 1


def _point_to_others(article: Article, names):
    for position, name in enumerate(names):
        other = Article.objects.get(external_id=_external_id(name))
        article.see_also_links.create(other=other, position=position)


def _save_anchored(row: AbstractPassage, article: Article, words: str):
    """Save a citation or quote on words that `story` has found in the article just once."""
    row.article = article
    [found] = passages.quote(article.body_text, words)
    row.anchor_at(found)
    row.save()


def _external_id(name: str) -> str:
    return f"demo-{name}"


def _known(told: story.Interaction) -> Interaction | None:
    """The row of an interaction, known again by its sentence."""
    return Interaction.objects.filter(summary=told.summary).first()


def _organization(name: str) -> Organization | None:
    return Organization.objects.get_or_create(name=name)[0] if name else None


def _kind(told: story.Interaction) -> Kind:
    try:
        return Kind(told.kind)
    except ValueError as error:
        raise story.StoryError(f"interactions.toml, [{told.name}]: {error}") from error
