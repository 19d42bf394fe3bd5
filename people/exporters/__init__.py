"""The public record, to take elsewhere.

    query string --chosen.Chosen--> articles and interactions --FORMATS--> bytes, piece by piece

Nothing here holds more than a batch of rows, so that a download starts at once and a long record
needs no more memory than a short one. `people.importers.archive` reads an archive back.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from people.exporters import archive, follow_the_money, graph, lists, table, timelinejs
from people.exporters.chosen import Chosen


@dataclass(frozen=True)
class Format:
    """A form in which the record can be had, and what it is good for."""

    name: str
    title: str
    use: str
    content_type: str
    write: Callable[[Chosen], Iterator[bytes]]


FORMATS = {
    form.name: form
    for form in (
        Format(
            "record.zip",
            "The whole record",
            "Everything readers can see: articles, people, interactions with every citation, and "
            "quotes, as JSON Lines. Another Newsroom takes it in as it is.",
            "application/zip",
            archive.write,
        ),
        Format(
            "articles.jsonl",
            "Articles",
            "One JSON object a line, with text, tags, corrections and the people named.",
            "application/jsonl",
            lists.articles,
        ),
        Format(
            "interactions.jsonl",
            "Interactions",
            "One JSON object a line, with participants, citations and the history of the status.",
            "application/jsonl",
            lists.interactions,
        ),
        Format(
            "quotes.jsonl",
            "Quotes",
            "One JSON object a line: the words, who said them, and where they stand.",
            "application/jsonl",
            lists.quotes,
        ),
        Format(
            "interactions.csv",
            "Interactions, as a table",
            "For spreadsheets: a row for each citation.",
            "text/csv; charset=utf-8",
            table.write,
        ),
        Format(
            "people.graphml",
            "People and who they dealt with (GraphML)",
            "A network for Gephi, yEd, NetworkX and the like.",
            "application/graphml+xml",
            graph.graphml,
        ),
        Format(
            "people.gexf",
            "People and who they dealt with (GEXF)",
            "The same network in Gephi's own format.",
            "application/gexf+xml",
            graph.gexf,
        ),
        Format(
            "timeline.json",
            "Timeline (TimelineJS)",
            "The interactions as slides of a TimelineJS timeline.",
            "application/json",
            timelinejs.write,
        ),
        Format(
            "record.ftm.jsonl",
            "Entities (FollowTheMoney)",
            "For Aleph, OpenSanctions and others that follow the money.",
            "application/jsonl",
            follow_the_money.write,
        ),
    )
}
