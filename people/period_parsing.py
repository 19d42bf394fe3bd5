"""A period of the calendar as an editor types it: British, American, in numbers or in EDTF.

What has two readings, such as 03/04/2016, is refused with both. Pure: no Django here.
"""

import re
import unicodedata
from datetime import date

from articles.wording import day_words
from people.periods import (
    MONTH_NOT_REPORTED,
    MONTHS,
    QUALIFYING_MARKS,
    SEASON_NOTES,
    SEASONS,
    WINTER,
    YEAR_NOT_REPORTED,
    DateError,
    Period,
    Qualifier,
)

EXAMPLES = "29 December 2016, December 2016, about 2016 or between 3 and 9 June 2016"
NOTES = (MONTH_NOT_REPORTED, YEAR_NOT_REPORTED, *SEASON_NOTES.values())

MONTH_NUMBERS = {
    **{name.casefold(): number for number, name in enumerate(MONTHS, start=1)},
    **{name[:3].casefold(): number for number, name in enumerate(MONTHS, start=1)},
    "sept": 9,
}
SEASON_NUMBERS = {
    **{name: number for number, name in SEASONS.items()},
    "fall": 23,
    "winter": WINTER,
}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

MONTH = rf"(?:{'|'.join(sorted(MONTH_NUMBERS, key=len, reverse=True))})"
SEASON = rf"(?:{'|'.join(SEASON_NUMBERS)})"
NUMERIC = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d+)", re.ASCII)
YEAR_FIRST = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})", re.ASCII)
EDTF = re.compile(r"[\dx./\[][\dx~?%/.\[\]-]*", re.ASCII)
HYPHEN = re.compile(
    r"""(?P<within>                                         # the hyphens of one date stay:
            \b[\dx]{4}-(?:\d\d|xx)(?:-(?:\d\d|xx))?(?!\d)   # 2016-12-29
          | \b\d{1,2}-\d{1,2}-\d+ )                          # 29-12-2016
        | -""",
    re.ASCII | re.VERBOSE,
)
FULL_STOP_OR_COMMA = re.compile(r"(?<=[a-z])\.(?!\.)|,")
ORDINAL_ENDING = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.ASCII)
AMERICAN_RANGE = re.compile(rf"\b({MONTH}) (\d{{1,2}}) (to|and) (\d{{1,2}}) (\d{{4}})\b", re.ASCII)
HAS_YEAR = re.compile(r"\d{3}[\dx]", re.ASCII)
HAS_MONTH = re.compile(rf"\b(?:{MONTH}|{SEASON})\b")
YEAR_AT_END = re.compile(r"\b(\d{4})\S?$", re.ASCII)

WRITTEN_DAY = re.compile(
    rf"(?:(?P<weekday>{'|'.join(WEEKDAYS)}) )?"
    rf"(?:(?P<day>\d+) (?P<month>{MONTH})|(?P<us_month>{MONTH}) (?P<us_day>\d{{1,2}}))"
    r" (?P<year>\d+)",
    re.ASCII,
)
WRITTEN_MONTH = re.compile(rf"({MONTH}|{SEASON}) (\d+)", re.ASCII)
WRITTEN_DECADE = re.compile(r"(\d{3})0s", re.ASCII)
WITHOUT_YEAR = re.compile(rf"(?:\d{{1,2}} )?(?:{MONTH}|{SEASON})(?: \d{{1,2}})?", re.ASCII)
FILLERS = re.compile(r"\b(?:the|of|in|on|during|year) ")

QUALIFIER_BEFORE = re.compile(
    r"(?P<about>about|around|circa|approximately|roughly|ca(?= )|c(?=[ \d])|~)\s*(?=.)"
    r"|(?P<perhaps>perhaps|possibly|probably|maybe) "
)
QUALIFIER_AFTER = re.compile(r"\s*(?:([~?%])|\((uncertain)\))$")


def normalised(text: str) -> str:
    """What was typed in lower case and single spaces, with every range dash as "to"."""
    text = unicodedata.normalize("NFKC", text).casefold()
    text = re.sub(r"[‐−]", "-", text)
    text = re.sub(r"\b(early|mid|late)-", r"\1 ", text)
    text = re.sub(r"[–—]", " to ", text)
    text = HYPHEN.sub(lambda hyphen: hyphen["within"] or " to ", text)
    text = FULL_STOP_OR_COMMA.sub(" ", text)
    text = ORDINAL_ENDING.sub("", text)
    text = " ".join(text.split())
    for note in NOTES:
        text = text.removesuffix(f" {note.casefold()}")
    return AMERICAN_RANGE.sub(r"\2 \1 \3 \4 \1 \5", text)


def completed(start: str, end: str) -> str:
    """`start` with the month and the year it leaves to `end`: "3" before "9 june 2016"."""
    if HAS_YEAR.search(start):
        return start
    year = YEAR_AT_END.search(end)
    month = HAS_MONTH.search(end)
    if month and not HAS_MONTH.search(start):
        start = f"{start} {month[0]}"
    return f"{start} {year[1]}" if year else start


def read_period(text: str) -> Period:
    """The day, month, season, year or decade that a normalised `text` means, and how surely."""
    plain, mark = _split_qualifier(text)
    if is_numeric(plain):
        return _numeric(plain, mark)
    if EDTF.fullmatch(plain):
        return Period.from_edtf(plain.upper() + mark)
    return _written(plain, mark)


def _split_qualifier(text: str) -> tuple[str, str]:
    """The text without "about", "perhaps" and the like, and their EDTF mark."""
    marks = set()
    text = FILLERS.sub("", text)
    while found := QUALIFIER_BEFORE.match(text):
        marks.add("~" if found["about"] else "?")
        text = text[found.end() :]
    if found := QUALIFIER_AFTER.search(text):
        marks.add(found[1] or QUALIFYING_MARKS[Qualifier.UNCERTAIN])
        text = text[: found.start()]
    return text, "%" if len(marks) > 1 else "".join(marks)


def is_numeric(text: str) -> bool:
    """Whether it is a day such as 29/12/2016 or 2016/12/29, which EDTF would read otherwise."""
    return bool(NUMERIC.fullmatch(text) or YEAR_FIRST.fullmatch(text))


def _numeric(text: str, mark: str) -> Period:
    """A day written in numbers, if day and month cannot be taken for each other."""
    if found := YEAR_FIRST.fullmatch(text):
        return Period.of(*map(int, found.groups()), mark)
    one, _, other, year = NUMERIC.fullmatch(text).groups()
    one, other = int(one), int(other)
    if len(year) != 4:
        raise DateError(f"“{text}” needs a year of four digits.", "29 December 2016")
    readings = [
        Period.of(int(year), month, day, mark)
        for day, month in dict.fromkeys([(one, other), (other, one)])
        if month <= 12
    ]
    if not readings:
        raise DateError(f"There is no month in “{text}”.", "29 December 2016")
    if len(readings) > 1:
        both = " or ".join(day_words(reading.first) for reading in readings)
        raise DateError(f"“{text}” has two readings. Write the month as a word.", both)
    return readings[0]


def _written(text: str, mark: str) -> Period:
    if found := WRITTEN_DAY.fullmatch(text):
        month = MONTH_NUMBERS[found["month"] or found["us_month"]]
        period = Period.of(int(found["year"]), month, int(found["day"] or found["us_day"]), mark)
        _check_weekday(found["weekday"], period.first)
        return period
    if found := WRITTEN_MONTH.fullmatch(text):
        number = MONTH_NUMBERS.get(found[1]) or SEASON_NUMBERS[found[1]]
        return Period.of(int(found[2]), number, mark=mark)
    if found := WRITTEN_DECADE.fullmatch(text):
        return Period.decade(int(found[1]) * 10, mark)
    if WITHOUT_YEAR.fullmatch(text):
        typed = text.title()
        raise DateError(f"“{typed}” needs a year.", f"{typed} 2016")
    raise DateError(f"“{text}” is not a date this site can read.", EXAMPLES)


def _check_weekday(typed: str | None, day: date) -> None:
    actual = WEEKDAYS[day.weekday()]
    if typed and typed != actual:
        raise DateError(
            f"{day_words(day)} was a {actual.capitalize()}, not a {typed.capitalize()}.",
            day_words(day),
        )
