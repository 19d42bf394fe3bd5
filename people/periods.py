"""Periods of the calendar: a day, a month, a season, a year or a decade, perhaps only about right.

Each is spelled in the Extended Date/Time Format (EDTF, part of ISO 8601-2:2019, levels 0 and 1)
and in words. Pure: no Django here.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

from articles.wording import day_words

FIRST_YEAR, LAST_YEAR = 1000, 2200
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
# The northern hemisphere's, in whole months. Winter lies in two years, so "winter 2016" has two
# readings and is refused.
SEASONS = {21: "spring", 22: "summer", 23: "autumn"}
SEASON_MONTHS = {21: 3, 22: 6, 23: 9}
WINTER = 24
MONTH_NOT_REPORTED = "(month not reported)"
YEAR_NOT_REPORTED = "(year not reported)"
SEASON_NOTES = {21: "(March to May)", 22: "(June to August)", 23: "(September to November)"}
EDTF_DECADE = re.compile(r"(?P<tens>[0-9]{3})X(?P<mark>[~?%]?)")
EDTF_PERIOD = re.compile(
    r"""(?P<year>[0-9]{4})
        (?: -XX (?:-XX)?                                                # 2016-XX is 2016
          | -(?P<month>[0-9]{2}) (?: -XX | -(?P<day>[0-9]{2}) )? )?     # 2016-12-XX is 2016-12
        (?P<mark>[~?%]?)""",
    re.VERBOSE,
)


class DateError(ValueError):
    """A date that cannot be meant; the message says what is wrong and shows a good one."""

    def __init__(self, problem: str, example: str):
        super().__init__(f"{problem} For example: {example}.")


class Precision(StrEnum):
    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"


class Qualifier(StrEnum):
    NONE = ""
    ABOUT = "about"
    UNCERTAIN = "uncertain"
    ABOUT_UNCERTAIN = "about_uncertain"


LENGTH_IN_MONTHS = {
    Precision.MONTH: 1,
    Precision.SEASON: 3,
    Precision.YEAR: 12,
    Precision.DECADE: 120,
}
WHOLE_YEARS = {Precision.YEAR, Precision.DECADE}
QUALIFYING_WORDS = {
    Qualifier.NONE: "",
    Qualifier.ABOUT: "about ",
    Qualifier.UNCERTAIN: "perhaps ",
    Qualifier.ABOUT_UNCERTAIN: "perhaps about ",
}
QUALIFYING_MARKS = {
    Qualifier.NONE: "",
    Qualifier.ABOUT: "~",
    Qualifier.UNCERTAIN: "?",
    Qualifier.ABOUT_UNCERTAIN: "%",
}
QUALIFIERS = {mark: qualifier for qualifier, mark in QUALIFYING_MARKS.items()}


@dataclass(frozen=True)
class Period:
    """One stretch of the calendar, told by its precision and its first day."""

    precision: Precision
    first: date
    qualifier: Qualifier = Qualifier.NONE

    @classmethod
    def of(
        cls, year: int, month: int | None = None, day: int | None = None, mark: str = ""
    ) -> "Period":
        """The year, month, season (months 21 to 23, as in EDTF) or day with these numbers."""
        _check_year(year)
        if month is None:
            return cls(Precision.YEAR, date(year, 1, 1), QUALIFIERS[mark])
        if month in SEASONS and day is None:
            return cls(Precision.SEASON, date(year, SEASON_MONTHS[month], 1), QUALIFIERS[mark])
        _check_month(year, month)
        if day is None:
            return cls(Precision.MONTH, date(year, month, 1), QUALIFIERS[mark])
        _check_day(year, month, day)
        return cls(Precision.DAY, date(year, month, day), QUALIFIERS[mark])

    @classmethod
    def decade(cls, year: int, mark: str = "") -> "Period":
        """The ten years from `year`, which ends in 0."""
        _check_year(year)
        return cls(Precision.DECADE, date(year, 1, 1), QUALIFIERS[mark])

    @classmethod
    def from_edtf(cls, text: str) -> "Period":
        """Reads `2016-12-29`, `2016-12`, `2016-22`, `2016`, `201X`, each with `~`, `?` or `%`."""
        if decade := EDTF_DECADE.fullmatch(text):
            return cls.decade(int(decade["tens"]) * 10, decade["mark"])
        found = EDTF_PERIOD.fullmatch(text)
        if not found:
            raise DateError(f"“{text}” is not a day, a month or a year.", "2016-12-29 or 2016-12")
        year, month, day = (int(n) if n else None for n in found.group("year", "month", "day"))
        return cls.of(year, month, day, found["mark"])

    @cached_property
    def last(self) -> date:
        if self.precision == Precision.DAY:
            return self.first
        months = self.first.month - 1 + LENGTH_IN_MONTHS[self.precision]
        return date(self.first.year + months // 12, months % 12 + 1, 1) - timedelta(days=1)

    @property
    def edtf(self) -> str:
        return self._plain_edtf() + QUALIFYING_MARKS[self.qualifier]

    def _plain_edtf(self) -> str:
        match self.precision:
            case Precision.DECADE:
                return f"{self.first.year // 10}X"
            case Precision.YEAR:
                return f"{self.first.year}"
            case Precision.SEASON:
                return f"{self.first.year}-{self._season}"
            case Precision.MONTH:
                return f"{self.first:%Y-%m}"
            case Precision.DAY:
                return self.first.isoformat()

    @property
    def _season(self) -> int:
        return 20 + self.first.month // 3

    def words(self) -> str:
        """As it stands inside a sentence: '29 December 2016', 'about summer 2016'."""
        return QUALIFYING_WORDS[self.qualifier] + self._plain_words()

    def _plain_words(self) -> str:
        match self.precision:
            case Precision.DECADE:
                return f"the {self.first.year}s"
            case Precision.YEAR:
                return f"{self.first.year}"
            case Precision.SEASON:
                return f"{SEASONS[self._season]} {self.first.year}"
            case Precision.MONTH:
                return f"{MONTHS[self.first.month - 1]} {self.first.year}"
            case Precision.DAY:
                return day_words(self.first)

    def words_alone(self) -> str:
        """As it stands where nothing else is said: what is not known is named."""
        if self.qualifier:
            return self.words()
        match self.precision:
            case Precision.DECADE:
                return f"during {self.words()} {YEAR_NOT_REPORTED}"
            case Precision.YEAR:
                return f"during {self.words()} {MONTH_NOT_REPORTED}"
            case Precision.SEASON:
                return f"{self.words()} {SEASON_NOTES[self._season]}"
            case _:
                return self.words()

    def words_before(self, end: "Period") -> str:
        """As it stands before `end`, without the month and year they share: '3' to 9 June 2016."""
        year = self.first.year
        if self.qualifier or end.first.year != year or end.precision in WHOLE_YEARS:
            return self.words()
        both_days = self.precision == end.precision == Precision.DAY
        if both_days and self.first.month == end.first.month:
            return str(self.first.day)
        return self.words().removesuffix(f" {year}")


def _check_year(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DateError(f"The year {year} is not from {FIRST_YEAR} to {LAST_YEAR}.", "2016")


def _check_month(year: int, month: int) -> None:
    if month == WINTER:
        raise DateError(
            f"Winter {year} can mean the one that began or the one that ended in {year}.",
            f"between December {year} and February {year + 1}",
        )
    if not 1 <= month <= 12:
        raise DateError(f"There is no month {month}.", f"{year}-12 or {year}/{year + 1}")


def _check_day(year: int, month: int, day: int) -> None:
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        name = f"{MONTHS[month - 1]} {year}"
        raise DateError(f"There is no {day} {name}: it has {last} days.", f"{last} {name}")
