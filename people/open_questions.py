"""Read-only: what the record leaves open, the newest questions of each kind.

Each kind is a queryset of the last status changes of interactions: PostgreSQL walks them from
the newest and stops when it has enough, however long the record is.
"""

import datetime as dt
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
class Question:
    """One kind of open question, and the last of its entries to change."""

    name: str
    entries: list[timelines.Entry]
    is_cut: bool
    """Whether there are more than are given."""


def questions(as_of: dt.datetime | None = None) -> list[Question]:
    """Every kind of open question: one query for each, and seven for all their entries."""
    last = StatusChange.objects.current(as_of).select_related("interaction")
    found = {
        name: [change.interaction for change in _newest(kind(last, as_of))]
        for name, kind in KINDS.items()
    }
    interactions = {row.pk: row for rows in found.values() for row in rows}
    entries = {
        entry.interaction.pk: entry for entry in timelines.entries(interactions.values(), as_of)
    }
    return [
        Question(name, [entries[row.pk] for row in rows[:MOST]], len(rows) > MOST)
        for name, rows in found.items()
    ]


def _newest(changes: QuerySet) -> QuerySet:
    return changes.order_by("-known_at", "-pk")[: MOST + 1]


def _disputed(last, as_of):
    return last.filter(status=Status.DISPUTED)


def _single_source(last, as_of):
    """Reported by one party alone. One that took its report back still counts as a second."""
    reports = Citation.objects.published(as_of).filter(
        interaction=OuterRef("interaction"), stance=Stance.REPORTS
    )
    number = reports.order_by().values("interaction").annotate(number=Count(PARTY, distinct=True))
    reported = last.filter(status=Status.REPORTED)
    return reported.alias(parties=Subquery(number.values("number"))).filter(parties=1)


def _undated(last, as_of):
    return last.filter(interaction__happened=None).exclude(status=Status.WITHDRAWN)


def _unanswered(last, as_of):
    """Denied, and nobody has reported or confirmed it."""
    return last.filter(status=Status.DENIED)


KINDS = {
    "disputed": _disputed,
    "single_source": _single_source,
    "undated": _undated,
    "unanswered": _unanswered,
}
