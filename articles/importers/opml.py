"""Lists of feeds as feed readers export them: OPML 2.0, <outline xmlUrl="…" title="…">."""

from typing import BinaryIO, NamedTuple

from lxml import etree

from articles.importers import values
from articles.importers.sources import SourceError

MAX_BYTES = 2_000_000


class ListedFeed(NamedTuple):
    title: str
    address: str


def feeds(file: BinaryIO) -> list[ListedFeed]:
    """The feeds of a list, each once. Raises SourceError if there is none in it."""
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise SourceError(f"it has more than {MAX_BYTES:,} bytes")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        tree = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise SourceError("it is not XML") from error
    found = {}
    for outline in () if tree is None else tree.iter("outline"):
        if address := values.address(outline.get("xmlUrl")):
            title = values.line(outline.get("title") or outline.get("text"))
            found.setdefault(address, ListedFeed(title, address))
    if not found:
        raise SourceError("no feed is listed in it")
    return list(found.values())
