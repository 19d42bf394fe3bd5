"""Whom an office means in a text: "the attorney general", "Russia's ambassador".

The text itself says who holds it: "Attorney General Jane Roe", "Jane Roe, the attorney general".
Pure: imports no models.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple

from people.name_lexicon import NATIONS
from people.suggestion_lexicon import OFFICE

BEFORE_NAME = re.compile(
    rf"(?P<more>(?:[\w.’'-]+\s+){{0,3}}?)\b(?P<office>{OFFICE}|(?:Sen|Rep|Gov|Gen)\.)\s+$",
    re.IGNORECASE,
)
BEGINNING_NAME = re.compile(rf"(?:{OFFICE})\s+", re.IGNORECASE)
BEHIND_NAME = re.compile(
    rf",\s+(?P<more>(?:the|an?|his|her|\w+['’]s)\s+(?:[\w.’'-]+\s+){{0,3}}?)"
    rf"(?P<office>{OFFICE})\b",
    re.IGNORECASE,
)
ALONE = re.compile(
    rf"\b(?P<more>(?:[Tt]he|[Tt]hen|[A-Z]\w+['’]s)[\s-]+(?:[\w.’-]+\s+){{0,2}}?)"
    rf"(?P<office>(?i:{OFFICE}))\b(?!-)(?!\s+[A-Z][a-z])",
)
SHORT = {"sen.": "senator", "rep.": "congressman", "gov.": "governor", "gen.": "general"}
FORMER = re.compile(r"\b(?:former|ex)\b")
WORD = re.compile(r"[a-z]+")
FURTHEST_BEFORE = 80  # characters
STEM = 4  # letters that "Russia" and "Russian" share


class Office(NamedTuple):
    name: str
    land: str
    is_former: bool

    @classmethod
    def of(cls, match: re.Match) -> "Office":
        more = match["more"].lower()
        land = next((word[:STEM] for word in WORD.findall(more) if word in NATIONS), "")
        name = " ".join(match["office"].lower().split())
        return cls(SHORT.get(name, name), land, bool(FORMER.search(more)))


class Offices:
    """Who holds which office in a text, from the sorted `names` in it."""

    def __init__(self, text: str, names: Sequence):
        self._text = text
        self._names = names
        self._holders: defaultdict[str, Counter] = defaultdict(Counter)
        for name in names:
            for office in self._given_to(name):
                self._holders[office.name][name.key, office] += 1

    def found(self) -> Iterator[tuple[int, int, Hashable]]:
        """Where the text means a person by an office alone."""
        for match in ALONE.finditer(self._text) if self._holders else ():
            key = self._meant(match)
            if key is not None:
                yield match.start(), match.end(), key

    def _given_to(self, name) -> Iterator[Office]:
        first = BEGINNING_NAME.match(self._text, name.start, name.end)  # an alias may hold it
        begin = first.end() if first else name.start
        before = BEFORE_NAME.search(self._text, max(begin - FURTHEST_BEFORE, 0), begin)
        behind = BEHIND_NAME.match(self._text, name.end)
        yield from (Office.of(match) for match in (before, behind) if match)

    def _meant(self, match: re.Match) -> Hashable | None:
        """Who holds the office of the same land, else of any; of several, whoever most often, and
        of these whoever was named last."""
        office = Office.of(match)
        of_the_land, counts = set(), Counter()
        for (key, held), count in self._holders[office.name].items():
            fits = held.land in {office.land, ""} or not office.land
            if fits and held.is_former == office.is_former:
                counts[key] += count
                if held.land == office.land:
                    of_the_land.add(key)
        candidates = of_the_land or set(counts)
        most = max((counts[key] for key in candidates), default=0)
        likely = {key for key in candidates if counts[key] == most}
        if len(likely) == 1:
            return likely.pop()
        named = (name.key for name in reversed(self._names) if name.end <= match.start())
        return next((key for key in named if key in likely), None)
