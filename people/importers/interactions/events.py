"""Timelines: dated sentences, each with the address of its source; as a table or TimelineJS.

Who took part is not listed: the sentences are read for people on record.
"""

from html import unescape

from articles.importers import values
from articles.importers.fields import Fields
from articles.importers.rows import Where
from articles.importers.values import line
from people import dates
from people.importers.interactions import kinds
from people.importers.interactions.rows import NO_SOURCE, InteractionRow, Source, summary_of

TITLE = "a timeline of events"
NEEDED = ("year", "sentence", "address")
DATE = ("year", "month", "day")
NAMES = {
    "year": ("date", "start_date.year"),
    "month": ("start_date.month",),
    "day": ("start_date.day",),
    "sentence": ("description", "text.headline"),
    "address": ("source_url", "text.text"),
    "headline": ("source_headline",),
    "outlet": ("source_outlet",),
}
MEANINGS = {
    "year": "when it happened",
    "month": "when it happened: the month",
    "day": "when it happened: the day",
    "sentence": "the sentence, and in it the kind and the people",
    "address": "the web address of the article cited",
    "headline": "the headline of the article cited",
    "outlet": "the outlet of the article cited",
}


def row(where: Where, read: Fields) -> InteractionRow:
    """The row of a record. Raises DateError for a date that cannot be read."""
    sentence = line(unescape(str(read("sentence"))))  # TimelineJS holds HTML
    outlet = values.outlet(read("outlet"))
    source = Source(
        words=sentence,
        address=values.address(read("address")),
        headline=line(read("headline")),
        outlet="" if outlet.casefold() in NO_SOURCE else outlet,
    )
    return InteractionRow(
        where=where,
        kind=kinds.of_event(sentence),
        summary=summary_of(sentence),
        when=dates.parse("-".join(_two_digits(line(read(part))) for part in DATE if read(part))),
        sources=(source,),
        names_are_in_summary=True,
    )


def _two_digits(number):
    return number.zfill(2) if number.isdecimal() else number
