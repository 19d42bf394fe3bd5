"""Read-only: interactions in, entries of a timeline out.

An entry has all that a reader sees of one interaction: when, how sure, who, why, in whose words,
who denies it and what changed. Entries of a page are made together, in a fixed number of
queries, whatever their number.
"""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from django.db.models import Count, Max, Min, Prefetch, Q, prefetch_related_objects
from django.utils import timezone

from articles.filters import MOST_COUNTED
from articles.models import Article
from articles.pagination import Key, count_up_to
from articles.wording import counted, day_words
from people import record
from people.models import Citation, Interaction, Participant, Person, Role, StatusChange
from people.models.person import role_held
from people.reasons import reason
from people.status import OPPOSITION, SUPPORT, Status, verdict

ENTRIES = 50
OLDEST = (Key("sort_date", dt.date), Key("span_days", int, True), Key("pk", int))
NEWEST = tuple(key.opposite() for key in OLDEST)
UNDATED = "Date not reported"


@dataclass(frozen=True)
class Party:
    """A participant as shown: with the title held on the day."""

    label: str
    person: Person | None
    role: str
    part: str


@dataclass(frozen=True)
class Step:
    """One change of status as shown."""

    before: str
    after: str
    day: str
    anchor: str


@dataclass(frozen=True)
class Entry:
    """One interaction of a timeline, as it stood at `moment`."""

    interaction: Interaction
    moment: dt.datetime

    @cached_property
    def when(self):
        return self.interaction.when

    @cached_property
    def citations(self) -> list[Citation]:
        """Citations of articles published by then, oldest first."""
        return [
            citation
            for citation in self.interaction.public_citations
            if citation.article.published_at <= self.moment
        ]

    @cached_property
    def verdict(self):
        return verdict(record.assertions(self.interaction.parties, self.citations))

    @cached_property
    def status(self) -> Status:
        return self.verdict.status

    @cached_property
    def reason(self) -> str:
        """Why it has this status, in one sentence made from its citations."""
        by_id = {citation.pk: citation for citation in self.citations}
        return reason(self.verdict, lambda assertion: record.voice(by_id[assertion.citation]))

    @cached_property
    def responses(self) -> list[Citation]:
        """Denials and disputes, which stand directly under the claim."""
        return [citation for citation in self.citations if citation.stance in OPPOSITION]

    @cached_property
    def support(self) -> list[Citation]:
        """Reports and confirmations."""
        return [citation for citation in self.citations if citation.stance in SUPPORT]

    @property
    def is_contradicted(self) -> bool:
        """Whether there is more than one account of it."""
        return bool(self.support and self.responses)

    @property
    def answered(self) -> Interaction | None:
        """The interaction that this one answers, if readers may see it."""
        return self.interaction.responds_to

    @property
    def answers(self) -> list[Interaction]:
        """The interactions that answer this one, in the order in which they happened."""
        return self.interaction.public_answers

    @cached_property
    def lead_citation(self) -> Citation | None:
        """The passage to show: the first that decided the status and is no response."""
        deciding = {assertion.citation for assertion in self.verdict.deciding}
        support = [c for c in self.citations if c not in self.responses]
        return next((c for c in support if c.pk in deciding), next(iter(support), None))

    @cached_property
    def other_citations(self) -> list[Citation]:
        shown = [self.lead_citation, *self.responses]
        return [citation for citation in self.citations if citation not in shown]

    @cached_property
    def participants(self) -> list[Party]:
        return [self._party(participant) for participant in self.interaction.parties]

    @cached_property
    def changes(self) -> list[Step]:
        """Every change of status after it became known."""
        return [_step(change) for change in self.status_changes[1:]]

    @property
    def history(self) -> list[Step]:
        """How the status came to be what it is; the first step is when it became known."""
        return [_step(change) for change in self.status_changes]

    @cached_property
    def status_changes(self) -> list[StatusChange]:
        """Those by then, oldest first."""
        changes = self.interaction.all_changes
        return [change for change in changes if change.known_at <= self.moment]

    @cached_property
    def days_to_first_report(self) -> int | None:
        """The disclosure gap: days from the event to the first report of it.

        None unless the days of both are known.
        """
        lower, upper = self.when.lower, self.when.upper
        if lower is None or lower != upper or not self.citations:
            return None
        first = self.citations[0].article
        return None if first.is_undated else (timezone.localdate(first.published_at) - lower).days

    def _party(self, participant: Participant) -> Party:
        day = self.when.lower or self.when.upper
        role = participant.person and day and role_held(participant.person.all_roles, day)
        return Party(
            participant.label, participant.person, role.title if role else "", participant.part
        )


def _step(change: StatusChange) -> Step:
    return Step(
        Status(change.previous).label if change.previous else "",
        Status(change.status).label,
        day_words(timezone.localdate(change.known_at)),
        change.anchor,
    )


def entries(interactions, as_of: dt.datetime | None = None) -> list[Entry]:
    """Entries for a page of interactions: seven queries in all."""
    moment = as_of or timezone.now()
    rows = list(interactions)
    public = Interaction.objects.published(as_of)
    prefetch_related_objects(
        rows,
        parties(),
        Prefetch("parties__person__roles", Role.objects.order_by("began"), to_attr="all_roles"),
        Prefetch(
            "status_changes", StatusChange.objects.order_by("known_at"), to_attr="all_changes"
        ),
        Prefetch("citations", record.public_citations(), to_attr="public_citations"),
        Prefetch("responds_to", public),
        Prefetch("responses", public, to_attr="public_answers"),
    )
    return [Entry(interaction, moment) for interaction in rows]


def parties(path="") -> Prefetch:
    """The participants of interactions, each with a list of its `parties`.

    Lists and not querysets: Django makes a manager and a queryset for every row that has them,
    which takes longer than the rows themselves.
    """
    rows = Participant.objects.select_related("person", "organization")
    return Prefetch(f"{path}participants", rows, to_attr="parties")


def by_year(entries: list[Entry]) -> list[tuple[str, list[Entry]]]:
    """Entries under headings: the year of each, or that its date was not reported."""
    return [(label, list(group)) for label, group in groupby(entries, key=_heading)]


def _heading(entry):
    sort_date = entry.interaction.sort_date
    return UNDATED if sort_date == dt.date.max else str(sort_date.year)


def newest(interactions, number: int, as_of: dt.datetime | None = None) -> list[Entry]:
    """The entries that changed last."""
    return entries(interactions.latest_change_first(as_of)[:number], as_of)


def entries_of_both(some, others, as_of: dt.datetime | None = None):
    """Entries of two lists that may share interactions, in the queries that one list takes."""
    some, others = list(some), list(others)
    every = {row.pk: row for row in [*some, *others]}
    made = {entry.interaction.pk: entry for entry in entries(every.values(), as_of)}
    return [made[row.pk] for row in some], [made[row.pk] for row in others]


def facts(interactions, articles) -> list[tuple[str, str]]:
    """The figures at the head of a timeline; two queries."""
    figures = interactions.aggregate(
        number=Count("pk"),
        disputed=Count("pk", filter=Q(current_status=Status.DISPUTED)),
        first=Min("sort_date"),
        last=Max("sort_date", filter=Q(sort_date__lt=dt.date.max)),
    )
    number_of_articles = counted(count_up_to(articles, MOST_COUNTED), "article", most=MOST_COUNTED)
    told = counted(figures["number"], "interaction")
    if figures["disputed"]:
        told += f"; {figures['disputed']} disputed"
    rows = [("On the record", told), ("Named in", number_of_articles)]
    if figures["last"]:
        first, last = figures["first"].year, figures["last"].year
        rows.append(("From", f"{first} to {last}" if first != last else str(first)))
    return rows


def most_connected(person: Person, interactions, number: int) -> list[Person]:
    """Others who take part in most of a person's interactions, with `shared`: in how many.

    Two queries: as one, PostgreSQL may look up the status of an interaction again and again for
    everybody who took part in it. Of a long timeline the first `MOST_COUNTED` count.
    """
    rows = list(interactions.values_list("pk", flat=True)[:MOST_COUNTED])
    return list(
        Person.objects.filter(participations__interaction__in=rows)
        .exclude(pk=person.pk)
        .annotate(shared=Count("pk"))
        .order_by("-shared", "sort_key")[:number]
    )


def moved(number: int) -> list[dict]:
    """The people whose timelines changed last, each with what changed; two queries.

    Without what undated articles changed: nobody knows when that was.
    """
    newest = (
        StatusChange.objects.published()
        .filter(citation__article__is_undated=False)
        .select_related("interaction")
        .prefetch_related("interaction__people")
        .order_by("-known_at", "-pk")[: number * 2]
    )
    rows = {}
    for change in newest:
        for person in change.interaction.people.all():
            rows.setdefault(person.pk, {"person": person, "change": change})
    return list(rows.values())[:number]


def articles_naming(people: list[Person], as_of: dt.datetime | None = None):
    """Published articles that name all of these people, newest first."""
    articles = Article.objects.published(as_of).newest_first()
    for person in people:
        articles = articles.filter(mentions__person=person)
    return articles
