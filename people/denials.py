"""Read-only: what somebody denied, beside what came out about it."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from articles.wording import counted
from people import timelines
from people.models import Citation, Interaction, Person
from people.status import OPPOSITION


@dataclass(frozen=True)
class Account:
    """Somebody's word that it happened, and when it came out, counted from the denial."""

    citation: Citation
    days: int
    """Days from the denial until readers could know of this; negative when they knew before."""

    @property
    def gap(self) -> str:
        if not self.days:
            return "the same day"
        return f"{counted(abs(self.days), 'day')} {'later' if self.days > 0 else 'earlier'}"


@dataclass(frozen=True)
class Denial:
    """One thing that somebody denied or disputed, as often as they did."""

    entry: timelines.Entry
    citations: list[Citation]
    """The denials, in the order of their words; at least one."""

    @property
    def day(self) -> dt.date:
        """The day of the words that denied it first."""
        return _said(self.citations[0])

    @cached_property
    def accounts(self) -> list[Account]:
        """What says otherwise: the first to do so, and what decides; none if nobody does."""
        telling = dict.fromkeys([*self.entry.support[:1], self.entry.lead_citation])
        return [
            Account(citation, (_published(citation) - self.day).days)
            for citation in telling
            if citation
        ]


def denied_by(person: Person, as_of: dt.datetime | None = None):
    """The public interactions that a person denied or disputed."""
    return Interaction.objects.published(as_of).filter(
        pk__in=Citation.objects.published(as_of)
        .filter(attributed_to_person=person, stance__in=OPPOSITION)
        .values("interaction")
    )


def of(person: Person, entries: list[timelines.Entry]) -> list[Denial]:
    """The denials of a person, one for each entry; no queries."""
    return [
        Denial(
            entry,
            sorted(
                (c for c in entry.responses if c.attributed_to_person_id == person.pk), key=_said
            ),
        )
        for entry in entries
    ]


def _published(citation) -> dt.date:
    return timezone.localdate(citation.article.published_at)


def _said(citation) -> dt.date:
    return citation.said_on or _published(citation)
