"""Pages by key instead of by number: the hundredth costs what the first does.

A page begins after a row, and the row is named by the values it is sorted by. No OFFSET, no
COUNT over the archive (https://use-the-index-luke.com/no-offset).
"""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from django.db.models import Q, QuerySet


class BadCursor(ValueError):
    """A cursor that no page of this list has given out."""


@dataclass(frozen=True)
class Key:
    """One column that the rows are sorted by."""

    name: str
    type: type
    descending: bool = False

    def opposite(self):
        return Key(self.name, self.type, not self.descending)

    @property
    def ordering(self):
        return f"-{self.name}" if self.descending else self.name

    def beyond(self, value):
        return Q(**{f"{self.name}__{'lt' if self.descending else 'gt'}": value})

    def write(self, row):
        value = getattr(row, self.name)
        return value.isoformat() if isinstance(value, dt.date) else str(value)

    def read(self, text):
        return self.type.fromisoformat(text) if issubclass(self.type, dt.date) else self.type(text)


NEWEST_ARTICLES = (Key("published_at", dt.datetime, True), Key("pk", int, True))
OLDEST_ARTICLES = (Key("published_at", dt.datetime), Key("pk", int))
BY_NAME = (Key("name", str), Key("pk", int))
SEPARATOR = "~"


class Page:
    """Up to `size` rows of a queryset, after one cursor or before another.

    `rows` costs one query, whatever the position. `next_cursor` and `previous_cursor` are None
    at the ends. Raises `BadCursor` for a cursor that cannot be read.
    """

    def __init__(self, queryset: QuerySet, keys, *, after=None, before=None, size=20):
        self.queryset, self.keys, self.size = queryset, keys, size
        self.backwards = bool(before) and not after
        self.cursor = after or before
        self.start = _read(self.cursor, keys) if self.cursor else None

    def __iter__(self):
        return iter(self.rows)

    def __len__(self):
        return len(self.rows)

    @cached_property
    def _fetched(self):
        """The rows and one more, by which it is known that there is a further page."""
        return self._fetch([key.opposite() for key in self.keys] if self.backwards else self.keys)

    def _fetch(self, keys):
        return self._first_of(self.queryset, keys)

    def _first_of(self, queryset, keys):
        queryset = queryset.order_by(*(key.ordering for key in keys))
        if self.start is not None:
            queryset = queryset.filter(_beyond(keys, self.start))
        return list(queryset[: self.size + 1])

    @cached_property
    def rows(self) -> list:
        rows = self._fetched[: self.size]
        return rows[::-1] if self.backwards else rows

    @property
    def _is_cut(self):
        return len(self._fetched) > self.size

    @property
    def next_cursor(self):
        more = self.start is not None if self.backwards else self._is_cut
        return _write(self.rows[-1], self.keys) if more and self.rows else None

    @property
    def previous_cursor(self):
        more = self._is_cut if self.backwards else self.start is not None
        return _write(self.rows[0], self.keys) if more and self.rows else None


class MergedPage(Page):
    """A page of several querysets as one list; every row has the keys. One query for each."""

    def __init__(self, querysets, keys, **asked):
        super().__init__(None, keys, **asked)
        self.querysets = querysets

    def _fetch(self, keys):
        rows = [row for queryset in self.querysets for row in self._first_of(queryset, keys)]
        for key in reversed(keys):  # sorting is stable, so the first key has the last word
            rows.sort(key=attrgetter(key.name), reverse=key.descending)
        return rows[: self.size + 1]


class AnyOf:
    """The rows of one model that any of several querysets has, for a page or a bounded count.

    Of each no more are read than are asked for. Conditions joined with OR instead would have the
    database find all rows that satisfy one before it gives the first.
    """

    def __init__(self, *querysets: QuerySet):
        self.querysets = querysets
        self.model = querysets[0].model

    def filter(self, *conditions):
        return AnyOf(*(rows.filter(*conditions) for rows in self.querysets))

    def order_by(self, *order):
        return AnyOf(*(rows.order_by(*order) for rows in self.querysets))

    def __getitem__(self, limit: slice) -> QuerySet:
        first, *others = (rows[limit] for rows in self.querysets)
        return first.union(*others).order_by(*first.query.order_by)[limit]


def _beyond(keys, values) -> Q:
    """Rows after the one with these values: the first key decides, then the second…

    The leading condition repeats the first key alone, so that an index can be entered there.
    """
    first, value = keys[0], values[0]
    if len(keys) == 1:
        return first.beyond(value)
    equal = Q(**{first.name: value})
    return (first.beyond(value) | equal) & (first.beyond(value) | _beyond(keys[1:], values[1:]))


def _write(row, keys) -> str:
    return SEPARATOR.join(key.write(row) for key in keys)


def _read(cursor, keys) -> list:
    parts = cursor.rsplit(SEPARATOR, len(keys) - 1)  # a name, which comes first, may hold one
    if len(parts) != len(keys):
        raise BadCursor(cursor)
    try:
        values = [key.read(part) for key, part in zip(keys, parts, strict=True)]
    except ValueError as error:
        raise BadCursor(cursor) from error
    if any(isinstance(value, int) and not 0 <= value < 2**63 for value in values) or any(
        # The database gives UTC, and takes no offset of most of a day.
        isinstance(value, dt.datetime) and value.utcoffset() != dt.timedelta()
        for value in values
    ):
        raise BadCursor(cursor)
    return values


def count_up_to(queryset: QuerySet, limit: int) -> int:
    """How many rows there are, counting no further than `limit` + 1."""
    return queryset.order_by()[: limit + 1].count()
