"""Who says what a sentence tells: "Brook denied", "according to two officials", "said Field".

Pure: imports no models.
"""

import re
from collections.abc import Hashable
from typing import NamedTuple

from people.suggestion_grammar import Grammar, Party
from people.suggestion_lexicon import (
    CONFIRMING,
    DENYING,
    DISPUTING,
    INVERTED,
    RETRACTING,
    SAYING,
)
from people.suggestion_sentences import Span

SAID = re.compile(rf"\b(?:{SAYING})\b", re.IGNORECASE)
ACCORDING_TO = re.compile(r"\b(?:according\s+to|in\s+the\s+words\s+of)\s+", re.IGNORECASE)
QUOTED_AS_SAYING = re.compile(
    r"\b(?:quot(?:es|ed|ing)|cit(?:es|ed|ing))\s+"
    r"(?P<party>[^,.;:“”\"\n]{1,90}?)\s+(?:as\s+)?saying\b"
)
SAID_BY = re.compile(rf"[\s,]*(?P<verb>{INVERTED})\s+")
UP_TO_PAUSE = re.compile(r"[^,.;:“”\"()—–\n]{1,90}")
PASSIVE = re.compile(r"\b(?:was|were|been|being)\s+(?:\w+ly\s+)?$")
PARTICIPLE = re.compile(r"[a-z]+ing$")

FURTHEST_AUXILIARY = 40  # characters

STANCES = (
    ("confirms", re.compile(CONFIRMING, re.IGNORECASE)),
    ("denies", re.compile(DENYING, re.IGNORECASE)),
    ("disputes", re.compile(DISPUTING, re.IGNORECASE)),
    ("retracts", re.compile(RETRACTING, re.IGNORECASE)),
)


class Attribution(NamedTuple):
    """A party and the words by which it is said to say something."""

    start: int
    end: int
    verb: str
    key: Hashable | None
    words: str

    @property
    def stance(self) -> str:
        stances = (stance for stance, verbs in STANCES if verbs.fullmatch(self.verb))
        return next(stances, "reports")


def attributions(grammar: Grammar, sentence: Span) -> list[Attribution]:
    """Every attribution of a sentence, in order; what stands in quotation marks is left out."""
    found = []
    for verb in SAID.finditer(grammar.text, *sentence):
        if grammar.quotations.at(verb.start()):
            continue
        if attribution := _told_by_subject(grammar, verb, sentence):
            found.append(attribution)
    for words in QUOTED_AS_SAYING.finditer(grammar.text, *sentence):
        found += _after(grammar, words.end(), words.start("party"), "saying", words.end("party"))
    for words in ACCORDING_TO.finditer(grammar.text, *sentence):
        if not grammar.quotations.at(words.start()):
            found += _after(grammar, words.start(), words.end(), "according to", sentence.end)
    return sorted(found, key=lambda attribution: attribution.start)


def said_by(grammar: Grammar, position: int, end: int) -> Attribution | None:
    """The speaker right behind a quotation, after the verb: “…,” said Mary Brook."""
    verb = SAID_BY.match(grammar.text, position, end)
    if not verb:
        return None
    return next(iter(_after(grammar, position, verb.end(), verb["verb"], end)), None)


def _told_by_subject(grammar: Grammar, verb: re.Match, sentence: Span) -> Attribution | None:
    is_participle = PARTICIPLE.match(verb[0])
    before = max(sentence.start, verb.start() - FURTHEST_AUXILIARY)
    if not is_participle and PASSIVE.search(grammar.text, before, verb.start()):
        return None
    party = grammar.subject(verb.start(), sentence.start)
    if not party and is_participle:
        party = grammar.main_subject(verb.start(), sentence.start)
    return party and _attribution(grammar, party, verb.start(), verb.end(), verb[0])


def _after(grammar: Grammar, start: int, behind: int, verb: str, end: int) -> list[Attribution]:
    """The party that begins right behind a verb, if there is one."""
    party = grammar.object(behind, end)
    if party:
        return [_attribution(grammar, party, start, party.end, verb)]
    words = UP_TO_PAUSE.match(grammar.text, behind, end)
    if not words:
        return []
    named = Party(behind, words.end(), (), frozenset())
    return [_attribution(grammar, named, start, words.end(), verb)]


def _attribution(grammar: Grammar, party: Party, start: int, end: int, verb: str) -> Attribution:
    key = party.keys[-1] if party.keys else None
    words = grammar.cast.words(party.start, party.end)
    return Attribution(min(start, party.start), max(end, party.end), verb.lower(), key, words)
