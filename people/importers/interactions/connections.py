"""Tables of what ties two parties together, a pair in each row with its sources.

Such a list names neither a direction nor a day, so the sentence is the two names and what the
list says of them: "Ann Field and Field Bank LLC: Former director."
"""

import re

from articles.importers import values
from articles.importers.fields import Fields
from articles.importers.rows import Where
from articles.importers.values import line
from people.importers import written_names
from people.importers.interactions import kinds
from people.importers.interactions.rows import (
    NO_SOURCE,
    InteractionRow,
    Party,
    Sort,
    Source,
    summary_of,
)
from people.importers.proper_case import properly_cased

TITLE = "a table of connections"
NEEDED = ("first", "second", "connection")
NAMES = {
    "first_sort": ("entity_a_type",),
    "first": ("entity_a",),
    "second_sort": ("entity_b_type",),
    "second": ("entity_b",),
    "connection": ("connection",),
    "sources": ("source(s)", "sources", "source"),
}
MEANINGS = {
    "first_sort": "whether the first party is a person",
    "first": "the first party",
    "second_sort": "whether the second party is a person",
    "second": "the second party",
    "connection": "the kind, by its words; the sentence",
    "sources": "the articles cited: addresses, or what the source is called",
}


def row(where: Where, read: Fields) -> InteractionRow:
    parties = [
        _party(line(read(f"{which}_sort")), line(read(which))) for which in ("first", "second")
    ]
    parties.sort(key=lambda party: party.sort != Sort.PERSON)
    connection = line(read("connection"))
    sentence = f"{' and '.join(party.name for party in parties)}: {connection}"
    sentence += "" if sentence.endswith((".", "!", "?", '."')) else "."
    return InteractionRow(
        where=where,
        kind=kinds.of_connection(connection),
        summary=summary_of(sentence),
        participants=tuple(party for party in parties if party.name),
        sources=tuple(_sources(line(read("sources")), sentence)),
    )


def _party(sort, name):
    if sort.casefold() != "person":
        return Party(Sort.ORGANIZATION, properly_cased(name))
    name, others = written_names.read(name)
    return Party(Sort.PERSON, properly_cased(name), aliases=tuple(map(properly_cased, others)))


def _sources(told, sentence):
    """One for each address in the cell; else the one that its words name."""
    addresses = list(filter(None, map(values.address, re.split(r"[\s|]+", told))))
    for address in dict.fromkeys(addresses):
        yield Source(words=sentence, address=address)
    if not addresses:
        name = "" if told.casefold() in NO_SOURCE else told
        yield Source(words=sentence, headline=name, outlet=name)
