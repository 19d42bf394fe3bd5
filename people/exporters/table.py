"""Interactions as a table, in the columns that `import_interactions` reads: a row a citation."""

from collections.abc import Iterator

from articles import tables
from people.exporters.chosen import Chosen, one_moment
from people.models import Citation, Participant
from people.timelines import Entry

COLUMNS = (
    *("id", "kind", "summary", "when", "when_printed", "place", "occurrences", "status", "reason"),
    *("people", "organizations", "descriptions"),
    *("article", "headline", "outlet", "published_at", "url", "words", "stance"),
    "when_given",
    *("attributed_to_person", "attributed_to_organization", "attributed_to_words", "said_on"),
)


def write(chosen: Chosen) -> Iterator[bytes]:
    """A row for each citation."""
    with one_moment():
        yield from tables.written(COLUMNS, _rows(chosen))


def _rows(chosen):
    for entry in chosen.entries():
        for citation in entry.citations:
            yield {**_interaction(entry), **_citation(citation)}


def _interaction(entry: Entry):
    row, parties = entry.interaction, entry.interaction.parties
    return {
        "id": row.pk,
        "kind": row.kind,
        "summary": row.summary,
        "when": row.when.edtf,
        "when_printed": row.when_printed,
        "place": row.place,
        "occurrences": row.occurrences,
        "status": entry.status.value,
        "reason": entry.reason,
        "people": _listed(party for party in parties if party.person_id),
        "organizations": _listed(party for party in parties if party.organization_id),
        "descriptions": _listed(party for party in parties if party.description),
    }


def _citation(row: Citation):
    return {
        "article": row.article.slug,
        "headline": row.article.headline,
        "outlet": row.article.outlet.name,
        "published_at": row.article.published_at.isoformat(),
        "url": row.article.canonical_url,
        "words": row.exact,
        "stance": row.stance,
        "when_given": row.when_given.edtf,
        "attributed_to_person": row.attributed_to_person or "",
        "attributed_to_organization": row.attributed_to_organization or "",
        "attributed_to_words": row.attributed_to_words,
        "said_on": row.said_on or "",
    }


def _listed(parties: Iterator[Participant]) -> str:
    return "; ".join(f"{row.label} ({row.part})" if row.part else row.label for row in parties)
