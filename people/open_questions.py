"""Read-only: what the record leaves open, the newest questions of each kind.

Each kind is a queryset of the last status changes of interactions. PostgreSQL walks them from
the newest and stops when it has enough; only for a kind that is rare does it look at them all.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Case, Count, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import JSONArray, Lower

from people import timelines
from people.models import Citation, StatusChange
from people.status import Stance, Status

MOST = 20
# Who asserts a citation, told apart as in `people.record`: if nobody is named, the outlet.
NOBODY_NAMED = Q(attributed_to_person=None, attributed_to_organization=None, attributed_to_words="")
PARTY = JSONArray(
    "attributed_to_person",
    "attributed_to_organization",
    Lower("attributed_to_words"),
    Case(When(NOBODY_NAMED, then="article__outlet")),
)


@dataclass(frozen=True)
class Kind:
    """One kind of open question: what it is called, and which last changes of status it is."""

    anchor: str
    title: str
    meaning: str
    asked_by: Callable
    timeline: str = ""
    """The filters of the timeline that give all of this kind, where there are such."""


@dataclass(frozen=True)
class Question:
    """The open questions of one kind: the entries that changed last."""

    kind: Kind
    entries: list[timelines.Entry]
    is_cut: bool
    """Whether there are more than are given."""


def questions(as_of: dt.datetime | None = None) -> list[Question]:
    """The open questions of every kind: one query for each, and seven for all their entries."""
    last = StatusChange.objects.current(as_of).select_related("interaction")
    found = {
        kind: [change.interaction for change in _newest(kind.asked_by(last, as_of))]
        for kind in KINDS
    }
    interactions = {row.pk: row for rows in found.values() for row in rows}
    entries = {
        entry.interaction.pk: entry for entry in timelines.entries(interactions.values(), as_of)
    }
    return [
        Question(kind, [entries[row.pk] for row in rows[:MOST]], len(rows) > MOST)
        for kind, rows in found.items()
    ]


def _newest(changes: QuerySet) -> QuerySet:
    return changes.order_by("-known_at", "-pk")[: MOST + 1]


def _disputed(last, as_of):
    return last.filter(status=Status.DISPUTED)


def _single_source(last, as_of):
    """Reported by one party alone; a second that took its report back still counts."""
    reports = Citation.objects.published(as_of).filter(
        interaction=OuterRef("interaction"), stance=Stance.REPORTS
    )
    number = reports.order_by().values("interaction").annotate(number=Count(PARTY, distinct=True))
    reported = last.filter(status=Status.REPORTED)
    # "Fewer than two" and not "one": what equals a number PostgreSQL takes to be so rare that it
    # looks at all there are.
    return reported.alias(parties=Subquery(number.values("number"))).filter(parties__lt=2)


def _undated(last, as_of):
    return last.filter(interaction__happened=None).exclude(status=Status.WITHDRAWN)


def _unanswered(last, as_of):
    return last.filter(status=Status.DENIED)


KINDS = (
    Kind(
        "disputed",
        "Disputed",
        "Somebody says that it happened. Somebody else denies it, or tells it differently.",
        _disputed,
        "status=disputed&order=newest",
    ),
    Kind(
        "single-source",
        "On a single word",
        "One party has reported it. Nobody else has, and nobody has confirmed or denied it.",
        _single_source,
    ),
    Kind(
        "undated",
        "Undated",
        "It is on the record, and no article says when it happened.",
        _undated,
    ),
    Kind(
        "unanswered",
        "Denied and never answered",
        "The record holds a denial, and nobody who says otherwise.",
        _unanswered,
        "status=denied&order=newest",
    ),
)
