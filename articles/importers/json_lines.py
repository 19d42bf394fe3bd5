"""JSON Lines: one object per line, one article per object."""

import json
from collections.abc import Iterator
from pathlib import Path

from articles.importers import mapping, sources
from articles.importers.rows import Record, Rejected, Row, Where

MAX_LINE = 8_000_000  # characters


def read(path: Path) -> Iterator[Row | Rejected]:
    yield from map(mapping.row_of, records(path))


def records(path: Path) -> Iterator[Record | Rejected]:
    """The objects of a file as they are; holds no more than one line at a time."""
    with sources.opened(path) as lines:
        for number, line in enumerate(_lines(lines), start=1):
            if line is None or line.strip():
                yield _record(Where(path, line=number, offset=lines.buffer.tell()), line)


def _lines(file):
    """Every line; None for one that is too long."""
    while line := file.readline(MAX_LINE):
        if len(line) < MAX_LINE:
            yield line
        else:
            yield None
            while line and not line.endswith("\n"):
                line = file.readline(MAX_LINE)


def _record(where, line):
    if line is None:
        return Rejected(where, f"the line has more than {MAX_LINE:,} characters")
    if not sources.is_decoded(line):
        return Rejected(where, "the line is not UTF-8")
    try:
        fields = json.loads(line)
    except json.JSONDecodeError as error:
        return Rejected(where, f"the line is not JSON ({error.msg} at character {error.pos + 1})")
    except (RecursionError, ValueError):  # thousands of nested lists or digits
        return Rejected(where, "the line is JSON that nobody means")
    if not isinstance(fields, dict):
        return Rejected(where, "the line is not a JSON object")
    return Record(where, fields)
