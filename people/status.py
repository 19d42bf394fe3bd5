"""The status of an interaction: what its citations say, to the state of the record. Pure.

Each party counts once, with the stance it took last. "Last" goes by the day the words were said,
where an article recounts earlier words, else by the day the article came out; on the same day, by
the moment of publication and then by the order in which the citations were entered. A party is
quoted from when it first took the stance it still has: to repeat it is no news.

With what then stands, the first rule that fits decides:

1.  A participant confirms, and no participant denies: *Confirmed*. What others deny or dispute
    stays listed, and so does a participant's dispute: who disputes how it went does not deny it.
2.  Something supports it (a report or a confirmation) and a denial or dispute stands: *Disputed*.
3.  A confirmation stands: *Confirmed*; else a report stands: *Reported*.
4.  Nothing supports it any more, and what supported it was retracted: *Withdrawn*, even where a
    denial stands, since that the report was taken back tells more; the denial stays listed.
    A retraction of what the record does not hold counts as one of support.
5.  A denial stands: *Denied*.
6.  Only disputes stand: *Disputed*.
7.  All that was said has been taken back, denials too: *Withdrawn*.

A party that first supports and then denies has changed sides, not retracted. A participant who
merely *reports* is support like any other's: only "confirms" and "denies" weigh at first hand.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import groupby
from operator import attrgetter


class _Labelled(StrEnum):
    @property
    def label(self) -> str:
        return self.value.capitalize()


class Stance(_Labelled):
    """What a citation says of an interaction."""

    REPORTS = "reports"
    CONFIRMS = "confirms"
    DENIES = "denies"
    DISPUTES = "disputes"
    RETRACTS = "retracts"


class Status(_Labelled):
    """How well an interaction is sourced."""

    CONFIRMED = "confirmed"
    REPORTED = "reported"
    DISPUTED = "disputed"
    DENIED = "denied"
    WITHDRAWN = "withdrawn"


SUPPORT = {Stance.REPORTS, Stance.CONFIRMS}
OPPOSITION = {Stance.DENIES, Stance.DISPUTES}


@dataclass(frozen=True)
class Assertion:
    """One citation, as far as it bears on the status."""

    citation: int
    party: Hashable
    """Who asserts it: whoever the words are attributed to, else the outlet."""
    stance: Stance
    known_at: datetime
    """When the citing article came out, aware, in the time zone its day is reckoned in."""
    said_on: date | None = None
    first_hand: bool = False
    """Whether the party took part in the interaction."""

    @property
    def said(self) -> date:
        """The day the words count from."""
        return self.said_on or self.known_at.date()

    @property
    def order(self) -> tuple[date, datetime, int]:
        return self.said, self.known_at, self.citation


@dataclass(frozen=True)
class Verdict:
    """A status and what stands behind it, each in the order in which it was said."""

    status: Status
    support: tuple[Assertion, ...]
    opposition: tuple[Assertion, ...]
    retractions: tuple[Assertion, ...]

    @property
    def deciding(self) -> tuple[Assertion, ...]:
        """The standing assertions that make the status what it is."""
        match self.status:
            case Status.CONFIRMED:
                confirmations = _taking(Stance.CONFIRMS, self.support)
                return _first_hand(confirmations) or confirmations
            case Status.REPORTED:
                return self.support
            case Status.DISPUTED:
                return _in_order(self.opposition + self.support)
            case Status.DENIED:
                return self.opposition
            case Status.WITHDRAWN:
                return self.retractions


@dataclass(frozen=True)
class Change:
    """A moment of publication at which the status became another."""

    known_at: datetime
    previous: Status | None
    verdict: Verdict
    cause: Assertion

    @property
    def status(self) -> Status:
        return self.verdict.status

    @property
    def citation(self) -> int:
        return self.cause.citation


def verdict(assertions: Iterable[Assertion]) -> Verdict | None:
    """What the record says, whatever the order of `assertions`; None if nobody says anything."""
    by_party = _by_party(assertions)
    if not by_party:
        return None
    standing = _in_order(_present_stance(said) for said in by_party.values())
    support = tuple(assertion for assertion in standing if assertion.stance in SUPPORT)
    opposition = tuple(assertion for assertion in standing if assertion.stance in OPPOSITION)
    withdrew_support = any(_withdrew_support(said) for said in by_party.values())
    return Verdict(
        status=_status(support, opposition, withdrew_support),
        support=support,
        opposition=opposition,
        retractions=_taking(Stance.RETRACTS, standing),
    )


def history(assertions: Iterable[Assertion]) -> list[Change]:
    """The changes of status, oldest first; articles of the same moment count together.

    Judges the record anew at each moment of publication: quadratic in the citations of one
    interaction, of which there are a few dozen at most.
    """
    changes, known, previous = [], [], None
    by_publication = sorted(assertions, key=lambda assertion: (assertion.known_at, assertion.order))
    for known_at, arrived in groupby(by_publication, key=attrgetter("known_at")):
        arrived = list(arrived)
        known += arrived
        now = verdict(known)
        if now.status != previous:
            changes.append(Change(known_at, previous, now, _cause(arrived, known, now)))
            previous = now.status
    return changes


def _status(support, opposition, withdrew_support) -> Status:
    confirmations = _taking(Stance.CONFIRMS, support)
    denials = _taking(Stance.DENIES, opposition)
    if _first_hand(confirmations) and not _first_hand(denials):
        return Status.CONFIRMED
    if support and opposition:
        return Status.DISPUTED
    if support:
        return Status.CONFIRMED if confirmations else Status.REPORTED
    if withdrew_support:
        return Status.WITHDRAWN
    if denials:
        return Status.DENIED
    return Status.DISPUTED if opposition else Status.WITHDRAWN


def _present_stance(said) -> Assertion:
    """Where a party first took the stance it still has: repeating it later changes nothing."""
    *_, unbroken = (list(run) for _, run in groupby(said, key=attrgetter("stance")))
    return unbroken[0]


def _by_party(assertions) -> dict[Hashable, list[Assertion]]:
    """What each party said, in order."""
    by_party = {}
    for assertion in _in_order(assertions):
        by_party.setdefault(assertion.party, []).append(assertion)
    return by_party


def _withdrew_support(said) -> bool:
    """Whether a party's last word retracts a report or confirmation rather than a denial."""
    if said[-1].stance != Stance.RETRACTS:
        return False
    stances = [assertion.stance for assertion in said if assertion.stance != Stance.RETRACTS]
    return not stances or stances[-1] in SUPPORT


def _cause(arrived, known, now) -> Assertion:
    """The first arrival without which the status would be another.

    Where several would each have sufficed, the first of those that decide it.
    """
    needed = [
        assertion for assertion in arrived if not _holds_without(assertion, known, now.status)
    ]
    deciding = [assertion for assertion in arrived if assertion in now.deciding]
    return (needed or deciding or arrived)[0]


def _holds_without(assertion, known, status) -> bool:
    rest = verdict(other for other in known if other.citation != assertion.citation)
    return rest is not None and rest.status == status


def _in_order(assertions) -> tuple[Assertion, ...]:
    return tuple(sorted(assertions, key=attrgetter("order")))


def _taking(stance, assertions) -> tuple[Assertion, ...]:
    return tuple(assertion for assertion in assertions if assertion.stance == stance)


def _first_hand(assertions) -> tuple[Assertion, ...]:
    return tuple(assertion for assertion in assertions if assertion.first_hand)
