"""The quotations of a text and who is quoted.

A speaker stands right behind the quotation, before it in its sentence, in a sentence that ends
with a colon before it, or is the one of the quotation that this one goes on from. Pure.
"""

import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from people.suggestion_grammar import Grammar
from people.suggestion_lexicon import SAYING
from people.suggestion_sentences import Span
from people.suggestion_speakers import Attribution, attributions, said_by

FEWEST_WORDS = 3  # fewer are quoted for their oddity, unless a verb of saying stands beside them
THEY_SAID = re.compile(rf"[\s,]*they\s+(?:{SAYING})\b")
ENDED = re.compile(r"(?:^|[.,!?”\"])\s*$")
CLOSING_MARK = re.compile(r"[\"”’']?")
TITLE_WORD = re.compile(r"[A-Z\d&]|(?:a|an|and|for|in|of|on|or|the|to|with)$")


@dataclass(frozen=True)
class SuggestedQuote:
    """Words inside quotation marks, and who seems to have said them."""

    start: int
    end: int
    speaker: Hashable | None
    speaker_words: str
    why: str
    score: float


@dataclass(frozen=True)
class _Found:
    """A speaker, and how near to the quotation."""

    attribution: Attribution
    where: str
    score: float
    is_beside: bool = False


class Quoting:
    """The quotations of one text, read in order."""

    def __init__(self, grammar: Grammar):
        self._grammar = grammar
        self._text = grammar.text
        self._previous: tuple[Span, _Found] | None = None

    def suggestions(self) -> Iterator[SuggestedQuote]:
        for quotation in self._grammar.quotations.all:
            found = self._speaker(quotation)
            if not found:
                continue
            self._previous = quotation, found
            if self._is_worth_quoting(quotation, found):
                yield SuggestedQuote(
                    start=quotation.start,
                    end=quotation.end,
                    speaker=found.attribution.key,
                    speaker_words=found.attribution.words,
                    why=f"“{found.attribution.verb}” {found.where}",
                    score=found.score,
                )

    def _speaker(self, quotation: Span) -> _Found | None:
        is_fragment = self._text[quotation.start].islower()
        return (
            (is_fragment and self._before(quotation))
            or self._beside(quotation)
            or self._before(quotation)
            or self._before_colon(quotation)
            or self._going_on(quotation)
            or self._later(quotation)
            or self._after_paragraph(quotation)
        )

    def _beside(self, quotation: Span) -> _Found | None:
        """“…,” said Brook; “…,” Brook said."""
        tail = self._tail(quotation)
        if self._previous and THEY_SAID.match(self._text, *tail):
            return _Found(self._previous[1].attribution, "right after the words", 0.8, True)
        inverted = said_by(self._grammar, *tail)
        if inverted:
            return _Found(inverted, "right after the words", 0.95, is_beside=True)
        for found in attributions(self._grammar, tail):
            if self._adjoins(tail.start, found.start):
                return _Found(found, "right after the words", 0.95, is_beside=True)
        return None

    def _before(self, quotation: Span) -> _Found | None:
        """Brook said that it was “…”."""
        sentence = self._sentence(quotation.start)
        found = attributions(self._grammar, Span(sentence.start, quotation.start - 1))
        if not found:
            return None
        gap = self._text[found[-1].end : quotation.start - 1]
        is_beside = not gap.strip(" ,:\n")
        return _Found(found[-1], "before the words", 0.9 if is_beside else 0.8, is_beside)

    def _before_colon(self, quotation: Span) -> _Found | None:
        """Brook was blunt: “…”, also where the quotation is a paragraph of its own."""
        before = self._text[: quotation.start - 1].rstrip()
        if not before.endswith(":"):
            return None
        sentence = Span(self._sentence(len(before) - 1).start, len(before))
        found = attributions(self._grammar, sentence)
        if found:
            return _Found(found[-1], "before the words", 0.85)
        party = self._grammar.topic(sentence)
        if not party or len(party.keys) > 1:
            return None
        words = self._grammar.cast.words(party.start, party.end)
        speaker = Attribution(party.start, party.end, ":", next(iter(party.keys), None), words)
        return _Found(speaker, "before the words", 0.7)

    def _later(self, quotation: Span) -> _Found | None:
        """It was “…” of them, Brook said."""
        found = attributions(self._grammar, self._tail(quotation))
        return _Found(found[0], "later in the sentence", 0.7) if found else None

    def _going_on(self, quotation: Span) -> _Found | None:
        """“…,” Brook said. “…”, and a paragraph of nothing but a quotation after another."""
        if not self._previous:
            return None
        last, found = self._previous
        between = Span(last.end + 1, quotation.start - 1)
        words = self._text[between.start : between.end]
        if "\n" in words and words.strip():
            return None
        if len(self._grammar.sentences_in(*between)) > 1 or not ENDED.search(words):
            return None
        score = 0.6 if "\n" in words else 0.9
        return _Found(found.attribution, "of the quotation before", score, is_beside=True)

    def _after_paragraph(self, quotation: Span) -> _Found | None:
        """A paragraph of nothing but a quotation, by who speaks at the end of the one before."""
        line_start = self._text.rfind("\n", 0, quotation.start) + 1
        following = self._text[quotation.end + 1 : quotation.end + 2]
        if quotation.start - line_start != 1 or following not in {"", "\n"}:
            return None
        before = len(self._text[:line_start].rstrip())
        found = attributions(self._grammar, self._sentence(before - 1)) if before else []
        return _Found(found[0], "of the paragraph before", 0.5, is_beside=True) if found else None

    def _is_worth_quoting(self, quotation: Span, found: _Found) -> bool:
        """Whether the words are no scare quote and no title, such as “The Evening Show”."""
        words = self._text[quotation.start : quotation.end].split()
        if len(words) < FEWEST_WORDS:
            return words[-1][-1] in ",.!?" and found.is_beside
        return words[-1][-1] in ".!?" or not all(map(TITLE_WORD.match, words))

    def _tail(self, quotation: Span) -> Span:
        """What follows a quotation in its sentence, or the next where its own ends with it."""
        start = CLOSING_MARK.match(self._text, quotation.end).end()
        if self._text[quotation.end - 1] == ".":
            return Span(start, start)
        sentence = self._grammar.sentences.at(start)
        return Span(start, sentence.end if sentence else start)

    def _sentence(self, position: int) -> Span:
        return self._grammar.sentences.at(position) or Span(position, position)

    def _adjoins(self, start: int, end: int) -> bool:
        """Whether nothing but the titles of a speaker stands between two positions."""
        gap = self._text[start:end].strip()
        return self._grammar.describes(gap)
