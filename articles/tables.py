"""Tables (CSV) to take elsewhere: safe in a spreadsheet, and read again by the importers."""

import csv
from collections.abc import Iterable, Iterator, Sequence

from articles.models import Article

# A cell that begins so is run as a formula by spreadsheets: an apostrophe makes it text (OWASP,
# "CSV injection").
FORMULA = ("=", "+", "-", "@", "\t", "\r")
# Under names that `articles.importers.mapping` knows, but for the last two.
ARTICLE_COLUMNS = (
    *("headline", "standfirst", "body_html", "byline", "outlet", "published_at"),
    *("canonical_url", "external_id", "language", "tags", "state", "slug"),
)
BATCH = 200


class Echo:
    """A file that gives back what is written, for `csv`."""

    def write(self, text: str) -> str:
        return text


def written(columns: Sequence[str], rows: Iterable[dict]) -> Iterator[bytes]:
    """A table, row by row, with a byte order mark that tells spreadsheets it is UTF-8."""
    writer = csv.writer(Echo())
    yield b"\xef\xbb\xbf" + writer.writerow(columns).encode()
    for row in rows:
        yield writer.writerow([_cell(row[column]) for column in columns]).encode()


def articles(queryset) -> Iterator[bytes]:
    """Articles as a table of `ARTICLE_COLUMNS`; holds no more than a batch of them."""
    rows = queryset.select_related("outlet").prefetch_related("tags").defer("body_html", "search")
    return written(ARTICLE_COLUMNS, map(_article, rows.iterator(BATCH)))


def _article(row: Article) -> dict:
    return {
        "headline": row.headline,
        "standfirst": row.standfirst,
        "body_html": row.body,
        "byline": row.byline,
        "outlet": row.outlet.name,
        "published_at": row.published_at.isoformat() if row.published_at else "",
        "canonical_url": row.canonical_url,
        "external_id": row.external_id,
        "language": row.language,
        "tags": ", ".join(sorted(tag.name for tag in row.tags.all())),
        "state": row.state,
        "slug": row.slug,
    }


def _cell(value) -> str:
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
