"""Who on record has a name."""

from collections import defaultdict
from collections.abc import Iterable

from people.models import Person
from people.models.person import folded_words


class PeopleByName:
    """People under every name they are known by, accents and case aside.

    One of two names may lack a middle initial that the other has; Michael T. and Michael G. are
    two. A surname alone is no name.
    """

    def __init__(self, people: Iterable[Person] = ()):
        self.people: dict[int, Person] = {}
        self._by_key: dict[tuple, set[int]] = defaultdict(set)
        for person in people:
            self.add(person)

    def add(self, person: Person) -> None:
        """Take somebody in, or their new names; their aliases are best prefetched."""
        self.people[person.pk] = person
        for name in person.known_names:
            for key in _listed(name):
                self._by_key[key].add(person.pk)

    def called(self, *names: str) -> list[Person]:
        """Everybody who goes by one of these names, oldest first."""
        keys = {key for name in names for key in _sought(name)}
        found = set().union(*(self._by_key[key] for key in keys if key in self._by_key))
        return [self.people[pk] for pk in sorted(found)]

    def meant(self, name: str) -> list[Person]:
        """Everybody who goes by just this name; if nobody does, by one with an initial more or
        less."""
        exact = self._by_key.get(("whole", folded_words(name)), set())
        return [self.people[pk] for pk in sorted(exact)] or self.called(name)


def either(people: Iterable[Person]) -> str:
    """Why a name that several people share cannot be stored."""
    names = " or ".join(f"{person} ({person.slug})" for person in people)
    return f"it may be {names}"


def _listed(name):
    """The keys under which a known name is found: as it is, and without middle initials."""
    return {("whole", folded_words(name)), ("short", _without_initials(name))}


def _sought(name):
    """The keys under which the same name may be listed."""
    whole, short = folded_words(name), _without_initials(name)
    return {("whole", whole), ("short", whole), ("whole", short)}


def _without_initials(name):
    first, *words = folded_words(name).split() or [""]
    return "".join(f" {word}" for word in (first, *(word for word in words if len(word) > 1)))
