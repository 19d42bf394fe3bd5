"""Decide whom each name in a text means, from all the names in it.

Pure: imports no models.
"""

from collections import defaultdict
from collections.abc import Hashable, Mapping
from functools import cache
from typing import NamedTuple

from people.name_context import Reading
from people.name_forms import JUNIOR, Strength, fold
from people.name_lexicon import (
    COMMON_WORDS,
    FEMALE_HONORIFICS,
    MALE_HONORIFICS,
    female_names,
    first_names,
    male_names,
)


class Found(NamedTuple):
    """A place that names somebody; `start` and `end` count characters of the text.

    `person` is None when the name fits several people and the text does not tell which;
    `candidates` are all it fits. `full` tells a full name or an alias from a surname that
    leans on a full name elsewhere in the text.
    """

    start: int
    end: int
    text: str
    person: Hashable | None
    candidates: tuple[Hashable, ...]
    full: bool


class Hit(NamedTuple):
    """Words of a text, by index, and the people whose written form they are."""

    first: int
    last: int
    people: dict[Hashable, Strength]

    @property
    def is_full(self) -> bool:
        return Strength.FULL in self.people.values()

    @property
    def is_alias(self) -> bool:
        return Strength.ALIAS in self.people.values()

    def people_by(self, strength: Strength) -> list[Hashable]:
        return [person for person, its in self.people.items() if its == strength]


class Resolution:
    """The names found in one text, weighed against each other."""

    def __init__(self, reading: Reading, hits: list[Hit], given_names: Mapping[Hashable, set[str]]):
        self._reading = reading
        self._given_names = given_names
        self._strangers: set[str] = set()
        self._named: dict[Hashable, list[int]] = defaultdict(list)
        self._hits = [hit for hit in hits if self._names_somebody(hit)]
        for hit in self._hits:
            people = hit.people_by(Strength.FULL)
            if len(people) == 1:
                self._named[people[0]].append(hit.first)

    def found(self) -> list[Found]:
        """Every hit that means somebody known, or one of several people known."""
        return [found for hit in self._hits if (found := self._found(hit))]

    def _names_somebody(self, hit: Hit) -> bool:
        """Whether the hit can name one of its people, not a stranger or an institution."""
        if self._reading.is_institution(hit.first, hit.last):
            return False
        if self._is_stranger(hit):
            self._strangers.add(self._surname(hit))
            return False
        return True

    def _is_stranger(self, hit: Hit) -> bool:
        if self._is_junior_of(hit):
            return True
        if hit.is_full:
            return False
        return bool(
            self._reading.given_name_before(hit.first)
            or (not hit.is_alias and self._reading.strange_name_before(hit.first))
            or self._is_given_name_of_stranger(hit)
        )

    def _is_junior_of(self, hit: Hit) -> bool:
        if not self._reading.is_before_suffix(hit.last):
            return False
        return (fold(self._reading.words[hit.last + 1].text),) == JUNIOR

    def _is_given_name_of_stranger(self, hit: Hit) -> bool:
        """Whether an alias such as "Hillary" begins a longer, unknown name."""
        reading = self._reading
        if reading.words[hit.last].text.lower() not in first_names():
            return False
        return (
            reading.is_spaced(hit.last)
            and reading.words[hit.last + 1].is_capitalised
            and reading.words[hit.last + 1].text.lower() not in COMMON_WORDS
            and not reading.is_in_headline(hit.last)
        )

    def _surname(self, hit: Hit) -> str:
        return fold(self._reading.words[hit.last].text)

    def _found(self, hit: Hit) -> Found | None:
        candidates = tuple(self._candidates(hit))
        if not candidates:
            return None
        start, end = self._reading.span(hit.first, hit.last)
        return Found(
            start=start,
            end=end,
            text=self._reading.text[start:end],
            person=candidates[0] if len(candidates) == 1 else None,
            candidates=candidates,
            full=hit.is_full or hit.is_alias,
        )

    def _candidates(self, hit: Hit) -> list[Hashable]:
        """Whom the hit may mean: one when the text tells, several when it does not."""
        if hit.is_full:
            people = hit.people_by(Strength.FULL)
            return self._named_among(people) or people
        people = self._fitting_titles(hit)
        named = self._named_among(people)
        aliased = [person for person in people if hit.people[person] == Strength.ALIAS]
        if aliased:
            return self._named_among(aliased) or aliased + named
        if named:
            return named
        return people if self._is_explained_by_title(hit) else []

    def _is_explained_by_title(self, hit: Hit) -> bool:
        """Whether a title tells that the surname is one, of nobody else in the text."""
        titles = self._reading.titles_before(hit.first)
        return bool(titles) and self._surname(hit) not in self._strangers

    def _named_among(self, people: list[Hashable]) -> list[Hashable]:
        return [person for person in people if person in self._named]

    def _fitting_titles(self, hit: Hit) -> list[Hashable]:
        """The people of a hit, without the men after a Mrs. and the women after a Mr."""
        titles = set(self._reading.titles_before(hit.first))
        return [person for person in hit.people if not titles & self._wrong_titles(person)]

    def _wrong_titles(self, person: Hashable) -> frozenset[str]:
        given = self._given_names.get(person, set())
        female, male = given & _folded(female_names()), given & _folded(male_names())
        if female and not male:
            return MALE_HONORIFICS
        return FEMALE_HONORIFICS if male and not female else frozenset()


@cache
def _folded(names: frozenset[str]) -> set[str]:
    return {fold(name) for name in names}
