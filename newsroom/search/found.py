"""What a search has found: people, and the matches of every type as one list."""

from collections import defaultdict
from functools import cached_property

from django.utils import timezone

from articles.wording import counted
from newsroom.search.asked import Asked
from newsroom.search.matches import SEARCHABLE, Match, matches
from newsroom.search.parameters import COUNTED, PAGE
from newsroom.search.results import Result, results
from newsroom.search.snippets import lexemes
from newsroom.search.suggestions import Suggestion, meant
from people.finding import Meant, people_meant
from people.models import Person
from people.name_matching import FEWEST_MATCHED

PEOPLE = 3  # above the results
MOST_PEOPLE = 20  # in a list of their own
CERTAIN = FEWEST_MATCHED + 0.05  # how like a name words are that are nothing else
FEW = 5
SAMPLED = 100  # results of which the choices of a filter are counted
NOUNS = {"articles": "article", "interactions": "interaction", "quotes": "quote"}


class Found:
    """What was found for what was asked; at most some twenty queries, whatever there is."""

    def __init__(self, asked: Asked):
        self.asked = asked

    @cached_property
    def everybody(self) -> list[Person]:
        """The people whom the words may mean, the likeliest first."""
        return [one.person for one in self._meant]

    @property
    def people(self) -> list[Person]:
        """Those of them whom this page shows."""
        if self.asked.type == "people":
            return self.everybody
        return [] if self.asked.type or self.asked.page_number > 1 else self.everybody[:PEOPLE]

    @cached_property
    def by_type(self) -> dict[str, list[Match]]:
        """The newest matches of each type."""
        if self.asked.is_empty:
            return {}
        return self.with_the_words or self.under_another_name

    @cached_property
    def with_the_words(self) -> dict[str, list[Match]]:
        return self._matches(self.asked.rows(), self.asked.text)

    @property
    def under_another_name(self) -> dict[str, list[Match]]:
        """What is about the person whom the words mean, however their name is spelled there."""
        return self._matches(self.asked.rows_about(self.certain), "") if self.certain else {}

    @property
    def certain(self) -> Person | None:
        """The person whose name all the words are, if they are nothing but a name."""
        if '"' in self.asked.text or not self._meant or self._meant[0].likeness < CERTAIN:
            return None
        return self._meant[0].person

    @property
    def instead(self) -> Person | None:
        """The person whom the results are about though none of them has the words."""
        return self.certain if self.by_type and not self.with_the_words else None

    @cached_property
    def numbers(self) -> dict[str, int]:
        """How many there are of each type; those counted end one beyond `COUNTED`."""
        numbers = {type: len(found) for type, found in self.by_type.items()}
        return {"people": len(self.everybody), **numbers}

    @property
    def number(self) -> int:
        """How many results there are of the types that are asked for."""
        return len(self._listed)

    @property
    def sentence(self) -> str:
        """ "12 results for “sanctions”, naming Flynn"."""
        if self.asked.type == "people":
            return self.asked.sentence(len(self.everybody), "person", plural="people")
        more = any(len(found) > COUNTED for found in self._of_types_asked.values())
        most = self.number - 1 if more else None
        noun = NOUNS.get(self.asked.type, "result")
        if self.instead:
            said = f"{counted(self.number, noun, most=most)} about {self.instead.name}"
            return said[0].upper() + said[1:]
        return self.asked.sentence(self.number, noun, most)

    @cached_property
    def results(self) -> list[Result]:
        """The results of one page."""
        if self.asked.page_number > 1 and self.number <= (self.asked.page_number - 1) * PAGE:
            self.asked.turn_back()
        end = self.asked.page_number * PAGE
        shown = self._listed[end - PAGE : end]
        stems = lexemes(self.asked.text) if shown and self.asked.text else []
        return results(shown, stems, self.asked.moment)

    @cached_property
    def suggestions(self) -> list[Suggestion]:
        """What may have been meant, when nothing was found."""
        if self.by_type or self.everybody or not self.asked.text:
            return []
        return meant(self.asked.text)

    def rows(self) -> dict:
        """The most fitting of what was found, as a queryset of each type.

        Nothing when there is so little that no choice is needed.
        """
        if self.number <= FEW and not self.asked.chips:
            return {}
        pks = defaultdict(list)
        for match in self._listed[:SAMPLED]:
            pks[match.type].append(match.pk)
        published = self.asked.published()
        return {type: published[type].filter(pk__in=pks[type]) for type in pks}

    @cached_property
    def _meant(self) -> list[Meant]:
        return people_meant(self.asked.text, MOST_PEOPLE)

    @property
    def _of_types_asked(self):
        type = self.asked.type
        return {type: self.by_type.get(type, [])} if type in SEARCHABLE else self.by_type

    @cached_property
    def _listed(self) -> list[Match]:
        if self.asked.type == "people":
            return []
        found = [match for each in self._of_types_asked.values() for match in each]
        today = self.asked.get("as_of") or timezone.localdate()
        if self.asked.get("order") == "newest":
            return sorted(found, key=lambda match: match.place_in_time, reverse=True)
        return sorted(found, key=lambda match: match.fits_on(today), reverse=True)

    def _matches(self, rows, words):
        found = {
            type: matches(type, queryset, words, self.everybody) for type, queryset in rows.items()
        }
        return {type: each for type, each in found.items() if each}
