"""What the import commands share: paths in, progress while they work, a summary at the end."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import accumulate
from math import inf
from pathlib import Path

from django.core.management import BaseCommand, CommandError
from tqdm import tqdm

from articles.importers import files_in
from articles.importers.batches import rolled_back
from articles.importers.results import Result, Summary

SHOWN = 50  # rejected rows in the summary; -v 2 shows all


class ImportCommand(BaseCommand):
    """Imports what `results` yields. Its subclasses name the `suffixes` of their formats.

    A dry run is the same work in one transaction that is rolled back at the end, so that what
    it says is what would happen.
    """

    suffixes: Iterable[str] = ()

    def results(self, files: list[Path], **options) -> Iterator[Result]:
        raise NotImplementedError

    def add_arguments(self, parser):
        parser.add_argument(
            "paths",
            nargs="+",
            metavar="PATH",
            help=f"a file, a folder (with all below it) or a pattern; {', '.join(self.suffixes)}",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would happen and change nothing"
        )

    def handle(self, *, paths, dry_run, verbosity, **options):
        files = files_in(paths, self.suffixes)
        summary = Summary(most=inf if verbosity > 1 else SHOWN)
        with rolled_back(dry_run), progress(files) as advance:
            for result in self.results(files, **options):
                summary.add(result)
                advance(result)
        for line in summary.lines():
            self.stdout.write(line)
        if summary.is_futile:
            raise CommandError("Nothing could be imported.")
        if dry_run:
            self.stdout.write("Nothing was changed: this was a dry run.")


@contextmanager
def progress(files: list[Path]):
    """A bar on the terminal over the bytes of all files; gives what moves it to a result."""
    sizes = [file.stat().st_size if file.is_file() else 0 for file in files]
    starts = dict(zip(files, accumulate(sizes, initial=0), strict=False))
    with tqdm(total=sum(sizes), unit="B", unit_scale=True, disable=None) as bar:
        yield lambda result: bar.update(starts[result.where.file] + result.where.offset - bar.n)
        bar.update(bar.total - bar.n)
