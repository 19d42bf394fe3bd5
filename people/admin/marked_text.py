"""The text of an article as its capture page shows it, sentence by sentence."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from people.models import Person
from people.proposals import Proposal, Proposals
from people.suggestion_sentences import Span, sentences


@dataclass(frozen=True)
class Note:
    """That words are on record: the sign put after them, and where on the page it says as what."""

    start: int
    end: int
    sign: str
    anchor: str
    label: str


@dataclass(frozen=True)
class Piece:
    """Words that all have the same marks: whom they name, and whether they are on record."""

    words: str
    person: Person | None
    is_recorded: bool


@dataclass(frozen=True)
class Sentence:
    """Where it stands, its words in pieces, and what hangs on it."""

    start: int
    end: int
    pieces: list[Piece]
    notes: list[Note]
    interactions: list[Proposal]
    quotes: list[Proposal]


def marked(proposals: Proposals, notes: list[Note]) -> list[list[Sentence]]:
    """The sentences of each line.

    A note hangs on the sentence in which its words end, a proposal on the one in which they start.
    """
    return [[_sentence(span, proposals, notes) for span in line] for line in _lines(proposals.text)]


def _lines(text: str) -> Iterator[list[Span]]:
    line: list[Span] = []
    for span in sentences(text).all:
        if line and "\n" in text[line[-1].end : span.start]:
            yield line
            line = []
        line.append(span)
    if line:
        yield line


def _sentence(span: Span, proposals: Proposals, notes: list[Note]) -> Sentence:
    return Sentence(
        span.start,
        span.end,
        list(_pieces(span, proposals, notes)),
        [note for note in notes if span.start < note.end <= span.end],
        [proposal for proposal in proposals.interactions if span.holds(proposal.start)],
        [proposal for proposal in proposals.quotes if span.holds(proposal.start)],
    )


def _pieces(span: Span, proposals: Proposals, notes: list[Note]) -> Iterator[Piece]:
    named, noted = _within(span, proposals.named), _within(span, notes)
    edges = {edge for mark in [*named, *noted] for edge in (mark.start, mark.end)}
    inside = sorted(edge for edge in edges if span.start < edge < span.end)
    for start, end in pairwise([span.start, *inside, span.end]):
        keys = [name.key for name in named if name.start <= start < name.end]
        person = proposals.people[keys[0]] if keys else None
        is_recorded = any(note.start <= start < note.end for note in noted)
        yield Piece(proposals.text[start:end], person, is_recorded)


def _within(span: Span, marks: Iterable) -> list:
    return [mark for mark in marks if mark.start < span.end and span.start < mark.end]
