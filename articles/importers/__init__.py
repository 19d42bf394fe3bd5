"""Articles from files: one module for each format, all giving the same rows.

    files_in(paths) --read--> rows --storing.Importer--> results --results.Summary--> words

A reader takes the path of a file and yields what it holds: a `Row` for an article, or
`Rejected` with the reason. It never raises for what a file holds, and formats of one row per
line are read line by line. Nothing here prints, and only `matching` and `storing` touch the
database.
"""

from collections.abc import Iterable, Iterator
from glob import glob, has_magic
from pathlib import Path

from articles.importers import feed, json_lines, markdown, table, text, web_page
from articles.importers.rows import Rejected, Row, Where
from articles.importers.sources import SourceError

READERS = {
    ".txt": text.read,
    ".md": markdown.read,
    ".markdown": markdown.read,
    ".html": web_page.read,
    ".htm": web_page.read,
    ".jsonl": json_lines.read,
    ".ndjson": json_lines.read,
    ".csv": table.read,
    ".tsv": table.read,
    ".json": feed.read_json,
    ".xml": feed.read,
    ".rss": feed.read,
    ".atom": feed.read,
    ".rdf": feed.read,
}


def files_in(paths: Iterable[str], suffixes: Iterable[str]) -> list[Path]:
    """The files that paths stand for, each once, in the order given.

    A folder stands for the files in it and below it whose format is known, by name; a pattern
    that the shell left as it is for what it matches. What does not exist is returned too, so
    that the reader can say so.
    """
    found = [file for path in paths for file in _files_at(path, set(suffixes))]
    return list(dict.fromkeys(found))


def read(path: Path) -> Iterator[Row | Rejected]:
    """The rows of one file, by the reader of its format."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        formats = ", ".join(READERS)
        reader = _refusing(f"its format is none of {formats}")
    yield from reading(reader, path)


def reading(reader, path: Path) -> Iterator:
    """What a reader yields; where the file ends its work, a last `Rejected` that says why."""
    try:
        yield from reader(path)
    except OSError as error:
        yield Rejected(Where(path), (error.strerror or "it cannot be read").lower())
    except UnicodeError as error:
        yield Rejected(Where(path), f"it is not the {error.encoding} that it says it is")
    except SourceError as error:
        yield Rejected(Where(path, error.line), str(error))


def _files_at(path, suffixes):
    place = Path(path)
    if place.is_dir():
        return sorted(file for file in place.rglob("*") if file.suffix.lower() in suffixes)
    if has_magic(path) and not place.exists():
        return [Path(match) for match in sorted(glob(path, recursive=True))] or [place]
    return [place]


def _refusing(reason):
    def refuse(path):
        raise SourceError(reason)

    return refuse
