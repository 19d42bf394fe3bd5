"""Feeds: RSS, Atom and RDF in any state, by feedparser; JSON Feed, which it does not read."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import feedparser

from articles.body import sanitise, to_text
from articles.importers import mapping, sources
from articles.importers.rows import Rejected, Row, Where
from articles.importers.sources import SourceError
from articles.importers.values import line

MAX_BYTES = 20_000_000


class Feed(NamedTuple):
    """A feed: its title, and its entries as rows; `entries` is empty when it has none."""

    title: str
    entries: list[Row | Rejected]


def read(path: Path) -> Iterator[Row | Rejected]:
    """The entries of a feed in XML."""
    yield from _entries(read_xml(sources.content(path, MAX_BYTES), path))


def read_json(path: Path) -> Iterator[Row | Rejected]:
    """The items of a JSON Feed."""
    yield from _entries(read_items(sources.text(path, MAX_BYTES), path))


def of(data: bytes, address: str) -> Feed:
    """The feed that was fetched from an address, XML or JSON; SourceError if it is neither."""
    sources.encoding_of(data[: sources.SNIFFED])
    where = Path(address)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return read_items(data.decode("utf-8-sig", "replace"), where, strict=False)
    return read_xml(data, where, address, strict=False)


def read_xml(data: bytes, file: Path, address: str = "", strict: bool = True) -> Feed:
    """A feed in XML; its relative links are those of the address it was fetched from."""
    # As a stream: of bytes or text the parser would try to open the file or page they name.
    read = feedparser.parse(BytesIO(data), response_headers={"content-location": address})
    if not (read.version or read.entries):
        raise SourceError("it is not a feed")
    size = len(data) // max(len(read.entries), 1)
    entries = [
        mapping.row(
            Where(file, entry=number, offset=number * size),
            _fields(entry, read.feed),
            strict=strict,
        )
        for number, entry in enumerate(read.entries, start=1)
    ]
    return Feed(_plain(read.feed.get("title", "")), entries)


def read_items(text: str, file: Path, strict: bool = True) -> Feed:
    """A JSON Feed, whose names for things are among those of `mapping`."""
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SourceError("it is not JSON") from error
    if not isinstance(feed, dict) or not isinstance(items := feed.get("items"), list):
        raise SourceError("it is not a JSON Feed")
    about = {name: feed[name] for name in ("language", "author", "authors") if name in feed}
    about["outlet"] = title = line(feed.get("title"))
    entries = [
        mapping.row(Where(file, entry=number), {**about, **item}, strict=strict)
        if isinstance(item, dict)
        else Rejected(Where(file, entry=number), "it is not a JSON object")
        for number, item in enumerate(items, start=1)
    ]
    return Feed(title, entries)


def _entries(feed):
    if not feed.entries:
        raise SourceError("it is a feed without entries")
    return feed.entries


def _fields(entry, feed):
    summary = entry.get("summary", "")
    content = max((part.value for part in entry.get("content", [])), key=len, default="")
    return {
        "headline": _plain(entry.get("title", "")),
        "standfirst": summary if content else "",
        "body_html": content or summary,
        "byline": [author.get("name") for author in entry.get("authors", [])],
        "outlet": _plain(entry.get("source", {}).get("title") or feed.get("title", "")),
        "published_at": _published(entry),
        "canonical_url": entry.get("link"),
        "external_id": entry.get("id"),
        "language": feed.get("language"),
        "tags": [tag.get("label") or tag.get("term") for tag in entry.get("tags", [])],
    }


def _published(entry):
    """The date in ISO 8601; as the feed has it if the parser could not read it."""
    for name in ("published", "updated"):
        if parsed := entry.get(f"{name}_parsed"):
            return datetime(*parsed[:6], tzinfo=UTC).isoformat()
        if entry.get(name):
            return entry[name]
    return None


def _plain(title):
    """A title as text: feeds put HTML into theirs."""
    return to_text(sanitise(title))
