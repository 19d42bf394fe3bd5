"""Likely interactions and quotes in the text of an article, for an editor to accept.

Nothing here reaches readers by itself. A sentence suggests an interaction when words of its
kind ("met with") stand among people on record as they do in a plain English sentence; what is
only planned, wished for or asked is left out. Pure: imports no models.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from people.suggestion_cast import Cast
from people.suggestion_dates import nearest
from people.suggestion_grammar import Grammar
from people.suggestion_quotes import Quoting, SuggestedQuote
from people.suggestion_readings import Reading, likely_kind, readings, stance_of
from people.suggestion_sentences import Span, quotations, sentences

__all__ = ["Named", "SuggestedQuote", "Suggestion", "at", "interactions", "quotes"]

NUMBERS = ("nobody on record", "one person", "two people", "three people", "four people")


@dataclass(frozen=True)
class Named:
    """A span of the text that names somebody on record."""

    start: int
    end: int
    key: Hashable


@dataclass(frozen=True)
class Suggestion:
    """An interaction that the words from `start` up to `end` seem to report."""

    start: int
    end: int
    participants: tuple[Hashable, ...]
    kind: str
    when: str
    when_words: str
    stance: str
    speaker: Hashable | None
    speaker_words: str
    why: str
    score: float


def interactions(text: str, named: Sequence[Named], published: date | None) -> list[Suggestion]:
    """The interactions between people on record that a text seems to report, likeliest first.

    Costs about 20 ms for an article of 1,000 words.
    """
    grammar = _grammar(text, named)
    found = [
        _suggestion(grammar, sentence, reading, published)
        for sentence in grammar.sentences.all
        for reading in readings(grammar, sentence)
    ]
    return sorted(found, key=lambda suggestion: (-suggestion.score, suggestion.start))


def quotes(text: str, named: Sequence[Named]) -> list[SuggestedQuote]:
    """The quotations of a text that somebody seems to have said, in the order of the text."""
    return list(Quoting(_grammar(text, named)).suggestions())


def at(
    text: str, named: Sequence[Named], published: date | None, start: int, end: int
) -> Suggestion:
    """The best guess for the words an editor selected; of kind "other" when nothing is known."""
    grammar = _grammar(text, named)
    around = [span for span in grammar.sentences.all if span.start < end and start < span.end]
    found = [(sentence, reading) for sentence in around for reading in readings(grammar, sentence)]
    if found:
        middle = (start + end) / 2
        sentence, reading = min(found, key=lambda pair: abs(pair[1].position - middle))
        guess = _suggestion(grammar, sentence, reading, published)
        return replace(guess, start=start, end=end)
    return _plain_guess(grammar, Span(start, end), around, published)


def _grammar(text: str, named: Sequence[Named]) -> Grammar:
    parts = sentences(text), quotations(text)
    return Grammar(text, Cast(text, named, *parts), *parts)


def _suggestion(
    grammar: Grammar, sentence: Span, reading: Reading, published: date | None
) -> Suggestion:
    when = nearest(grammar.text, sentence, reading.position, published)
    stance, speaker = stance_of(grammar, sentence, reading)
    return Suggestion(
        start=sentence.start,
        end=sentence.end,
        participants=reading.keys,
        kind=reading.kind,
        when=when.typed if when else "",
        when_words=grammar.text[when.start : when.end] if when else "",
        stance=stance,
        speaker=speaker.key if speaker else None,
        speaker_words=speaker.words if speaker else "",
        why=_why(reading),
        score=round(reading.score, 2),
    )


def _plain_guess(
    grammar: Grammar, selected: Span, around: list[Span], published: date | None
) -> Suggestion:
    """Whoever is meant in the words; while that is fewer than two people, in their sentences too,
    then in the sentence before."""
    sentence = around[0] if around else selected
    before = grammar.sentences.before(sentence.start)
    keys: dict[Hashable, None] = {}
    for span in (selected, *around, *before):
        if len(keys) < 2:
            keys |= _keys(grammar, span)
    kind, words, position = likely_kind(grammar.text, selected)
    reading = Reading(position, words, kind, tuple(keys), 0.0)
    guess = _suggestion(grammar, sentence, reading, published)
    return replace(guess, start=selected.start, end=selected.end)


def _keys(grammar: Grammar, span: Span) -> dict[Hashable, None]:
    """Whoever is meant in a span, in order."""
    return dict.fromkeys(key for found in grammar.cast.within(*span) for key in found.keys)


def _why(reading: Reading) -> str:
    count = len(reading.keys)
    people = NUMBERS[count] if count < len(NUMBERS) else f"{count} people"
    return f"“{reading.words}” and {people}" if reading.words else people
