"""The ids of rows in what an address or a form says, which may be anything."""

from collections.abc import Iterable

DIGITS = 18  # every number of so many is one that the database takes for an id


def is_id(text: str) -> bool:
    """Whether a row could have this id; whether there is one, is for a query to say."""
    return text.isdecimal() and len(text) <= DIGITS


def ids(texts: Iterable[str]) -> list[int]:
    """Those of the texts that could be ids."""
    return [int(text) for text in texts if is_id(text)]
