"""The record itself: its timelines, and single interactions."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from ninja import Router

from articles.api.listing import Asked, Listing
from articles.api.schemas import api_address
from articles.filters import AS_OF, Selection
from articles.parameters import end_of
from people import timelines
from people.api import schemas
from people.api.documentation import documented, listing
from people.filters import interaction_parameters
from people.models import Interaction
from people.views.people import people_at

router = Router(tags=["The record"])
TIMELINE = listing(Listing[schemas.Interaction], interaction_parameters())


@router.get("/interactions/", **TIMELINE)
def interactions(request, response: HttpResponse):
    """Every interaction on record: the same list as the timeline."""
    return timeline(request, response)


@router.get("/timeline/", **TIMELINE)
def timeline(request, response: HttpResponse):
    """Everything on record, in the order in which it happened."""
    asked = Asked.of(request, interaction_parameters())
    return _answer(request, response, asked, Interaction.objects.published(asked.moment))


@router.get("/people/{slug:slug}/timeline/", **TIMELINE)
def person_timeline(request, response: HttpResponse, slug: str):
    """What one person took part in."""
    [person] = people_at(slug)
    asked = Asked.of(request, interaction_parameters(person))
    published = Interaction.objects.published(asked.moment)
    return _answer(request, response, asked, published.filter(participants__person=person))


@router.get("/people/{slug:slug}/with/{slug:other}/", **TIMELINE)
def pair_timeline(request, response: HttpResponse, slug: str, other: str):
    """What two people took part in together, whoever is named first."""
    pair = people_at(slug, other)
    asked = Asked.of(request, interaction_parameters(*pair))
    published = Interaction.objects.published(asked.moment)
    return _answer(request, response, asked, published.between(*pair))


@router.get(
    "/interactions/{int:pk}/", response=schemas.InteractionAsOf, openapi_extra=documented(AS_OF)
)
def interaction(request, pk: int):
    """One interaction. That of an interaction merged into another leads on to it."""
    selection = Selection.of(request, (AS_OF,))
    as_of = end_of(selection.get("as_of"))
    row = Interaction.objects.published(as_of).filter(pk=pk).first()
    if row is None:
        heir = get_object_or_404(Interaction.objects.published(), former_numbers__number=pk)
        return redirect(api_address(heir), permanent=True)
    [entry] = timelines.entries([row], as_of)
    return {
        **schemas.interaction(entry, request),
        "as_of": selection.get("as_of"),
        "notices": selection.notices,
    }


def _answer(request, response, asked, published):
    """A page of a timeline."""

    def show(page):
        entries = timelines.entries(page, asked.moment)
        return [schemas.interaction(entry, request) for entry in entries]

    keys = timelines.NEWEST if asked.get("order") == "newest" else timelines.OLDEST
    listed = asked.narrow(published)
    return asked.answer(request, response, listed, keys, "interaction", show=show)
