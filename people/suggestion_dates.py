"""When something happened, from the words of a sentence and the day it was published.

Every date is given as an editor would type it, so that `people.dates` reads it. Pure.
"""

import re
from datetime import date, timedelta
from typing import NamedTuple

from people.dates import parse
from people.period_parsing import MONTH_NUMBERS, WEEKDAYS
from people.periods import MONTHS, SEASON_MONTHS, SEASONS, DateError, Period
from people.suggestion_lexicon import DENYING, SAYING

NUMBERS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), start=1
    )
} | {"a": 1, "an": 1, "several": None, "a few": None}

MONTH_NAMES = "|".join(month for month in MONTHS if len(month) > 5)
MONTH = (
    rf"(?:{MONTH_NAMES}|June|July|March|April|May|"
    r"(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
SEASON = "spring|summer|fall|autumn"
PART = r"(?:(?P<part>early|mid|late)[\s-]+)?"

EXPRESSION = re.compile(
    rf"""
    \b(?:
        (?P<iso>\d{{4}}-\d{{2}}-\d{{2}})
      | (?P<day_month>{MONTH})\s+(?P<day>\d{{1,2}})(?!\d)(?:st|nd|rd|th)?
            (?:,?\s+(?P<day_year>\d{{4}})\b)?
      | (?P<british_day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<british_month>{MONTH})
            (?:,?\s+(?P<british_year>\d{{4}})\b)?
      | {PART}(?:(?:in|(?P<month_last>last)|this|of|since|the|by)\s+)?(?P<month>{MONTH})\b
            (?:(?:\s+of)?,?\s+(?P<year>\d{{4}})\b)?
      | (?:(?:(?P<season_last>last)|this|that|the|in)\s+){{1,2}}(?P<season>{SEASON})
            (?:\s+(?:of\s+)?(?P<season_year>\d{{4}})\b)?
      | (?:(?:on|last|since|late|early|this)\s+){{0,2}}(?P<weekday>(?i:{"|".join(WEEKDAYS)}))\b
      | (?P<yesterday>yesterday|last\s+night) | (?P<today>today|this\s+morning|tonight)
      | (?:(?:earlier|later|(?P<unit_part>early|late))\s+)?(?P<which>last|this)\s+
            (?P<unit>week|month|year)\b
      | (?P<count>{"|".join(NUMBERS)}|\d{{1,2}})\s+(?P<counted>day|week|month|year)s?\s+ago
      | (?:in|during|since|of)\s+(?:(?P<year_part>early|mid|late)[\s-]+)?
            (?P<only_year>20\d{{2}}|19\d{{2}})\b(?!-)
      | (?P<bare_year>20\d{{2}}|19\d{{2}})(?=\s+(?:meeting|call|conversation|encounter|dinner))
    )""",
    re.VERBOSE,
)

CLAUSE = re.compile(
    rf"\b(?:that|whether|having|{DENYING})\b(?!\s+(?:day|week|month|year)\b)", re.IGNORECASE
)
SAID = re.compile(rf"\b(?:{SAYING})\b", re.IGNORECASE)
# A date is that of a saying a few words behind it ("told reporters in Rome on Friday", but not
# "said in a December interview"), or right before it ("on Friday denied").
ARTICLE = r"(?:an?|the|his|her|their)\s*$"
CONJUNCTION = r"(?:that|whether|when|while|as|after|before|and|but)\b"
SAID_BEFORE = re.compile(
    rf"\b(?:{SAYING})\b(?:\s+(?!{ARTICLE}|{CONJUNCTION})[\w’'.-]+){{0,4}}\s*$", re.IGNORECASE
)
SAID_BEHIND = re.compile(rf"\s+(?:[a-z]+ly\s+)?(?:{SAYING})\b", re.IGNORECASE)
FURTHEST_SAID = 80  # characters


class When(NamedTuple):
    """A date as an editor types it, and where the text has the words it came from."""

    typed: str
    start: int
    end: int


def dates_in(text: str, start: int, end: int, published: date | None) -> list[When]:
    """Every date told between two positions; without a day of publication, only whole dates."""
    return [
        When(typed, found.start(), found.end())
        for found in EXPRESSION.finditer(text, start, end)
        if (typed := _typed(found, published))
    ]


def nearest(text: str, span, position: int, published: date | None) -> When | None:
    """The date told nearest to a position within a span of the text.

    Of two, the one in the same clause. The day on which somebody spoke of what stands there is
    left out: "denied on Tuesday that she had met him" tells no date of the meeting.
    """
    clauses = CLAUSE.finditer(text, span.start, position)
    begins = max((clause.end() for clause in clauses), default=span.start)
    found = [
        when
        for when in dates_in(text, span.start, span.end, published)
        if not _is_before_reported_clause(text, span.start, begins, when)
        and not _is_beside_saying(text, span, position, when)
    ]
    return min(
        found, key=lambda when: (when.start < begins, _distance(when, position)), default=None
    )


def _is_before_reported_clause(text: str, start: int, begins: int, when: When) -> bool:
    """Whether a date stands before a clause that somebody in this sentence is said to have said."""
    return when.end <= begins and bool(SAID.search(text, start, begins))


def _is_beside_saying(text: str, span, position: int, when: When) -> bool:
    """Whether a date belongs to a verb of saying, and what stands at the position is only said."""
    if text.startswith("the ", when.start) or text.startswith(("’s", "'s"), when.end):
        return False  # it tells which: "said the June meeting", "called Monday’s talks"
    near = max(span.start, when.start - FURTHEST_SAID)
    before = SAID_BEFORE.search(text, near, when.start)
    if before and not before.start() <= position < when.start:
        return True
    behind = SAID_BEHIND.match(text, when.end, span.end)
    return bool(behind) and behind.end() <= position


def _distance(when: When, position: int) -> int:
    return when.start - position if when.start >= position else position - when.end


def _typed(found: re.Match, published: date | None) -> str:
    """The date meant, or '' where the calendar or the day of publication does not give one."""
    try:
        typed = _reading(found, published)
        parse(typed)
    except DateError:
        return ""
    return typed


def _reading(found: re.Match, published: date | None) -> str:
    """What the words mean; raises DateError for a day that no calendar has."""
    told = found.groupdict()
    if told["iso"]:
        return told["iso"]
    if told["day"]:
        return _day(told["day_month"], told["day"], told["day_year"], published)
    if told["british_day"]:
        return _day(told["british_month"], told["british_day"], told["british_year"], published)
    if told["month"]:
        return _month(found, published)
    if told["season"]:
        return _season(told, published)
    if told["only_year"] or told["bare_year"]:
        return _part(told["year_part"], told["only_year"] or told["bare_year"])
    return _relative(told, published) if published else ""


def _part(part: str | None, period: str) -> str:
    """ "early 2016", in words that `people.dates` reads."""
    return f"{part} {Period.from_edtf(period).words()}" if part else period


def _day(month: str, day: str, year: str | None, published: date | None) -> str:
    """The day named, by default the last of that name."""
    month_and_day = _number(month), int(day)
    if year:
        return _iso(int(year), *month_and_day)
    if not published:
        return ""
    is_ahead = month_and_day > (published.month, published.day)
    return _iso(published.year - is_ahead, *month_and_day)


def _iso(*numbers: int) -> str:
    return "-".join(f"{number:02}" for number in numbers)


def _month(found: re.Match, published: date | None) -> str:
    """The month named, by default the last that has begun, or, after "last", that is over."""
    number, year = _number(found["month"]), found["year"]
    if not year and (not published or found[0] == "May"):  # a word or a name as often
        return ""
    if not year:
        is_ahead = number > published.month or (found["month_last"] and number == published.month)
        year = published.year - bool(is_ahead)
    return _part(found["part"], _iso(int(year), number))


def _number(month: str) -> int:
    return MONTH_NUMBERS[month.lower()[:3]]


def _season(told: dict[str, str | None], published: date | None) -> str:
    """The season named, by default the last that has begun, or, after "last", that is over."""
    season = told["season"].replace("fall", "autumn")
    if told["season_year"]:
        return f"{season} {told['season_year']}"
    if not published:
        return ""
    first = next(SEASON_MONTHS[number] for number, name in SEASONS.items() if name == season)
    is_ahead = published.month < first or (told["season_last"] and published.month <= first + 2)
    return f"{season} {published.year - bool(is_ahead)}"


def _relative(told: dict[str, str | None], published: date) -> str:
    """The date of words that lean on the day of publication."""
    if told["weekday"]:
        back = (published.weekday() - WEEKDAYS.index(told["weekday"].lower())) % 7
        return (published - timedelta(days=back)).isoformat()
    if told["yesterday"]:
        return (published - timedelta(days=1)).isoformat()
    if told["today"]:
        return published.isoformat()
    if told["counted"]:
        return _ago(told["count"], told["counted"], published)
    return _unit(told, published)


def _unit(told: dict[str, str | None], published: date) -> str:
    """ "last week", "late last month", "this year"; this week ends with the day of publication."""
    is_last = told["which"] == "last"
    match told["unit"]:
        case "week":
            monday = published - timedelta(days=published.weekday() + 7 * is_last)
            last = monday + timedelta(days=6) if is_last else published
            return f"between {monday} and {last}" if monday < last else monday.isoformat()
        case "month":
            return _part(told["unit_part"], _months_back(published, int(is_last)))
        case _:
            return _part(told["unit_part"], f"{published.year - is_last:04}")


def _ago(count: str, unit: str, published: date) -> str:
    number = int(count) if count.isdigit() else NUMBERS[count]
    if number is None:
        return ""
    match unit:
        case "day":
            return (published - timedelta(days=number)).isoformat()
        case "week":
            return f"about {published - timedelta(weeks=number)}"
        case "month":
            return f"about {Period.from_edtf(_months_back(published, number)).words()}"
        case _:
            return f"about {published.year - number:04}"


def _months_back(day: date, months: int) -> str:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return f"{year:04}-{month + 1:02}"
