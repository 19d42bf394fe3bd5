"""Markdown files: the first heading is the headline, unless front matter gives a title.

Front matter is lines of `name: value` between two `---`; a value in brackets is a list, and so
are the `- value` lines under a name. Its names are those of `mapping`.
"""

from collections.abc import Iterator
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from articles.body import sanitise, to_text
from articles.importers import mapping, sources
from articles.importers.rows import Rejected, Row, Where

MAX_BYTES = 5_000_000
FENCE = "---"


def read(path: Path) -> Iterator[Row | Rejected]:
    matter, source = _front_matter(sources.text(path, MAX_BYTES))
    heading, body = _rendered(source)
    fields = {"headline": heading, **matter, "body_html": body}
    yield mapping.row(Where(path, line=1), fields, dates_are_usual=False)


def _rendered(source):
    """The plain text of the heading that the source begins with, and the rest as HTML."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = parser.parse(source)
    first = next(iter(SyntaxTreeNode(tokens).children), None)
    heading = ""
    if first is not None and first.type == "heading" and first.tag == "h1":
        title = first.to_tokens()
        heading = to_text(sanitise(parser.renderer.render(title, parser.options, {})))
        tokens = tokens[len(title) :]
    return heading, parser.renderer.render(tokens, parser.options, {})


def _front_matter(text):
    """The fields of the front matter, if there is one, and the text after it."""
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE or FENCE not in (line.rstrip() for line in lines[1:]):
        return {}, text
    end = next(i for i, line in enumerate(lines[1:], start=1) if line.rstrip() == FENCE)
    fields, name = {}, ""
    for line in lines[1:end]:
        if name and line.lstrip().startswith("- "):
            fields[name] = [*(fields[name] or []), _unquoted(line.lstrip()[2:])]
        elif ":" in line:
            name, _, value = line.partition(":")
            fields[name] = _value(value.strip())
    return fields, "\n".join(lines[end + 1 :])


def _value(text):
    if text.startswith("[") and text.endswith("]"):
        return [_unquoted(item) for item in text[1:-1].split(",")]
    return _unquoted(text)


def _unquoted(text):
    return text.strip().strip("\"'")
