"""Whom the words of a text mean: names, offices ("the attorney general") and pronouns.

A pronoun means whoever was the subject last; where that is not plain it means nobody. Pure:
imports no models.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from enum import Enum
from typing import NamedTuple

from people.name_lexicon import (
    ABBREVIATIONS,
    FEMALE_HONORIFICS,
    MALE_HONORIFICS,
    female_names,
    male_names,
)
from people.suggestion_lexicon import BELONGINGS, DESCRIBING, INVERTED, SAYING
from people.suggestion_offices import Offices
from people.suggestion_sentences import Span, Spans

PRONOUN = re.compile(r"\b(?:he|she|him|her|his)\b", re.IGNORECASE)
FEMALE_PRONOUNS = {"she", "her"}
THE_PAIR = re.compile(
    r"\b(?:[Tt]he (?:pair|two(?: (?:men|women|leaders|presidents|sides))?)|[Bb]oth men|[Tt]hey)\b"
)
LEADING_UP = re.compile(r"\b(?:after|before|when|while|as|since|until|once)\b", re.IGNORECASE)
WHICH_HE_HAD = re.compile(  # "Field, about a talk he had", "Field and contacts he made"
    r"\b(?:contact|conversation|meeting|call|discussion|dealing|talk|exchange)s?\s+(?:that\s+)?$"
)
SAYS = re.compile(rf",?\s+(?:(?:also|later|then|has|had)\s+)?(?:{SAYING})\b", re.IGNORECASE)
SAID_BEFORE = re.compile(rf"\b(?:{INVERTED})\s+$")
POSSESSIVE = re.compile(r"['’]s?\b|['’](?=\s)")
HER_OWN = re.compile(r"\s+(?!(?:to|that|on|in|at|and|by|with|for|about|from|as|not)\b)[a-z]")
BELONGING = re.compile(rf"\s+(?:[a-z-]+\s+)?(?:{BELONGINGS})\b", re.IGNORECASE)
OF_AN_OFFICE = re.compile(r"\b([A-Z]\w+) (?:of|for) $")  # the Secretary of State
WORD_BEFORE = re.compile(r"([\w’'.-]+)[\s\"“‘(\[]*$")
PAUSE_BEFORE = re.compile(r"(?:^|[,;:.!?)—–-])[\s\"“‘(\[]*$")
NEW_CLAUSE = set(
    """
    that and but or when while as because after before if whether where who which what how why
    since although though than then until once so yet said says believed thought knew
    """.split()
)
TITLE_TO_NAME = re.compile(r",?\s+(?:[A-Z][\w.]*\s+)?")
TITLE_GAPS = {" ", " of ", " for "}
SMALL_WORDS = {"a", "an", "the", "of", "in", "for", "his", "her", "both", "including"}
LONGEST_WORD = 30  # characters
FURTHEST_BACK = 8  # sentences


class How(Enum):
    """By which words somebody is meant."""

    NAME = "name"
    OFFICE = "office"
    PRONOUN = "pronoun"
    PAIR = "pair"


class Reference(NamedTuple):
    """Words that mean people on record: one, or both of a pair."""

    start: int
    end: int
    keys: tuple[Hashable, ...]
    how: How


class Cast:
    """Everybody on record whom a text means, wherever it means them."""

    def __init__(self, text: str, named: Sequence, sentences: Spans, quotations: Spans):
        self._text = text
        self._sentences = sentences
        self._quotations = quotations
        inside = (name for name in named if 0 <= name.start < name.end <= len(text))
        self._names = sorted(inside, key=lambda name: (name.start, name.end))
        self._genders = self._known_genders()
        self.references: list[Reference] = []
        self._starts: list[int] = []
        self._add(Reference(name.start, name.end, (name.key,), How.NAME) for name in self._names)
        self._add(
            Reference(start, end, (key,), How.OFFICE)
            for start, end, key in list(Offices(text, self._names).found())
            if self._is_free(start, end)
        )
        self._add_pronouns()

    def within(self, start: int, end: int) -> list[Reference]:
        """The references that lie wholly between two positions, in order."""
        first = bisect_left(self._starts, start)
        last = bisect_right(self._starts, end)
        return [reference for reference in self.references[first:last] if reference.end <= end]

    def is_possessive(self, reference: Reference) -> bool:
        """Whether it owns what follows: "Brook's", "his"."""
        if reference.how == How.PRONOUN:
            words = self._words(reference).lower()
            return words == "his" or (words == "her" and self._owns_next(reference.end))
        return bool(POSSESSIVE.match(self._text, reference.end))

    def is_part_of_another(self, reference: Reference) -> bool:
        """Whether it only describes somebody else: "Brook's lawyer", "a Brook aide"."""
        if self.is_possessive(reference):
            return True
        return reference.how != How.PRONOUN and bool(BELONGING.match(self._text, reference.end))

    def is_subject(self, reference: Reference) -> bool:
        """Whether it may be what its clause is about: no preposition or verb stands before it."""
        if self.is_part_of_another(reference):
            return False
        if reference.how == How.PRONOUN:
            return self._words(reference).lower() in {"he", "she"}
        start = self.title_start(reference)
        before = self._text[max(start - 40, 0) : start]
        word = WORD_BEFORE.search(before)
        return bool(PAUSE_BEFORE.search(before)) or not word or word[1].lower() in NEW_CLAUSE

    def is_speaker(self, reference: Reference) -> bool:
        """Whether a verb of saying stands beside: "Brook said", "said Brook"."""
        start = self.title_start(reference)
        return bool(
            SAYS.match(self._text, reference.end)
            or SAID_BEFORE.search(self._text, max(start - 20, 0), start)
        )

    def title_start(self, reference: Reference) -> int:
        """Where the titles and roles begin that stand before a name; else where it begins."""
        start = reference.start
        while reference.how == How.NAME:
            before = (self._text, max(start - LONGEST_WORD, 0), start)
            word = OF_AN_OFFICE.search(*before) or WORD_BEFORE.search(*before)
            if not word or not _is_title(word[1]):
                break
            if self._text[word.end(1) : start] not in TITLE_GAPS:
                break
            start = word.start(1)
        return start

    def words(self, start: int, end: int) -> str:
        return " ".join(self._text[start:end].split())

    def _is_free(self, start: int, end: int) -> bool:
        """Whether an office is no title of a name that follows, and no name itself."""
        following = bisect_left(self._starts, start)
        if following == len(self.references):
            return True
        name = self.references[following]
        return name.start >= end and not TITLE_TO_NAME.fullmatch(self._text, end, name.start)

    def _add_pronouns(self):
        """Pronouns in the order of the text, so that each may lean on the one before it."""
        words = [*PRONOUN.finditer(self._text), *THE_PAIR.finditer(self._text)]
        for match in sorted(words, key=lambda match: match.start()):
            if self._quotations.at(match.start()):
                continue
            if match.re is THE_PAIR:
                keys, how = self._pair_before(match.start()), How.PAIR
            else:
                keys, how = self._meant_by_pronoun(match), How.PRONOUN
            if keys:
                self._insert(Reference(match.start(), match.end(), keys, how))

    def _meant_by_pronoun(self, match: re.Match) -> tuple[Hashable, ...]:
        pronoun = match[0].lower()
        is_female = pronoun in FEMALE_PRONOUNS
        sentence = self._sentences.at(match.start())
        if sentence is None:
            return ()
        before = self._candidates(Span(sentence.start, match.start()), is_female)
        if pronoun == "him" or (pronoun == "her" and not self._owns_next(match.end())):
            here = self._other_than_subject(before)
        elif before and WHICH_HE_HAD.search(self._text, sentence.start, match.start()):
            here = before[-1].keys
        else:
            here = self._subject_among(before, nearest=True)
        return (
            here
            or self._meant_after_opening(match, sentence, is_female)
            or self._meant_earlier(match, sentence, is_female)
        )

    def _meant_after_opening(
        self, match: re.Match, sentence: Span, is_female: bool
    ) -> tuple[Hashable, ...]:
        """The subject that the opening of its sentence leads to: "After he left, Brook said"."""
        if not LEADING_UP.search(self._text, sentence.start, match.start()):
            return ()
        comma = self._text.find(", ", match.end(), sentence.end)
        behind = self._candidates(Span(comma, sentence.end), is_female) if comma > 0 else ()
        leads = (ref for ref in behind if self.title_start(ref) == comma + 2)
        return next((ref.keys for ref in leads if self.is_subject(ref)), ())

    def _meant_earlier(
        self, match: re.Match, sentence: Span, is_female: bool
    ) -> tuple[Hashable, ...]:
        """Who spoke last, before "he said", or the first subject of the nearest sentence."""
        before_saying = SAYS.match(self._text, match.end())
        for span in self._told_before(sentence):
            references = self._candidates(span, is_female)
            speakers = [found for found in references if self.is_speaker(found)]
            if before_saying and speakers:
                return speakers[-1].keys
            plain = [found for found in references if self.is_subject(found)]
            if keys := self._subject_among(plain if before_saying else references, nearest=False):
                return keys
        return ()

    def _told_before(self, sentence: Span) -> list[Span]:
        """The two sentences before one, without those that are nothing but quoted words."""
        told = [
            span
            for span in self._sentences.before(sentence.start, FURTHEST_BACK)
            if not (self._quotations.at(span.start) and self._quotations.at(span.end - 2))
        ]
        return told[:-3:-1]

    def _candidates(self, span: Span, is_female: bool) -> list[Reference]:
        """Single people meant outside quotation marks who may be a woman, or a man."""
        return [
            reference
            for reference in self.within(*span)
            if len(reference.keys) == 1
            and not self._quotations.at(reference.start)
            and self._genders.get(reference.keys[0], is_female) == is_female
        ]

    def _subject_among(self, candidates: list[Reference], nearest: bool) -> tuple[Hashable, ...]:
        subjects = [reference for reference in candidates if self.is_subject(reference)]
        if subjects:
            return subjects[-1 if nearest else 0].keys
        if candidates and self.is_possessive(candidates[0]):
            return candidates[0].keys
        people = {reference.keys for reference in candidates}
        return people.pop() if len(people) == 1 else ()

    def _other_than_subject(self, candidates: list[Reference]) -> tuple[Hashable, ...]:
        """The last who is not the subject: in "Brook told Field that Roe saw him", Field."""
        subjects = [reference for reference in candidates if self.is_subject(reference)]
        others = [
            reference
            for reference in candidates
            if not subjects or reference.keys != subjects[-1].keys
        ]
        return others[-1].keys if others else ()

    def _pair_before(self, position: int) -> tuple[Hashable, ...]:
        """The only two people of the sentence before, or of this one up to here."""
        sentence = self._sentences.at(position)
        for start, end in (
            Span(sentence.start, position),
            *self._sentences.before(sentence.start),
        ):
            found = [ref for ref in self.within(start, end) if not self.is_part_of_another(ref)]
            keys = dict.fromkeys(key for ref in found for key in ref.keys)
            if keys:
                return tuple(keys) if len(keys) == 2 else ()
        return ()

    def _known_genders(self) -> dict[Hashable, bool]:
        """Whether a person is a woman, where a given name or a Mr. or Mrs. tells."""
        votes: defaultdict[Hashable, Counter] = defaultdict(Counter)
        for name in self._names:
            first = self._text[name.start : name.end].partition(" ")[0].lower()
            title = WORD_BEFORE.search(self._text, max(name.start - 20, 0), name.start)
            title = title[1].lower().strip(".") if title else ""
            female = first in female_names() or title in FEMALE_HONORIFICS
            male = first in male_names() or title in MALE_HONORIFICS
            if female != male:
                votes[name.key][female] += 1
        return {key: vote.most_common(1)[0][0] for key, vote in votes.items()}

    def _add(self, references):
        self.references.extend(references)
        self.references.sort(key=lambda reference: (reference.start, reference.end))
        self._starts = [reference.start for reference in self.references]

    def _insert(self, reference: Reference):
        index = bisect_right(self._starts, reference.start)
        self.references.insert(index, reference)
        self._starts.insert(index, reference.start)

    def _owns_next(self, position: int) -> bool:
        """Whether a "her" that ends here owns what follows, as in "her call"."""
        return bool(HER_OWN.match(self._text, position))

    def _words(self, reference: Reference) -> str:
        return self._text[reference.start : reference.end]


def is_describing(word: str) -> bool:
    """Whether a word before a name only tells who that is: "then-adviser", "Russian"."""
    parts = word.removesuffix("’s").removesuffix("'s").split("-")
    return word[0].isupper() or all(part.lower().strip(".’'\"") in DESCRIBING for part in parts)


def _is_title(word: str) -> bool:
    is_end = word.endswith(".") and word.lower().strip(".") not in ABBREVIATIONS
    return is_describing(word) and not is_end and word.lower() not in SMALL_WORDS
