"""Pure: two versions of a text, compared word by word, or joined so that no word is lost."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

SAME, REMOVED, ADDED = "same", "removed", "added"
BREAK = "\n"  # the word that parts two paragraphs
# Comparing words takes time that grows with the square of their number. Stretches of more than
# this many, which no editor rewrites at once, are shown as one taken out and another put in.
MOST_WORDS = 5000


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a paragraph that stand in both versions, or in one of them only."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    pieces: list[Piece]

    @property
    def is_changed(self):
        return any(piece.kind != SAME for piece in self.pieces)


def compare(before: str, after: str) -> list[Paragraph]:
    """Returns the paragraphs of both plain texts in order, what differs marked by word.

    Paragraphs are compared first, and words only where paragraphs differ: it is quick for a long
    text with a few changes. The matching is Ratcliff and Obershelp's, by `difflib`.
    """
    old, new = _paragraphs(before), _paragraphs(after)
    found = []
    for kind, i, i_end, j, j_end in _opcodes(old, new):
        if kind == "equal":
            found += [Paragraph([Piece(SAME, text)]) for text in old[i:i_end]]
        else:
            found += _compare_words(_words(old[i:i_end]), _words(new[j:j_end]))
    return found


def changed_parts(before: str, after: str) -> list[Paragraph | None]:
    """The changed paragraphs of `compare` alone; None stands for any number left out."""
    compared = compare(before, after)
    parts = []
    for is_changed, group in groupby(compared, lambda paragraph: paragraph.is_changed):
        parts += group if is_changed else [None]
    return parts


def join(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """Returns what two editors made of the same units (words or paragraphs), in one.

    Each change is made where only one of them changed something. Where both did, theirs comes
    first and mine follows: whatever either wrote is in the result. The three-way merge of diff3
    (Khanna, Kunal and Pierce, "A Formal Investigation of Diff3", 2007), without its conflicts.
    """
    joined, at = [], 0
    for changes in _stretches(base, mine, theirs):
        start = min(change.start for change in changes)
        end = max(change.end for change in changes)
        joined += base[at:start]
        joined += _both(base, start, end, changes)
        at = end
    return joined + list(base[at:])


@dataclass(frozen=True, slots=True)
class _Change:
    """That the units of the base from start up to end became others."""

    start: int
    end: int
    units: list[str]
    is_mine: bool

    def meets(self, other):
        same_place = self.start == self.end == other.start == other.end
        return same_place or (self.start < other.end and other.start < self.end)


def _stretches(base, mine, theirs):
    """Changes of both sides in order, those that meet gathered."""
    changes = [*_changes(base, theirs, False), *_changes(base, mine, True)]
    gathered = []
    for change in sorted(changes, key=lambda change: (change.start, change.end)):
        if gathered and any(change.meets(other) for other in gathered[-1]):
            gathered[-1].append(change)
        else:
            gathered.append([change])
    return gathered


def _changes(base, other, is_mine):
    for kind, i, i_end, j, j_end in _opcodes(base, other):
        if kind != "equal":
            yield _Change(i, i_end, list(other[j:j_end]), is_mine)


def _both(base, start, end, changes):
    theirs, mine = (
        _applied(base, start, end, [change for change in changes if change.is_mine is is_mine])
        for is_mine in (False, True)
    )
    original = list(base[start:end])
    if mine in (theirs, original):
        return theirs
    return mine if theirs == original else [*theirs, *mine]


def _applied(base, start, end, changes):
    units, at = [], start
    for change in changes:
        units += [*base[at : change.start], *change.units]
        at = change.end
    return [*units, *base[at:end]]


def _opcodes(old, new):
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def _paragraphs(text):
    return [line.strip() for line in text.splitlines() if line.strip()]


def _words(paragraphs):
    """The words of some paragraphs, with a break between two of them."""
    words = []
    for text in paragraphs:
        words += [BREAK, *re.split(r"\s+", text)] if words else re.split(r"\s+", text)
    return words


def _compare_words(old, new):
    if max(len(old), len(new)) > MOST_WORDS:
        marked = [(REMOVED, word) for word in old] + [(ADDED, word) for word in [BREAK, *new]]
    else:
        marked = list(_marked(old, new))
    return _as_paragraphs(marked)


def _marked(old, new):
    """Every word of both, each with what became of it."""
    for kind, i, i_end, j, j_end in _opcodes(old, new):
        if kind == "equal":
            yield from ((SAME, word) for word in old[i:i_end])
        else:
            yield from ((REMOVED, word) for word in old[i:i_end])
            yield from ((ADDED, word) for word in new[j:j_end])


def _as_paragraphs(marked):
    """Marked words as paragraphs; a break that only one version has parts them as well."""
    for is_break, group in groupby(marked, lambda pair: pair[1] == BREAK):
        if not is_break:
            yield Paragraph(
                [
                    Piece(kind, " ".join(word for _, word in words))
                    for kind, words in groupby(group, lambda pair: pair[0])
                ]
            )
