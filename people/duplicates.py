"""Pairs of people on record who may be one and the same, for an editor to judge.

Two may be one when a name of one is a name of the other, or nearly so: the family name is the
same, and either the given name is shortened (J., Jeff and Jefferson; Bob and Robert) or a middle
name is missing, but not both. Whatever tells two people apart speaks against it: different
middle initials, a Jr. on one side only, days of birth or Wikidata ids that differ.

Pure: imports no models.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import combinations, product

from people.dates import UNKNOWN, ImpreciseDate
from people.name_forms import JUNIOR, NameParts, fold, parse
from people.name_lexicon import female_names, male_names, short_names

SHORTEST_PREFIX = 3  # letters


@dataclass(frozen=True)
class Known:
    """What is on record of a person that tells them from others."""

    person: Hashable
    names: tuple[str, ...]
    born: ImpreciseDate = UNKNOWN
    wikidata_id: str = ""

    @cached_property
    def parts(self) -> set[NameParts]:
        return {parse(name)._replace(titles=()) for name in self.names}

    @property
    def family_names(self) -> set[tuple[str, ...]]:
        return {parts.family[-1:] for parts in self.parts}

    @cached_property
    def middle_initials(self) -> set[str]:
        return {parts.middle[0][0] for parts in self.parts if parts.middle}

    @property
    def is_junior(self) -> bool:
        return any(parts.suffix == JUNIOR for parts in self.parts)


def likely_pairs(people: Iterable[Known]) -> Iterator[tuple[Hashable, Hashable]]:
    """Every two of the people who may be one, once, whoever was given first standing first.

    Compares those who share the family name of one of their names; a comparison takes some ten
    microseconds.
    """
    namesakes: dict[tuple[str, ...], list[Known]] = defaultdict(list)
    for known in people:
        for name in sorted(known.family_names):
            namesakes[name].append(known)
    given = set()
    for group in namesakes.values():
        for one, other in combinations(group, 2):
            pair = one.person, other.person
            if pair not in given and may_be_one(one, other):
                given.add(pair)
                yield pair


def may_be_one(one: Known, other: Known) -> bool:
    """Whether the two have a name in common, or nearly so, and nothing tells them apart."""
    names = product(one.parts, other.parts)
    return any(_alike(*pair) for pair in names) and not _told_apart(one, other)


def _told_apart(one, other):
    return (
        _differ(one.wikidata_id, other.wikidata_id)
        or _born_apart(one.born, other.born)
        or one.is_junior != other.is_junior
        or _share_nothing(one.middle_initials, other.middle_initials)
    )


def _differ(one, other):
    return bool(one and other and one != other)


def _born_apart(one, other):
    if one.is_unknown or other.is_unknown:
        return False
    return not one.overlaps(other.lower, other.upper)


def _share_nothing(one, other):
    return bool(one and other and one.isdisjoint(other))


def _alike(one: NameParts, other: NameParts) -> bool:
    if not (one.given and other.given):
        return one == other
    if set(one.surnames).isdisjoint(other.surnames):
        return False
    if set(one.suffixes).isdisjoint(other.suffixes):
        return False
    if len(one.given) != len(other.given) or not all(map(_is_same_given, one.given, other.given)):
        return False
    if one.middle and other.middle:
        return all(map(_is_same_middle, one.middle, other.middle))
    return one.given == other.given or one.middle == other.middle


def _is_same_given(one: str, other: str) -> bool:
    """Whether one given name is the other, its initial, its beginning or a short form of it."""
    full_names = _full_names()
    if not full_names.get(one, {one}).isdisjoint(full_names.get(other, {other})):
        return True
    short, long = sorted((one, other), key=len)
    if not long.startswith(short):
        return False
    return len(short) == 1 or (len(short) >= SHORTEST_PREFIX and not _differ_in_sex(short, long))


def _is_same_middle(one: str, other: str) -> bool:
    return one == other or (1 in (len(one), len(other)) and one[0] == other[0])


def _differ_in_sex(one, other):
    """Paul and Paula, Eric and Erica: neither is a short form of the other."""
    female, male = _folded(female_names()), _folded(male_names())
    return {one, other} <= female ^ male and (one in female) != (other in female)


@cache
def _full_names() -> dict[str, set[str]]:
    """The full given names a given name stands for, as keys."""
    return {fold(name): set(map(fold, full)) for name, full in short_names().items()}


@cache
def _folded(names: frozenset[str]) -> set[str]:
    return set(map(fold, names))
