"""The sentences of a text, and the stretches of it that stand in quotation marks.

Pure: imports no models.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from people.name_lexicon import ABBREVIATIONS
from people.suggestion_lexicon import SAYING

LONGEST = 1_000  # characters; what is longer is a list or a table, and cut at a space
LINE = re.compile(r"[^\n]+")
SENTENCE_END = re.compile(r"(?<![.!?…])[.!?…]+[\"”’')\]]*(?=\s|[A-Z“\"]|$)")
ASKED_OR_CALLED = re.compile(rf"[!?][\"”’'](?=\s+(?:[\w.’-]+\s+){{0,6}}?(?:{SAYING})\b)")
WORD_BEFORE = re.compile(r"([\w.]+)$")
NEXT_BEGINS = re.compile(r"\s*[\"“‘'(\[]*[A-Z0-9]|\s*$")
NEVER_ENDING = ABBREVIATIONS | set(
    """
    jan feb mar apr jun jul aug sept sep oct nov dec inc corp co vs no u.s u.k u.n a.m p.m d.c
    """.split()
)

# A quotation mark that opens has a space or a bracket before it, one that closes after it.
CURLY_OPENING = re.compile("“")
CURLY_CLOSING = re.compile("”")
STRAIGHT_OPENING = re.compile(r"(?:^|(?<=[\s(\[—–-])|(?<=[a-z][.!?]))\"(?=\S)")
STRAIGHT_CLOSING = re.compile(r"(?<=\S)[\"”](?!\w)|(?<=[.,!?])[\"”](?=[A-Z]\w)")
SINGLE_OPENING = re.compile(r"(?:^|(?<=[\s(\[—–-]))(?:‘|'(?=[A-Z]))(?=\w)")
SINGLE_CLOSING = re.compile(r"(?<=[,.!?…])[’'](?!\w)|(?<=\w)[’'](?=[.,\s]|$)")


class Span(NamedTuple):
    """A stretch of a text, in characters."""

    start: int
    end: int

    def holds(self, position: int) -> bool:
        return self.start <= position < self.end


class Spans:
    """Stretches of a text in order, none overlapping, found by position."""

    def __init__(self, spans: list[Span]):
        self.all = spans
        self._starts = [span.start for span in spans]

    def index_at(self, position: int) -> int:
        """The index of the last stretch that begins at or before a position, at least 0."""
        return max(bisect_right(self._starts, position) - 1, 0)

    def at(self, position: int) -> Span | None:
        """The stretch that holds a position."""
        span = self.all[self.index_at(position)] if self.all else None
        return span if span and span.holds(position) else None

    def before(self, position: int, most: int = 1) -> list[Span]:
        """The last stretches that begin before a position, in order."""
        end = bisect_left(self._starts, position)
        return self.all[max(end - most, 0) : end]


def sentences(text: str) -> Spans:
    """Every sentence, without the spaces around it. No sentence goes beyond its line."""
    return Spans([span for line in LINE.finditer(text) for span in _in_line(text, line)])


def _in_line(text: str, line: re.Match) -> Iterator[Span]:
    start = line.start()
    for end in SENTENCE_END.finditer(text, line.start(), line.end()):
        if _ends_sentence(text, line, end):
            yield from _trimmed(text, start, end.end())
            start = end.end()
    yield from _trimmed(text, start, line.end())


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end:
        cut = end
        if end - start > LONGEST:
            space = text.rfind(" ", start + 1, start + LONGEST)
            cut = space if space > 0 else start + LONGEST
        words = text[start:cut]
        if words.strip():
            first = start + len(words) - len(words.lstrip())
            yield Span(first, first + len(words.strip()))
        start = cut


def _ends_sentence(text: str, line: re.Match, end: re.Match) -> bool:
    if not NEXT_BEGINS.match(text, end.end(), line.end()):
        return False
    if ASKED_OR_CALLED.match(text, end.start(), line.end()):
        return False
    before = WORD_BEFORE.search(text, max(line.start(), end.start() - 20), end.start())
    if end[0] != "." or not before:
        return True
    word = before[1].lower()
    return not (len(word) == 1 and before[1].isupper()) and word not in NEVER_ENDING


def quotations(text: str) -> Spans:
    """The words inside quotation marks, without the marks.

    A quotation that is open at the end of its paragraph goes on where the next begins with a
    mark, as newspapers print it; else it ends there.
    """
    found: list[Span] = []
    is_open = False
    for line in LINE.finditer(text):
        for span, is_closed in _quoted_in_line(text, line):
            if is_open and span.start - line.start() <= 1:
                found[-1] = Span(found[-1].start, span.end)
            else:
                found.append(span)
            is_open = not is_closed
    return Spans([span for span in found if text[span.start : span.end].strip()])


def _quoted_in_line(text: str, line: re.Match) -> Iterator[tuple[Span, bool]]:
    """Each quotation of a line and whether it is closed there."""
    position = line.start()
    while opening := _opening(text, position, line):
        closing = _closing(text, opening, line)
        yield Span(opening.end(), closing.start() if closing else line.end()), bool(closing)
        position = closing.end() if closing else line.end()


def _opening(text: str, position: int, line: re.Match) -> re.Match | None:
    found = [
        pattern.search(text, position, line.end())
        for pattern in (CURLY_OPENING, STRAIGHT_OPENING, SINGLE_OPENING)
    ]
    return min(filter(None, found), key=lambda opening: opening.start(), default=None)


def _closing(text: str, opening: re.Match, line: re.Match) -> re.Match | None:
    """The mark that ends a quotation; one that opened curly may end straight."""
    mark, rest = text[opening.start()], (opening.end(), line.end())
    if mark == "“":
        curly = CURLY_CLOSING.search(text, *rest)
        if curly and not CURLY_OPENING.search(text, opening.end(), curly.start()):
            return curly
    return (STRAIGHT_CLOSING if mark in '“"' else SINGLE_CLOSING).search(text, *rest)
