"""Who the parties of rows are on record: found by name, or created."""

import re
from bisect import bisect
from collections.abc import Iterable, Iterator

from people.importers.interactions.rows import InteractionRow, Party, Sort
from people.importers.matching import PeopleByName, either
from people.mentions import known_names
from people.models import Alias, Organization, Participant, Person
from people.name_forms import index_key
from people.names import Gazetteer

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class Parties:
    """People by any of their names, organizations by theirs; a few queries for a batch."""

    def __init__(self):
        self.organizations: dict[str, int] = {}
        for pk, name in Organization.objects.values_list("pk", "name"):
            self.organizations.setdefault(_folded(name), pk)

    def look_up(self, rows: list[InteractionRow]) -> None:
        """Find who on record the parties of these rows may be."""
        named = [party for row in rows for party in row.parties if party.sort == Sort.PERSON]
        names = {name for party in named for name in (party.name, *party.aliases)}
        people = Person.objects.prefetch_related("aliases")
        self.people = PeopleByName(people.named_like(set(map(index_key, names))))
        self.by_slug = people.at([name for name in names if SLUG.fullmatch(name)])
        self._read_summaries([row for row in rows if row.names_are_in_summary])

    def problem(self, row: InteractionRow) -> str:
        """Why it cannot be told who a party of a row is; empty when it can."""
        for party in row.parties:
            if len(found := self._found(party)) > 1:
                return either(found)
        return ""

    def create(self, rows: Iterable[InteractionRow]) -> None:
        """Put on record whom these rows name and nobody has named before."""
        for row in rows:
            for party in row.parties:
                if party.sort == Sort.PERSON and not self._found(party):
                    self._create_person(party)
                elif party.sort == Sort.ORGANIZATION:
                    self._create_organization(party.name)

    def fields(self, party: Party) -> dict:
        """A party as a participant has it."""
        match party.sort:
            case Sort.PERSON:
                return {"person_id": self._found(party)[0].pk}
            case Sort.ORGANIZATION:
                return {"organization_id": self.organizations[_folded(party.name)]}
            case Sort.DESCRIPTION:
                return {"description": party.name}

    def participants(self, row: InteractionRow) -> list[Participant]:
        """Who took part, each once, as rows that are not saved yet."""
        parties = [(self.fields(party), party.part) for party in row.participants]
        parties += [({"person_id": pk}, "") for pk in self.in_summary.get(row.summary, ())]
        each = {tuple(fields.items()): (fields, part) for fields, part in reversed(parties)}
        return [
            Participant(position=position, part=part, **fields)
            for position, (fields, part) in enumerate(reversed(each.values()))
        ]

    def _found(self, party):
        if party.sort != Sort.PERSON:
            return []
        if party.name in self.by_slug:
            return [self.by_slug[party.name]]
        return self.people.meant(party.name) or self.people.called(*party.aliases)

    def _create_person(self, party):
        person = Person.objects.create(name=party.name)
        for alias in party.aliases:
            Alias.objects.get_or_create(person=person, name=alias)
        self.people.add(person)

    def _create_organization(self, name):
        if _folded(name) not in self.organizations:
            self.organizations[_folded(name)] = Organization.objects.create(name=name).pk

    def _read_summaries(self, rows):
        """Find whom sentences name, in the order in which they do.

        They are read together, as paragraphs of one text: a surname means whom another
        sentence names in full, as it would in an article.
        """
        summaries = list(dict.fromkeys(row.summary for row in rows))
        text = "\n\n".join(summaries)
        starts = list(_starts(summaries))
        self.in_summary: dict[str, list[int]] = {}
        for found in Gazetteer(known_names(text)).find(text) if rows else ():
            people = self.in_summary.setdefault(summaries[bisect(starts, found.start) - 1], [])
            if found.person and found.person not in people:
                people.append(found.person)


def _starts(paragraphs) -> Iterator[int]:
    """Where each paragraph begins in the text they make."""
    start = 0
    for paragraph in paragraphs:
        yield start
        start += len(paragraph) + len("\n\n")


def _folded(name):
    """A name by which an organization is known again: neither case, marks nor "the" count."""
    words = re.findall(r"\w+", name.casefold())
    return " ".join(words[1:] if words[:1] == ["the"] else words)
