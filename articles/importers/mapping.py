"""The names under which sources keep what an article has, and the row they give.

Of several names the first that has a value counts, and where values differ in how exact they
are the most exact stands first.
"""

import re
from collections.abc import Mapping

from lxml.etree import LxmlError
from lxml.html import fromstring, tostring

from articles import body
from articles.characters import clean_text, visible
from articles.importers import values
from articles.importers.fields import Fields
from articles.importers.rows import Record, Rejected, Row, Where

NAMES = {
    "headline": ("headline", "title", "og.title", "name"),
    "standfirst": (
        *("standfirst", "dek", "subtitle", "subheadline", "description", "summary", "excerpt"),
        *("abstract", "og.description"),
    ),
    "html": ("body_html", "content_html", "html"),
    "text": ("body", "text", "content", "article_body", "article_text", "content_text", "maintext"),
    "byline": ("byline", "authors_raw", "authors", "author", "creator", "dc.creator"),
    "outlet": (
        *("outlet", "publication", "publisher", "site_name", "sitename", "og.site_name"),
        *("source", "source_name", "source_host", "domain"),
    ),
    "published_at": (
        *("published_at", "publish_date_raw", "date_published", "published", "pub_date"),
        *("publish_date", "publication_date", "date_raw", "date", "datetime", "timestamp"),
    ),
    "canonical_url": ("canonical_url", "canonical_link", "og.url", "url", "link", "web_url"),
    "external_id": ("external_id", "id", "guid", "uid", "uuid"),
    "language": ("language", "lang", "in_language"),
    "tags": ("tags", "tag", "topics", "topic", "keywords", "categories", "category", "section"),
}
BLOCKS = re.compile(
    r"</?(p|div|br|h[1-6]|ul|ol|li|blockquote|article|section|table)\b[^<>]*>", re.I
)
MAX_EXTERNAL_ID = 200
MAX_STANDFIRST = 1000
OPENING = 60  # characters of a standfirst that tell whether the body begins with it


def row_of(record: Record | Rejected) -> Row | Rejected:
    """The row of a record; what was rejected stays so."""
    return row(*record) if isinstance(record, Record) else record


def row(
    where: Where, fields: Mapping, dates_are_usual: bool = True, strict: bool = True
) -> Row | Rejected:
    """The row that values under any of the `NAMES` give, cleaned.

    A date that cannot be read rejects it; if not `strict`, that is no date.
    """
    read = Fields(fields, NAMES)
    try:
        published_at = values.moment(read("published_at"))
    except ValueError as error:
        if strict:
            return Rejected(where, str(error))
        published_at = None
    address = values.address(read("canonical_url"))
    html = _html(read, address)
    return Row(
        where=where,
        headline=values.line(read("headline")),
        standfirst=_standfirst(values.line(read("standfirst")), html),
        body=html,
        byline=values.byline(read("byline")),
        outlet=values.outlet(read("outlet")),
        published_at=published_at,
        canonical_url=address,
        external_id=values.line(read("external_id"))[:MAX_EXTERNAL_ID],
        language=values.language(read("language")),
        tags=values.tags(read("tags")),
        dates_are_usual=dates_are_usual,
    )


def _html(read, address):
    """The body: HTML with its links led from the page they stood on, plain text as paragraphs."""
    html, text = _text(read("html")), _text(read("text"))
    if not html and not BLOCKS.search(text):
        return body.from_plain(text)
    return _with_whole_links(html or text, address)


def _with_whole_links(html, address):
    if not (address and html.strip()):
        return html
    try:
        tree = fromstring(html)
    except (LxmlError, ValueError):  # nothing in it that a parser takes
        return html
    before = tostring(tree, encoding="unicode")
    tree.make_links_absolute(address, handle_failures="ignore")
    after = tostring(tree, encoding="unicode")
    return html if after == before else after


def _text(value):
    return values.mended(visible(value)) if isinstance(value, str) else ""


def _standfirst(text, html):
    """The standfirst as plain text, unless the body begins with the same words."""
    if "<" in text:
        text = clean_text(body.to_text(body.sanitise(text)))
    text = text if len(text) <= MAX_STANDFIRST else body.excerpt(text[:MAX_STANDFIRST], words=60)
    beginning = text and clean_text(body.to_text(body.sanitise(html[: 20 * OPENING])))
    return "" if beginning.startswith(text[:OPENING].rstrip(" .…")) else text
