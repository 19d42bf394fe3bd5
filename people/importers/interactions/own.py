"""Our own format, to take the record from one site to another.

An object holds `participants`, each with a `person`, `organization` or `description` and
a `part`, and `citations`. A row of a table has `people`, `organizations` and `descriptions`
instead, separated by semicolons and with parts in brackets ("Ann Field (host); John Brook"), and
the fields of one citation; a row that repeats kind, sentence and date adds another.
"""

import re
from datetime import date

from articles.importers import values
from articles.importers.fields import Fields
from articles.importers.rows import Where
from articles.importers.values import line
from people import dates
from people.importers.interactions.rows import InteractionRow, Party, Sort, Source
from people.status import Stance

TITLE = "interactions"
NEEDED = ("kind", "summary")
CITED = {
    "slug": ("article", "article_slug"),
    "external_id": ("external_id",),
    "address": ("url", "canonical_url"),
    "headline": ("headline",),
    "outlet": ("outlet",),
    "published_at": ("published_at",),
    "words": ("words", "exact"),
    "prefix": ("prefix",),
    "suffix": ("suffix",),
    "stance": ("stance",),
    "person": ("attributed_to_person",),
    "organization": ("attributed_to_organization",),
    "description": ("attributed_to_words",),
    "said_on": ("said_on",),
    "when_given": ("when_given",),
}
NAMES = {
    "kind": ("kind",),
    "summary": ("summary",),
    "when": ("when",),
    "when_printed": ("when_printed",),
    "place": ("place",),
    "occurrences": ("occurrences",),
    "participants": ("participants",),
    "people": ("people",),
    "organizations": ("organizations",),
    "descriptions": ("descriptions",),
    "citations": ("citations",),
    **CITED,
}
MEANINGS = {
    "kind": "the kind",
    "summary": "the sentence",
    "when": "when it happened",
    "when_printed": "the date as printed",
    "place": "the place",
    "occurrences": "how often it happened",
    "participants": "who took part",
    "people": "people who took part",
    "organizations": "organizations that took part",
    "descriptions": "parties without a name that took part",
    "citations": "the citations",
    "slug": "the article cited, by its slug",
    "external_id": "the article cited, by its id",
    "address": "the article cited, by its web address",
    "headline": "the article's headline, if it is new",
    "outlet": "the article's outlet, if it is new",
    "published_at": "the article's date, if it is new",
    "words": "the words cited",
    "prefix": "what stands before them",
    "suffix": "what stands after them",
    "stance": "the stance",
    "person": "the person whom the words are attributed to",
    "organization": "the organization that the words are attributed to",
    "description": "what the words are attributed to",
    "said_on": "when the words were said",
    "when_given": "when it happened, as these words give it",
}
LISTED = {
    "people": Sort.PERSON,
    "organizations": Sort.ORGANIZATION,
    "descriptions": Sort.DESCRIPTION,
}
WITH_PART = re.compile(r"(.+?)\s*\(([^()]*)\)")


def row(where: Where, read: Fields) -> InteractionRow:
    """The row of a record. Raises ValueError, with the reason, for what cannot be read."""
    cited = read("citations")
    citations = _objects(cited, "citations") if cited else [read]
    return InteractionRow(
        where=where,
        kind=line(read("kind")),
        summary=line(read("summary")),
        when=dates.parse(line(read("when"))),
        when_printed=line(read("when_printed")),
        place=line(read("place")),
        occurrences=_number(line(read("occurrences"))),
        participants=tuple(_participants(read)),
        sources=tuple(map(_source, citations)),
    )


def _participants(read):
    for told in _objects(read("participants") or [], "participants"):
        field = Fields(told, {name: (name,) for name in (*Sort, "part")})
        sort = next((sort for sort in Sort if field(sort)), None)
        if sort is None:
            raise ValueError(f"a participant is none of {', '.join(Sort)}")
        yield Party(sort, line(field(sort)), line(field("part")))
    for column, sort in LISTED.items():
        told = read(column)
        for text in told if isinstance(told, list) else line(told).split(";"):
            if name := line(text):
                with_part = WITH_PART.fullmatch(name)
                yield Party(sort, *(with_part.groups() if with_part else (name,)))


def _source(told):
    read = told if isinstance(told, Fields) else Fields(told, CITED)
    return Source(
        words=str(read("words")).strip(),
        stance=line(read("stance")) or Stance.REPORTS.value,
        slug=line(read("slug")),
        external_id=line(read("external_id")),
        address=values.address(read("address")),
        headline=line(read("headline")),
        outlet=values.outlet(read("outlet")),
        published_at=values.moment(read("published_at")),
        attributed_to=next(
            (Party(sort, line(read(sort))) for sort in Sort if line(read(sort))), None
        ),
        said_on=_day(line(read("said_on"))),
        when_given=dates.parse(line(read("when_given"))),
        prefix=str(read("prefix")),
        suffix=str(read("suffix")),
        is_quoted=True,
    )


def _objects(value, name):
    if not (isinstance(value, list) and all(isinstance(item, dict) for item in value)):
        raise ValueError(f"its {name} are no list of objects")
    return value


def _number(text):
    if text and not text.isdecimal():
        raise ValueError(f"“{text}” does not say how often it happened")
    return int(text or 1)


def _day(text):
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise ValueError(f"“{text}” is not a day such as 2017-02-13") from error
