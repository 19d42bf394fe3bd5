"""Reads the archive of a whole record (`people.exporters.archive`) into a site that has none.

    file --files--> lines and pictures, as they were written --rows--> the record

An archive is data: its hashes are checked before anything is stored, bodies are sanitised like
any other, and what does not hold together is refused as a whole.
"""

from collections.abc import Callable
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from django.core.exceptions import ValidationError
from django.db import Error, transaction

from articles.models import Article, Outlet, Tag
from people.dates import DateError
from people.importers.archive.files import ArchiveError, verified
from people.importers.archive.rows import Loader
from people.models import Interaction, Organization, Person

__all__ = ["ArchiveError", "load"]


def load(path: Path, advance: Callable[[int], object] = lambda lines: None) -> dict[str, int]:
    """Store everything an archive holds; how many lines of each file there were.

    All or nothing, in one transaction. `advance` is told of lines that are done. Raises
    ArchiveError when the site has a record already or the archive is not whole.
    """
    try:
        with ZipFile(path) as archive:
            files = verified(archive)
            with transaction.atomic():
                _refuse_unless_empty()
                Loader(archive, advance).load()
    except (BadZipFile, OSError) as error:
        raise ArchiveError(f"{path} cannot be read: {error}") from error
    except (KeyError, TypeError, ValueError, DateError, ValidationError, Error) as error:
        raise ArchiveError(f"{path} does not hold together: {error!r}") from error
    return files


def _refuse_unless_empty():
    for model in (Article, Person, Interaction, Outlet, Tag, Organization):
        if model.objects.exists():
            found = model._meta.verbose_name_plural
            raise ArchiveError(f"This site has {found} already; an archive needs an empty one.")
