"""Web pages: what they say about themselves, and the article in them, found by trafilatura.

A page's keywords are made for search engines and do not become tags.
"""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin

from lxml.html import fromstring, tostring
from trafilatura import extract, extract_metadata
from trafilatura.utils import load_html

from articles.characters import clean_text
from articles.importers import mapping, sources
from articles.importers.page_facts import PageFacts
from articles.importers.rows import Rejected, Row, Where
from articles.importers.sources import SourceError
from articles.importers.values import host, moment

MAX_BYTES = 2_000_000  # finding the article takes more than linear time: 12 s for 2.5 MB
DATES = {
    "original_date": True,
    "extensive_search": False,
    "outputformat": "%Y-%m-%dT%H:%M:%S%z",
}
WANTED = {
    "output_format": "html",
    "include_links": True,
    "include_formatting": True,
    "include_comments": False,
}


class Page(NamedTuple):
    """What was found in a page: values by the names of `mapping`, and the lead image's address."""

    fields: dict
    image: str


def read(path: Path) -> Iterator[Row | Rejected]:
    data = sources.content(path, MAX_BYTES)
    yield mapping.row(Where(path, line=1), page(data).fields)


def page(data: bytes | str, address: str = "") -> Page:
    """What is found in the page that was at an address; raises SourceError if it is none."""
    tree = load_html(data)
    if tree is None:
        raise SourceError("it is not a web page")
    facts, guess = PageFacts(tree), extract_metadata(tree, date_config=DATES)
    own_address = _absolute(address, facts.address or guess.url)
    headline = facts.headline or guess.title
    fields = {
        "headline": headline,
        "standfirst": facts.standfirst or guess.description,
        "body_html": _without_headline(extract(data, **WANTED), headline),
        "byline": facts.authors(guess.author or ""),
        "outlet": facts.site or host(own_address),
        "published_at": next(filter(_is_moment, facts.dates), guess.date),
        "canonical_url": own_address,
        "language": facts.language,
    }
    return Page(fields, _absolute(address or own_address, facts.image) if facts.image else "")


def _without_headline(html, headline):
    """The article without its own headline, where the text begins with that."""
    tree = fromstring(html) if html else None
    if tree is None:
        return ""
    for heading in islice(tree.iter("h1", "h2"), 1):
        if clean_text(heading.text_content()) == headline:
            heading.drop_tree()
    return tostring(tree, encoding="unicode")


def _absolute(address, link):
    try:
        return urljoin(address, link or "")
    except ValueError:
        return address


def _is_moment(text):
    try:
        return bool(moment(text))
    except ValueError:
        return False
