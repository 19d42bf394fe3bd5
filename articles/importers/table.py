"""Tables (CSV): one article per row; the first row names the columns.

The separator is the comma, semicolon or tab, whichever the first line has most of. Cells are
text and nothing else: what a spreadsheet would take for a formula stays as it is written.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from articles.importers import mapping, sources
from articles.importers.rows import Record, Rejected, Row, Where
from articles.importers.sources import SourceError

MAX_CELL = 4_000_000  # characters; Python's own limit of 131,072 is less than an article


def read(path: Path) -> Iterator[Row | Rejected]:
    yield from map(mapping.row_of, records(path))


def records(path: Path) -> Iterator[Record | Rejected]:
    """The rows of a table as they are; holds no more than one row at a time."""
    with sources.opened(path) as file:
        csv.field_size_limit(MAX_CELL)
        lines = Lines(file)
        columns = _columns(lines)
        table = csv.reader(lines, delimiter=lines.separator)
        while True:
            first_line = lines.number + 1
            try:
                cells = next(table)
            except StopIteration:
                return
            except csv.Error as error:
                cells = error
            where = Where(path, line=first_line, offset=file.buffer.tell())
            if cells:
                yield _record(where, columns, cells)


class Lines:
    """The lines of a file, counted, and what separates their cells."""

    def __init__(self, file):
        self._file = file
        self.number = 0
        self.first = next(self._file)
        self.separator = max(",;\t", key=self.first.count)

    def __iter__(self):
        return self

    def __next__(self):
        line = self.first or next(self._file)
        self.first = ""
        self.number += 1
        return line.replace("\0", "")  # the csv module refuses it


def _columns(lines):
    try:
        columns = [name.strip() for name in next(csv.reader(lines, delimiter=lines.separator))]
    except csv.Error as error:
        raise SourceError(f"its first row names no columns ({error})", line=1) from error
    for name in columns:
        if name and columns.count(name) > 1:
            raise SourceError(f"two columns are called “{name}”", line=1)
    return columns


def _record(where, columns, cells):
    if isinstance(cells, csv.Error):
        return Rejected(where, f"the row cannot be read ({cells})")
    if len(cells) > len(columns):
        return Rejected(where, f"the row has {len(cells)} cells for {len(columns)} columns")
    if not all(map(sources.is_decoded, cells)):
        return Rejected(where, "the row is not UTF-8")
    return Record(where, dict(zip(columns, cells, strict=False)))
