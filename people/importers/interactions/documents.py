"""JSON files that are one object: the records of the list in it that tells what happened.

What stands in an object within a record is told apart by a full stop: `start_date.year`.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from articles.importers import sources
from articles.importers.rows import Record, Rejected, Where
from articles.importers.sources import SourceError

MAX_BYTES = 20_000_000
LISTS = ("interactions", "events", "links")


def records(path: Path) -> Iterator[Record | Rejected]:
    """The records of a file; all of it is read at once, as JSON has to be."""
    text = sources.text(path, MAX_BYTES)
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SourceError("it is not JSON") from error
    found = _listed(document)
    for number, fields in enumerate(found, start=1):
        where = Where(path, entry=number, offset=len(text) * number // len(found))
        if isinstance(fields, dict):
            yield Record(where, _flat(fields))
        else:
            yield Rejected(where, "it is not a JSON object")


def _listed(document):
    lists = document if isinstance(document, dict) else {}
    for name in LISTS:
        if isinstance(lists.get(name), list):
            return lists[name]
    raise SourceError(f"it is no JSON object with a list of {', '.join(LISTS)}")


def _flat(fields):
    flat = {}
    for name, value in fields.items():
        inner = value if isinstance(value, dict) else {}
        flat |= {f"{name}.{key}": inner[key] for key in inner} or {name: value}
    return flat
