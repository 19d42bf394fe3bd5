"""The files of an archive, none of which is believed before its hash is found to be right."""

import hashlib
import json
from collections.abc import Iterator
from zipfile import ZipFile

from django.core.files import File
from django.core.files.storage import default_storage
from PIL import Image, UnidentifiedImageError

from people.exporters.archive import FORMAT, MANIFEST, MEDIA, VERSION


class ArchiveError(Exception):
    """Why an archive cannot be read, in a sentence."""


def verified(archive: ZipFile) -> dict[str, int]:
    """The number of lines of each file, once every hash of the manifest is found to be right."""
    if MANIFEST not in archive.namelist():
        raise ArchiveError(f"It has no {MANIFEST}: this is not the archive of a record.")
    manifest = json.loads(archive.read(MANIFEST))
    if (manifest["format"], manifest["version"]) != (FORMAT, VERSION):
        raise ArchiveError(f"It is not a {FORMAT} of version {VERSION}.")
    for name, told in manifest["files"].items():
        with archive.open(name) as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != told["sha256"]:
                raise ArchiveError(f"{name} is not as it was written: its hash differs.")
    return {name: told["lines"] for name, told in manifest["files"].items()}


def lines(archive: ZipFile, name: str) -> Iterator[dict]:
    """The objects of one file, one at a time."""
    with archive.open(name) as file:
        yield from map(json.loads, file)


def stored_picture(archive: ZipFile, name: str) -> str:
    """Store a picture that an archive brings; the name it was stored under."""
    if not name or MEDIA + name not in archive.namelist():
        return name
    with archive.open(MEDIA + name) as file:
        try:
            Image.open(file).verify()
        except (UnidentifiedImageError, Image.DecompressionBombError) as error:
            raise ArchiveError(f"{MEDIA + name} is not a picture.") from error
    with archive.open(MEDIA + name) as file:
        return default_storage.save(name, File(file))
