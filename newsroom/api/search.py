"""Search, as its page gives it."""

from django.http import HttpResponse
from ninja import Field, Router, Schema

from articles.api.documentation import TEXT, described, documented
from articles.api.listing import Listing, links
from articles.api.schemas import Reference, absolute
from newsroom.search import Asked, Found
from newsroom.search.parameters import (
    COUNTED,
    LAST_PAGE,
    TYPES,
    Across,
    PageNumber,
    ResultType,
    search_parameters,
)
from people.status import Status

router = Router(tags=["Search"])


@described.register
def _(parameter: Across) -> dict:
    return described(parameter.any)


@described.register
def _(parameter: ResultType) -> dict:
    return {
        "description": "The one type of result to look for; all of them when it is not given.",
        "schema": {**TEXT, "enum": list(TYPES)},
    }


@described.register
def _(parameter: PageNumber) -> dict:
    return {
        "description": "The number of the page.",
        "schema": {"type": "integer", "minimum": 1, "maximum": LAST_PAGE, "default": 1},
    }


class Result(Schema):
    """Something found."""

    kind: str = Field(examples=["Article", "Meeting"])
    title: str
    url: str = Field(description="Its page for readers, absolute.")
    date: str = Field(description="In words.")
    snippet_html: str = Field(description="Some of its words, those looked for marked.")
    outlet: str
    status: Status | None
    people: list[Reference]

    @staticmethod
    def resolve_kind(result):
        return result.kind_label

    @staticmethod
    def resolve_url(result, context):
        return absolute(result.url, context)


class Results(Listing[Result]):
    """One page of what was found."""

    people: list[Reference] = Field(
        description="On the first page: whom the words may mean, the likeliest first, also in "
        "another spelling."
    )


NOTHING = {
    "people": [],
    "results": [],
    "sentence": "Nothing was asked for",
    "count": 0,
    "as_of": None,
    "next": None,
    "previous": None,
}


@router.get("/search/", response=Results, openapi_extra=documented(*search_parameters()))
def search(request, response: HttpResponse):
    """People, and what is found of every type for some words, the most fitting first."""
    asked = Asked.of(request)
    if asked.is_empty:
        return {**NOTHING, "notices": asked.notices}
    found = Found(asked)
    return {
        "people": found.people,
        "results": found.results,
        "sentence": found.sentence,
        "count": _count(asked, found),
        "as_of": asked.get("as_of"),
        "notices": asked.notices,
        **links(request, response, asked.pager(found.number)),
    }


def _count(asked, found):
    """How many results there are of the types asked for; None where not all were counted."""
    types = [asked.type] if asked.type else TYPES.keys() - {"people"}
    numbers = [found.numbers.get(type, 0) for type in types]
    return None if max(numbers) > COUNTED else sum(numbers)
