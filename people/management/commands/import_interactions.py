"""`manage.py import_interactions`: interactions from tables and JSON, again and again."""

from argparse import RawDescriptionHelpFormatter
from dataclasses import replace
from datetime import date
from itertools import chain

from django.core.management.base import DjangoHelpFormatter

from articles.management.importing import ImportCommand
from people.importers.interactions import READERS, read, understood
from people.importers.interactions.rows import InteractionRow
from people.importers.interactions.storing import InteractionImporter

HELP = """\
Import interactions from files. Importing again changes nothing, adds sources that are new, and
leaves alone what an editor has changed, merged or deleted.

Our own format, one interaction in each line or row:
  kind, summary, when, when_printed, place, occurrences
  participants         in JSON a list of {person | organization | description, part}; in a table
                       the columns people, organizations, descriptions: "Ann Field (host); …"
  citations            in JSON a list of these; in a table they are columns, and a row that
                       repeats the sentence and the date adds another:
    article | external_id | url        the article, by slug, id or web address
    headline, outlet, published_at     what it is, if it is not on record
    words, prefix, suffix              the exact words, and what stands around them
    stance                             reports, confirms, denies, disputes, retracts
    attributed_to_person | attributed_to_organization | attributed_to_words, said_on
    when_given                         when it happened, if these words give a date of their own

Understood as they are: tables of connections (Entity A, Entity B, Connection, Source), timelines
(date, description, source_url; or TimelineJS) and networks (nodes and links with a source). Each
source becomes an article with the sentence as its text and a link to the original. Where neither
the list nor the web address tells when that came out, it stands under the day of --dated, else
under today.
"""


class HelpAsWritten(DjangoHelpFormatter, RawDescriptionHelpFormatter):
    """Keeps the lines of the help, which are a table."""


class Command(ImportCommand):
    help = HELP
    suffixes = READERS

    def create_parser(self, *args, **kwargs):
        return super().create_parser(*args, formatter_class=HelpAsWritten, **kwargs)

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument(
            "--publish", action="store_true", help="publish the articles of sources on their dates"
        )
        parser.add_argument(
            "--outlet", default="", metavar="NAME", help="who stands behind what names no source"
        )
        parser.add_argument(
            "--dated",
            type=date.fromisoformat,
            metavar="DATE",
            help="when the lists came out: the day of sources that have none",
        )

    def results(self, files, *, publish, outlet, dated, **options):
        rows = chain.from_iterable(map(self._read, files))
        named = (with_outlet(row, outlet.strip()) for row in rows)
        return InteractionImporter(publish, dated).store(named)

    def handle(self, *, dry_run, **options):
        self.explains = dry_run
        super().handle(dry_run=dry_run, **options)
        self.stdout.write("Articles are read for new names by: rebuild_record --mentions")

    def _read(self, file):
        if self.explains and (found := understood(file)):
            self._explain(file, found)
        return read(file)

    def _explain(self, file, found):
        """Print how each column of a file is understood."""
        self.stdout.write(f"{file} is read as {found.title}:")
        width = max(len(column) for column, _ in found.columns)
        for column, meaning in found.columns:
            self.stdout.write(f"  {column:{width}}  {meaning}")


def with_outlet(row, name):
    """The row with this outlet for those of its sources that name no article."""
    if not isinstance(row, InteractionRow):
        return row
    sources = tuple(
        source if source.names_article else replace(source, outlet=name) for source in row.sources
    )
    return replace(row, sources=sources)
