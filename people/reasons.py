"""Why an interaction has its status, in one sentence made from its citations. Pure.

"Disputed: Michael Flynn denied it on 8 February 2017 (The Daily Paper, 9 February 2017), while
two officials reported it (The Daily Paper, 9 February 2017)."

Verbs are in the past tense and nothing stands for a speaker but the words that name them, so the
sentence holds for "two officials" as for "Michael Flynn". A day is said of the words only where
`said_on` gives it; the day in brackets is the article's.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from articles.wording import and_join, day_words
from people.status import Assertion, Stance, Status, Verdict

MOST_NAMED = 3
VERBS = {
    Stance.REPORTS: "reported it",
    Stance.CONFIRMS: "confirmed it",
    Stance.DENIES: "denied it",
    Stance.DISPUTES: "disputed it",
    Stance.RETRACTS: "retracted an earlier account",
}
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@dataclass(frozen=True)
class Voice:
    """Whose words an assertion is and where they ran; no speaker means the outlet itself."""

    outlet: str
    speaker: str = ""
    is_undated: bool = False
    """Whether the day on which the words ran is not known."""

    @property
    def name(self) -> str:
        return self.speaker or self.outlet


Describe = Callable[[Assertion], Voice]


def reason(verdict: Verdict, describe: Describe) -> str:
    """The sentence that says why the status is what it is; `describe` names the voices."""
    return f"{REASONS[verdict.status](verdict, describe)}."


def _confirmed(verdict: Verdict, describe: Describe) -> str:
    named = _list([_named(assertion, describe) for assertion in verdict.deciding])
    if verdict.opposition:
        return f"Confirmed by {named}, though {_told(verdict.opposition, describe)}"
    return f"Confirmed by {named}"


def _reported(verdict: Verdict, describe: Describe) -> str:
    named = [_named(assertion, describe) for assertion in verdict.support]
    if len(named) == 1:
        return f"Reported on the sole word of {named[0]}"
    speaks = any(describe(assertion).speaker for assertion in verdict.support)
    return f"Reported by {_number(len(named))} {'sources' if speaks else 'outlets'}: {_list(named)}"


def _disputed(verdict: Verdict, describe: Describe) -> str:
    opposition = _told(verdict.opposition, describe)
    if not verdict.support:
        return f"Disputed: {opposition}, and nothing in the record supports it"
    return f"Disputed: {opposition}, while {_told(verdict.support, describe)}"


def _denied(verdict: Verdict, describe: Describe) -> str:
    return f"Denied: {_told(verdict.opposition, describe)}, and nothing in the record supports it"


def _withdrawn(verdict: Verdict, describe: Describe) -> str:
    retractions = _told(verdict.retractions, describe)
    if verdict.opposition:
        return f"Withdrawn: {retractions}; {_told(verdict.opposition, describe)}"
    return f"Withdrawn: {retractions}"


REASONS = {
    Status.CONFIRMED: _confirmed,
    Status.REPORTED: _reported,
    Status.DISPUTED: _disputed,
    Status.DENIED: _denied,
    Status.WITHDRAWN: _withdrawn,
}


def _told(assertions: Sequence[Assertion], describe: Describe) -> str:
    """ "Michael Flynn denied it (The Daily Paper, 9 February 2017) and …" """
    return _list(
        [
            f"{describe(assertion).name} {VERBS[assertion.stance]}{_when(assertion, describe)}"
            for assertion in assertions
        ]
    )


def _named(assertion: Assertion, describe: Describe) -> str:
    return f"{describe(assertion).name}{_when(assertion, describe)}"


def _when(assertion: Assertion, describe: Describe) -> str:
    """When the words were said, as far as that is known, and where they ran."""
    voice = describe(assertion)
    published = "undated" if voice.is_undated else day_words(assertion.known_at.date())
    said = f" on {day_words(assertion.said_on)}" if assertion.said_on else ""
    if not voice.speaker:
        return said or (f" ({published})" if voice.is_undated else f" on {published}")
    if assertion.said_on == assertion.known_at.date():
        return f"{said} ({voice.outlet})"
    return f"{said} ({voice.outlet}, {published})"


def _list(phrases: Sequence[str]) -> str:
    """All of them, or the first and how many more."""
    if len(phrases) <= MOST_NAMED:
        return and_join(phrases)
    others = len(phrases) - MOST_NAMED + 1
    return and_join([*phrases[: MOST_NAMED - 1], f"{_number(others)} others"])


def _number(count: int) -> str:
    return NUMBERS[count] if count < len(NUMBERS) else str(count)
