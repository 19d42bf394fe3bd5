"""`manage.py export_record`: the public record, or a part of it, as a file."""

from pathlib import Path
from types import SimpleNamespace

from django.core.management import BaseCommand, CommandError
from django.http import QueryDict
from tqdm import tqdm

from people.exporters import FORMATS, Chosen


class Command(BaseCommand):
    help = (
        "Write what readers can see to a file. --filter takes what stands after the question "
        'mark in the address of a filtered page: --filter "person=ann-field&from=2017-01-01".'
    )

    def add_arguments(self, parser):
        parser.add_argument("format", choices=FORMATS, metavar="FORMAT", help=", ".join(FORMATS))
        parser.add_argument(
            "--output",
            type=Path,
            metavar="PATH",
            help="the file; named like the format if left out",
        )
        parser.add_argument(
            "--filter", default="", metavar="QUERY", help="only what this chooses: person=…&as_of=…"
        )

    def handle(self, *, format, output, filter, **options):
        chosen = Chosen.of(SimpleNamespace(path="", GET=QueryDict(filter.lstrip("?"))))
        if chosen.refusal:
            raise CommandError(chosen.refusal)
        output = output or Path(format)
        unfinished = output.with_name(f"{output.name}.unfinished")
        try:
            size = self._write(FORMATS[format].write(chosen), unfinished)
            unfinished.replace(output)
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}") from error
        finally:
            unfinished.unlink(missing_ok=True)
        self.stdout.write(f"{output}: {size:,} bytes")

    def _write(self, pieces, path):
        with path.open("wb") as file, tqdm(unit="B", unit_scale=True, disable=None) as bar:
            for piece in pieces:
                bar.update(file.write(piece))
            return file.tell()
