"""Find the names in a text that belong to nobody known yet.

Capitals alone make no name: places, institutions and headlines have them too. A run of
capitalised words becomes a name when enough speaks for a person: a given name, a title, a
role ("spokesman"), words of speech, an explanation behind a comma, a surname that returns.

Pure: imports no models.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from people.name_context import Reading
from people.name_forms import fold
from people.name_lexicon import (
    HONORIFICS,
    NOT_GIVEN_NAMES,
    NOT_SURNAMES,
    OFFICES,
    PARTICLES,
    PLAIN_TITLES,
    ROLES,
    SPEECH_VERBS,
    SUFFIXES,
    SURNAMES_AFTER_GIVEN_NAMES,
    first_names,
)

ENOUGH = 0.5
LONGEST_NAME = 4
GLUED = re.compile(r"[a-z]{3}[A-Z]")  # "YouTube", "PriebusFounder"
EXPLANATION = re.compile(r", (?:an?|the|who|whose|\d\d|then|now|former|formerly|[RD]-)\b")


class UnknownName(NamedTuple):
    """Somebody a text names; the first span is the full name, `score` runs from 0 to 1."""

    text: str
    spans: tuple[tuple[int, int], ...]
    reason: str
    score: float


class Run(NamedTuple):
    """Capitalised words, by index, that could be one name."""

    first: int
    last: int


def find_unknown(text: str, known_spans: Iterable[tuple[int, int]]) -> list[UnknownName]:
    """The names outside the known spans, one for each person, in order of appearance."""
    return Search(Reading(text), known_spans).names()


class Search:
    """The search for unknown names in one text."""

    def __init__(self, reading: Reading, known_spans: Iterable[tuple[int, int]]):
        self._reading = reading
        self._taken = {offset for start, end in known_spans for offset in range(start, end)}
        self._runs = [run for run in self._all_runs() if not self._is_taken(run)]
        self._singles = self._group_singles()
        self._full_names = self._group_full_names()
        self._surnames = Counter(surname for _, surname in self._full_names)

    def names(self) -> list[UnknownName]:
        """Everybody for whom enough speaks, in order of appearance."""
        full_names = [name for runs in self._full_names.values() if (name := self._full_name(runs))]
        return sorted(full_names + self._titled_names(), key=lambda name: name.spans[0])

    def _group_full_names(self) -> dict[tuple[str, str], list[Run]]:
        """The runs that could be full names, by the first and the last word of the name."""
        groups = defaultdict(list)
        for run in self._runs:
            if self._could_be_full_name(run):
                groups[self._identity(run)].append(run)
        return groups

    def _group_singles(self) -> dict[str, list[Run]]:
        """The runs of one word, by their key."""
        groups = defaultdict(list)
        for run in self._runs:
            if run.first == run.last:
                groups[fold(self._reading.words[run.first].text)].append(run)
        return groups

    def _all_runs(self) -> Iterator[Run]:
        """Runs of capitalised words without the titles, roles and common words before them."""
        reading, index = self._reading, 0
        while index < len(reading.words):
            last = self._run_end(index)
            first = self._start_of_name(index, last)
            while first <= last and self._is_no_given_name(first):
                first += 1
            if first <= last:
                yield Run(first, last)
            index = last + 1

    def _start_of_name(self, first: int, last: int) -> int:
        """Where the name begins in "Pennsylvania Sen. Pat Toomey" or "Editor Pat Toomey"."""
        words = self._reading.words
        for index in range(last - 1, first, -1):
            if words[index].is_title and not self._is_surname_like_a_title(index):
                return index + 1
        if words[first].text.lower() in first_names() or self._reading.is_initial(first):
            return first
        given = (i for i in range(first, last) if words[i].text.lower() in first_names())
        return next(given, first)

    def _is_surname_like_a_title(self, index: int) -> bool:
        """The King of "Martin Luther King Jr.", but not the Governor of "Carolina Governor Pat"."""
        words = self._reading.words
        before, after = words[index - 1].text.lower(), words[index + 1].text.lower()
        return before in first_names() and after not in first_names()

    def _run_end(self, index: int) -> int:
        reading = self._reading
        if not self._may_be_name(index):
            return index
        seen = {reading.words[index].text}
        while reading.is_joined(index):
            ahead = self._next_capitalised(index)
            if ahead is None or reading.words[ahead].text in seen:
                break
            seen.add(reading.words[ahead].text)
            index = ahead
        if reading.is_before_suffix(index):
            index += 1
        return index

    def _next_capitalised(self, index: int) -> int | None:
        """The next word of the run, past particles as in "van der"."""
        reading = self._reading
        ahead = index + 1
        while reading.words[ahead].text in PARTICLES and reading.is_joined(ahead):
            ahead += 1
        return ahead if self._may_be_name(ahead) else None

    def _is_no_given_name(self, index: int) -> bool:
        reading, word = self._reading, self._reading.words[index]
        lower = word.text.lower()
        if reading.is_initial(index):
            return False
        if lower in first_names() and not reading.starts_sentence(index):
            return False
        return not self._may_be_name(index) or lower in NOT_GIVEN_NAMES

    def _may_be_name(self, index: int) -> bool:
        word = self._reading.words[index]
        return word.is_capitalised and word.start not in self._reading.dotted_places

    def _is_taken(self, run: Run) -> bool:
        words = self._reading.words
        return any(words[index].start in self._taken for index in range(run.first, run.last + 1))

    def _identity(self, run: Run) -> tuple[str, str]:
        words = self._reading.words
        last = run.last
        while words[last].text.lower() in SUFFIXES and last > run.first + 1:
            last -= 1
        return fold(words[run.first].text), fold(words[last].text)

    def _could_be_full_name(self, run: Run) -> bool:
        reading = self._reading
        words = [word.text for word in reading.words[run.first : run.last + 1]]
        if not 2 <= len(words) <= LONGEST_NAME or reading.is_institution(run.first, run.last):
            return False
        if len(words[-1]) == 1 or not any(map(reading.is_spaced, range(run.first, run.last))):
            return False
        if words[0].lower() in first_names():
            words[-1:] = [] if words[-1].lower() in SURNAMES_AFTER_GIVEN_NAMES else words[-1:]
        if any(word.lower() in NOT_SURNAMES or GLUED.search(word) for word in words[1:]):
            return False
        if reading.is_in_headline(run.first):
            return words[0].lower() in first_names()
        return not any(word.isupper() and len(word) > 1 for word in words)

    def _full_name(self, runs: list[Run]) -> UnknownName | None:
        reasons = self._reasons(runs)
        score = min(sum(reasons.values()), 1.0)
        if score < ENOUGH:
            return None
        spans = [self._reading.span(run.first, run.last) for run in runs]
        spans += self._surname_spans(runs[0])
        start, end = spans[0]
        return UnknownName(
            text=self._reading.text[start:end],
            spans=(spans[0], *sorted(spans[1:])),
            reason=max(reasons, key=reasons.get),
            score=score,
        )

    def _surname_spans(self, run: Run) -> list[tuple[int, int]]:
        """The places of a surname alone, unless two people of the text share it."""
        surname = self._identity(run)[1]
        singles = self._singles.get(surname, []) if self._surnames[surname] == 1 else []
        return [self._reading.span(single.first, single.last) for single in singles]

    def _reasons(self, runs: list[Run]) -> dict[str, float]:
        """What speaks for a person, in words for the editor, and how much."""
        reading = self._reading
        reasons = {}
        for run in runs:
            titles = set(reading.titles_before(run.first))
            if titles & (HONORIFICS | OFFICES):
                reasons["a title stands before it"] = 0.6
            if self._role_before(run):
                reasons["a role stands before it"] = 0.5
            if reading.words[run.first].text.lower() in first_names():
                reasons["it begins with a given name"] = 0.5
            if any(reading.is_initial(i) for i in range(run.first, run.last)):
                reasons["it holds an initial"] = 0.5
            if self._speaks(run):
                reasons["it is somebody who speaks"] = 0.4
            if EXPLANATION.match(reading.text, reading.words[run.last].end):
                reasons["an explanation follows"] = 0.3
        if self._surname_spans(runs[0]):
            reasons["its last word returns alone"] = 0.3
        return reasons

    def _role_before(self, run: Run) -> bool:
        reading = self._reading
        if not reading.is_spaced(run.first - 1):
            return False
        return reading.words[run.first - 1].text.lower() in ROLES

    def _speaks(self, run: Run) -> bool:
        words = self._reading.words
        around = []
        if run.last + 1 < len(words) and self._reading.is_spaced(run.last):
            around.append(words[run.last + 1].text)
        if run.first > 0 and self._reading.is_spaced(run.first - 1):
            around.append(words[run.first - 1].text)
        return any(word in SPEECH_VERBS for word in around)

    def _titled_names(self) -> list[UnknownName]:
        """Surnames behind a Mr. or Ms. that no full name of the text explains."""
        honoured = [
            [run for run in runs if self._is_honoured(run)]
            for surname, runs in self._singles.items()
            if surname not in self._surnames
        ]
        return [self._titled_name(runs) for runs in honoured if runs]

    def _is_honoured(self, run: Run) -> bool:
        reading = self._reading
        titles = set(reading.titles_before(run.first)) & PLAIN_TITLES
        lower = reading.words[run.first].text.lower()
        is_word = len(lower) < 3 or lower in NOT_SURNAMES | SUFFIXES
        return bool(titles) and not is_word and not reading.is_in_headline(run.first)

    def _titled_name(self, runs: list[Run]) -> UnknownName:
        spans = tuple(self._reading.span(run.first, run.last) for run in runs)
        start, end = spans[0]
        return UnknownName(self._reading.text[start:end], spans, "a title stands before it", ENOUGH)
