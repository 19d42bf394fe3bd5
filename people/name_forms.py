"""How names are written: the words of a text, their comparison keys, the parts of a name.

Pure: imports no models.
"""

import re
import unicodedata
from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from anyascii import anyascii

from people.name_lexicon import (
    COMMON_WORDS,
    FAMILY_ALWAYS_FIRST,
    FAMILY_FIRST,
    OPTIONAL_PARTICLES,
    PARTICLES,
    SUFFIXES,
    TITLES,
)

JUNIOR = ("jr",)
ANY_MIDDLE = "*"

LETTER = r"(?:[^\W\d_][\u0300-\u036f]*)"
WORD = re.compile(
    rf"""
    ({LETTER}+                         # Flynn
      (?:['’ʼ](?!(?:ll|re|ve)\b){LETTER}{{2,}})*)  # O'Brien, but not the 's of Flynn's
    (?:['’ʼ][sS]\b)?                   # the possessive is no part of the word
    """,
    re.VERBOSE,
)

# What transliteration and spelling habits disagree about, neutralised in this order.
SPELLINGS = [
    (re.compile(pattern), replacement)
    for pattern, replacement in [
        (r"([aou])e(?=[bcdfghklmnpqrstvwxz])", r"\1"),  # Mueller, Müller
        (r"^(?:ye|ie)(?=[^aiou])", "e"),  # Yevgeny, Evgeny
        (r"(?<=.)y", "i"),  # Sergey, Sergei; Yury, Yuri
        (r"^yu", "iu"),
        (r"(?<=[^i])ii(?=a$|$)", "i"),  # Zelenskyy, Zelenskiy; Nataliya, Natalia
        (r"leks", "lex"),  # Aleksei, Alexei
        (r"ndr$", "nder"),  # Alexandr, Alexander
        (r"ct", "kt"),  # Victor, Viktor
        (r"^m[ou]h?am+[ae]d$", "mohamed"),
        (r"^m[ou]am+[ae]r$", "muamar"),
        (r"^(?:g|q|k|kh)ad+h?af+i$", "gadafi"),
    ]
]


class Word(NamedTuple):
    """A word of a text and where it stands, in characters; a possessive 's is left out."""

    start: int
    end: int
    text: str

    @property
    def is_capitalised(self) -> bool:
        return not self.text[0].islower()

    @property
    def is_title(self) -> bool:
        return self.text.lower() in TITLES

    @property
    def may_be_middle_name(self) -> bool:
        if self.is_initial:
            return True
        return self.is_capitalised and not (self.is_title or self.text.lower() in COMMON_WORDS)

    @property
    def is_initial(self) -> bool:
        return len(self.text) == 1 and self.text.isupper()


def words_of(text: str) -> list[Word]:
    """Every word of the text in order; hyphens and full stops part words."""
    return [Word(*match.span(1), match[1]) for match in WORD.finditer(text)]


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """A key equal for the spellings of one name: Sergey and Sergei, Müller and Mueller.

    Case, diacritics, script and apostrophes are neutralised; typing errors are not, they
    belong among a person's aliases. Meant for single words, so that the places of the words
    in their text stay true.
    """
    key = word.lower() if word.isascii() and word.isalpha() else _latin(word)
    for pattern, replacement in SPELLINGS:
        key = pattern.sub(replacement, key)
    return key


def _latin(word: str) -> str:
    """The letters and digits of a word in plain Latin, or the word if it has none there."""
    composed = unicodedata.normalize("NFC", word).casefold()
    return "".join(filter(str.isalnum, anyascii(composed).casefold())) or composed


class NameParts(NamedTuple):
    """A full name taken apart; every part is a tuple of comparison keys."""

    titles: tuple[str, ...]
    given: tuple[str, ...]
    middle: tuple[str, ...]
    particles: tuple[str, ...]
    family: tuple[str, ...]
    suffix: tuple[str, ...]
    family_first: bool

    @property
    def surnames(self) -> list[tuple[str, ...]]:
        """The family name with its particles; an Arabic article may be missing."""
        if self.particles and OPTIONAL_PARTICLES.issuperset(self.particles):
            return [self.particles + self.family, self.family]
        return [self.particles + self.family]

    @property
    def suffixes(self) -> list[tuple[str, ...]]:
        """The suffixes that may end the name: a Jr. must be there, a III may be missing."""
        return [self.suffix] if self.suffix in ((), JUNIOR) else [self.suffix, ()]

    @property
    def joined_initials(self) -> tuple[str, ...]:
        """H. R. as one word, HR."""
        letters = self.given + self.middle
        return ("".join(letters),) if len("".join(letters)) == len(letters) > 1 else ()


def parse(name: str) -> NameParts:
    """Take a name as an editor writes it apart: "Lt. Gen. Michael T. Flynn Jr."."""
    words = [word.lower() for word in WORD.findall(name)]
    keys = [fold(word) for word in words]
    start = _count_while(words[:-1], TITLES)
    end = len(words)
    while end - start > 1 and words[end - 1] in SUFFIXES:
        end -= 1
    titles, core, suffix = keys[:start], keys[start:end], keys[end:]
    split = _family_start(words[start:end])
    if split == 0 and len(core) > 1:
        given, middle, particles, family = core[1:], [], [], core[:1]
    else:
        count = _count_while(words[start:end][split:-1], PARTICLES)
        given, middle = core[:split][:1], core[:split][1:]
        particles, family = core[split : split + count], core[split + count :]
    parts = (titles, given, middle, particles, family, suffix)
    return NameParts(*map(tuple, parts), family_first=split == 0 and bool(given))


def _family_start(words: list[str]) -> int:
    """The index at which the family name begins; 0 when the family name stands first."""
    first = words[0] if words else ""
    if (len(words) == 3 and first in FAMILY_FIRST) or first in FAMILY_ALWAYS_FIRST:
        return 0
    for index, word in enumerate(words[1:-1], start=1):
        if word in PARTICLES:
            return index
    return max(len(words) - 1, 0)


def _count_while(words: list[str], members: frozenset[str]) -> int:
    return next((i for i, word in enumerate(words) if word not in members), len(words))


def index_key(name: str) -> str:
    """The folded word that every written form of the name contains: its family name.

    Store it, indexed, beside the name; `names.candidate_keys` gives the keys of a text.
    """
    parts = parse(name)
    return (parts.family or ("",))[-1]


class Strength(IntEnum):
    """How much a written form says by itself about who is meant."""

    GIVEN_NAME = 0
    SURNAME = 1
    ALIAS = 2  # of one word
    VARIED = 3  # a full name without a part of it, or with a middle name more
    FULL = 4  # as an editor wrote it


Form = tuple[tuple[str, ...], Strength]


def written_forms(parts: NameParts, initials: set[str]) -> Iterator[Form]:
    """The forms in which articles write a name, as tuples of keys.

    `ANY_MIDDLE` followed by one of the `initials` stands for any middle name that begins so;
    an empty initial lets it begin with any letter.
    """
    if not parts.given:
        keys = parts.titles + parts.particles + parts.family + parts.suffix
        yield keys, Strength.FULL if len(keys) > 1 else Strength.ALIAS
    elif parts.family_first:
        yield parts.family + parts.given, Strength.FULL
        yield parts.family, Strength.SURNAME
    else:
        yield from _western_forms(parts, initials)


def _western_forms(parts: NameParts, initials: set[str]) -> Iterator[Form]:
    if len(parts.given[0]) > 1:
        yield parts.given, Strength.GIVEN_NAME
    yield parts.given + parts.middle + parts.surnames[0] + parts.suffix, Strength.FULL
    middles = {(), parts.middle, *((ANY_MIDDLE + initial,) for initial in initials)}
    for ending in [surname + suffix for surname in parts.surnames for suffix in parts.suffixes]:
        for middle in middles:
            yield parts.given + middle + ending, Strength.VARIED
        if parts.joined_initials:
            yield parts.joined_initials + ending, Strength.VARIED
        if parts.middle and len(parts.middle[-1]) > 1:
            yield parts.middle[-1:] + ending, Strength.SURNAME
        yield ending, Strength.SURNAME


def sort_name(name: str) -> str:
    """The name as an index lists it, family name first: "Flynn, Michael T."."""
    words = name.split()
    parts = parse(name)
    if len(words) < 2 or parts.family_first:
        return name
    suffix = len(parts.suffix)
    family = words[-1 - suffix : len(words) - suffix]
    return f"{' '.join(family)}, {' '.join(words[: -1 - suffix] + words[len(words) - suffix :])}"
