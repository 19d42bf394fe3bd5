"""Saved web pages: the article is found by trafilatura, the rest of the page left out.

A page's keywords are made for search engines and do not become tags.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from trafilatura import extract, extract_metadata
from trafilatura.utils import load_html

from articles.characters import clean_text
from articles.importers import mapping, sources
from articles.importers.rows import Rejected, Row, Where
from articles.importers.sources import SourceError
from articles.importers.values import host

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
NOBODY = {"username", "no author", "admin", "staff"}


def read(path: Path) -> Iterator[Row | Rejected]:
    data = sources.content(path, MAX_BYTES)
    tree = load_html(data)
    if tree is None:
        raise SourceError("it is not a web page")
    about = extract_metadata(tree, date_config=DATES)
    site = _site(about)
    fields = {
        "headline": _headline(about.title, site),
        "standfirst": about.description,
        "body_html": extract(data, **WANTED),
        "byline": _authors(about.author, site),
        "outlet": site,
        "published_at": about.date,
        "canonical_url": about.url,
        "language": tree.get("lang"),
    }
    yield mapping.row(Where(path, line=1), fields)


def _site(about):
    """The name of the site, without its motto; its host, if the name is none."""
    name = re.split(r"\s+[|–—-]\s+", about.sitename or "")[0]
    return host(about.url or "") if "://" in name or name == about.title else name


def _headline(title, site):
    """The title of a page without its site, which many put at the end or beginning."""
    title, site = clean_text(title or ""), re.escape(site)
    if not site:
        return title
    return re.sub(rf"^{site}\b.*?[:|]\s+|\s+[|»–—-]\s+{site}$", "", title)


def _authors(authors, site):
    """Who wrote it, of those a page gives as its authors."""
    names = [name.strip() for name in (authors or "").split(";")]
    nobody = {site.casefold(), *NOBODY}
    return [name for name in names if name.casefold() not in nobody]
