"""What pages tell machines of people and of what happened between them (`articles.linked_data`).

An interaction is a schema.org `Claim` and no `Event`: an event is something that did happen,
while the record tells who says so and who denies it.
"""

from django.urls import reverse

from articles.linked_data import (
    Absolute,
    article_named,
    breadcrumbs,
    document,
    known,
    moment,
    news_article,
)
from people.dates import ImpreciseDate
from people.evidence import Evidence
from people.models import Person, Role
from people.since import principals
from people.timelines import Entry

WIKIDATA = "https://www.wikidata.org/entity/"


def of_article(evidence: Evidence, corrections, image: str, absolute: Absolute) -> dict:
    """An article, those it is about and those it mentions."""
    article, named = evidence.article, evidence.people
    about = principals(named)
    thing = news_article(article, corrections, image, absolute) | known(
        "NewsArticle",
        about=[_named(one.person, absolute) for one in about],
        mentions=[_named(one.person, absolute) for one in named[len(about) :]],
    )
    steps = [("Articles", reverse("articles:article_list"))]
    return document(thing, _way(steps, article.headline, article, absolute))


def of_person(person: Person, image: str, absolute: Absolute) -> dict:
    """A person with other names, positions held, and who they are on Wikidata."""
    thing = _named(person, absolute) | known(
        "Person",
        alternateName=person.known_names[1:],
        description=person.description,
        image=absolute(person.portrait.url) if person.portrait else image,
        birthDate=_day(person.born),
        deathDate=_day(person.died),
        sameAs=f"{WIKIDATA}{person.wikidata_id}" if person.wikidata_id else "",
        hasOccupation=[_position(role) for role in person.roles.all()],
    )
    steps = [("People", reverse("people:person_list"))]
    return document(thing, _way(steps, person.name, person, absolute))


def of_quotes(person: Person, quotes, absolute: Absolute) -> dict:
    """What a person is quoted as saying, each with the article that quotes it."""
    speaker = _named(person, absolute)
    things = [
        known(
            "Quotation",
            text=quote.exact,
            creator=speaker,
            url=absolute(quote.get_absolute_url()),
            inLanguage=quote.article.language,
            isPartOf=article_named(quote.article, absolute),
        )
        for quote in quotes
    ]
    return document(*things)


def of_interaction(entry: Entry, absolute: Absolute) -> dict:
    """What happened as a claim: who takes part, how sure it is and why, and who says so."""
    interaction = entry.interaction
    articles = {citation.article_id: citation.article for citation in entry.citations}
    appearances = [article_named(article, absolute) for article in articles.values()]
    people = [party.person for party in entry.participants if party.person]
    thing = known(
        "Claim",
        text=interaction.summary,
        abstract=entry.reason or entry.status.label,
        creativeWorkStatus=entry.status.label,
        url=absolute(interaction.get_absolute_url()),
        temporalCoverage=entry.when.datetime_attr,
        about=[_named(person, absolute) for person in people],
        appearance=appearances,
        firstAppearance=appearances[0],
        dateModified=moment(entry.citations[-1].article.published_at),
    )
    steps = [("Timeline", reverse("people:timeline"))]
    return document(thing, _way(steps, interaction.summary, interaction, absolute))


def _named(person, absolute):
    return known("Person", name=person.name, url=absolute(person.get_absolute_url()))


def _position(role: Role) -> dict:
    """A position and when it was held; that is how the vocabulary says it of any property."""
    title = ", ".join(filter(None, [role.title, str(role.organization or "")]))
    return known(
        "Role",
        hasOccupation=known("Occupation", name=title),
        startDate=role.began and role.began.isoformat(),
        endDate=role.ended and role.ended.isoformat(),
    )


def _day(date: ImpreciseDate) -> str:
    """A date that is known to the day."""
    return date.lower.isoformat() if date.lower and date.lower == date.upper else ""


def _way(steps, name, row, absolute):
    return breadcrumbs(*steps, (name, row.get_absolute_url()), absolute=absolute)
