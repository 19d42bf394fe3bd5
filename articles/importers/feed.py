"""Feeds: RSS, Atom and RDF in any state, by feedparser; JSON Feed, which it does not read."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import feedparser

from articles.body import sanitise, to_text
from articles.importers import mapping, sources
from articles.importers.rows import Rejected, Row, Where
from articles.importers.sources import SourceError

MAX_BYTES = 20_000_000


def read(path: Path) -> Iterator[Row | Rejected]:
    """The entries of a feed in XML."""
    data = sources.content(path, MAX_BYTES)
    # As a stream: of bytes or text the parser would try to open the file or page they name.
    feed = feedparser.parse(BytesIO(data))
    if not feed.entries:
        raise SourceError(_why_empty(feed))
    size = len(data) // len(feed.entries)
    for number, entry in enumerate(feed.entries, start=1):
        yield mapping.row(
            Where(path, entry=number, offset=number * size), _fields(entry, feed.feed)
        )


def read_json(path: Path) -> Iterator[Row | Rejected]:
    """The items of a JSON Feed, whose names for things are among those of `mapping`."""
    try:
        feed = json.loads(sources.text(path, MAX_BYTES))
    except (ValueError, RecursionError) as error:
        raise SourceError("it is not JSON") from error
    if not isinstance(feed, dict) or not isinstance(items := feed.get("items"), list):
        raise SourceError("it is not a JSON Feed")
    about = {name: feed[name] for name in ("language", "author", "authors") if name in feed}
    for number, item in enumerate(items, start=1):
        where = Where(path, entry=number)
        if not isinstance(item, dict):
            yield Rejected(where, "it is not a JSON object")
            continue
        yield mapping.row(where, {"outlet": feed.get("title"), **about, **item})


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


def _why_empty(feed):
    if not feed.version:
        return "it is not a feed"
    return "it is a feed without entries"
