"""How like a known name is to what a reader typed: "kislyack", "Mike Flynn", "general flynn".

Two steps. `keys` are kept in an index beside every known name, so that among any number of
people a few candidates are found; `likeness` compares these few with the words typed.

A word has three kinds of key: itself; itself without any one of its letters, which finds a
letter too many, too few, wrong or swapped (the symmetric deletions of W. Garbe's SymSpell); and
its consonants in alphabetical order, which finds whatever happened to its vowels.

Pure: imports no models.
"""

import re
from collections import defaultdict
from functools import cache, lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from people.name_forms import fold, words_of
from people.name_lexicon import SUFFIXES, TITLES, short_names

MOST_WORDS = 8
SHORTEST_MISSPELT = 4  # letters; one of three could be any other
SHORTEST_SKELETON = 3  # consonants
TWO_SLIPS = 6  # letters in which two may be wrong; in fewer it is one
GIVEN = "-"  # ends the keys of all words but the last of a name

# What a word typed says of a word of the name: that they are one; that one is short for the
# other; that it is its beginning or its initial. A misspelt one says what is left of it.
SAME, SHORT, BEGINNING, INITIAL, MISSPELT = 1.0, 0.95, 0.9, 0.8, 0.85
FEWEST_MATCHED = 0.5  # of the words typed
# What the reader left out of the name: a Jr. tells people apart, a middle name hardly does.
WITHOUT_WORD, WITHOUT_SUFFIX = 0.01, 0.04
WITH_TITLE = 0.01  # of a name that has one, as King Salman's

DOUBLED = re.compile(r"(.)\1+")
SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in [
        (r"t?s?ch|sh", "c"),
        (r"ph", "f"),
        (r"ck|[gkq]h?|x", "k"),
        (r"z", "s"),
        (r"w", "v"),
        (r"[dt]h?", "t"),
        (r"[aeiouyhj]", ""),
    ]
]


class Asked(NamedTuple):
    """The words a reader typed for a name, as comparison keys."""

    words: tuple[str, ...]
    titles: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "Asked":
        """What was typed, cut to `MOST_WORDS`; a title that stands alone is a name."""
        typed = [word.text for word in words_of(text)][:MOST_WORDS]
        titles = [fold(word) for word in typed if word.lower() in TITLES]
        names = [fold(word) for word in typed if word.lower() not in TITLES]
        return cls(tuple(names), tuple(titles)) if names else cls(tuple(titles), ())

    @property
    def keys(self) -> list[str]:
        """The keys to look up: any word may be the last of the name, a single one any."""
        words = [word for word in self.words if word not in SUFFIXES]
        found = {key for word in words for key in word_keys(word)}
        alone = {key + GIVEN for key in found} if len(words) == 1 else set()
        return sorted(found | alone)

    @property
    def given_keys(self) -> list[str]:
        """The keys that, among many of one surname, are rather those of the right one."""
        return sorted({key + GIVEN for word in self.words[:-1] for key in word_keys(word)})


def keys(name: str) -> list[str]:
    """The keys by which a known name is found, whatever happened to its spelling."""
    words = [word for word in _folded(name) if word not in SUFFIXES]
    given = {key + GIVEN for word in words[:-1] for key in word_keys(word)}
    last = {key for word in words[-1:] for key in word_keys(word)}
    return sorted(given | last | ({_initials(words)} if len(words) > 2 else set()))


@lru_cache(maxsize=1 << 12)
def word_keys(word: str) -> frozenset[str]:
    """The keys of one word: some ten."""
    if len(word) < SHORTEST_MISSPELT:
        return frozenset({word})
    plain = DOUBLED.sub(r"\1", word)
    shortened = {plain[:place] + plain[place + 1 :] for place in range(len(plain))}
    skeleton = _skeleton(word)
    by_sound = {f"={skeleton}"} if len(skeleton) >= SHORTEST_SKELETON else set()
    return frozenset({word, plain} | shortened | by_sound)


def spellings(word: str) -> set[str]:
    """A word and the given names it may stand for: jim, james, jimmy…"""
    return {word} | _given_names().get(word, set())


def likeness(asked: Asked, name: str) -> float:
    """From 0, for somebody else's name, to 1 for this very name (a little more with its title).

    Each word typed is given the word of the name that is most like it.
    """
    left = _folded(name)
    if asked.words == (_initials(left),) and len(left) > 2:
        return INITIAL
    scores = [_take_likest(word, left) for word in asked.words]
    matched = sum(score > 0 for score in scores)
    if matched < max(1, FEWEST_MATCHED * len(scores)):
        return 0
    titles = sum(word in asked.titles for word in left)
    missing = [WITHOUT_SUFFIX if word in SUFFIXES else WITHOUT_WORD for word in left]
    if matched == 1:  # a surname alone says nothing of other names
        missing = [cost for cost in missing if cost == WITHOUT_SUFFIX]
    return max(sum(scores) / len(scores) - sum(missing) + titles * WITH_TITLE, 0)


def _take_likest(word: str, left: list[str]) -> float:
    """How like the likest of the words left is, which is then taken away."""
    scores = [_alike(word, other) for other in left]
    best = max(scores, default=0)
    if best:
        left.pop(scores.index(best))
    return best


def _alike(asked: str, word: str) -> float:
    if asked == word:
        return SAME
    if word in spellings(asked):
        return SHORT
    if 1 in (len(asked), len(word)):
        return INITIAL if asked[0] == word[0] else 0
    if word.startswith(asked):
        return BEGINNING
    return MISSPELT * _misspelt(asked, word)


def _misspelt(asked: str, word: str) -> float:
    """How much of a word is left by slips of the pen or the ear; 0 when it is another word."""
    shorter, longer = sorted((len(asked), len(word)))
    if shorter < SHORTEST_MISSPELT:
        return 0
    if asked[0] != word[0] and _skeleton(asked) != _skeleton(word):
        return 0  # hardly anybody mistakes the first letter
    slips = OSA.distance(asked, word)
    return 1 - slips / longer if slips <= (2 if shorter >= TWO_SLIPS else 1) else 0


def _skeleton(word):
    for pattern, sound in SOUNDS:
        word = pattern.sub(sound, word)
    return "".join(sorted(DOUBLED.sub(r"\1", word)))


def _initials(words):
    return "".join(word[0] for word in words)


def _folded(name):
    return [fold(word.text) for word in words_of(name)]


@cache
def _given_names() -> dict[str, set[str]]:
    """For each given name, as a key, all that are long or short for the same."""
    short_for = defaultdict(set)
    for name, full_names in short_names().items():
        for full in full_names:
            short_for[full].add(fold(name))
    return {
        fold(name): set().union(*(short_for[full] for full in full_names))
        for name, full_names in short_names().items()
    }
