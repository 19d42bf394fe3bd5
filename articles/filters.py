"""The query parameters of the site, parsed once and meaning the same everywhere.

A list declares which parameters it takes (`articles.parameters`). `Selection` reads them from a
query string: unknown names and bad values are ignored with a notice, never an error and never
silently. It narrows querysets, and gives the filter bar its fields, chips and sentence.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlencode

from django.http import QueryDict

from articles.characters import clean_text
from articles.models import Outlet, Tag
from articles.pagination import BadCursor, Page, count_up_to
from articles.parameters import (
    AsOf,
    Cursor,
    Option,
    Order,
    Parameter,
    Published,
    Slugs,
    Value,
    Words,
    end_of,
)
from articles.wording import counted, day_words

MOST_VALUES = 10
LONGEST_VALUE = 500  # as long as a cursor can be that names the longest name
MOST_COUNTED = 1000


@dataclass(frozen=True)
class Chip:
    """One active value in the filter bar, and the address of the list without it."""

    label: str
    remove_url: str


@dataclass(frozen=True)
class Field:
    """One field of the filter bar."""

    name: str
    label: str
    kind: str
    value: str
    options: list[Option]


@dataclass
class Selection:
    """What one query string asks of a list.

    `path` is the address of the list itself; `settled` says what the page asks by that alone ("by
    Flynn"). `notices` are sentences for readers about what was ignored. Reading costs one query
    for each parameter that names rows of a table.
    """

    path: str
    parameters: tuple[Parameter, ...]
    settled: str = ""
    values: dict[str, list[Value]] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, request, parameters, settled="") -> "Selection":
        selection = cls(request.path, parameters, settled)
        for parameter in parameters:
            texts, notices = _texts(request.GET, parameter.name)
            selection.notices += notices
            if texts:
                values, notices = parameter.read(texts)
                selection.notices += notices
                if values:
                    selection.values[parameter.name] = values
        selection._check_period()
        moment = end_of(selection.get("as_of"))
        selection.parameters = tuple(parameter.at(moment) for parameter in parameters)
        known = [parameter.name for parameter in parameters]
        selection.notices += unknown_parameters(request.GET, known)
        return selection

    def narrow(self, rows, leaving_out: Parameter | None = None):
        """Those of a queryset, or of a list made of several, that satisfy every parameter.

        `leaving_out` is a parameter that does not count.
        """
        for parameter in self.parameters:
            if parameter.name in self.values and parameter is not leaving_out:
                rows = parameter.narrow(rows, self.values[parameter.name])
        return rows

    def get(self, name):
        """The meaning of the one value of a parameter; None when it is not given."""
        values = self.values.get(name)
        return values[0].meaning if values else None

    @cached_property
    def chips(self) -> list[Chip]:
        return [
            Chip(f"{parameter.label}: {value.label}", self.url(without=(parameter.name, value)))
            for parameter in self.parameters
            for value in self.values.get(parameter.name, [])
            if value.label and parameter.name != "order"
        ]

    def all(self, name) -> list:
        """The meanings of all values of a parameter."""
        return [value.meaning for value in self.values.get(name, [])]

    def url(self, without=None, **changes) -> str:
        """The address of this list with some parameters changed."""
        query = self.query(without, **changes)
        return f"{self.path}?{query}" if query else self.path

    def query(self, without=None, **changes) -> str:
        """The query string with some parameters changed, in the order of `articles.addresses`.

        A page of a list belongs to what was asked: cursors go when anything else changes.
        """
        pairs = []
        for parameter in self.parameters:
            name = parameter.name
            if name in changes:
                pairs += [(name, changes[name])] if changes[name] else []
            elif not isinstance(parameter, Cursor):
                pairs += [
                    (name, value.text)
                    for value in self.values.get(name, [])
                    if (name, value) != without
                ]
        return urlencode(pairs)

    def sentence(self, count: int, noun: str, most: int | None = None, plural: str = "") -> str:
        """What is shown, in words: "23 articles naming Flynn, from 1 January 2017".

        A `count` beyond `most` was not counted to the end, and is said to be more.
        """
        first = counted(count, noun, plural, most)
        return f"{first[0].upper()}{first[1:]} {self.words}".rstrip()

    @property
    def words(self) -> str:
        """What is asked for: "naming Flynn, from 1 January 2017"."""
        said = [
            parameter.say(self.values[parameter.name])
            for parameter in self.parameters
            if parameter.name in self.values
        ]
        return ", ".join(filter(None, [self.settled, *said]))

    def page(self, rows, keys, size: int, kind=Page) -> Page:
        """The page of a list that was asked for; the first one when it cannot be found."""
        try:
            return kind(rows, keys, after=self.get("after"), before=self.get("before"), size=size)
        except BadCursor:
            self.notices.append("That page does not exist, so here is the first one.")
            return kind(rows, keys, size=size)

    def pager(self, page: Page) -> dict[str, str]:
        """The addresses around a page; without a key where there is no such page."""
        urls = {}
        if page.previous_cursor:
            urls["previous_url"] = self.url(before=page.previous_cursor)
            urls["first_url"] = self.url()
        if page.next_cursor:
            urls["next_url"] = self.url(after=page.next_cursor)
        return urls

    def order_links(self) -> list[dict]:
        """The orders the list can be in, each with its address."""
        orders = next(p for p in self.parameters if isinstance(p, Order))
        return [
            {
                "label": option.label,
                "url": self.url(order=option.value if option.value != orders.usual else None),
                "current": option.selected,
            }
            for option in orders.options(None, self.values.get("order", []))
        ]

    def standing(self) -> dict:
        """The banner of a page that shows the record of an earlier day, and the way to now."""
        return {"as_of": self.get("as_of"), "now_url": self.url(as_of=None)}

    def bar(self, rows, noun: str, count=count_up_to) -> dict:
        """What the filter bar shows beside and above a list that is `rows` in all.

        Costs one query for the count, which stops at `MOST_COUNTED`, and one for each field
        with choices.
        """
        number = count(self.narrow(rows), MOST_COUNTED)
        return {
            "action": self.path,
            "chips": self.chips,
            "clear_url": self.path,
            "fields": self.fields(rows),
            "kept": self.kept(),
            "notices": self.notices,
            "sentence": self.sentence(number, noun, most=MOST_COUNTED),
        }

    def fields(self, rows) -> list[Field]:
        """The fields of the filter bar, counted over `rows`: one query for each choice."""
        return [
            Field(
                parameter.name,
                parameter.label,
                parameter.kind,
                values[0].text if values else "",
                parameter.options(self.counted_over(rows, parameter), values),
            )
            for parameter in self.parameters
            if parameter.kind != "hidden"
            for values in [self.values.get(parameter.name, [])]
        ]

    def counted_over(self, rows, parameter: Parameter):
        """The rows over which choices are counted; those that widen as if none were chosen."""
        return self.narrow(rows, leaving_out=parameter if parameter.adds_up else None)

    def kept(self) -> list[tuple[str, str]]:
        """Names and values that the form of the filter bar sends along though it has no field."""
        return [
            (parameter.name, value.text)
            for parameter in self.parameters
            if parameter.kind == "hidden" and not isinstance(parameter, Cursor)
            for value in self.values.get(parameter.name, [])
        ]

    def _check_period(self):
        start, end = self.get("from"), self.get("to")
        if start and end and start > end:
            self.notices.append(
                f"The period ends before it begins: “to” ({day_words(end)}) was ignored."
            )
            del self.values["to"]


def unknown_parameters(query: QueryDict, known: Iterable[str]) -> list[str]:
    """A sentence for each parameter of a query string that a page does not know."""
    unknown = sorted(set(query) - set(known))
    return [
        f"“{clean_text(name)[:LONGEST_VALUE]}” is not a filter of this page, so it was ignored."
        for name in unknown[:MOST_VALUES]
    ]


def _texts(query, name):
    """The last few distinct texts of a parameter, cleaned, and sentences on what was cut off."""
    cleaned = (clean_text(text) for text in query.getlist(name))
    texts = list(dict.fromkeys(filter(None, cleaned)))
    notices = []
    if len(texts) > MOST_VALUES:
        notices.append(f"“{name}” was given {len(texts)} times: the last {MOST_VALUES} count.")
    if any(len(text) > LONGEST_VALUE for text in texts):
        notices.append(f"“{name}” was cut to {LONGEST_VALUE} characters.")
    return [text[:LONGEST_VALUE] for text in texts[-MOST_VALUES:]], notices


class Tags(Slugs):
    """Tags that articles carry; on the page of one of them, that one is not offered."""

    def __init__(self, under: Tag | None = None):
        super().__init__("tag", "Tag", Tag, "tags", "tagged")
        self.under = under

    def options(self, queryset, values):
        options = super().options(queryset, values)
        return [option for option in options if not self.under or option.value != self.under.slug]


OUTLET = Slugs("outlet", "Outlet", Outlet, "outlet", "from", widens=True)
AS_OF = AsOf()
CURSORS = (Cursor("after"), Cursor("before"))


class _ArticleParameters:
    """The parameters of every list of articles; `people` puts its own first, when it loads."""

    def __init__(self):
        self.others: list[Parameter] = []

    def register(self, parameter: Parameter):
        self.others.append(parameter)

    def __call__(self, under: Tag | None = None) -> tuple[Parameter, ...]:
        """All of them; `under` is the tag whose page the list is on."""
        return (
            *self.others,
            Tags(under),
            OUTLET,
            Published("from", "From"),
            Published("to", "To", last=True),
            AS_OF,
            Words("q", "Words"),
            Order({"newest": "Newest first", "oldest": "Oldest first"}),
            *CURSORS,
        )


article_parameters = _ArticleParameters()
