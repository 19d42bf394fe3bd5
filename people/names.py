"""Find the known people a text names.

A person is known by full names and aliases. From a full name follow the forms by which
articles name somebody: with and without middle names, initials and suffixes; and, where the
text names the person in full, before or after, the surname alone or behind a title, and even
the given name alone. An alias of one word names its person without a full name.

A mention spans the name without its titles and without a possessive 's. "The Trump campaign"
names Trump; "Trump Tower" and "the Clinton Foundation" name a building and a foundation.

Pure: imports no models.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import NamedTuple

from people.name_context import Reading
from people.name_forms import ANY_MIDDLE, WORD, Strength, fold, parse, written_forms
from people.name_lexicon import PARTICLES
from people.name_resolution import Found, Hit, Resolution

__all__ = ["Found", "Gazetteer", "KnownName", "candidate_keys"]

PEOPLE = ""  # where a node of the name tree keeps who is named by the words down to it


class KnownName(NamedTuple):
    """A full name or an alias of a person, as an editor writes it."""

    person: Hashable
    text: str


def candidate_keys(text: str) -> set[str]:
    """The `name_forms.index_key` of every name that may stand in the text."""
    return {fold(word) for word in set(WORD.findall(text)) if not word[0].islower()}


class Gazetteer:
    """Known names in one tree of words, searched in one pass over a text.

    Building it costs some 25 microseconds a name; a search depends on the text alone.
    """

    def __init__(self, names: Iterable[KnownName]):
        self._root: dict = {}
        self._given_names: dict[Hashable, set[str]] = defaultdict(set)
        known = [(name.person, parse(name.text)) for name in names]
        initials: dict[tuple, set[str]] = defaultdict(set)
        for person, parts in known:
            self._given_names[person].update(parts.given[:1])
            if parts.middle:
                initials[person, parts.family].add(parts.middle[0][0])
        for person, parts in known:
            for keys, strength in written_forms(parts, initials.get((person, parts.family), {""})):
                self._add(keys, person, strength)

    def find(self, text: str) -> list[Found]:
        """Every place in the text that names a known person, in order, none overlapping."""
        reading = Reading(text)
        return Resolution(reading, self._hits(reading), self._given_names).found()

    def _add(self, keys: tuple[str, ...], person: Hashable, strength: Strength) -> None:
        node = self._root
        for key in keys:
            node = node.setdefault(key, {})
        people = node.setdefault(PEOPLE, {})
        if people.get(person, strength) <= strength:
            people[person] = strength

    def _hits(self, reading: Reading) -> list[Hit]:
        hits, index = [], 0
        while index < len(reading.words):
            hit = self._hit_at(reading, index)
            if hit:
                hits.append(hit)
            index = hit.last + 1 if hit else index + 1
        return hits

    def _hit_at(self, reading: Reading, first: int) -> Hit | None:
        """The longest known name that begins at this word, without its titles."""
        word = reading.words[first]
        if not (word.is_capitalised or word.text in PARTICLES):
            return None
        node = self._root.get(fold(word.text))
        longest = node and _longest(reading, node, first)
        if not longest:
            return None
        last, people = longest
        while first < last and reading.words[first].is_title:
            first += 1
        return Hit(first, last, people)


def _longest(reading: Reading, node: dict, index: int) -> tuple[int, dict] | None:
    """The last word and the people of the longest name that goes on from a node of the tree."""
    best = (index, node[PEOPLE]) if PEOPLE in node else None
    for next_node, next_index in _continuations(reading, node, index):
        longer = _longest(reading, next_node, next_index)
        if longer and (best is None or longer[0] > best[0]):
            best = longer
    return best


def _continuations(reading: Reading, node: dict, index: int):
    """The nodes reached by the next word; after it, if it may be a middle name, by any."""
    if not (reading.is_joined(index) or reading.is_before_suffix(index)):
        return
    word = reading.words[index + 1]
    key = fold(word.text)
    if key in node and (word.is_capitalised or key in PARTICLES or reading.is_hyphenated(index)):
        yield node[key], index + 1
    if word.may_be_middle_name:
        for middle in (ANY_MIDDLE + key[:1], ANY_MIDDLE):
            if middle in node:
                yield node[middle], reading.skip_initials(index + 1)
