"""The one form every article body is brought into: a small, flat dialect of HTML.

Whatever an editor pastes or a feed sends is read by a lenient parser and composed anew from
the tables below, so nothing of the source's own markup survives. The rest of the site leans
on what follows from that:

- Text is already as a browser would show it: the only whitespace is single spaces, and a line
  break is a `<br>`. Offsets into the plain text are offsets into the text nodes.
- Nesting is shallow, nothing is empty but table cells, and the result is valid in any block.
"""

import re
from html import escape
from itertools import takewhile

from lxml import etree

from articles.characters import clean_text, visible
from articles.links import safe_link

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
TEXT_BLOCKS = {"p", "pre", *HEADINGS}  # the lines of a <pre> become lines of a paragraph
INLINE_TAGS = {"a", "abbr", "cite", "code", "em", "s", "strong", "sub", "sup"}
INLINE = {
    **{tag: tag for tag in INLINE_TAGS},
    "b": "strong",
    "del": "s",
    "i": "em",
    "strike": "s",
}
# Where text stands in paragraphs: the body itself ("") and a quotation. A list item or a cell
# holds lines instead, and what was a paragraph in it is set off by a line break.
FLOW = {"", "blockquote"}
PARENTS = {
    "blockquote": FLOW,
    "table": FLOW,
    "ol": FLOW | {"li"},
    "ul": FLOW | {"li"},
    "li": {"ol", "ul"},
    "thead": {"table"},
    "tbody": {"table"},
    "tr": {"thead", "tbody"},
    "th": {"tr"},
    "td": {"tr"},
}
CONTAINERS = {**{tag: tag for tag in PARENTS}, "tfoot": "tbody"}
IMPLIED_CHILD = {"ol": "li", "ul": "li", "table": "tbody", "thead": "tr", "tbody": "tr"}
# fmt: off
# Elements that end the paragraph before them. Any others not named here are transparent.
BREAKING = {
    *TEXT_BLOCKS, *CONTAINERS,
    "address", "article", "aside", "caption", "center", "dd", "details", "dialog", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "header", "hgroup", "hr", "legend",
    "main", "menu", "nav", "search", "section", "summary",
}
# These go with all they hold: none of it is the article's text.
DROPPED = {
    "applet", "audio", "button", "canvas", "datalist", "embed", "form", "frameset", "head",
    "iframe", "input", "map", "math", "noembed", "noframes", "noscript", "object", "script",
    "select", "style", "svg", "template", "textarea", "title", "video",
}
# fmt: on

TAGS = {"br", "hr", "p", "h2", "h3", "h4", *PARENTS, *INLINE_TAGS}
MAX_DEPTH = 12  # of quotations and lists in one another
MAX_TITLE = 1000  # characters
MAX_SOURCE_DEPTH = 500
CHUNK = 65_536  # bytes
LONG = 10_000  # characters

NOTHING, SPACE, LINE, BLOCK = range(4)  # what stands between two words, weakest first


def compose(source: str) -> str:
    """Returns any source in the canonical dialect, still to be passed through nh3.

    Reading stops where elements are nested hundreds deep, because the parser becomes slow
    there; no article is, and what came before is kept.
    """
    composer = Composer()
    parser = etree.HTMLParser(target=composer, encoding="utf-8")
    data = encoded(source)
    for start in range(0, len(data), CHUNK):
        parser.feed(data[start : start + CHUNK])
        if composer.depth > MAX_SOURCE_DEPTH:
            return composer.close()
    return parser.close()


def encoded(html: str) -> bytes:
    """Returns what the parser takes without complaint, be it an empty or a broken string."""
    return b"<body>" + html.replace("\0", "").encode("utf-8", "ignore")


def shared_length(left, right) -> int:
    """Returns how many items two sequences have in common at their start."""
    length = 0
    for ours, theirs in zip(left, right, strict=False):
        if ours != theirs:
            break
        length += 1
    return length


def start_tag(tag: str, attributes: dict[str, str]) -> str:
    """Returns the start tag, its attribute values escaped."""
    if not attributes:
        return f"<{tag}>"
    values = [f' {name}="{escape(value)}"' for name, value in attributes.items()]
    return f"<{tag}{''.join(values)}>"


def escaped(text: str) -> str:
    """Returns the text as HTML, very long text with comments in it.

    nh3 takes the comments out again. Without them its time grows with the square of the
    ampersands in one text: a minute for two million.
    """
    runs = (text[start : start + LONG] for start in range(0, len(text), LONG))
    return "<!---->".join(escape(run, quote=False) for run in runs)


def _title(value):
    return clean_text(value)[:MAX_TITLE]


def _number(value):
    return value if re.fullmatch("[1-9][0-9]{0,2}", value) else None


def _scope(value):
    return value if value in ("row", "col", "rowgroup", "colgroup") else None


ATTRIBUTES = {  # each with what makes its value safe, or None of it
    "a": {"href": safe_link, "title": _title},
    "abbr": {"title": _title},
    "ol": {"start": _number},
    "th": {"scope": _scope, "colspan": _number, "rowspan": _number},
    "td": {"colspan": _number, "rowspan": _number},
}
NEEDED_ATTRIBUTE = {"a": "href", "abbr": "title"}  # without it the element says nothing


def kept_attributes(tag: str, attributes) -> dict[str, str]:
    """Returns those attributes the dialect knows, with safe values."""
    checks = ATTRIBUTES.get(tag, {}).items()
    values = ((name, check(attributes[name])) for name, check in checks if name in attributes)
    return {name: value for name, value in values if value}


class Node:
    """One canonical element, whether written yet or only wanted."""

    __slots__ = ("attributes", "closed", "last_child", "position", "tag")

    def __init__(self, tag, attributes=None):
        self.tag = tag
        self.attributes = attributes or {}
        self.last_child = None
        self.position = None  # in the output, where its start tag is
        self.closed = False

    def implied_child(self):
        """Returns the child that must be there although the source left it out."""
        tag = IMPLIED_CHILD[self.tag]
        if self.last_child is None or self.last_child.tag != tag:
            self.last_child = Node(tag)
        return self.last_child


class Composer:
    """Writes a source anew as the parser reads it (it is the `target` of an lxml parser).

    At any moment the source says where its next text belongs: in which containers, in which
    kind of text block, inside which inline elements. Nothing is written for them until text
    does come, so that no empty element appears; then the elements written so far are closed
    or kept, and others opened, until they are the wanted ones.

    An inline element lives in one text block: what an unclosed <b> leaves open ends with its
    paragraph, and no source can grow by having one long link repeated in all that follows.
    """

    def __init__(self):
        self.out = []
        self.written = []  # nodes whose start tag is out and whose end tag is not
        self.containers = ()
        self.block_tag = "p"
        self.inlines = ()
        self.dropping = False
        self.outer = []  # those four as they were outside each source element we are in
        self.block = None
        self.headings = []  # of the source, each under the one before
        self.gap = NOTHING
        self.in_line = False  # whether the next word would continue a line
        self.pieces = []  # of the text being read: the parser hands it over in bits
        self.text_end = 0  # in the output, where the last text ended

    @property
    def depth(self):
        """How many elements of the source are open."""
        return len(self.outer)

    def start(self, tag, attributes):
        self._end_text()
        self.outer.append((self.containers, self.block_tag, self.inlines, self.dropping))
        self.dropping = self.dropping or tag in DROPPED
        if not self.dropping:
            self._start(tag, attributes)

    def end(self, tag):
        self._end_text()
        if tag == "q" and not self.dropping:
            self._text("”")
        self.containers, self.block_tag, self.inlines, self.dropping = self.outer.pop()
        if tag in BREAKING and not self.dropping:
            self._break()

    def data(self, text):
        self.pieces.append(text)

    def close(self):
        """Returns all that was written, with every element closed."""
        self._end_text()
        self._close_to(0)
        return "".join(self.out)

    def _end_text(self):
        if self.pieces and not self.dropping:
            self._text("".join(self.pieces))
        self.pieces.clear()

    def _start(self, tag, attributes):
        if tag in BREAKING:
            self._break()
        if tag in TEXT_BLOCKS:
            self.block_tag = tag
        elif tag in INLINE:
            self._start_inline(INLINE[tag], attributes)
        elif tag in CONTAINERS:
            self._start_container(CONTAINERS[tag], attributes)
        elif tag == "br":
            self._break_line()
        elif tag == "hr":
            self._rule()
        elif tag == "q":
            self._text("“")  # a browser only draws it; the article's words include it

    def _text(self, text):
        if self.block_tag != "pre":
            self._words(text)
            return
        first, *others = text.split("\n")
        self._words(first)
        for line in others:
            self._break_line()
            self._words(line)

    def _words(self, text):
        text = visible(text)
        words = text.split()
        if text and (not words or text[0].isspace()):
            self.gap = max(self.gap, SPACE)
        if words:
            self._write(" ".join(words))
            self.gap = SPACE if text[-1].isspace() else NOTHING

    def _write(self, words):
        home = self._home()
        path = (*home, *(node for node in self.inlines if not node.closed))
        self._close_to(shared_length(self.written, path))
        self._open(home)
        if self.gap and self.in_line:
            self.out.append(" " if self.gap == SPACE else "<br>")
        self._open(path)
        self.out.append(escaped(words))
        self.text_end = len(self.out)
        self.in_line = True

    def _home(self):
        """Returns the containers of the next text, and its text block if they are to have one."""
        home = self.containers
        if self._container() in ("table", "thead", "tbody", "tr"):
            # Text astray between cells goes before the table, where browsers show it.
            home = tuple(takewhile(lambda node: node.tag != "table", home))
        elif self._container() in ("ol", "ul"):
            home = (*home, home[-1].implied_child())
        if home and home[-1].tag not in FLOW:
            return home
        self.block = self.block or Node(self._text_block())
        return (*home, self.block)

    def _text_block(self):
        """Returns the tag of a new text block.

        A heading becomes h2 to h4, by how many headings of a higher level it stands under: the
        page's headline is its h1, and no level is skipped.
        """
        if self.block_tag not in HEADINGS:
            return "p"
        while self.headings and self.headings[-1] >= self.block_tag:
            self.headings.pop()
        self.headings.append(self.block_tag)
        return f"h{min(len(self.headings) + 1, 4)}"

    def _container(self):
        return self.containers[-1].tag if self.containers else ""

    def _start_inline(self, tag, attributes):
        # Pages copied from Google Docs come wrapped in a <b> that says it is not bold.
        unbold = "font-weight:normal" in attributes.get("style", "").replace(" ", "")
        nested = any(node.tag == tag for node in self.inlines if not node.closed)
        kept = kept_attributes(tag, attributes)
        if not unbold and not nested and NEEDED_ATTRIBUTE.get(tag) in {None, *kept}:
            self.inlines = (*self.inlines, Node(tag, kept))

    def _start_container(self, tag, attributes):
        if tag == "thead" and self._container() == "table" and self.containers[-1].last_child:
            tag = "tbody"
        parents = self._parents(tag)
        if parents is None or len(parents) >= MAX_DEPTH:
            return
        node = Node(tag, kept_attributes(tag, attributes))
        if parents:
            parents[-1].last_child = node
        self.containers = (*parents, node)
        self.block_tag = "p"
        if tag in ("td", "th"):  # an empty one keeps its column
            self._go_to(self.containers)

    def _parents(self, tag):
        """Returns the containers a new one may open in from here, or None."""
        parents, container = self.containers, self._container()
        while container not in PARENTS[tag]:
            if container not in IMPLIED_CHILD:
                return None
            parents = (*parents, parents[-1].implied_child())
            container = parents[-1].tag
        return parents

    def _rule(self):
        if self._container() in FLOW:
            self._go_to(self.containers)
            self.out.append("<hr>")

    def _break(self):
        """The paragraph ends, and what follows is a new one or at least a new line."""
        self._close_to(sum(node.tag in PARENTS for node in self.written))
        self.block = None
        self.gap = BLOCK

    def _break_line(self):
        if self.gap >= LINE:
            self._break()
        else:
            self.gap = LINE

    def _go_to(self, path):
        self._close_to(shared_length(self.written, path))
        self._open(path)

    def _close_to(self, depth):
        while len(self.written) > depth:
            node = self.written.pop()
            node.closed = True
            if node.tag == "table" and node.position >= self.text_end:
                del self.out[node.position :]  # not a word in any of its cells
            else:
                self.out.append(f"</{node.tag}>")
            self.in_line = self.in_line and node.tag in INLINE_TAGS

    def _open(self, path):
        for node in path[len(self.written) :]:
            node.position = len(self.out)
            self.written.append(node)
            self.out.append(start_tag(node.tag, node.attributes))
            self.in_line = self.in_line and node.tag in INLINE_TAGS
