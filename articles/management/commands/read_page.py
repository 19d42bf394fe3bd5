"""`manage.py read_page ADDRESS`: what is found in a web page, as JSON; see `articles.bringing`."""

import json
import signal
from base64 import b64encode
from dataclasses import asdict
from email.message import Message
from pathlib import Path

from django.core.management import BaseCommand

from articles.fetching import FetchError, fetch
from articles.importers import mapping, web_page
from articles.importers.rows import Where
from articles.importers.sources import SourceError, encoding_of
from articles.pictures import redrawn

SECONDS = 20  # for everything; then the system ends this process, whatever it is at
SECONDS_FOR_PAGE, SECONDS_FOR_PICTURE = 10, 5
LARGEST_PICTURE = 10_000_000


class Command(BaseCommand):
    help = (
        "Fetch a web page and print the article that is found in it, as JSON. Nothing is stored. "
        f"Ends after {SECONDS} seconds at the latest."
    )
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("address")

    def handle(self, *, address, **options):
        signal.alarm(SECONDS)
        self.stdout.write(told_of(address))


def told_of(address: str) -> str:
    """The page at an address and what is in it, else the `problem` in a sentence; as JSON."""
    try:
        told = _read(address)
    except FetchError as error:
        told = {"problem": f"It could not be fetched: {error}."}
    except SourceError as error:
        told = {"problem": f"It could not be read: {error}."}
    return json.dumps(told, default=str)


def _read(address):
    fetched = fetch(address, most=web_page.MAX_BYTES, seconds=SECONDS_FOR_PAGE)
    content_type = fetched.headers.get("Content-Type", "")
    encoding_of(fetched.content)
    page = web_page.page(_decoded(fetched.content, content_type), fetched.address)
    row = mapping.row(Where(Path()), page.fields, strict=False)
    return {
        "address": fetched.address,
        "content_type": content_type,
        "content": _in_letters(fetched.content),
        "row": asdict(row) | {"where": None},
        "picture": _in_letters(_picture(page.image)),
    }


def _decoded(content, content_type):
    """The page as text, if its server says truly how to read it; else as it came."""
    header = Message()
    header["Content-Type"] = content_type
    try:
        return content.decode(header.get_content_charset(""))
    except (LookupError, UnicodeError):
        return content


def _picture(address):
    """The lead image, if there is one that can be had."""
    try:
        return redrawn(fetch(address, most=LARGEST_PICTURE, seconds=SECONDS_FOR_PICTURE).content)
    except (FetchError, ValueError):
        return b""


def _in_letters(content):
    return b64encode(content).decode()
