"""What the address of a search page asks for."""

import datetime as dt
from math import ceil
from urllib.parse import urlencode

from articles.filters import Selection
from articles.models import Article
from articles.parameters import Value, end_of
from newsroom.search.parameters import (
    COUNTED,
    LAST_PAGE,
    NO_SUCH_PAGE,
    PAGE,
    TYPES,
    search_parameters,
)
from people.models import Interaction, Person, Quote

AROUND = 2  # pages before and after the one shown that have a link


class Asked(Selection):
    """The words looked for, and the filters that apply to every type of result."""

    @classmethod
    def of(cls, request) -> "Asked":
        return super().of(request, search_parameters(request.GET.get("type")))

    @property
    def text(self) -> str:
        """The words to look for; "" when there are only filters."""
        return self.get("q") or ""

    @property
    def type(self) -> str:
        """The one type of result to show; "" for all of them."""
        return self.get("type") or ""

    @property
    def page_number(self) -> int:
        return self.get("page") or 1

    @property
    def moment(self) -> dt.datetime | None:
        """The moment as of which the record is searched; None for now."""
        return end_of(self.get("as_of"))

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked that anything could answer to."""
        return not (self.text or self.chips)

    @property
    def words(self) -> str:
        """What is asked for: "for “sanctions”, naming Flynn"."""
        return ", ".join(filter(None, [self.text and f"for “{self.text}”", super().words]))

    def turn_back(self):
        """Show the first page: the one asked for lies beyond the last."""
        del self.values["page"]
        self.notices.append(NO_SUCH_PAGE)

    def rows(self, leaving_out=None) -> dict:
        """A queryset of each type, narrowed by all filters; nobody has looked for words yet."""
        return self.narrow(self.published(), leaving_out)

    def published(self) -> dict:
        """All that readers may see of each type."""
        return {
            "articles": Article.objects.published(self.moment),
            "interactions": Interaction.objects.published(self.moment),
            "quotes": Quote.objects.published(self.moment),
        }

    def rows_about(self, person: Person) -> dict:
        """The same, narrowed to what is about a person as well."""
        [about] = [parameter for parameter in self.parameters if parameter.name == "person"]
        return about.narrow(self.rows(), [Value(person.slug, person, person.name)])

    def counted_over(self, found, parameter):
        """Choices are counted over what was `found`, or what would be without the chosen ones."""
        if not (parameter.adds_up and parameter.name in self.values):
            return found
        rows = self.rows(leaving_out=parameter)
        if not self.text:
            return rows
        return {type: queryset.matching(self.text) for type, queryset in rows.items()}

    def filters(self, found: dict, sentence: str) -> dict:
        """The filter bar; a query for each field with choices, and for each type found."""
        return {
            "action": self.path,
            "chips": self.chips,
            "clear_url": self._without_filters(),
            "fields": self.fields(found),
            "kept": self.kept(),
            "notices": self.notices,
            "sentence": sentence,
        }

    def beside_words(self) -> list[tuple[str, str]]:
        """Names and values that stay when other words are looked for."""
        return [
            (parameter.name, value.text)
            for parameter in self.parameters
            if parameter.name not in ("q", "page")
            for value in self.values.get(parameter.name, [])
        ]

    def tabs(self, numbers: dict[str, int]) -> list[dict]:
        """The types that have something to show, with how much it is, and the one that is open."""
        return [
            {
                "label": label,
                "number": f"{COUNTED}+" if numbers.get(type, 0) > COUNTED else numbers.get(type),
                "url": self.url(type=type),
                "current": type == self.type,
            }
            for type, label in {"": "Everything", **TYPES}.items()
            if not type or numbers.get(type) or type == self.type
        ]

    def pager(self, number: int) -> dict:
        """The addresses around a page of so many results."""
        last = min(ceil(number / PAGE), LAST_PAGE)
        around = {1, last, *range(self.page_number - AROUND, self.page_number + AROUND + 1)}
        pages = {
            "pages": [
                {"number": page, "url": self._page_url(page), "current": page == self.page_number}
                for page in sorted(around)
                if 1 <= page <= last
            ]
        }
        if self.page_number > 1:
            pages["previous_url"] = self._page_url(self.page_number - 1)
        if self.page_number < last:
            pages["next_url"] = self._page_url(self.page_number + 1)
        return pages

    def _without_filters(self):
        kept = urlencode(self.kept())
        return f"{self.path}?{kept}" if kept else self.path

    def _page_url(self, page):
        return self.url(page=page if page > 1 else None)
