"""The body of an article: from what an editor pasted to what a reader sees.

    source --sanitise--> HTML --to_text--> plain text
                          |
                          +-- overlay(marks) --> the HTML of the page

The plain text is the coordinate system of the site: search, names and passages are offsets
into it, counted in Python characters (code points). `to_text` and `overlay` read the HTML with
the same reader, so they cannot disagree on an offset. Both expect what `sanitise` returns.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from itertools import groupby, pairwise
from math import inf

import nh3
from lxml import etree

from articles.canonical import ATTRIBUTES, TAGS, compose, encoded, shared_length, start_tag
from articles.characters import clean_text, visible

# Brysbaert, "How many words do we read per minute?", Journal of Memory and Language 109
# (2019): the mean of 190 studies of silent reading of English non-fiction by adults.
WORDS_PER_MINUTE = 238

# What stands in the text where these start or end; the strongest of several counts, and
# strength happens to be the order of strings.
SEPARATORS = {
    **dict.fromkeys(("p", "h2", "h3", "h4", "blockquote", "table", "hr"), "\n\n"),
    **dict.fromkeys(("br", "ol", "ul", "li", "tr"), "\n"),
    **dict.fromkeys(("td", "th"), "\t"),
}
VOID = {"br", "hr"}
WRAPPERS = {"html", "body"}  # the parser adds them

# The composer writes nothing but what is allowed here. A second, independent sanitiser stands
# behind it all the same, because this is the one place where a mistake harms every reader.
# No rel on links: they open in place, and an editor vouches for where they lead.
CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes={tag: set(checks) for tag, checks in ATTRIBUTES.items()},
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """An element to put around the characters from start up to end of the plain text.

    Where an element cannot hold all of them it is repeated, and only the first has the `id`.
    Inside a link a mark that is itself a link becomes a `span` without its `href`. `after` is
    an element (tag, attributes, text) put right after the last piece, outside any link.
    """

    start: int
    end: int
    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    after: tuple[str, Mapping[str, str], str] | None = None


def sanitise(source: str) -> str:
    """Returns safe, canonical HTML for any source; see `canonical` for what that holds.

    Applied to its own result it changes nothing. Costs about 1 s for 2 MB.
    """
    return CLEANER.clean(compose(source))


def from_plain(text: str) -> str:
    """Returns plain text as the HTML of a body.

    Blank lines separate paragraphs, and lines inside one are taken for wrapped ones. In a text
    without blank lines every line is a paragraph.
    """
    lines = [clean_text(line) for line in visible(text).strip().splitlines()]
    if "" in lines:
        lines = [" ".join(group) for filled, group in groupby(lines, bool) if filled]
    return "".join(f"<p>{escape(line, quote=False)}</p>" for line in lines)


def to_text(html: str) -> str:
    """Returns the plain text of sanitised HTML.

    Blocks are separated by a blank line; list items, rows and lines by a line break; cells by
    a tab. Words stand exactly as in the HTML, never normalised.
    """
    return "".join(_read(html, _Reader()).pieces)


def overlay(html: str, marks: Iterable[Mark]) -> str:
    """Returns sanitised HTML with the marks put on it; the text stays the same.

    Overlapping marks are nested, the one that starts first (or is longer) outside, and split
    where they cross. Marks without a character to stand on, or beyond the text, are left out.
    Costs about 0.6 ms for an article of 1,300 words with 20 marks.
    """
    usable = [mark for mark in marks if 0 <= mark.start < mark.end]
    if not usable:
        return html
    writer = _read(html, _MarkWriter(sorted(usable, key=lambda mark: (mark.start, -mark.end))))
    if any(mark.end > writer.length for mark in usable):  # known only now, and rare
        return overlay(html, [mark for mark in usable if mark.end <= writer.length])
    return writer.html()


def blocks(html: str) -> list[str]:
    """Returns the outermost elements of sanitised HTML (paragraphs, lists, tables…), in order."""
    if not html:
        return []
    root = etree.fromstring(encoded(html), etree.HTMLParser(encoding="utf-8", huge_tree=True))
    return [
        etree.tostring(element, method="html", encoding="unicode", with_tail=False)
        for element in root[0]
    ]


def word_count(text: str) -> int:
    """Returns how many words a plain text has."""
    return len(text.split())


def reading_minutes(text: str) -> int:
    """Returns how many minutes an adult reads at a plain text, at least one."""
    return max(1, round(word_count(text) / WORDS_PER_MINUTE))


def excerpt(text: str, words: int = 40) -> str:
    """Returns the first words of a plain text on one line, with an ellipsis if more follow."""
    found = text.split(maxsplit=words)
    if len(found) <= words:
        return " ".join(found)
    return " ".join(found[:words]).rstrip(" ,;:–—-") + "…"


def _read(html, reader):
    parser = etree.HTMLParser(target=reader, encoding="utf-8", huge_tree=True)
    return etree.fromstring(encoded(html), parser)


class _Reader:
    """Follows sanitised HTML and knows at which offset of the plain text it is.

    It is the `target` of an lxml parser, which calls its public methods.
    """

    def __init__(self):
        self.pieces = []
        self.length = 0
        self.separator = ""

    def start(self, tag, attributes):
        self.separator = max(self.separator, SEPARATORS.get(tag, ""))

    def end(self, tag):
        self.separator = max(self.separator, SEPARATORS.get(tag, ""))

    def data(self, text):
        if self.separator and self.length:
            self.pieces.append(self.separator)
            self.length += len(self.separator)
        self.separator = ""
        self.pieces.append(text)
        self.length += len(text)

    def close(self):
        return self


class _MarkWriter(_Reader):
    """Writes sanitised HTML again, with marks (sorted by start) on its text."""

    def __init__(self, marks):
        super().__init__()
        self.marks = marks
        self.edges = sorted({edge for mark in marks for edge in (mark.start, mark.end)})
        self.out = []
        self.links = 0  # how many <a> are open, the article's or of marks
        # Marks are known by their index from here on.
        self.coming = 0  # the first that starts further on
        self.wanted = []  # those on the current characters
        self.opened = []  # those with an open piece
        self.tags = []  # the tag of each open piece
        self.begun = set()  # those that have had their first piece
        self.ended = []  # those whose piece ended inside a link
        self.unmarked_to = self._next_start()  # no mark stands on what comes before this offset
        self.slots = {}  # where in `out` there is room for what comes after each

    def start(self, tag, attributes):
        super().start(tag, attributes)
        self._close_to(0)
        if tag not in WRAPPERS:
            self._write_start(tag, attributes)

    def end(self, tag):
        super().end(tag)
        self._close_to(0)
        if tag not in VOID and tag not in WRAPPERS:
            self._write_end(tag)

    def data(self, text):
        super().data(text)
        if self.length <= self.unmarked_to:
            self.out.append(escape(text, quote=False))
        else:
            self._write_marked(text)

    def _write_marked(self, text):
        start, end = self.length - len(text), self.length
        cuts = self.edges[bisect_right(self.edges, start) : bisect_left(self.edges, end)]
        for cut_start, cut_end in pairwise((start, *cuts, end)):
            self._advance_to(cut_start)
            self._write_segment(text[cut_start - start : cut_end - start])
        self._advance_to(end)

    def html(self):
        """Returns the HTML, what comes after each mark put in its place."""
        for index, slot in self.slots.items():
            tag, attributes, text = self.marks[index].after
            self.out[slot] = f"{start_tag(tag, attributes)}{escape(text, quote=False)}</{tag}>"
        return "".join(self.out)

    def _advance_to(self, offset):
        """Find the marks wanted from this offset on, and end the pieces of all others."""
        self.wanted = [index for index in self.wanted if self.marks[index].end > offset]
        while self.coming < len(self.marks) and self.marks[self.coming].start <= offset:
            if self.marks[self.coming].end > offset:
                self.wanted.append(self.coming)
            self.coming += 1
        self._close_to(shared_length(self.opened, self.wanted))
        self.unmarked_to = offset if self.wanted else self._next_start()

    def _next_start(self):
        return self.marks[self.coming].start if self.coming < len(self.marks) else inf

    def _write_segment(self, text):
        """Write characters that all have the marks wanted."""
        if not text.isspace():  # a link around nothing but a space helps nobody
            for index in self.wanted[len(self.opened) :]:
                self._open(index)
        self.out.append(escape(text, quote=False))

    def _open(self, index):
        mark = self.marks[index]
        attributes, tag = dict(mark.attributes), mark.tag
        if tag == "a" and self.links:
            tag = "span"
            attributes.pop("href", None)
        if index in self.begun:
            attributes.pop("id", None)
        self.begun.add(index)
        self.opened.append(index)
        self.tags.append(tag)
        self._write_start(tag, attributes)

    def _close_to(self, depth):
        while len(self.opened) > depth:
            index = self.opened.pop()
            if self.marks[index].after:
                self.ended.append(index)
            self._write_end(self.tags.pop())

    def _write_start(self, tag, attributes):
        self.out.append(start_tag(tag, attributes))
        self.links += tag == "a"

    def _write_end(self, tag):
        self.out.append(f"</{tag}>")
        self.links -= tag == "a"
        if self.ended and not self.links:
            self._keep_slots()

    def _keep_slots(self):
        for index in self.ended:
            self.slots[index] = len(self.out)
            self.out.append("")
        self.ended.clear()
