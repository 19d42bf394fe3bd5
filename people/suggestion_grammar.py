"""Who does what to whom in a sentence, as far as plain patterns tell.

A verb has a subject before it and an object after it; "and" joins several people to one party.
Pure: imports no models.
"""

import re
from collections.abc import Hashable
from typing import NamedTuple

from people.suggestion_cast import Cast, How, Reference, is_describing
from people.suggestion_lexicon import DESCRIBING_NOUNS, SOURCES, either
from people.suggestion_sentences import Span, Spans

# What may stand between a subject and its verb.
AUXILIARIES = either(
    """
    has have had is are was were be been being did do does not never also later then still once
    first again soon just now indeed himself herself who himself already finally briefly repeatedly
    twice reportedly allegedly privately publicly personally both each recently previously
    originally initially separately subsequently secretly abruptly formally eventually may might
    would will could should to didn't doesn't hasn't hadn't wasn't won't wouldn't and_then didn’t
    doesn’t hasn’t hadn’t wasn’t won’t wouldn’t
    """
)
BEFORE_VERB = rf"(?:,?\s*\b(?:{AUXILIARIES}|[a-z]+ly)\b(?!['’]))*\s*$"
ASIDE = r"(?:,\s[^;:“”\"]{1,140}?,|\s+[—–-]+\s[^;:“”\"]{1,140}?[—–-]+)"
SUBJECT_TO_VERB = re.compile(
    rf"(?:\s*\([^()]*\))?(?:\s+of\s+[A-Z]\w+)?"
    rf"(?:{ASIDE}|,?(?:\s+[—–-]+)?\s+(?:who|that)\b)?{BEFORE_VERB}"
)
SECOND_VERB = re.compile(
    rf"(?:,|\b(?:and|but|or|while|after|before|by|to|that|which))\s*{BEFORE_VERB}"
)
AUXILIARIES_AT_END = re.compile(BEFORE_VERB)
ASIDE_AT_END = re.compile(rf"{ASIDE}\s*$")
BEHIND_APPOSITION = re.compile(rf"(?:\s*\([^()]*\))?,{BEFORE_VERB}")
LEANING = re.compile(r"\b(?:to|of|for|by|with|from|against|about|on|at)\s+(?:the\s+)?$")
CLAUSE_BREAK = re.compile(
    r"[,;:“”\"()—–]|\b(?:that|and|but|as|when|while|because|after|before|if|where|whether|since)\b"
)
OWNING = re.compile(r"(?:['’]s?)?(?:\s+[\w-]+){0,4}\s+")
SOURCE = re.compile(rf"\b(?:{SOURCES})\b", re.IGNORECASE)
JOINING = re.compile(
    r"(?:\s*\([^()]*\)|\s+[—–-]+[^—–.;]{1,80}[—–-]+)?"
    r"\s*(,\s*and\b|,|\band\b|&|\bas well as\b|[,(]?\s*along with\b)"
)
OPENING = re.compile(
    rf"(?:[\w’'.-]+\s+){{0,5}}?(?:{SOURCES})\b(?!['’])(?:\s+(?:{SOURCES})\b)*", re.IGNORECASE
)
LONGEST_WORDS = 12
FURTHEST = 110  # characters between a verb and its object
FURTHEST_SUBJECT = 400

WORDS = re.compile(r"[^\s,()-]+")


class Party(NamedTuple):
    """Whoever does or suffers something: people on record, or words that name nobody."""

    start: int
    end: int
    keys: tuple[Hashable, ...]
    hows: frozenset[How]


class Grammar:
    """Answers about the sentences of one text."""

    def __init__(self, text: str, cast: Cast, sentences: Spans, quotations: Spans):
        self.text = text
        self.cast = cast
        self.sentences = sentences
        self.quotations = quotations

    def subject(self, verb: int, start: int) -> Party | None:
        """Who does what the verb at a position says, in a sentence that begins at `start`."""
        start = max(start, verb - FURTHEST_SUBJECT)
        for reference in reversed(self.cast.within(start, verb)):
            gap = self.text[reference.end : verb]
            if self.cast.is_part_of_another(reference) or self._is_object(reference):
                continue
            if not SUBJECT_TO_VERB.fullmatch(gap) and not self._is_apposition(reference, gap):
                continue
            if not self._leans_on_another(reference):
                return self._joined(reference, start)
        before = self.text[start:verb]
        source = self._source(start, verb)
        if source is None and SECOND_VERB.search(before):
            return self.nearest_subject(verb, start)
        return source

    def main_subject(self, position: int, start: int) -> Party | None:
        """Who the sentence is about that a participle at a position ends: "…, calling it"."""
        for reference in self.cast.within(start, position):
            if self.cast.is_subject(reference) and not self.quotations.at(reference.start):
                return self._joined_after(reference, position)
        return None

    def nearest_subject(self, position: int, start: int) -> Party | None:
        """Who the clause before a position is about."""
        for reference in reversed(self.cast.within(start, position)):
            if self.cast.is_subject(reference) and not self.quotations.at(reference.start):
                return self._joined(reference, start)
        return None

    def sentences_in(self, start: int, end: int) -> list[Span]:
        """The sentences that begin between two positions."""
        first, last = self.sentences.index_at(start), self.sentences.index_at(end)
        return [span for span in self.sentences.all[first : last + 1] if start <= span.start < end]

    def topic(self, sentence: Span) -> Party | None:
        """What a sentence is about: the first subject, else a source it begins with."""
        for reference in self.cast.within(*sentence):
            if self.cast.is_subject(reference):
                return self._party([reference])
        opening = OPENING.match(self.text, *sentence)
        return opening and Party(*opening.span(), (), frozenset())

    def owner(self, noun: int, start: int) -> Party | None:
        """Whose a noun is: "Brook's call", "his second meeting"."""
        for reference in reversed(self.cast.within(start, noun)):
            gap = self.text[reference.end : noun]
            if self.cast.is_possessive(reference):
                return self._party([reference]) if OWNING.fullmatch(gap) else None
        return None

    def object(self, verb_end: int, end: int) -> Party | None:
        """Whom the words right after a verb or a preposition mean."""
        for reference in self.cast.within(verb_end, min(end, verb_end + FURTHEST)):
            if not self.describes(self.text[verb_end : reference.start]):
                return None
            if not self.cast.is_part_of_another(reference):
                return self._joined_after(reference, end)
        return None

    def _is_object(self, reference: Reference) -> bool:
        if reference.how != How.PRONOUN:
            return False
        return self.text[reference.start : reference.end].lower() in {"him", "her", "his"}

    def _is_apposition(self, reference: Reference, gap: str) -> bool:
        """Whether commas set a name off right before a verb: "his lawyer, John Field, said"."""
        start = self.cast.title_start(reference)
        return self.text.endswith(", ", 0, start) and bool(BEHIND_APPOSITION.fullmatch(gap))

    def _leans_on_another(self, reference: Reference) -> bool:
        """Whether the name only tells whose or which somebody is: "an adviser to Brook"."""
        start = self.cast.title_start(reference)
        before = self.text[max(start - 30, 0) : start]
        return bool(LEANING.search(before))

    def _source(self, start: int, verb: int) -> Party | None:
        """A party without a name, such as "two officials", right before a verb."""
        clause = self.text[start:verb]
        clause = clause[: AUXILIARIES_AT_END.search(clause).start()]
        aside = ASIDE_AT_END.search(clause)
        end = start + (aside.start() if aside else len(clause))
        begin = start
        for found in CLAUSE_BREAK.finditer(self.text, start, end):
            begin = found.end()
        words = self.text[begin:end]
        if not SOURCE.search(words) or len(words.split()) > LONGEST_WORDS:
            return None
        begin += len(words) - len(words.lstrip())
        return Party(begin, begin + len(words.strip()), (), frozenset())

    def _joined(self, reference: Reference, start: int) -> Party:
        """A party that ends with a reference: "Brook, Field and Roe"."""
        party = [reference]
        for before in reversed(self.cast.within(start, reference.start)):
            if self.cast.is_part_of_another(before):
                continue
            joining = self._joining(before.end, party[0].start)
            if not joining or (len(party) == 1 and joining == ","):
                break
            party.insert(0, before)
        return self._party(party)

    def _joined_after(self, reference: Reference, end: int) -> Party:
        """A party that begins with a reference; commas join only what an "and" ends."""
        party, complete = [reference], 1
        for after in self.cast.within(reference.end, end):
            if self.cast.is_part_of_another(after):
                continue
            joining = self._joining(party[-1].end, after.start)
            if not joining:
                break
            party.append(after)
            complete = complete if joining == "," else len(party)
        return self._party(party[:complete])

    def _joining(self, start: int, end: int) -> str:
        """What joins the names before and after these positions, '' for nothing."""
        gap = self.text[start:end]
        joining = JOINING.match(gap)
        return joining[1] if joining and self.describes(gap[joining.end() :]) else ""

    def _party(self, references: list[Reference]) -> Party:
        keys = dict.fromkeys(key for reference in references for key in reference.keys)
        hows = frozenset(reference.how for reference in references)
        return Party(references[0].start, references[-1].end, tuple(keys), hows)

    def describes(self, words: str) -> bool:
        """Whether words before a name only tell who that is: "former adviser"."""
        found = WORDS.findall(words)
        strange = [word for word in found if not is_describing(word)]
        if len(strange) == 1 and found[-1].lower() in DESCRIBING_NOUNS:  # an outspoken supporter
            strange.clear()
        return len(found) <= LONGEST_WORDS and not strange
