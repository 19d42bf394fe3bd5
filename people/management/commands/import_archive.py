"""`manage.py import_archive`: a whole record, as `export_record record.zip` writes it."""

from pathlib import Path

from django.core.management import BaseCommand, CommandError
from tqdm import tqdm

from people.importers.archive import ArchiveError, load


class Command(BaseCommand):
    help = (
        "Take in the archive of a whole record, into a site that has none. All of it is stored, "
        "or nothing. Names that nobody on record has are found afterwards by: "
        "rebuild_record --mentions"
    )

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, metavar="PATH", help="record.zip")

    def handle(self, *, path, **options):
        try:
            with tqdm(unit=" lines", disable=None) as bar:
                files = load(path, bar.update)
        except ArchiveError as error:
            raise CommandError(str(error)) from error
        for name, lines in files.items():
            self.stdout.write(f"{name.removesuffix('.jsonl'):14}{lines:8,}")
