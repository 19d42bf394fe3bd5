"""Whether an article knows better than those before it when something happened. Pure.

Dates are compared by their bounds, taken strictly: "about December 2016" has those of December
2016. What lasted has no part in it: another span is another account, not a closer one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from people.dates import UNKNOWN, ImpreciseDate


@dataclass(frozen=True)
class Narrowing:
    """The closest date that was given before, unknown if none was, and the closer one."""

    before: ImpreciseDate
    after: ImpreciseDate


def narrowing(given: Iterable[ImpreciseDate], earlier: Iterable[ImpreciseDate]) -> Narrowing | None:
    """How the closest date that an article has `given` narrows all that `earlier` ones gave.

    None unless its bounds lie strictly within those of each earlier date, and within those of
    each other date that the article gives itself.
    """
    given, earlier = _known(given), _known(earlier)
    after = _closest(given)
    if after.is_unknown or after.lasting:
        return None
    if not all(_lies_within(after, other) for other in [*given, *earlier]):
        return None
    if any(_bounds(after) == _bounds(other) for other in earlier):
        return None
    return Narrowing(_closest(earlier), after)


def _known(dates):
    return [when for when in dates if not when.is_unknown]


def _closest(dates):
    return min(dates, key=attrgetter("span_days"), default=UNKNOWN)


def _lies_within(inner, outer):
    (first, last), (outer_first, outer_last) = _bounds(inner), _bounds(outer)
    return not outer.lasting and outer_first <= first and last <= outer_last


def _bounds(when):
    """The first and last day it can have been; an open end lies beyond every day."""
    return when.lower or date.min, when.upper or date.max
