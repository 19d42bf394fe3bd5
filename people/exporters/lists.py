"""JSON Lines of one sort of row each."""

from collections.abc import Iterator

from people.exporters import lines
from people.exporters.chosen import BATCH, Chosen, one_moment


def articles(chosen: Chosen) -> Iterator[bytes]:
    """The articles asked for, the oldest first."""
    with one_moment():
        yield from article_lines(chosen.articles)


def interactions(chosen: Chosen) -> Iterator[bytes]:
    """The interactions asked for, in the order of the timeline."""
    with one_moment():
        yield from interaction_lines(chosen)


def quotes(chosen: Chosen) -> Iterator[bytes]:
    """The quotes asked for, in the order in which they were entered."""
    with one_moment():
        yield from quote_lines(chosen.quotes)


def article_lines(articles) -> Iterator[bytes]:
    """A line for each article, the oldest first; ten queries a batch."""
    rows = articles.order_by("pk").select_related("outlet").defer("body", "search")
    for row in rows.prefetch_related(*lines.ARTICLE_PARTS).iterator(BATCH):
        yield lines.line(lines.article(row))


def interaction_lines(chosen: Chosen) -> Iterator[bytes]:
    """A line for each interaction asked for, in the order of the timeline."""
    for entry in chosen.entries(*lines.INTERACTION_PARTS):
        yield lines.line(lines.interaction(entry))


def quote_lines(quotes) -> Iterator[bytes]:
    """A line for each quote, in the order in which they were entered; one query."""
    rows = quotes.order_by("pk").with_articles().select_related("speaker")
    yield from map(lines.line, map(lines.quote, rows.iterator(BATCH)))
