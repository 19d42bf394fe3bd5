"""The rows of the record as plain objects: what a line of JSON holds.

People and articles go by their slugs, outlets, tags and organizations by their names, and
interactions by their numbers, which are in their addresses. Two clocks: `published_at` and
`known_at` are when something became known, `recorded_at` when it was entered here. Moments are
ISO 8601 in UTC, imprecise dates EDTF.
"""

import hashlib
import json
from datetime import UTC, datetime

from articles.models import AbstractPassage, Article, Correction, Outlet, Photo, Tag
from people.models import Citation, Organization, Person, Quote, Role, StatusChange
from people.timelines import Entry


def line(value: dict) -> bytes:
    """A line of a JSON Lines file; the same object gives the same bytes."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def moment(value: datetime | None) -> str | None:
    return value and value.astimezone(UTC).isoformat()


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def outlet(row: Outlet) -> dict:
    return {"id": row.pk, "name": row.name, "slug": row.slug, "homepage": row.homepage}


TAG_PARTS = ("former_slugs", "synonyms")


def tag(row: Tag) -> dict:
    """No query when `TAG_PARTS` were prefetched."""
    return {
        "id": row.pk,
        "slug": row.slug,
        "former_slugs": sorted(former.slug for former in row.former_slugs.all()),
        "name": row.name,
        "synonyms": sorted(synonym.name for synonym in row.synonyms.all()),
        "description": row.description,
    }


def organization(row: Organization) -> dict:
    return {"id": row.pk, "name": row.name, "slug": row.slug, "description": row.description}


ARTICLE_PARTS = (
    *("tags", "photos", "corrections", "former_slugs", "see_also_links__other"),
    *("mentions", "mention_decisions__person"),
)


def article(row: Article) -> dict:
    """No query when `ARTICLE_PARTS` were prefetched and its outlet was joined."""
    return {
        "id": row.pk,
        "slug": row.slug,
        "former_slugs": sorted(former.slug for former in row.former_slugs.all()),
        "headline": row.headline,
        "standfirst": row.standfirst,
        "byline": row.byline,
        "outlet": row.outlet.name,
        "canonical_url": row.canonical_url,
        "external_id": row.external_id,
        "language": row.language,
        "published_at": moment(row.published_at),
        "is_undated": row.is_undated,
        "recorded_at": moment(row.created_at),
        "updated_at": moment(row.updated_at),
        "tags": sorted(tag.name for tag in row.tags.all()),
        "see_also": [link.other.slug for link in row.see_also_links.all() if link.other.is_public],
        "photos": [_photo(photo) for photo in row.photos.all()],
        "corrections": [_correction(correction) for correction in row.corrections.all()],
        "people": [
            {"person": found.person.slug, "count": found.count}
            | {"spans": found.span_pairs, "forms": found.forms}
            for found in row.mentions.all()
        ],
        "names_decided": [
            {"name": decided.name, "person": decided.person and decided.person.slug}
            for decided in sorted(row.mention_decisions.all(), key=lambda decided: decided.name)
        ],
        "text_sha256": sha256(row.body_text),
        "body_html": row.body_html,
    }


def _photo(row: Photo):
    return {
        "file": row.image.name,
        "width": row.width,
        "height": row.height,
        "alt": row.alt,
        "caption": row.caption,
        "credit": row.credit,
    }


def _correction(row: Correction):
    return {"id": row.pk, "published_at": moment(row.published_at), "text": row.text}


PERSON_PARTS = ("aliases", "former_slugs", "roles__organization")


def person(row: Person) -> dict:
    """No query when `PERSON_PARTS` were prefetched."""
    return {
        "id": row.pk,
        "slug": row.slug,
        "former_slugs": sorted(former.slug for former in row.former_slugs.all()),
        "name": row.name,
        "sort_name": row.sort_name,
        "aliases": sorted(alias.name for alias in row.aliases.all()),
        "description": row.description,
        "biography": row.biography,
        "portrait": row.portrait.name,
        "born": row.born.edtf,
        "died": row.died.edtf,
        "wikidata_id": row.wikidata_id,
        "roles": [_role(role) for role in row.roles.all()],
        "recorded_at": moment(row.created_at),
        "updated_at": moment(row.updated_at),
    }


def _role(row: Role):
    return {
        "title": row.title,
        "organization": row.organization.name if row.organization else "",
        "began": row.began and row.began.isoformat(),
        "ended": row.ended and row.ended.isoformat(),
    }


INTERACTION_PARTS = ("former_numbers",)


def interaction(entry: Entry) -> dict:
    """An interaction with its citations and its history, as they stood.

    No query when `INTERACTION_PARTS` were prefetched.
    """
    row = entry.interaction
    return {
        "id": row.pk,
        "former_ids": sorted(former.number for former in row.former_numbers.all()),
        "kind": row.kind,
        "summary": row.summary,
        "when": row.when.edtf,
        "when_words": row.when.words(),
        "when_printed": row.when_printed,
        "when_basis": row.when_basis,
        "place": row.place,
        "occurrences": row.occurrences,
        "status": entry.status.value,
        "reason": entry.reason,
        "responds_to": entry.answered.pk if entry.answered else None,
        "participants": [
            {**_party(row.person, row.organization, row.description), "part": row.part}
            for row in row.parties
        ],
        "citations": [citation(row) for row in sorted(entry.citations, key=lambda row: row.pk)],
        "history": [_change(change) for change in entry.status_changes],
        "recorded_at": moment(row.created_at),
        "updated_at": moment(row.updated_at),
    }


def _party(person, organization, words):
    if person:
        return {"person": person.slug}
    return {"organization": organization.name} if organization else {"description": words}


def citation(row: Citation) -> dict:
    return {
        **_passage(row),
        "stance": row.stance,
        "when_given": row.when_given.edtf,
        "attributed_to_person": row.attributed_to_person and row.attributed_to_person.slug,
        "attributed_to_organization": (
            row.attributed_to_organization and row.attributed_to_organization.name
        ),
        "attributed_to_words": row.attributed_to_words,
    }


def quote(row: Quote) -> dict:
    return {**_passage(row), "speaker": row.speaker.slug}


def _passage(row: AbstractPassage):
    """The selectors of the W3C Web Annotation model, and both clocks."""
    return {
        "id": row.pk,
        "article": row.article.slug,
        "published_at": moment(row.article.published_at),
        "recorded_at": moment(row.created_at),
        "said_on": row.said_on and row.said_on.isoformat(),
        "words": row.exact,
        "prefix": row.prefix,
        "suffix": row.suffix,
        "start": row.start,
        "lost_at": moment(row.lost_at),
    }


def _change(row: StatusChange):
    return {
        "known_at": moment(row.known_at),
        "recorded_at": moment(row.recorded_at),
        "previous": row.previous,
        "status": row.status,
        "citation": row.citation_id,
    }
