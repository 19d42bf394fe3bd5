"""Graphs of who is linked with whom: JSON with `nodes` and `links`.

A link has a sentence, a news source, and whether it is `confirmed`. Nodes do not say who is
a person: one word, a figure or a word such as Group makes a name that of an organization.
"""

from articles.importers import values
from articles.importers.fields import Fields
from articles.importers.rows import Where
from articles.importers.values import line
from people.importers.interactions import kinds
from people.importers.interactions.rows import InteractionRow, Party, Sort, Source, summary_of
from people.importers.rows import NO_NAME
from people.models import Kind
from people.name_lexicon import INSTITUTIONS
from people.status import Stance

TITLE = "a network of links"
NEEDED = ("first", "second", "sentence")
NAMES = {
    "first": ("source",),
    "second": ("target",),
    "sentence": ("description",),
    "type": ("type",),
    "confirmed": ("confirmed",),
    "outlet": ("news_source_name",),
    "address": ("news_source_url",),
}
MEANINGS = {
    "first": "the first party",
    "second": "the second party",
    "sentence": "the sentence, and the kind by its words",
    "type": "the kind, if it is family",
    "confirmed": "whether the article confirms it or reports it",
    "outlet": "the outlet of the article cited",
    "address": "the web address of the article cited",
}
NOT_PEOPLE = INSTITUTIONS | {"agency", "department", "lab"}


def row(where: Where, read: Fields) -> InteractionRow:
    sentence = line(read("sentence"))
    sentence += "" if not sentence or sentence.endswith((".", "!", "?")) else "."
    source = Source(
        words=sentence,
        stance=(Stance.CONFIRMS if read("confirmed") is True else Stance.REPORTS).value,
        address=values.address(read("address")),
        outlet=values.outlet(read("outlet")),
    )
    parties = map(_party, (line(read("first")), line(read("second"))))
    return InteractionRow(
        where=where,
        kind=_kind(line(read("type")), sentence),
        summary=summary_of(sentence),
        participants=tuple(party for party in parties if party.name),
        sources=(source,),
    )


def _party(name):
    words = name.replace("-", " ").casefold().split()
    is_person = len(words) > 1 and not (NO_NAME.search(name) or NOT_PEOPLE.intersection(words))
    return Party(Sort.PERSON if is_person else Sort.ORGANIZATION, name)


def _kind(told, sentence):
    is_family = kinds.of_connection(sentence) == Kind.FAMILY
    return Kind.FAMILY if told == "Personal" and is_family else kinds.of_event(sentence)
