"""Interactions from files: our own format, and lists of connections, links and dated events.

    files --READERS--> records --formats.row_of--> rows --storing.InteractionImporter--> results

Built as `people.importers` is. What a list is, its columns tell (`formats`); who is who on record
only `storing` and what it uses ask (`parties`, `articles`, `known`).
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from articles.importers import json_lines, reading, table
from articles.importers.rows import Record, Rejected
from people.importers.interactions import documents, formats
from people.importers.interactions.rows import InteractionRow

READERS = {
    ".csv": table.records,
    ".tsv": table.records,
    ".jsonl": json_lines.records,
    ".ndjson": json_lines.records,
    ".json": documents.records,
}


class Understood(NamedTuple):
    """What a file was taken for, and what becomes of each of its columns."""

    title: str
    columns: list[tuple[str, str]]


def read(path: Path) -> Iterator[InteractionRow | Rejected]:
    """The rows of one file; of any other format, as if it were a table."""
    yield from map(formats.row_of, _records(path))


def understood(path: Path) -> Understood | None:
    """How a file is read, by its first record; None when it is not understood."""
    first = next((record for record in _records(path) if isinstance(record, Record)), None)
    form = first and formats.format_of(tuple(first.fields))
    return Understood(form.title, list(form.understood(first.fields))) if form else None


def _records(path):
    return reading(READERS.get(path.suffix.lower(), table.records), path)
