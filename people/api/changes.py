"""What changed, for those who come back."""

from django.http import HttpResponse
from ninja import Router

from articles.api.listing import Asked
from articles.filters import MOST_COUNTED
from articles.pagination import MergedPage
from people.api import schemas
from people.api.documentation import listing
from people.changes import NEWEST, Changes, with_sources
from people.filters import CHANGE_PARAMETERS

router = Router(tags=["Changes"])


@router.get("/changes/", **listing(schemas.ChangeListing, CHANGE_PARAMETERS))
def changes(request, response: HttpResponse):
    """What became known or turned out otherwise, what was corrected or withdrawn; newest first."""
    asked = Asked.of(request, CHANGE_PARAMETERS)
    listed = asked.narrow(Changes.published(asked.moment))
    page = asked.rows(listed.querysets, NEWEST, kind=MergedPage)
    number = listed.count_up_to(MOST_COUNTED)
    return asked.told(request, response, page, with_sources(page), number, "change")
