"""`manage.py import_articles`: articles from files of many formats, again and again."""

from dataclasses import replace
from itertools import chain

from articles.importers import READERS, read
from articles.importers.rows import Row
from articles.importers.storing import ArticleImporter
from articles.management.importing import ImportCommand


class Command(ImportCommand):
    help = (
        "Import articles from files. Importing again changes nothing, updates what its source "
        "has changed, and leaves alone what an editor has."
    )
    suffixes = READERS

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--publish", action="store_true", help="publish them, on their dates")
        parser.add_argument(
            "--outlet", default="", metavar="NAME", help="who published what names no outlet"
        )

    def results(self, files, *, publish, outlet, **options):
        rows = chain.from_iterable(map(read, files))
        named = (with_outlet(row, outlet.strip()) for row in rows)
        return ArticleImporter(publish).store(named)


def with_outlet(row, name):
    """The row with this outlet, if it is one that names none."""
    return replace(row, outlet=name) if isinstance(row, Row) and not row.outlet else row
