"""People and organizations."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from ninja import Router

from articles.api.listing import Asked, Listing
from articles.api.schemas import api_address
from articles.filters import CURSORS
from articles.pagination import BY_NAME
from people.api import schemas
from people.api.documentation import listing
from people.filters import PEOPLE_PARAMETERS
from people.models import Organization, Person
from people.views.people import ALPHABETICAL as BY_SORT_NAME
from people.views.people import people_at

router = Router(tags=["People"])


@router.get("/people/", **listing(Listing[schemas.Person], PEOPLE_PARAMETERS))
def people(request, response: HttpResponse):
    """Everybody on record, in alphabetical order."""
    asked = Asked.of(request, PEOPLE_PARAMETERS)
    listed = asked.narrow(Person.objects.all())
    return asked.answer(request, response, listed, BY_SORT_NAME, "person", "people")


@router.get("/people/{slug:slug}/", response=schemas.PersonInFull)
def person(request, slug: str):
    """One person. A former address, or that of somebody merged into them, leads on to them."""
    people = Person.objects.prefetch_related("aliases", "roles__organization")
    [row] = people_at(slug, people=people)
    return row if row.slug == slug else redirect(api_address(row), permanent=True)


@router.get("/organizations/", **listing(Listing[schemas.Organization], CURSORS))
def organizations(request, response: HttpResponse):
    """The organizations on record, in alphabetical order."""
    asked = Asked.of(request, CURSORS)
    listed = Organization.objects.all()
    return asked.answer(request, response, listed, BY_NAME, "organization")


@router.get("/organizations/{slug:slug}/", response=schemas.Organization)
def organization(request, slug: str):
    """One organization."""
    return get_object_or_404(Organization, slug=slug)
