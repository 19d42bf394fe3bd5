"""Read-only: what became known after an article came out, the most telling first.

There are at most `LINES` lines, each about another interaction:

1.  Interactions the article reports whose status is not what it was when the article came out.
    What takes away from the article comes first (withdrawn, denied, disputed), then what bears
    it out; of the same status, the one that changed last.
2.  Interactions first known later in which a principal of the article took part: one of the few
    people it names most, named at least half as often as the first of them. Those between two
    principals come first; then turns at law and in office, what else happened, and ties, which
    last and so are least of an event; then what became known last.

Costs two queries. The first gives the `CANDIDATES` turns, and as many of all else, that became
known last; to find them the database goes through what principals took part in, or back from what
became known last, whichever it expects to be the shorter. The second gives the lines.
"""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.utils import timezone

from people.evidence import Evidence
from people.models import Interaction, StatusChange
from people.models.kind import KIND_GROUPS
from people.status import Status

LINES = 7
PRINCIPALS = 3
CANDIDATES = 30

GRAVITY = (
    Status.WITHDRAWN,
    Status.DENIED,
    Status.DISPUTED,
    Status.CONFIRMED,
    Status.REPORTED,
)
TIES = KIND_GROUPS["Tie"]
TURNS = [*KIND_GROUPS["Law"], *KIND_GROUPS["Office"]]


@dataclass(frozen=True)
class Later:
    """What became known of one interaction: that there is one, or its new status."""

    interaction: Interaction
    known_at: dt.datetime
    before: Status | None = None
    """Its status when the article came out; None when it was not known then."""

    @property
    def status(self) -> Status:
        return Status(self.interaction.current_status)


def since(evidence: Evidence) -> list[Later]:
    """What became known after the article of `evidence` came out; nothing of one without a date."""
    if evidence.article.published_at is None:
        return []
    changed = _changed(evidence.cited)[:LINES]
    return changed + _first_known(evidence, LINES - len(changed))


def principals(named) -> list:
    """The few people an article is about, of those it `named` (the most often named first)."""
    return [one for one in named[:PRINCIPALS] if 2 * one.mentions >= named[0].mentions]


def _changed(cited) -> list[Later]:
    changed = [one for one in cited if one.status_then not in (None, one.status)]
    changed.sort(key=lambda one: one.changed_at, reverse=True)
    changed.sort(key=lambda one: GRAVITY.index(one.status))
    return [Later(one.interaction, one.changed_at, one.status_then) for one in changed]


def _first_known(evidence, number) -> list[Later]:
    """So many interactions of its principals that became known after an article."""
    people = [named.person.pk for named in principals(evidence.people)]
    if not (people and number):
        return []
    rows = _known_after(evidence.article.published_at, people)
    taking_part = Counter(row.interaction_id for row in rows)

    def telling(row):
        between_two = taking_part[row.interaction_id] > 1
        weight = (row.interaction__kind in TURNS) - (row.interaction__kind in TIES)
        return between_two, weight, row.known_at, row.interaction_id

    chosen = sorted(set(rows), key=telling, reverse=True)[:number]
    public = Interaction.objects.published().in_bulk([row.interaction_id for row in chosen])
    return [
        Later(public[row.interaction_id], row.known_at)
        for row in chosen
        if row.interaction_id in public
    ]


def _known_after(moment, people):
    """What became known after a moment, once for each of the people who took part in it."""
    known = (
        StatusChange.objects.filter(
            previous="",
            known_at__gt=moment,
            known_at__lte=timezone.now(),
            interaction__participants__person__in=people,
        )
        .order_by("-known_at", "-pk")
        .values_list("interaction_id", "interaction__kind", "known_at", named=True)
    )
    turns = known.filter(interaction__kind__in=TURNS)[:CANDIDATES]
    others = known.exclude(interaction__kind__in=TURNS)[:CANDIDATES]
    return turns.union(others, all=True)
