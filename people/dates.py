"""Imprecise dates: what an editor types -> honest bounds, and the words readers see.

A date is told by one or two periods (`people.periods`). Two things an article can mean are kept
apart:

* one moment somewhere in a range, "between 3 and 9 June 2016": EDTF `[2016-06-03..2016-06-09]`;
* a span that lasted, "from June to November 2016": EDTF `2016-06/2016-11`.

`parse` reads a date's own words and EDTF back, British and American written dates, and "before",
"after", "early", "about" and the like around them. A dash or "to" is a span; "between … and" is
one moment. "Before" and "after" leave out the date they name; "by", "since" and "until" do not.
"Early", "mid" and "late" are thirds of a month or a year. Pure: no Django here.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from people.period_parsing import EDTF, EXAMPLES, completed, is_numeric, normalised, read_period
from people.periods import QUALIFIERS, QUALIFYING_MARKS, DateError, Period, Precision, Qualifier

LONGEST = 100
UNKNOWN_WORDS = {"", "?", "unknown", "undated", "not reported", "date unknown", "date not reported"}
EDTF_UNKNOWN = {"", "XXXX", "XXXX-XX", "XXXX-XX-XX"}
EDTF_OPEN = {"", ".."}
# Longer than any date the calendar here can hold, so that an open date is the coarsest.
ENDLESS_DAYS = 1_000_000


@dataclass(frozen=True)
class ImpreciseDate:
    """When something happened, as far as it is known.

    `start` and `end` are the same period for a plain date, and None where the date is open;
    both None is a date not reported. `lasting` tells a span from one moment in a range. An end
    that is open and one that was not reported are not told apart: both are "From 2012".
    """

    start: Period | None = None
    end: Period | None = None
    lasting: bool = False

    def __post_init__(self):
        if self.start and self.end and self.start.first > self.end.last:
            raise DateError(
                f"{_capitalised(self.start.words())} comes after {self.end.words()}. "
                "Put the earlier date first.",
                f"between {self.end.words_before(self.start)} and {self.start.words()}",
            )

    @property
    def edtf(self) -> str:
        """The canonical EDTF; '' for a date not reported."""
        if self.start == self.end and not self.lasting:
            return self.start.edtf if self.start else ""
        if self.lasting:
            return "/".join(period.edtf if period else ".." for period in (self.start, self.end))
        return f"[{'..'.join(period.edtf if period else '' for period in (self.start, self.end))}]"

    @property
    def lower(self) -> date | None:
        """The first day it can have been, taken strictly: "about" does not widen it."""
        return self.start.first if self.start else None

    @property
    def upper(self) -> date | None:
        """The last day it can have been, inclusive, taken strictly."""
        return self.end.last if self.end else None

    @property
    def qualifier(self) -> Qualifier:
        """What is said of either end."""
        marks = {QUALIFYING_MARKS[period.qualifier] for period in (self.start, self.end) if period}
        marks.discard("")
        return QUALIFIERS["%" if len(marks) > 1 else "".join(marks)]

    @property
    def precision(self) -> str:
        """'day', 'month', 'season', 'year', 'decade', or how the two ends are meant:
        'between', 'by', 'after' (one moment), 'span', 'from', 'until' (it lasted), 'unknown'."""
        if self.start is None and self.end is None:
            return "unknown"
        if self.start is None:
            return "until" if self.lasting else "by"
        if self.end is None:
            return "from" if self.lasting else "after"
        if self.lasting:
            return "span"
        return "between" if self.start != self.end else self.start.precision.value

    @property
    def marker(self) -> str:
        """The name of the mark beside the entry on a timeline."""
        match self.precision:
            case "unknown":
                return "none"
            case "by" | "after" | "from" | "until":
                return "half-ring"
            case "between" | "span":
                return "dashed-bar"
            case "day" if not self.qualifier:
                return "filled"
            case _:
                return "dashed-ring"

    @property
    def datetime_attr(self) -> str | None:
        """The value of `<time datetime>`, or None where HTML has no way to say it."""
        told_by_html = self.precision in {"day", "month", "year"} and not self.qualifier
        return self.edtf if told_by_html else None

    def words(self) -> str:
        """The date as readers see it; `parse` reads it back."""
        match self.precision:
            case "unknown":
                words = "date not reported"
            case "between":
                words = f"between {self.start.words_before(self.end)} and {self.end.words()}"
            case "span":
                words = f"from {self.start.words_before(self.end)} to {self.end.words()}"
            case "from":
                words = f"from {self.start.words()}"
            case "until":
                words = f"until {self.end.words()}"
            case "after":
                words = f"{self.start.words()} or later"
            case "by" if self.end.precision == Precision.DAY:
                words = f"by {self.end.words()}"
            case "by":
                words = f"{self.end.words()} or earlier"
            case _:
                words = self.start.words_alone()
        return _capitalised(words)

    def __str__(self) -> str:
        return self.words()

    @property
    def is_unknown(self) -> bool:
        return self.precision == "unknown"

    @property
    def sort_date(self) -> date:
        """The lower bound; the upper one where the lower is open, so that "By 4 May 2016" stands
        right before what happened on 4 May; the end of time for a date not reported."""
        return self.lower or self.upper or date.max

    @property
    def span_days(self) -> int:
        """How coarse it is: days from the lower to the upper bound, very many for an open date."""
        if self.is_unknown:
            return 0
        if self.lower is None or self.upper is None:
            return ENDLESS_DAYS
        return (self.upper - self.lower).days

    def bounds(self) -> tuple[date | None, date | None] | None:
        """The lower bound and the day after the upper, as a PostgreSQL daterange holds them;
        None for a date not reported, which overlaps nothing."""
        return None if self.is_unknown else (self.lower, day_after(self.upper))

    def overlaps(self, start: date | None, end: date | None) -> bool:
        """Whether it can have been from `start` to `end`, inclusive, None being open.

        A date not reported overlaps nothing: it is no answer to a question about dates.
        """
        if self.is_unknown:
            return False
        begins_in_time = self.lower is None or end is None or self.lower <= end
        ends_in_time = self.upper is None or start is None or self.upper >= start
        return begins_in_time and ends_in_time


UNKNOWN = ImpreciseDate()


def day_after(day: date | None) -> date | None:
    """The excluded end of a range that ends with `day`; None stays open."""
    return day + timedelta(days=1) if day else None


@lru_cache(maxsize=4096)
def from_edtf(text: str) -> ImpreciseDate:
    """The date whose `edtf` is `text`; raises DateError if it is not EDTF of level 0 or 1, or
    a `[start..end]` set. Kept, since the rows of a page repeat their dates."""
    if text in EDTF_UNKNOWN:
        return UNKNOWN
    lasting = "/" in text
    if lasting:
        ends = text.split("/")
    elif text.startswith("[") and text.endswith("]"):
        ends = text[1:-1].split("..")
    else:
        ends = [text, text]
    if len(ends) != 2 or EDTF_OPEN.issuperset(ends):
        raise DateError(f"“{text}” does not tell a start and an end.", "2016-06/2016-11")
    start, end = (None if end in EDTF_OPEN else Period.from_edtf(end) for end in ends)
    return ImpreciseDate(start, end, lasting)


def parse(text: str) -> ImpreciseDate:
    """The date that `text` means; raises DateError saying what is wrong, with a good example."""
    if len(text) > LONGEST:
        raise DateError(f"A date is written in at most {LONGEST} characters.", EXAMPLES)
    typed = normalised(text)
    if typed in UNKNOWN_WORDS:
        return UNKNOWN
    if EDTF.fullmatch(typed) and not is_numeric(typed):
        return from_edtf(typed.upper())
    for form, read in FORMS:
        if found := form.fullmatch(typed):
            return read(*found.groups())
    return _at(typed)


def _at(text: str) -> ImpreciseDate:
    period = read_period(text)
    return ImpreciseDate(period, period)


def _between(start: str, end: str) -> ImpreciseDate:
    return ImpreciseDate(read_period(completed(start, end)), read_period(end))


def _span(start: str, end: str) -> ImpreciseDate:
    return ImpreciseDate(read_period(completed(start, end)), read_period(end), lasting=True)


def _by(end: str) -> ImpreciseDate:
    return ImpreciseDate(None, read_period(end))


def _no_earlier(start: str) -> ImpreciseDate:
    return ImpreciseDate(read_period(start), None)


def _before(end: str) -> ImpreciseDate:
    period = read_period(end)
    return ImpreciseDate(None, _neighbour(period, period.first - timedelta(days=1)))


def _after(start: str) -> ImpreciseDate:
    period = read_period(start)
    return ImpreciseDate(_neighbour(period, period.last + timedelta(days=1)), None)


def _from(start: str) -> ImpreciseDate:
    return ImpreciseDate(read_period(start), None, lasting=True)


def _until(end: str) -> ImpreciseDate:
    return ImpreciseDate(None, read_period(end), lasting=True)


def _third(which: str, text: str) -> ImpreciseDate:
    """Days 1–10, 11–20 and 21 to the end of a month; four months each of a year."""
    whole = read_period(text)
    third = ("early", "mid", "late").index(which)
    year, month = whole.first.year, whole.first.month
    mark = QUALIFYING_MARKS[whole.qualifier]
    if whole.precision == Precision.MONTH:
        last = (10, 20, whole.last.day)[third]
        first = Period.of(year, month, third * 10 + 1, mark)
        return ImpreciseDate(first, Period.of(year, month, last, mark))
    if whole.precision == Precision.YEAR:
        first = Period.of(year, third * 4 + 1, mark=mark)
        return ImpreciseDate(first, Period.of(year, third * 4 + 4, mark=mark))
    raise DateError(f"“{which}” is read of a month or a year only.", f"{which} December {year}")


FORMS: tuple[tuple[re.Pattern, Callable[..., ImpreciseDate]], ...] = tuple(
    (re.compile(form), read)
    for form, read in (
        (r"(?:sometime )?between (.+) and (.+)", _between),
        (r"(?:on or before|by|no later than|not after) (.+)", _by),
        (r"(.+) or (?:earlier|before)", _by),
        (r"(?:on or after|no earlier than|not before) (.+)", _no_earlier),
        (r"(.+) or (?:later|after)", _no_earlier),
        (r"before (.+)", _before),
        (r"after (.+)", _after),
        (r"(?:until|till|up to) (.+)", _until),
        (r"(?:from )?(.+?) (?:to|until|through) (.+)", _span),
        (r"(?:from|since) (.+)", _from),
        (r"(?:in )?(early|mid|late) (.+)", _third),
    )
)


def _neighbour(period: Period, day: date) -> Period:
    """The period around `day`, next to `period`, about as fine as it."""
    mark = QUALIFYING_MARKS[period.qualifier]
    match period.precision:
        case Precision.DAY:
            return Period.of(day.year, day.month, day.day, mark)
        case Precision.MONTH | Precision.SEASON:
            return Period.of(day.year, day.month, mark=mark)
        case _:
            return Period.of(day.year, mark=mark)


def _capitalised(words: str) -> str:
    return words[0].upper() + words[1:]
