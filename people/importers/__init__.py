"""People from files: tables and JSON Lines, one person per row.

Built as `articles.importers` is, from whose formats records come; `mapping` turns a record into
a `PersonRow`, `storing` stores it. Interactions have a room of their own, `interactions`.
"""

from collections.abc import Iterator
from pathlib import Path

from articles.importers import json_lines, reading, table
from articles.importers.rows import Rejected
from people.importers import mapping
from people.importers.rows import PersonRow

READERS = {
    ".csv": table.records,
    ".tsv": table.records,
    ".jsonl": json_lines.records,
    ".ndjson": json_lines.records,
}


def read(path: Path) -> Iterator[PersonRow | Rejected]:
    """The rows of one file; of any other format, as if it were a table."""
    records = READERS.get(path.suffix.lower(), table.records)
    yield from map(mapping.row_of, reading(records, path))
