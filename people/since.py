"""Read-only: what became known after an article came out, the most telling first.

There are at most `LINES` lines, each about another interaction:

1.  Interactions the article reports whose status is not what it was when the article came out.
    What takes away from the article comes first (withdrawn, denied, disputed), then what bears
    it out; of the same status, the one that changed last.
2.  Interactions first known later in which a principal of the article took part: one of the few
    people it names most, named at least half as often as the first of them. Those between two
    of all the people it names come first; then turns at law and in office, what else happened,
    and ties, which last and so are least of an event; then what became known last.

Costs two queries, and no more for a long record: of each sort of kinds only the
`CANDIDATES` that became known last are looked at, however much a principal has on record.
"""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Subquery, Value
from django.utils import timezone

from people.evidence import Evidence
from people.models import Interaction, Participant, StatusChange
from people.models.interaction import KIND_GROUPS
from people.status import Status

LINES = 7
PRINCIPALS = 3
NAMED = 10
CANDIDATES = 20

GRAVITY = (
    Status.WITHDRAWN,
    Status.DENIED,
    Status.DISPUTED,
    Status.CONFIRMED,
    Status.REPORTED,
)
TIES = KIND_GROUPS["Tie"]
TURNS = [*KIND_GROUPS["Law"], *KIND_GROUPS["Office"]]
EVENTS = [kind for kinds in KIND_GROUPS.values() for kind in kinds if kind not in TIES + TURNS]


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
    people = evidence.people[:NAMED]
    if not (people and number):
        return []
    moment = evidence.article.published_at
    known = _known_after(moment, _ids(principals(people)), _ids(people))
    known = sorted(known, key=_telling, reverse=True)[:number]
    public = Interaction.objects.published().in_bulk([row.interaction_id for row in known])
    return [
        Later(public[row.interaction_id], row.known_at)
        for row in known
        if row.interaction_id in public
    ]


def _known_after(moment, principals, people):
    """Rows of what became known after a moment, with `shared`, how many of `people` took part."""
    parties = Participant.objects.filter(interaction=OuterRef("interaction")).order_by()
    shared = parties.filter(person__in=people).values("interaction").annotate(number=Count("pk"))
    known = (
        StatusChange.objects.filter(
            Exists(parties.filter(person__in=principals)),
            previous="",
            known_at__gt=moment,
            known_at__lte=timezone.now(),
        )
        .annotate(shared=Subquery(shared.values("number")))
        .order_by("-known_at", "-pk")
    )
    sorts = [
        known.filter(interaction__kind__in=kinds)
        .annotate(weight=Value(weight))
        .values_list("interaction_id", "known_at", "shared", "weight", named=True)[:CANDIDATES]
        for weight, kinds in enumerate((TIES, EVENTS, TURNS))
    ]
    return sorts[0].union(*sorts[1:], all=True)


def _telling(row):
    """The more telling, the greater."""
    return row.shared > 1, row.weight, row.known_at, row.interaction_id


def _ids(named):
    return [one.person.pk for one in named]
