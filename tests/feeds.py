"""Feeds: as a program reads them, in whichever format; and one as another site writes it."""

import json
from datetime import datetime

import feedparser

FORMATS = {
    "rss": "application/rss+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "json": "application/feed+json",
}
# JSON Feed 1.1: what a feed and an item may have, and of which type.
# https://www.jsonfeed.org/version/1.1/
FEED_FIELDS = {
    "version": str,
    "title": str,
    "home_page_url": str,
    "feed_url": str,
    "description": str,
    "language": str,
    "authors": list,
    "items": list,
}
ITEM_FIELDS = {
    "id": str,
    "url": str,
    "external_url": str,
    "title": str,
    "content_html": str,
    "date_published": str,
    "date_modified": str,
    "authors": list,
    "tags": list,
    "language": str,
    "_outlet": dict,
}
ITEM = """<item><guid isPermaLink="false">{n}</guid><title>Envoys meet, part {n}</title>
<link>https://paper.example/{n}</link><pubDate>Mon, 13 Feb 2017 12:00:00 GMT</pubDate>
<author>Ann Reed</author><description>They met in Geneva, part {n}.</description></item>"""
RSS = '<rss version="2.0"><channel><title>The Paper</title>{}</channel></rss>'


def read(client, address):
    """An RSS or Atom feed, parsed; it must be well-formed and every date of it readable."""
    feed = feedparser.parse(client.get(address).content)
    assert not feed.bozo, feed.get("bozo_exception")
    for entry in feed.entries:
        assert entry.published_parsed
        assert entry.updated_parsed
    return feed


def read_json(client, address):
    """A JSON feed, checked against what the specification allows and requires."""
    feed = json.loads(client.get(address).content)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert {"title", "items"} <= feed.keys()
    _check(feed, FEED_FIELDS)
    for item in feed["items"]:
        assert {"id", "content_html"} <= item.keys()
        _check(item, ITEM_FIELDS)
        for date in ("date_published", "date_modified"):
            assert datetime.fromisoformat(item[date]).utcoffset() is not None
    assert len({item["id"] for item in feed["items"]}) == len(feed["items"])
    return feed


def titles(client, address):
    """Of a feed in any format, what its items are called."""
    if ".json" in address:
        return [item["title"] for item in read_json(client, address)["items"]]
    return [entry.title for entry in read(client, address).entries]


def ids(client, address):
    """Of a feed in any format, the ids of its items."""
    if ".json" in address:
        return [item["id"] for item in read_json(client, address)["items"]]
    return [entry.id for entry in read(client, address).entries]


def rss(*written) -> bytes:
    """A feed of these `items`, as another site answers with it."""
    return RSS.format("".join(written)).encode()


def items(*numbers) -> list[str]:
    """An item for each number, which is in its id, its link and its words."""
    return [ITEM.format(n=number) for number in numbers]


def _check(fields, types):
    assert fields.keys() <= types.keys()
    for name, value in fields.items():
        assert isinstance(value, types[name]), name
        assert value or name == "items", f"{name} is empty"
    for author in fields.get("authors", []):
        assert author["name"]
