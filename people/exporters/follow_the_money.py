"""The record as entities of FollowTheMoney (followthemoney.tech), one JSON object a line.

People are `Person`, organizations `Organization` and articles `Article`. What passed between two
parties is the interval that the model has for it: a payment is `Payment`, an employment
`Employment`, and so on; anything else is an `Event` that involves them all.
"""

import re
from collections.abc import Iterator

from people.dates import ImpreciseDate
from people.exporters.chosen import BATCH, Chosen, one_moment
from people.exporters.lines import line
from people.models import Citation, Kind, Organization, Participant, Person
from people.timelines import Entry

DATE = re.compile(r"\d{4}(-\d\d){0,2}")
# The schema for a kind of interaction, and its properties for the first party and the others.
BETWEEN = {
    Kind.PAYMENT: ("Payment", "payer", "beneficiary"),
    Kind.FAMILY: ("Family", "person", "relative"),
    Kind.EMPLOYMENT: ("Employment", "employee", "employer"),
    Kind.OWNERSHIP: ("UnknownLink", "subject", "object"),
    Kind.AFFILIATION: ("UnknownLink", "subject", "object"),
}


def write(chosen: Chosen) -> Iterator[bytes]:
    """A line for each entity."""
    with one_moment():
        for entity in _entities(chosen):
            yield line(entity)


def _entities(chosen):
    people = chosen.people().order_by("pk").prefetch_related("aliases")
    yield from map(person, people.iterator(BATCH))
    yield from map(organization, chosen.organizations().order_by("pk").iterator())
    articles = chosen.all_articles().order_by("pk").select_related("outlet")
    yield from map(article, articles.defer("body", "body_html", "body_text", "search").iterator())
    yield from map(interaction, chosen.entries())


def person(row: Person) -> dict:
    return _entity(
        f"person-{row.slug}",
        "Person",
        name=[row.name],
        alias=[alias.name for alias in row.aliases.all()],
        summary=[row.description],
        birthDate=[_day(row.born)],
        deathDate=[_day(row.died)],
        wikidataId=[row.wikidata_id],
    )


def organization(row: Organization) -> dict:
    described = [row.description]
    return _entity(f"organization-{row.slug}", "Organization", name=[row.name], summary=described)


def article(row) -> dict:
    return _entity(
        f"article-{row.slug}",
        "Article",
        title=[row.headline],
        summary=[row.standfirst],
        author=[row.byline],
        publisher=[row.outlet.name],
        publishedAt=[row.published_at.date().isoformat()],
        sourceUrl=[row.canonical_url],
    )


def interaction(entry: Entry) -> dict:
    """An interaction as an interval between two parties, else as an event that involves them."""
    row = entry.interaction
    parties = [_party_id(party) for party in row.parties if not party.description]
    schema, first, others = BETWEEN.get(row.kind, ("Event", "involved", "involved"))
    if len(parties) < 2:
        schema, first, others = "Event", "involved", "involved"
    named = {"name": [row.summary]} if schema == "Event" else {"summary": [row.summary]}
    properties: dict[str, list] = {first: parties[:1]}
    properties[others] = [*properties.get(others, []), *parties[1:]]
    lower, upper = entry.when.lower, entry.when.upper
    days = {"date": [lower]} if lower == upper else {"startDate": [lower], "endDate": [upper]}
    return _entity(
        f"interaction-{row.pk}",
        schema,
        **named,
        **properties,
        **{name: [day.isoformat() for day in told if day] for name, told in days.items()},
        description=[entry.reason],
        proof=list(dict.fromkeys(map(_proof, entry.citations))),
    )


def _entity(key, schema, **properties):
    """Without what is not known: an entity has no empty values."""
    told = {name: [value for value in values if value] for name, values in properties.items()}
    return {"id": key, "schema": schema, "properties": {k: v for k, v in told.items() if v}}


def _party_id(party: Participant) -> str:
    if party.person:
        return f"person-{party.person.slug}"
    return f"organization-{party.organization.slug}"


def _proof(citation: Citation) -> str:
    return f"article-{citation.article.slug}"


def _day(when: ImpreciseDate) -> str:
    """A date as this model takes it: a year, a month or a day; "" when it is none of these."""
    return when.edtf if DATE.fullmatch(when.edtf) else ""
