"""How a list of the API is asked and answered: by the same parameters as its page, and alike."""

import datetime as dt
import re
from typing import Generic, TypeVar

from ninja import Field, Schema

from articles.filters import MOST_COUNTED, Selection
from articles.pagination import Page, count_up_to
from articles.parameters import Parameter, Value, end_of

Row = TypeVar("Row")
# What RFC 8288 calls the pages around one.
RELATIONS = {"next": "next", "previous": "prev"}


class Limit(Parameter):
    """How many rows a page of the list has."""

    kind = "hidden"
    usual, most = 20, 100

    def __init__(self):
        super().__init__("limit", "Limit")

    def read(self, texts):
        text = texts[-1]
        if not re.fullmatch(r"0*[1-9][0-9]{0,9}", text):
            return [], [f"“{text}” is not a number of rows, so “limit” was ignored."]
        number = int(text)
        if number > self.most:
            return [_number(self.most)], [f"“limit” was lowered to {self.most}, which is the most."]
        return [_number(number)], []

    def narrow(self, queryset, values):
        return queryset

    def say(self, values):
        return ""


def _number(number):
    return Value(str(number), number, "")


LIMIT = Limit()


class Listing(Schema, Generic[Row]):
    """One page of a list."""

    sentence: str = Field(
        description="What is listed, in words, as its page says it.",
        examples=["23 articles naming Mary Brook, from 1 January 2017"],
    )
    count: int | None = Field(
        description=f"How many there are in all; null for more than {MOST_COUNTED:,}, "
        "which are not counted.",
    )
    as_of: dt.date | None = Field(description="The day whose record this is; null for today.")
    notices: list[str] = Field(
        description="What of the address was ignored, and why, in sentences.",
    )
    next: str | None = Field(description="The following page; null on the last.")
    previous: str | None = Field(description="The page before; null on the first.")
    results: list[Row]


class Asked(Selection):
    """What one request asks of a list of the API, and the answer to it."""

    @classmethod
    def of(cls, request, parameters) -> "Asked":
        return super().of(request, (*parameters, LIMIT))

    @property
    def moment(self) -> dt.datetime | None:
        """The moment as of which the record is asked for; None for now."""
        return end_of(self.get("as_of"))

    def answer(self, request, response, listed, keys, noun, plural="", show=list) -> dict:
        """A `Listing` of the page of a queryset that was asked for; `show` gives its results.

        Two queries, and those of the rows.
        """
        number = count_up_to(listed, MOST_COUNTED)
        page = self.rows(listed, keys)
        return self.told(request, response, page, show(page), number, noun, plural)

    def rows(self, listed, keys, kind=Page) -> Page:
        """The page of a list that was asked for; one query."""
        return self.page(listed, keys, self.get("limit") or Limit.usual, kind)

    def told(self, request, response, page, results, number, noun, plural="") -> dict:
        """A `Listing` of a page; `number` is counted to just beyond `MOST_COUNTED`."""
        return {
            "sentence": self.sentence(number, noun, MOST_COUNTED, plural),
            "count": number if number <= MOST_COUNTED else None,
            "as_of": self.get("as_of"),
            "notices": self.notices,
            "results": results,
            **links(request, response, self.pager(page)),
        }


def links(request, response, pager: dict) -> dict[str, str | None]:
    """The addresses of the pages around one, absolute; they go into the `Link` header too."""
    addresses = {
        name: request.build_absolute_uri(pager[f"{name}_url"])
        for name in RELATIONS
        if f"{name}_url" in pager
    }
    if addresses:
        response.headers["Link"] = ", ".join(
            f'<{address}>; rel="{RELATIONS[name]}"' for name, address in addresses.items()
        )
    return dict.fromkeys(RELATIONS) | addresses
