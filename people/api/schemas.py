"""What programs get to see of people and of the record: see `articles.api.schemas`."""

import datetime as dt
from typing import Annotated, Literal

from ninja import Field, Schema
from pydantic import Discriminator, Tag

from articles.api.listing import Listing
from articles.api.schemas import (
    Addressed,
    ArticleReference,
    Linked,
    Passage,
    Reference,
    absolute,
    api_address,
)
from people.changes import headline_of, people_of
from people.models import Kind
from people.status import Stance, Status


class When(Schema):
    """A date, as precisely as it is known."""

    words: str = Field(
        description="As readers see it.", examples=["Between 3 and 9 June 2016", "By 4 May 2016"]
    )
    edtf: str = Field(
        description="In the Extended Date/Time Format of ISO 8601-2; empty when not reported.",
        examples=["[2016-06-03..2016-06-09]", "2016-12~"],
    )
    lower: dt.date | None = Field(description="The first day it can have been; null if open.")
    upper: dt.date | None = Field(description="The last day it can have been; null if open.")
    precision: str = Field(
        description="What is known: a day, month, season, year or decade; one moment between two "
        "dates, by one or after one; a span, from one or until one; or unknown."
    )
    qualifier: str = Field(description="Empty, “about”, “uncertain” or “about_uncertain”.")


class Organization(Addressed):
    """A body of people: an agency, a company, a campaign."""

    slug: str
    name: str
    description: str


class Person(Reference):
    """Somebody the news is about."""

    sort_name: str = Field(examples=["Brook, Mary"])
    description: str = Field(description="Who this is, in one line; may be empty.")
    wikidata_id: str = Field(description="May be empty.", examples=["Q312"])


class Role(Schema):
    """A position a person held."""

    title: str = Field(examples=["ambassador"])
    organization: Organization | None
    began: dt.date | None = Field(description="Null when not known.")
    ended: dt.date | None = Field(description="Null while it is held, or when not known.")


class PersonInFull(Person):
    """Somebody the news is about, with all that is said of them on their page."""

    biography: str
    aliases: list[str] = Field(description="Other names by which articles name them.")
    born: When | None
    died: When | None
    roles: list[Role]

    @staticmethod
    def resolve_aliases(person):
        return [alias.name for alias in person.aliases.all()]

    @staticmethod
    def resolve_born(person):
        return _known(person.born)

    @staticmethod
    def resolve_died(person):
        return _known(person.died)


class InteractionReference(Linked):
    """An interaction, by its sentence."""

    kind: Kind
    summary: str


class Participant(Schema):
    """A person, an organization or a described party that took part."""

    name: str
    role: str = Field(description="The position a person held on the day; may be empty.")
    part: str = Field(description="Caller, interviewer, host…; may be empty.")
    person: Reference | None
    organization: Organization | None


class Party(Schema):
    """Who says so: a person, an organization, or somebody described."""

    name: str = Field(examples=["Mary Brook", "two officials"])
    person: Reference | None
    organization: Organization | None


class Citation(Passage):
    """A passage that says something about an interaction."""

    stance: Stance
    attributed_to: Party | None = Field(
        description="Whose words they are; null when the article itself says so."
    )
    said_on: dt.date | None = Field(
        description="When the words were said, if the article recounts earlier ones."
    )

    @staticmethod
    def resolve_attributed_to(citation):
        if not citation.speaker:
            return None
        return {
            "name": citation.speaker,
            "person": citation.attributed_to_person,
            "organization": citation.attributed_to_organization,
        }


class CitationWithInteraction(Citation):
    """A passage, with the interaction it is about."""

    interaction: InteractionReference


class Quote(Passage):
    """Words that an article quotes a person as saying."""

    speaker: Reference
    said_on: dt.date | None


class StatusStep(Schema):
    """A moment at which the record's view of an interaction changed."""

    previous: Status | None = Field(description="Null when it became known.")
    status: Status
    known_at: dt.datetime = Field(description="When the world could know: the article came out.")
    recorded_at: dt.datetime = Field(description="When it was entered in this record.")
    citation: int = Field(description="The id of the citation that caused it.")
    url: str

    @staticmethod
    def resolve_previous(change):
        return change.previous or None

    @staticmethod
    def resolve_citation(change):
        return change.citation_id

    @staticmethod
    def resolve_url(change, context):
        return absolute(change.get_absolute_url(), context)


class Interaction(Schema):
    """Something that happened between people, and how sure the record is of it."""

    id: int = Field(description="Never changes, and never means another.")
    url: str = Field(description="Its page for readers, absolute.")
    api_url: str = Field(description="Where to get it, absolute.")
    kind: Kind
    kind_group: str = Field(examples=["Contact"])
    summary: str = Field(
        description="What happened, in one sentence.", examples=["Brook meets Field in Geneva."]
    )
    when: When
    when_printed: str = Field(description="The date as the article words it; may be empty.")
    when_basis: str = Field(description="How the date was worked out from those words.")
    place: str
    occurrences: int = Field(description="How often, when the article says so.")
    participants: list[Participant]
    status: Status
    reason: str = Field(
        description="Why it has this status, made from its citations.",
        examples=["Reported on the sole word of two officials (The Courier, 9 February 2017)."],
    )
    history: list[StatusStep] = Field(description="How the status came to be what it is.")
    citations: list[Citation]
    responds_to: InteractionReference | None = Field(description="What it answers.")
    responses: list[InteractionReference] = Field(description="What answers it.")


class InteractionAsOf(Interaction):
    """An interaction, as the record stood on a day."""

    as_of: dt.date | None = Field(description="The day whose record this is; null for today.")
    notices: list[str] = Field(description="What of the address was ignored, in sentences.")


def interaction(entry, request) -> dict:
    """An `Interaction`, from the entry that a timeline has of it."""
    row, context = entry.interaction, {"request": request}
    return {
        "id": row.pk,
        "url": absolute(row.get_absolute_url(), context),
        "api_url": absolute(api_address(row), context),
        "kind": row.kind,
        "kind_group": row.group,
        "summary": row.summary,
        "when": row.when,
        "when_printed": row.when_printed,
        "when_basis": row.when_basis,
        "place": row.place,
        "occurrences": row.occurrences,
        "participants": [
            {**vars(party), "name": party.label, "organization": participant.organization}
            for party, participant in zip(entry.participants, row.parties, strict=True)
        ],
        "status": entry.status,
        "reason": entry.reason,
        "history": entry.status_changes,
        "citations": entry.citations,
        "responds_to": entry.answered,
        "responses": entry.answers,
    }


class Change(Schema):
    """Something that changed."""

    url: str = Field(description="Where readers see it; the same for ever, so it serves as id.")
    moment: dt.datetime = Field(description="When the world could know.")
    headline: str = Field(examples=["Reported, now Confirmed: Brook meets Field in Geneva."])
    people: list[Reference] = Field(description="Whom it is about.")

    @staticmethod
    def resolve_url(change, context):
        return absolute(change.get_absolute_url(), context)

    @staticmethod
    def resolve_headline(change):
        return headline_of(change)

    @staticmethod
    def resolve_people(change):
        return people_of(change)


class StatusChanged(Change):
    """That the status of an interaction became another, or that it became known."""

    type: Literal["status"] = "status"
    previous: Status | None = Field(description="Null when it became known.")
    status: Status
    recorded_at: dt.datetime = Field(description="When it was entered in this record.")
    interaction: InteractionReference
    citation: Citation

    @staticmethod
    def resolve_previous(change):
        return change.previous or None


class ArticleCorrected(Change):
    """That an article was corrected."""

    type: Literal["correction"] = "correction"
    text: str
    article: ArticleReference


class ArticleWithdrawn(Change):
    """That an article was withdrawn: its address answers 410 from now on."""

    type: Literal["withdrawal"] = "withdrawal"
    reason: str
    article: ArticleReference

    @staticmethod
    def resolve_reason(article):
        return article.withdrawal_reason

    @staticmethod
    def resolve_article(article):
        return article


def type_of(change) -> str:
    """Which of the schemas a change has; asked of the row, and once more of what was made of it."""
    if isinstance(change, Change):
        return change.type
    if change.is_withdrawal:
        return "withdrawal"
    return "correction" if change.is_correction else "status"


class ChangeListing(Listing):
    """One page of the changes."""

    results: list[
        Annotated[
            Annotated[StatusChanged, Tag("status")]
            | Annotated[ArticleCorrected, Tag("correction")]
            | Annotated[ArticleWithdrawn, Tag("withdrawal")],
            Discriminator(type_of),
        ]
    ]


def _known(when):
    return None if when.is_unknown else when
