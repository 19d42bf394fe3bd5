"""Small pieces of English sentences, said the same way on every page."""

import calendar
import datetime as dt
from collections.abc import Iterable

MONTHS = tuple(calendar.month_name)


def day_words(day: dt.date) -> str:
    """A day as readers see it: "13 February 2017"."""
    return f"{day.day} {MONTHS[day.month]} {day.year}"


def and_join(words: Iterable[str]) -> str:
    """ "Flynn"; "Flynn and Kislyak"; "Flynn, Kislyak and Pence"."""
    return _join(list(words), "and")


def or_join(words: Iterable[str]) -> str:
    """ "Flynn"; "Flynn or Kislyak"; "Flynn, Kislyak or Pence"."""
    return _join(list(words), "or")


def counted(number: int, noun: str, plural: str = "", most: int | None = None) -> str:
    """ "1 article", "2 people", "no articles"; "more than 300 articles" beyond `most`."""
    if most is not None and number > most:
        return f"more than {most:,} {plural or noun + 's'}"
    said = f"{number:,}" if number else "no"
    return f"{said} {noun if number == 1 else plural or noun + 's'}"


def _join(words, conjunction):
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"
