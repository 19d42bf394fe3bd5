"""The whole public record as one ZIP archive of JSON Lines.

A file for each sort of row, the pictures they name, and `manifest.json` with the number of lines
and the hash of every file. The same record gives the same bytes: nothing in an archive tells
when it was made. Former addresses are with what they lead to. Left out is what readers cannot
see: drafts, who entered what, what was merged.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.core.files.storage import default_storage

from articles.models import Photo
from people.exporters import lines
from people.exporters.chosen import BATCH, Chosen, one_moment
from people.exporters.lists import article_lines, interaction_lines, quote_lines
from people.exporters.outbox import Outbox

FORMAT = "newsroom-record"
VERSION = 1
MANIFEST = "manifest.json"
MEDIA = "media/"
CHUNK = 64 * 1024  # bytes


def write(chosen: Chosen) -> Iterator[bytes]:
    """The archive of what was asked for, piece by piece."""
    outbox, manifest = Outbox(), {"format": FORMAT, "version": VERSION, "files": {}}
    with one_moment(), ZipFile(outbox, "w") as archive:
        for name, rows in _files(chosen).items():
            digest, number = hashlib.sha256(), 0
            with archive.open(_info(name), "w", force_zip64=True) as file:
                for row in rows:
                    file.write(row)
                    digest.update(row)
                    number += 1
                    yield outbox.take()
            manifest["files"][name] = {"lines": number, "sha256": digest.hexdigest()}
        for name in _pictures(chosen):
            yield from _picture(archive, name, outbox)
        archive.writestr(_info(MANIFEST), json.dumps(manifest, indent=2) + "\n")
    yield outbox.take()


def _files(chosen: Chosen) -> dict[str, Iterable[bytes]]:
    return {
        "outlets.jsonl": _lines(lines.outlet, chosen.outlets()),
        "tags.jsonl": _lines(lines.tag, chosen.tags(), *lines.TAG_PARTS),
        "organizations.jsonl": _lines(lines.organization, chosen.organizations()),
        "people.jsonl": _lines(lines.person, chosen.people(), *lines.PERSON_PARTS),
        "articles.jsonl": article_lines(chosen.all_articles()),
        "interactions.jsonl": interaction_lines(chosen),
        "quotes.jsonl": quote_lines(chosen.quotes_in_articles()),
    }


def _lines(written, rows, *parts):
    for row in rows.order_by("pk").prefetch_related(*parts).iterator(BATCH):
        yield lines.line(written(row))


def _pictures(chosen) -> list[str]:
    photos = Photo.objects.filter(article__in=chosen.all_articles().order_by().values("pk"))
    portraits = chosen.people().order_by().exclude(portrait="")
    names = {*photos.values_list("image", flat=True), *portraits.values_list("portrait", flat=True)}
    return sorted(name for name in names if default_storage.exists(name))


def _picture(archive, name, outbox):
    with (
        default_storage.open(name) as picture,
        archive.open(_info(MEDIA + name, ZIP_STORED), "w", force_zip64=True) as file,
    ):
        while piece := picture.read(CHUNK):
            file.write(piece)
            yield outbox.take()


def _info(name, compression=ZIP_DEFLATED):
    info = ZipInfo(name)  # with the first moment that ZIP knows, so always the same
    info.compress_type = compression
    info.external_attr = 0o644 << 16
    return info
