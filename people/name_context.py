"""What stands around a word of a text: its titles, its sentence, its line.

Pure: imports no models.
"""

import re
from bisect import bisect_right
from functools import cached_property

from people.name_forms import Word, words_of
from people.name_lexicon import (
    ABBREVIATED_SUFFIXES,
    ABBREVIATIONS,
    DOTTED_ABBREVIATIONS,
    INSTITUTION_LINKS,
    INSTITUTIONS,
    LOWER_INSTITUTIONS,
    NOT_GIVEN_NAMES,
    PLACE_PREFIXES,
    PLACE_PREPOSITIONS,
    PLACE_SURNAMES,
    PLURAL_VERBS,
    SUFFIXES,
    first_names,
)

DOTTED = re.compile(r"\b(?:[A-Z]\.)+[A-Z]\b")
LINE_END = re.compile("\n")
SPACES = {" ", "\u00a0", "\n"}
HYPHENS = {"-", "\u2010", "\u2011"}
AMPERSANDS = {"&", " & "}
SENTENCE_ENDS = '.!?:\n"”•|—'
OPENINGS = "\"“‘'(["


class Reading:
    """A text read once: its words, and answers about the surroundings of each."""

    def __init__(self, text: str):
        self.text = text
        self.words: list[Word] = words_of(text)

    def gap(self, index: int) -> str:
        """The characters between the word at the index and the next."""
        return self.text[self.words[index].end : self.words[index + 1].start]

    def is_spaced(self, index: int) -> bool:
        """Whether this word and the next could be words of one name, parted by a space."""
        if not 0 <= index < len(self.words) - 1:
            return False
        gap = self.gap(index)
        if gap.startswith("."):
            return gap[1:] in SPACES | {""} and self._may_be_shortened(index)
        return gap in SPACES

    def is_joined(self, index: int) -> bool:
        """Whether this word and the next could be words of one name, hyphens included."""
        return self.is_spaced(index) or self.is_hyphenated(index)

    def is_hyphenated(self, index: int) -> bool:
        return 0 <= index < len(self.words) - 1 and self.gap(index) in HYPHENS

    def is_before_suffix(self, index: int) -> bool:
        """Whether a Jr., Sr. or III follows, as in "Trump Jr." or "Trump, Jr."."""
        if index + 1 >= len(self.words) or self.gap(index) not in {" ", ", ", ","}:
            return False
        word = self.words[index + 1]
        return word.is_capitalised and word.text.lower() in SUFFIXES

    def is_before_junior(self, index: int) -> bool:
        return self.is_before_suffix(index) and self.words[index + 1].text.lower() == "jr"

    def skip_initials(self, index: int) -> int:
        """The last of the initials that begin at a word: of H and W in "George H.W. Bush"."""
        while (
            self.words[index].is_initial
            and self.is_spaced(index)
            and self.words[index + 1].is_initial
        ):
            index += 1
        return index

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where words stand in the text, with a III or Jr. that follows them."""
        if self.is_before_suffix(last):
            last += 1
        end = self.words[last].end
        if (
            self.words[last].text.lower() in ABBREVIATED_SUFFIXES
            and self.text[end : end + 1] == "."
        ):
            end += 1
        return self.words[first].start, end

    def starts_sentence(self, index: int) -> bool:
        """Whether a sentence, a line or a quotation begins here, so that capitals say nothing."""
        start = self.words[index].start
        before = self.text[max(start - 3, 0) : start]
        return not before.strip() or before[-1] in OPENINGS or before.rstrip()[-1] in SENTENCE_ENDS

    def is_plural(self, index: int) -> bool:
        """Whether a sentence begins with this word as a plural: "Sessions are held"."""
        if not self.starts_sentence(index) or not self.is_spaced(index):
            return False
        return self.words[index + 1].text in PLURAL_VERBS

    def is_in_headline(self, index: int) -> bool:
        """Whether the line is set in Title Case or CAPITALS, where capitals mean nothing."""
        return self._headlines[bisect_right(self._line_starts, self.words[index].start) - 1]

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in LINE_END.finditer(self.text))]

    @cached_property
    def _headlines(self) -> list[bool]:
        return [_is_headline(line) for line in self.text.split("\n")]

    def titles_before(self, index: int) -> list[str]:
        """The titles right before a word, nearest first: "Attorney General Sessions"."""
        titles = []
        while self.is_spaced(index - 1) and self.words[index - 1].is_title:
            index -= 1
            titles.append(self.words[index].text.lower())
        return titles

    def stands_alone(self, index: int) -> bool:
        """Whether a given name is no part of a longer name, nor the word of "a bill"."""
        if self.is_joined(index) and self.words[index + 1].is_capitalised:
            return False
        if index > 0 and self.words[index - 1].text.lower() == "a":
            return False
        start = self.words[index].start
        return self.text[max(start - 1, 0) : start] != "("

    def follows_given_name(self, index: int) -> bool:
        """Whether a given name or an initial stands before, as in "Kayla Mueller"."""
        if not self.is_spaced(index - 1):
            return False
        word = self.words[index - 1]
        is_given_name = self.is_initial(index - 1) or word.text.lower() in first_names()
        return word.is_capitalised and is_given_name

    def follows_strange_name(self, index: int) -> bool:
        """Whether the word before has a capital for no other reason than to be a name."""
        if not self.is_spaced(index - 1) or self.is_in_headline(index):
            return False
        word = self.words[index - 1]
        if word.text.isupper() or not word.is_capitalised or self.starts_sentence(index - 1):
            return False
        return word.text.lower() not in NOT_GIVEN_NAMES

    def is_initial(self, index: int) -> bool:
        """Whether the word is a letter with a full stop, as in "J. Edgar Hoover"."""
        word = self.words[index]
        return (
            word.is_initial
            and self.text.startswith(".", word.end)
            and word.start not in self.dotted_places
        )

    @cached_property
    def dotted_places(self) -> set[int]:
        """Where the letters of abbreviations such as "U.S." stand, which are no initials."""
        return {
            offset
            for match in DOTTED.finditer(self.text)
            if match[0].replace(".", "").lower() in DOTTED_ABBREVIATIONS
            for offset in range(*match.span())
        }

    def is_institution(self, first: int, last: int) -> bool:
        """Whether these words are part of the name of a place, a company or an institution."""
        return (
            self._is_before_institution(last)
            or self._is_after_place(first)
            or self._is_beside_ampersand(first, last)
        )

    def _is_before_institution(self, index: int) -> bool:
        if self.is_spaced(index) and self.words[index + 1].text in LOWER_INSTITUTIONS:
            return True
        while self.is_spaced(index) and self.words[index + 1].is_capitalised:
            index += 1
            lower = self.words[index].text.lower()
            if lower in INSTITUTIONS:
                return True
            if lower not in INSTITUTION_LINKS:
                return False
        return False

    def _is_after_place(self, index: int) -> bool:
        if not self.is_spaced(index - 1):
            return False
        before = self.words[index - 1]
        if before.is_capitalised and before.text.lower() in PLACE_PREFIXES:
            return True
        return (
            before.text.lower() in PLACE_PREPOSITIONS
            and self.words[index].text.lower() in PLACE_SURNAMES
        )

    def _is_beside_ampersand(self, first: int, last: int) -> bool:
        after = last + 1 < len(self.words) and self.gap(last) in AMPERSANDS
        return after or (first > 0 and self.gap(first - 1) in AMPERSANDS)

    def _may_be_shortened(self, index: int) -> bool:
        word = self.words[index]
        return word.is_initial or word.text.lower() in ABBREVIATIONS


def _is_headline(line: str) -> bool:
    if line.rstrip().endswith("."):
        return False
    words = [word for word in words_of(line) if len(word.text) > 3]
    capitalised = sum(word.is_capitalised for word in words)
    return len(words) > 1 and capitalised >= 0.8 * len(words)
