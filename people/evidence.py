"""Read-only: what articles contribute to the record, as the pages of articles and tags show it."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from itertools import count

from django.db.models import Count, Prefetch
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from articles.body import Mark, overlay
from articles.models import Article, Tag
from articles.parameters import first_rows
from articles.wording import and_join, counted
from people import timelines
from people.dates import UNKNOWN, ImpreciseDate
from people.models import Citation, Interaction, Mention, Person, StatusChange
from people.narrowing import Narrowing, narrowing
from people.status import Status

PEOPLE = 10
ENTRIES = 3


@dataclass(frozen=True)
class Passage:
    """Words of the article, by the number they have on its page; None once an edit took them."""

    citation: Citation
    number: int | None


@dataclass(frozen=True)
class Cited:
    """An interaction the article is a source of: in which words, and what they changed."""

    interaction: Interaction
    passages: list[Passage]
    published_at: dt.datetime | None

    @property
    def standing(self) -> list[Passage]:
        return [passage for passage in self.passages if passage.number]

    @property
    def lost(self) -> list[Passage]:
        return [passage for passage in self.passages if not passage.number]

    @property
    def status(self) -> Status:
        """As it is now."""
        return Status(self.interaction.current_status)

    @property
    def status_then(self) -> Status | None:
        """As it was once the article was out; None if it was not known by the article's date."""
        return Status(self._then.status) if self._then else None

    @property
    def is_new(self) -> bool:
        """Whether nobody knew of it before."""
        then = self._then
        return bool(then) and not then.previous and then.known_at == self.published_at

    @property
    def changed_from(self) -> Status | None:
        """What its status was before this article changed it."""
        own = {passage.citation.pk for passage in self.passages}
        caused = self._then and self._then.previous and self._then.citation_id in own
        return Status(self._then.previous) if caused else None

    @cached_property
    def narrowed(self) -> Narrowing | None:
        """How the article narrowed the date of what was known before."""
        if self._then is None or self.is_new:
            return None
        given = [passage.citation.when_given for passage in self.passages]
        return narrowing(given, self._given_before)

    @property
    def changed_at(self) -> dt.datetime:
        """When its status became what it is."""
        return self._history[-1].known_at

    @property
    def _given_before(self) -> list[ImpreciseDate]:
        """The dates that earlier articles gave."""
        return [
            citation.when_given
            for citation in self.interaction.dating
            if citation.article.published_at < self.published_at
        ]

    @cached_property
    def _history(self) -> list[StatusChange]:
        """What readers may know of by now, oldest first."""
        now = timezone.now()
        changes = self.interaction.status_changes.all()
        return [change for change in changes if change.known_at <= now]

    @cached_property
    def _then(self) -> StatusChange | None:
        """The change that held once the article was out."""
        if self.published_at is None:
            return None
        known = [change for change in self._history if change.known_at <= self.published_at]
        return known[-1] if known else None


@dataclass(frozen=True)
class Named:
    """A person the article names: how often, and what it reports of them."""

    person: Person
    mentions: int
    cited: list[Cited]


class Evidence:
    """The people an article names and the interactions that rest on it.

    Six queries in all, made when first needed, however much the article cites.
    """

    def __init__(self, article: Article):
        self.article = article

    @cached_property
    def cited(self) -> list[Cited]:
        """Public interactions, in the order of their first passages."""
        by_interaction = {}
        for passage in self._passages:
            by_interaction.setdefault(passage.citation.interaction_id, []).append(passage)
        return [
            Cited(self._interactions[pk], passages, self.article.published_at)
            for pk, passages in by_interaction.items()
        ]

    @property
    def added(self) -> str:
        """What the article added to the record: "2 new interactions and 1 change of status".

        A date is narrowed so seldom that the lack of it is not told.
        """
        new = sum(cited.is_new for cited in self.cited)
        changed = sum(cited.changed_from is not None for cited in self.cited)
        narrowed = sum(cited.narrowed is not None for cited in self.cited)
        return and_join(
            [
                counted(new, "new interaction"),
                counted(changed, "change of status", "changes of status"),
                *([counted(narrowed, "narrowed date")] if narrowed else []),
            ]
        )

    @cached_property
    def people(self) -> list[Named]:
        """Those named, the most often named first."""
        mentions = Mention.objects.filter(article=self.article)
        return [
            Named(mention.person, mention.count, self._cited_of(mention.person_id))
            for mention in mentions
        ]

    @property
    def body(self) -> SafeString:
        """The body with every passage marked and linked to its interaction.

        Made from sanitised HTML by a parser that escapes what it adds, hence safe.
        """
        marks = [
            _mark(self._interactions[passage.citation.interaction_id], passage)
            for passage in self._passages
            if passage.number
        ]
        return mark_safe(overlay(self.article.body_html, marks))

    @cached_property
    def _passages(self) -> list[Passage]:
        """Passages about public interactions, numbered in the order in which they stand."""
        numbers = count(1)
        return [
            Passage(citation, None if citation.is_lost else next(numbers))
            for citation in self._citations
            if citation.interaction_id in self._interactions
        ]

    @cached_property
    def _citations(self) -> list[Citation]:
        """In the order in which they stand, those that were lost at the end."""
        citations = self.article.citations.order_by("start", "pk")
        return sorted(citations, key=lambda citation: citation.is_lost)

    @cached_property
    def _interactions(self) -> dict[int, Interaction]:
        """The public ones among those cited, with participants, history and dates given."""
        cited = {citation.interaction_id for citation in self._citations}
        history = Prefetch("status_changes", StatusChange.objects.order_by("known_at"))
        dated = Citation.objects.published().exclude(when_given=UNKNOWN)
        dating = Prefetch("citations", dated.with_articles(), to_attr="dating")
        rows = Interaction.objects.published().prefetch_related("participants", history, dating)
        return rows.in_bulk(cited)

    def _cited_of(self, person_id):
        return [
            cited
            for cited in self.cited
            if any(p.person_id == person_id for p in cited.interaction.participants.all())
        ]


class TagEvidence:
    """Whom and what the articles of a tag are about, now or as of an earlier moment.

    Looks at the newest `COUNTED_ROWS` alone.
    """

    def __init__(self, tag: Tag, as_of: dt.datetime | None = None):
        tagged = Article.objects.published(as_of).filter(tagged__tag=tag).newest_first()
        self.articles, self.as_of = first_rows(tagged), as_of

    def people(self) -> list[Person]:
        """Those whom most of the articles name, with `shared`, how many do; one query."""
        named = Person.objects.filter(mentions__article__in=self.articles)
        return list(named.annotate(shared=Count("pk")).order_by("-shared", "sort_key")[:PEOPLE])

    def entries(self) -> list[timelines.Entry]:
        """What changed last of the interactions that rest on the articles."""
        cited = Citation.objects.filter(article__in=self.articles).values("interaction")
        interactions = Interaction.objects.published(self.as_of).filter(pk__in=cited)
        return timelines.newest(interactions, ENTRIES, self.as_of)


def _mark(interaction: Interaction, passage: Passage) -> Mark:
    """The passage, and after it a link to its interaction by the number in the list below.

    The words themselves stay plain: they may hold links, and other passages, of their own.
    """
    citation, status = passage.citation, Status(interaction.current_status)
    note = {
        "class": "passage-note",
        "href": interaction.get_absolute_url(),
        "aria-label": f"{passage.number}. {status.label}: {interaction.summary}",
    }
    return Mark(
        citation.start,
        citation.end,
        "mark",
        {"class": "passage", "id": citation.anchor},
        after=("a", note, str(passage.number)),
    )
