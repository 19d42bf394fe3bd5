"""From citations to status: rebuilds the status changes of interactions.

The thinking is in the pure `people.status`; here citations become its assertions, and what it
gives becomes rows.
"""

from django.db import transaction
from django.utils import timezone

from articles.models import Article, Edition
from people.models import Citation, Interaction, StatusChange
from people.reasons import Voice
from people.status import Assertion, Stance, history


def public_citations():
    """Citations that count: of published articles, scheduled ones included, oldest first.

    With all that is shown of them, in one query; their articles come without bodies.
    """
    return (
        Citation.objects.filter(article__state=Article.State.PUBLISHED)
        .with_articles()
        .select_related("attributed_to_person", "attributed_to_organization")
        .order_by("article__published_at", "pk")
    )


def assertions(participants, citations) -> list[Assertion]:
    """Citations as assertions about what these participants took part in."""
    firsthand = {_participant_key(participant) for participant in participants}
    return [
        Assertion(
            citation=citation.pk,
            party=party,
            stance=Stance(citation.stance),
            known_at=timezone.localtime(citation.article.published_at),
            said_on=citation.said_on,
            first_hand=party in firsthand,
        )
        for citation in citations
        for party in [_party_key(citation)]
    ]


def voice(citation: Citation) -> Voice:
    """Who speaks in a citation, as a reason sentence names them."""
    article = citation.article
    return Voice(article.outlet.name, citation.speaker, article.is_undated)


@transaction.atomic
def rebuild_all(interactions):
    """Replace the status changes of these interactions; a fixed number of queries.

    They are locked first: of two citations saved at once, the second is judged with the first.
    """
    chosen = Interaction.objects.filter(pk__in=interactions.values("pk")).order_by("pk")
    rows = list(chosen.select_for_update(no_key=True).prefetch_related("participants"))
    if not rows:
        return
    citations = {}
    for citation in public_citations().filter(interaction__in=rows):
        citations.setdefault(citation.interaction_id, []).append(citation)
    StatusChange.objects.filter(interaction__in=rows).delete()
    StatusChange.objects.bulk_create(
        change
        for interaction in rows
        for change in _changes(interaction, citations.get(interaction.pk, []))
    )
    Edition.raise_number()


def _changes(interaction, citations):
    recorded_at = {citation.pk: citation.created_at for citation in citations}
    for change in history(assertions(interaction.participants.all(), citations)):
        yield StatusChange(
            interaction=interaction,
            known_at=change.known_at,
            recorded_at=recorded_at[change.citation],
            previous=change.previous or "",
            status=change.status,
            citation_id=change.citation,
        )


def _party_key(citation):
    """Who asserts: whoever the words are attributed to, else the outlet itself."""
    if citation.attributed_to_person_id:
        return ("person", citation.attributed_to_person_id)
    if citation.attributed_to_organization_id:
        return ("organization", citation.attributed_to_organization_id)
    if citation.attributed_to_words:
        return ("words", citation.attributed_to_words.casefold())
    return ("outlet", citation.article.outlet_id)


def _participant_key(participant):
    if participant.person_id:
        return ("person", participant.person_id)
    if participant.organization_id:
        return ("organization", participant.organization_id)
    return ("words", participant.description.casefold())
