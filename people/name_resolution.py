"""Decide whom each name in a text means, from all the names in it.

Pure: imports no models.
"""

from collections import Counter
from collections.abc import Hashable, Mapping
from functools import cache
from typing import NamedTuple

from people.name_context import Reading
from people.name_forms import Strength, fold
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

    `person` is None when the text does not tell who is meant: several people, who are the
    `candidates`, or somebody known and a stranger who shares the surname. `full` tells a full
    name or an alias from a surname that leans on a full name elsewhere in the text.
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
    def strength(self) -> Strength:
        return max(self.people.values())

    @property
    def is_full_name(self) -> bool:
        return self.strength >= Strength.VARIED

    @property
    def strongest_people(self) -> list[Hashable]:
        return [person for person, strength in self.people.items() if strength == self.strength]


class Resolution:
    """The names found in one text, weighed against each other."""

    def __init__(self, reading: Reading, hits: list[Hit], given_names: Mapping[Hashable, set[str]]):
        self._reading = reading
        self._given_names = given_names
        self._strangers: Counter[str] = Counter()
        self._named: Counter[Hashable] = Counter()
        self._hits = [hit for hit in hits if self._names_somebody(hit)]
        for hit in self._hits:
            people = hit.strongest_people
            if hit.is_full_name and len(people) == 1:
                self._named[people[0]] += 1

    def found(self) -> list[Found]:
        """Every hit that means somebody known, or may mean somebody known."""
        return [found for hit in self._hits if (found := self._found(hit))]

    def _found(self, hit: Hit) -> Found | None:
        person, candidates = self._meant(hit)
        if not candidates:
            return None
        start, end = self._reading.span(hit.first, hit.last)
        return Found(
            start=start,
            end=end,
            text=self._reading.text[start:end],
            person=person,
            candidates=tuple(candidates),
            full=hit.strength >= Strength.ALIAS,
        )

    def _names_somebody(self, hit: Hit) -> bool:
        """Whether the hit can name one of its people, not a stranger, a thing or a word."""
        reading = self._reading
        if reading.is_institution(hit.first, hit.last):
            return False
        if hit.first == hit.last and reading.is_plural(hit.first):
            return False
        if not self._is_stranger(hit):
            return True
        if hit.strength == Strength.GIVEN_NAME or reading.follows_given_name(hit.first):
            self._strangers[self._key(hit)] += 1
        return False

    def _is_stranger(self, hit: Hit) -> bool:
        reading = self._reading
        if reading.is_before_junior(hit.last):
            return True
        if hit.is_full_name:
            return False
        if reading.follows_given_name(hit.first) or self._begins_strange_name(hit):
            return True
        return hit.strength < Strength.ALIAS and reading.follows_strange_name(hit.first)

    def _begins_strange_name(self, hit: Hit) -> bool:
        """Whether a given name, such as the alias "Hillary", begins a longer, unknown name."""
        reading = self._reading
        if hit.strength == Strength.GIVEN_NAME:
            return not reading.stands_alone(hit.last)
        if reading.words[hit.last].text.lower() not in first_names():
            return False
        if not reading.is_spaced(hit.last) or reading.is_in_headline(hit.last):
            return False
        after = reading.words[hit.last + 1]
        return after.is_capitalised and after.text.lower() not in COMMON_WORDS

    def _key(self, hit: Hit) -> str:
        return fold(self._reading.words[hit.last].text)

    def _meant(self, hit: Hit) -> tuple[Hashable | None, list[Hashable]]:
        """Whom the hit means, if the text tells, and all whom it may mean."""
        if hit.is_full_name:
            people = hit.strongest_people
            return _only(self._named_among(people) or people)
        if hit.strength == Strength.GIVEN_NAME:
            return self._meant_by_given_name(hit)
        return self._meant_by_surname(hit)

    def _meant_by_given_name(self, hit: Hit) -> tuple[Hashable | None, list[Hashable]]:
        """A given name alone means the one of that name whom the text names in full."""
        named = self._named_among(list(hit.people))
        return _only(named if len(named) == 1 and not self._strangers[self._key(hit)] else [])

    def _meant_by_surname(self, hit: Hit) -> tuple[Hashable | None, list[Hashable]]:
        """An alias or a surname means somebody of that name whom the text names in full.

        Without one, an alias still means its person, and a title explains a surname. Where
        strangers of the surname are named more often, it stays open.
        """
        people = self._fitting_titles(hit)
        named = self._named_among(people)
        if aliased := [person for person in people if hit.people[person] == Strength.ALIAS]:
            return _only(self._named_among(aliased) or aliased + named)
        if not named:
            return _only(people if self._is_explained_by_title(hit) else [])
        if self._strangers[self._key(hit)] > sum(self._named[person] for person in named):
            return None, named
        return _only(named)

    def _is_explained_by_title(self, hit: Hit) -> bool:
        """Whether a title tells that the surname is one, of nobody else in the text."""
        return bool(self._reading.titles_before(hit.first)) and not self._strangers[self._key(hit)]

    def _named_among(self, people: list[Hashable]) -> list[Hashable]:
        return [person for person in people if person in self._named]

    def _fitting_titles(self, hit: Hit) -> list[Hashable]:
        """Whose surname or alias it is, without the men after a Mrs. and the women after a Mr."""
        titles = set(self._reading.titles_before(hit.first))
        return [
            person
            for person, strength in hit.people.items()
            if strength >= Strength.SURNAME and not titles & self._wrong_titles(person)
        ]

    def _wrong_titles(self, person: Hashable) -> frozenset[str]:
        given = self._given_names.get(person, set())
        female, male = given & _folded(female_names()), given & _folded(male_names())
        if female and not male:
            return MALE_HONORIFICS
        return FEMALE_HONORIFICS if male and not female else frozenset()


def _only(people: list[Hashable]) -> tuple[Hashable | None, list[Hashable]]:
    return people[0] if len(people) == 1 else None, people


@cache
def _folded(names: frozenset[str]) -> set[str]:
    return {fold(name) for name in names}
