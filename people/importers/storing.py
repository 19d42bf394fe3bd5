"""Rows become people: new ones are created, known ones get what was missing."""

from django.db.models import Q

from articles.importers.batches import BatchImporter
from articles.importers.edited import edited
from articles.importers.results import Outcome, Result
from people.dates import UNKNOWN
from people.importers.matching import PeopleByName, either
from people.importers.rows import PersonRow
from people.models import Alias, Organization, Person, Role
from people.name_forms import JUNIOR, index_key, parse

FILLED = ("description", "biography", "wikidata_id", "born", "died")
EMPTY = {"", UNKNOWN}


class PersonImporter(BatchImporter):
    """Stores rows as people, known again by Wikidata id, else by a name.

    It only adds: a value that is there is never replaced, so that several sources can tell of
    the same person. A person whom an editor has changed in the admin stays as they are.
    """

    def prepare(self, rows: list[PersonRow]) -> None:
        """Look up who the rows may be; a few queries."""
        keys = {index_key(name) for row in rows for name in (row.name, *row.aliases)}
        ids = {row.wikidata_id for row in rows} - {""}
        named = Person.objects.named_like(keys).values("pk")
        self.known = PeopleByName()
        self.by_wikidata_id: dict[str, Person] = {}
        for person in _whole().filter(Q(pk__in=named) | Q(wikidata_id__in=ids)):
            self._know(person)
        self.edited = edited(Person, self.known.people)

    def store_row(self, row: PersonRow) -> Result:
        people = self._find(row)
        if len(people) > 1:
            return Result(row.where, Outcome.REJECTED, either(people))
        if not people:
            self._add_to(Person(name=row.name), row)
            return Result(row.where, Outcome.CREATED)
        if people[0].pk in self.edited:
            return Result(row.where, Outcome.KEPT)
        changed = self._add_to(people[0], row)
        return Result(row.where, Outcome.UPDATED if changed else Outcome.UNCHANGED)

    def _find(self, row):
        """The people that a row can be: one, none, or several who share its name."""
        if row.wikidata_id in self.by_wikidata_id:
            return [self.by_wikidata_id[row.wikidata_id]]
        found = self.known.called(row.name, *row.aliases)
        return [person for person in found if _may_be(person, row)]

    def _know(self, person):
        """Take in a person whom a row may mean."""
        self.known.add(person)
        if person.wikidata_id:
            self.by_wikidata_id[person.wikidata_id] = person

    def _add_to(self, person, row) -> bool:
        """Add what the row knows more; whether there was anything."""
        changed = [_fill(person, row), _name(person, row), _employ(person, row)]
        if any(changed):
            self._know(_whole().get(pk=person.pk))
        return any(changed)


def _whole():
    return Person.objects.prefetch_related("aliases", "roles")


def _fill(person, row):
    missing = [
        name
        for name in FILLED
        if getattr(person, name) in EMPTY and getattr(row, name) not in EMPTY
    ]
    for name in missing:
        setattr(person, name, getattr(row, name))
    if missing or person.pk is None:
        person.save()
    return missing


def _name(person, row):
    known = {name.casefold() for name in person.known_names}
    new = {name.casefold(): name for name in (row.name, *row.aliases)}
    missing = [name for folded, name in new.items() if folded not in known]
    for name in missing:
        Alias.objects.create(person=person, name=name)
    return missing


def _employ(person, row):
    known = {(role.title.casefold(), role.began) for role in person.roles.all()}
    missing = [term for term in row.terms if (term.title.casefold(), term.began) not in known]
    for title, organization, began, ended in missing:
        employer = (
            Organization.objects.get_or_create(name=organization)[0] if organization else None
        )
        Role.objects.create(
            person=person, title=title, organization=employer, began=began, ended=ended
        )
    return missing


def _may_be(person, row):
    """Whether nothing tells the person from the one in the row: id, birth, or being a Jr."""
    if person.wikidata_id and row.wikidata_id:  # and they differ, or the search had ended there
        return False
    if EMPTY.isdisjoint({person.born, row.born}) and not person.born.overlaps(
        row.born.lower, row.born.upper
    ):
        return False
    return _is_junior(person.known_names) == _is_junior((row.name, *row.aliases))


def _is_junior(names):
    return any(parse(name).suffix == JUNIOR for name in names)
