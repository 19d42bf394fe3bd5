"""The kinds of lists that are understood without being told how."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from articles.importers.fields import Fields
from articles.importers.rows import Record, Rejected, Where
from people.dates import DateError
from people.importers.interactions import connections, events, network, own
from people.importers.interactions.rows import InteractionRow

UNUSED = "not used"


class Format(NamedTuple):
    """How one kind of list is read.

    `names` are those under which its fields are known, `meanings` what becomes of each. A list
    is of the format when it has all `needed` fields.
    """

    title: str
    names: Mapping[str, tuple[str, ...]]
    meanings: Mapping[str, str]
    needed: tuple[str, ...]
    row: Callable[[Where, Fields], InteractionRow]

    def fits(self, columns: Iterable[str]) -> bool:
        read = Fields({column: column for column in columns}, self.names)
        return all(map(read, self.needed))

    def understood(self, columns: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Each column with what becomes of it."""
        for column in columns:
            read = Fields({column: column}, self.names)
            field = next(filter(read, self.names), None)
            yield column, self.meanings[field] if field else UNUSED


FORMATS = tuple(
    Format(module.TITLE, module.NAMES, module.MEANINGS, module.NEEDED, module.row)
    for module in (own, connections, network, events)
)


@lru_cache
def format_of(columns: tuple[str, ...]) -> Format | None:
    """The first format that a record with these columns fits."""
    return next((form for form in FORMATS if form.fits(columns)), None)


def row_of(record: Record | Rejected) -> InteractionRow | Rejected:
    """The row of a record; what was rejected stays so."""
    if isinstance(record, Rejected):
        return record
    form = format_of(tuple(record.fields))
    if form is None:
        needs = "; ".join(f"{form.title}: {', '.join(form.needed)}" for form in FORMATS)
        return Rejected(record.where, f"it is none of the lists that are understood ({needs})")
    try:
        return form.row(record.where, Fields(record.fields, form.names))
    except DateError as error:
        return Rejected(record.where, f"its date cannot be read: {error}")
    except ValueError as error:
        return Rejected(record.where, str(error))
