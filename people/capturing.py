"""Recording what an article says: the verbs of the page on which an editor does it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Case, Count, Exists, OuterRef, Q, Value, When
from django.utils import timezone

from articles import passages
from articles.models import Article
from articles.wording import and_join
from people.dates import ImpreciseDate
from people.models import (
    Citation,
    DismissedSuggestion,
    Interaction,
    Kind,
    Organization,
    Participant,
    Person,
    Quote,
)
from people.models.kind import KIND_GROUPS
from people.models.person import folded_words
from people.name_forms import index_key
from people.proposals import Proposal

MOST_ALIKE = 3
TAKEN_BACK_WITHIN = dt.timedelta(hours=1)

Party = Person | Organization | str


class NotFound(ValueError):
    """Words that cannot be told in a text, or a name that cannot; the message says why."""


@dataclass(frozen=True)
class Saying:
    """What words of an article say of an interaction; `speaker` is '' when it says so itself."""

    passage: passages.Selector
    stance: str
    speaker: Party


# --- Finding ----------------------------------------------------------------------------------


def locate(text: str, words: str, near: passages.Selector | None = None) -> passages.Selector:
    """The passage of a text that words are, as they were pasted or as they stood there.

    `near` is where they were when the editor saw the text, which may have been changed since.
    Raises NotFound if they are not there, or in several places and nothing tells which.
    """
    found = passages.quote(text, words)
    if not found:
        nearest = passages.nearest(text, words)
        hint = f" The nearest sentence is: “{nearest}”" if nearest else ""
        raise NotFound(f"These words are not in the text of the article.{hint}")
    if near:
        start = passages.find(text, near)
        place = near.start if start is None else start
        return min(found, key=lambda passage: abs(passage.start - place))
    if len(found) > 1:
        raise NotFound(
            f"These words stand in the article {len(found)} times. "
            "Give a few more words before or after them."
        )
    return found[0]


def party(words: str, near: Iterable[Person] = ()) -> Party:
    """Whom a name means: a person or organization of exactly this name, else the words.

    People `near` come before others of the same name. Raises NotFound if several others have it.
    """
    wanted = folded_words(words)
    for person in near:
        if folded_words(person.name) == wanted:
            return person
    people = Person.objects.named_like([index_key(words)]).prefetch_related("aliases")
    found = [p for p in people if wanted in map(folded_words, p.known_names)]
    if len(found) > 1:
        named = and_join(str(person) for person in found)
        raise NotFound(f"Several people are called “{words}”: {named}. Write the whole name.")
    if found:
        return found[0]
    return Organization.objects.filter(name__iexact=words).first() or words


def alike(kind: str, when: ImpreciseDate, people: Iterable[Person]) -> list[Interaction]:
    """Interactions on record that may be this one, the likeliest first, at most `MOST_ALIKE`.

    Two of the people took part in them (the one, where there is one), they are of the same group
    of kinds, and they may have happened at the same time. Each row carries as `is_same` whether
    all of that agrees: these people and nobody else, this kind, and a time that overlaps. Three
    queries.
    """
    people = list(people)
    if not people:
        return []
    took_part = Interaction.objects.filter(
        kind__in=KIND_GROUPS[Kind(kind).group], participants__person__in=people
    )
    rows = took_part.annotate(shared=Count("pk")).filter(shared__gte=min(2, len(people)))
    if not when.is_unknown:
        same_time = Interaction.objects.overlapping(when.lower, when.upper).values("pk")
        rows = rows.filter(Q(pk__in=same_time) | Q(happened=None))
    rows = rows.annotate(is_same=_is_same(kind, when, people))
    other_kind = Case(When(kind=kind, then=Value(0)), default=Value(1))
    likeliest = rows.order_by("-is_same", other_kind, "-shared", "span_days", "-pk")
    return list(likeliest.prefetch_related("participants__person")[:MOST_ALIKE])


def _is_same(kind: str, when: ImpreciseDate, people: list[Person]) -> Case | Value:
    """Whether rows that may have happened at that time agree in all; what has no date does not."""
    if when.is_unknown:
        return Value(False)
    others = Participant.objects.filter(interaction=OuterRef("pk")).exclude(person__in=people)
    agrees = Q(kind=kind, shared=len(people), happened__isnull=False) & ~Exists(others)
    return Case(When(agrees, then=True), default=False)


# --- Saving -----------------------------------------------------------------------------------


@transaction.atomic
def record(
    interaction: Interaction,
    parties: Iterable[tuple[Party, str]],
    article: Article,
    saying: Saying,
    by,
) -> Citation:
    """Put a new interaction on record, with each party and their part, as an article tells it."""
    interaction.save()
    # At once: saved one by one, each would have the status of the interaction computed again.
    Participant.objects.bulk_create(
        Participant(interaction=interaction, part=part, position=position, **_party_columns(who))
        for position, (who, part) in enumerate(parties)
    )
    return cite(interaction, article, saying, by)


def cite(interaction: Interaction, article: Article, saying: Saying, by) -> Citation:
    """Add what an article says of an interaction; the same citation if it was added before."""
    said = {
        "interaction": interaction,
        "article": article,
        "stance": saying.stance,
        "attributed_to_person": None,
        "attributed_to_organization": None,
        "attributed_to_words": "",
        **_party_columns(saying.speaker, "attributed_to_{}", words="words"),
    }
    same_words = {"start": saying.passage.start, "exact": saying.passage.exact}
    if citation := Citation.objects.filter(**said, **same_words).first():
        return citation
    citation = Citation(**said, created_by=by)
    citation.anchor_at(saying.passage)
    citation.save()
    return citation


def keep_quote(proposal: Proposal, article: Article, by) -> Quote:
    """Put words on record as said by their speaker; the same quote if it is there already."""
    passage = passages.take(article.body_text, proposal.start, proposal.end)
    quote = Quote.objects.filter(
        article=article, speaker=proposal.speaker, start=passage.start
    ).first()
    if quote is None:
        quote = Quote(article=article, speaker=proposal.speaker, created_by=by)
        quote.anchor_at(passage)
        quote.save()
    return quote


def dismiss(proposal: Proposal, article: Article, by):
    """Never propose this again for the article, until it is brought back."""
    DismissedSuggestion.objects.get_or_create(
        article=article,
        kind=proposal.kind,
        words=proposal.words,
        defaults={"dismissed_by": by},
    )


def bring_back(proposal: Proposal, article: Article):
    """Propose again what was dismissed."""
    article.dismissed_suggestions.filter(kind=proposal.kind, words=proposal.words).delete()


# --- Taking back ------------------------------------------------------------------------------


def may_be_taken_back(article: Article, by) -> list[Citation | Quote]:
    """What somebody recorded from an article within the last hour, the last first; two queries."""
    since = timezone.now() - TAKEN_BACK_WITHIN
    mine = {"article": article, "created_by": by, "created_at__gt": since}
    citations = Citation.objects.filter(**mine).select_related("interaction")
    quotes = Quote.objects.filter(**mine).select_related("speaker")
    return sorted([*citations, *quotes], key=lambda row: row.created_at, reverse=True)


@transaction.atomic
def take_back(passage: Citation | Quote):
    """Undo a recording; an interaction that came with it, and rests on nothing else, goes too."""
    passage.delete()
    if isinstance(passage, Quote):
        return
    interaction = passage.interaction
    came_with_it = interaction.created_at > timezone.now() - TAKEN_BACK_WITHIN
    if came_with_it and not (interaction.citations.exists() or interaction.responses.exists()):
        interaction.delete()


def _party_columns(party: Party, column: str = "{}", words: str = "description") -> dict:
    """A party as the columns of a participant, or of whoever words are attributed to."""
    if isinstance(party, Person):
        return {column.format("person"): party}
    if isinstance(party, Organization):
        return {column.format("organization"): party}
    return {column.format(words): party}
