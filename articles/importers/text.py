"""Plain text files: the first line with words is the headline, the rest the body."""

from collections.abc import Iterator
from pathlib import Path

from articles.body import from_plain
from articles.importers import mapping, sources
from articles.importers.rows import Rejected, Row, Where
from articles.importers.values import mended

MAX_BYTES = 5_000_000


def read(path: Path) -> Iterator[Row | Rejected]:
    before, headline, rest = _around_first_line(sources.text(path, MAX_BYTES))
    where = Where(path, line=before.count("\n") + 1)
    fields = {"headline": headline, "body_html": from_plain(mended(rest))}
    yield mapping.row(where, fields, dates_are_usual=False)


def _around_first_line(text):
    """What stands before the first line with words, the line, and what follows it."""
    start = len(text) - len(text.lstrip())
    headline, _, rest = text[start:].partition("\n")
    return text[:start], headline, rest
