"""The names under which sources keep what is known of a person, and the row they give.

A name is whole or in parts, of which the middle names become initials. Positions are objects
or, in a table, one text: `Attorney General 2017-02-09..2018-11-07; Senator ..2017-02-08`.
"""

import re
from datetime import date

from articles.characters import clean_text
from articles.importers.fields import Fields
from articles.importers.rows import Record, Rejected
from articles.importers.values import line, mended
from people import dates
from people.importers import written_names
from people.importers.rows import PersonRow, Term, shortened
from people.models import Person

NAMES = {
    "name": ("name", "official_full", "full_name", "name_as_given", "person"),
    "given": ("first", "first_name", "given_name"),
    "middle": ("middle", "middle_name"),
    "family": ("last", "last_name", "family_name", "surname"),
    "suffix": ("suffix", "name_suffix"),
    "nickname": ("nickname", "nick_name"),
    "aliases": ("aliases", "alias", "other_names", "also_known_as"),
    "page": ("wikipedia_title",),
    "description": ("description", "summary", "occupation"),
    "biography": ("biography", "bio"),
    "wikidata_id": ("wikidata_id", "wikidata", "qid"),
    "born": ("born", "birthday", "birth_date", "date_of_birth"),
    "died": ("died", "death_date", "date_of_death"),
    "terms": ("roles", "terms", "positions"),
    "office": ("chamber",),
    "began": ("term_start",),
    "ended": ("term_end",),
    "state": ("state",),
    "party": ("party",),
    "kind": ("kind", "type", "schema"),
}
OFFICES = {
    "prez": ("President of the United States", ""),
    "viceprez": ("Vice President of the United States", ""),
    "sen": ("Senator", "United States Senate"),
    "rep": ("Representative", "United States House of Representatives"),
}
TERM = re.compile(r"(.+?)\s+(\d{4}-\d\d-\d\d)?\.\.(\d{4}-\d\d-\d\d)?")
MAX_DESCRIPTION = Person._meta.get_field("description").max_length


def row_of(record: Record | Rejected) -> PersonRow | Rejected:
    """The row of a record; what was rejected stays so."""
    if isinstance(record, Rejected):
        return record
    read = Fields(record.fields, NAMES)
    try:
        return _row(record.where, read)
    except (dates.DateError, ValueError) as error:
        return Rejected(record.where, f"a date cannot be read: {error}")


def _row(where, read):
    name, aliases = _names(read)
    terms = _terms(read)
    said = line(read("description")) or _described(read, terms)
    return PersonRow(
        where=where,
        name=name,
        aliases=tuple(dict.fromkeys(alias for alias in aliases if alias and alias != name)),
        description=shortened(said, MAX_DESCRIPTION),
        biography=mended(str(read("biography"))) or (said if len(said) > MAX_DESCRIPTION else ""),
        wikidata_id=line(read("wikidata_id")),
        born=dates.parse(line(read("born"))),
        died=dates.parse(line(read("died"))),
        terms=terms,
        is_person=line(read("kind")).casefold() not in ("organization", "organisation", "company"),
    )


def _names(read):
    """The name and all others."""
    parts = {part: line(read(part)) for part in ("given", "middle", "family", "suffix")}
    given, middle, family, suffix = parts.values()
    in_parts = written_names.joined(given, written_names.initials(middle), family, suffix)
    name, others = written_names.read(line(read("name")) or in_parts)
    if family:
        others.append(written_names.joined(*parts.values()))
        if nickname := line(read("nickname")):
            others.append(written_names.joined(nickname, family))
    others.append(clean_text(re.sub(r"\(.*?\)", "", line(read("page")))))
    aliases = read("aliases")
    others += aliases if isinstance(aliases, list) else re.split(r"[;|]", line(aliases))
    return name, [line(other) for other in others]


def _terms(read):
    """The positions held, those that follow on each other as one."""
    told = read("terms") or []
    told = re.split(r"\s*;\s*", told) if isinstance(told, str) else told
    if read("office"):
        told = [*told, f"{line(read('office'))} {line(read('began'))}..{line(read('ended'))}"]
    terms = []
    for term in map(_term, told):
        if terms and term.began and terms[-1][:2] == term[:2] and terms[-1].ended == term.began:
            terms[-1] = terms[-1]._replace(ended=term.ended)
        else:
            terms.append(term)
    return tuple(terms)


def _term(told):
    if isinstance(told, dict):
        title, organization = line(told.get("title")), line(told.get("organization"))
        began, ended = line(told.get("began")), line(told.get("ended"))
    else:
        match = TERM.fullmatch(line(told))
        title, began, ended = match.groups() if match else (line(told), "", "")
        title, organization = OFFICES.get(title, (title, ""))
    return Term(title, organization, _day(began), _day(ended))


def _day(text):
    return date.fromisoformat(text) if text else None


def _described(read, terms):
    """Who this is, from the last position held."""
    if not terms:
        return ""
    last = terms[-1]
    if state := line(read("state")):
        return f"US {last.title.lower()} from {state} ({line(read('party'))})"
    years = "–".join(str(day.year) for day in (last.began, last.ended) if day)
    return ", ".join(filter(None, (last.title, years)))
