"""`manage.py import_people`: people from tables and JSON Lines, again and again."""

from itertools import chain

from articles.management.importing import ImportCommand
from people.importers import READERS, read
from people.importers.storing import PersonImporter


class Command(ImportCommand):
    help = (
        "Import people from files: name, aliases, description, wikidata_id, born, died, roles. "
        "Importing adds what is missing and replaces nothing; importing again changes nothing."
    )
    suffixes = READERS

    def results(self, files, **options):
        return PersonImporter().store(chain.from_iterable(map(read, files)))

    def handle(self, **options):
        super().handle(**options)
        self.stdout.write("Articles are read for new names by: rebuild_record --mentions")
