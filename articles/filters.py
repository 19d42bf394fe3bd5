"""The query parameters of the site, parsed once and meaning the same everywhere.

A list declares which parameters it takes as a tuple of `Parameter`s. `Selection` reads them from
a query string: unknown names and bad values are ignored with a notice, never an error and never
silently. It narrows querysets, and gives the filter bar its fields, chips and sentence.

`people` adds the parameters that are about people (`people/filters.py`).
"""

import calendar
import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.http import QueryDict

from articles.body import clean_text
from articles.models import Outlet, Tag
from articles.pagination import BadCursor, Page, count_up_to
from articles.wording import and_join, counted, day_words, or_join

MOST_VALUES = 10
LONGEST_VALUE = 500  # as long as a cursor can be that names the longest name
# Options show how many of the newest rows they would keep: an archive is never counted whole.
COUNTED_ROWS = 300
MOST_COUNTED = 1000
SHOWN_OPTIONS = 25


@dataclass(frozen=True)
class Value:
    """One value of a parameter: as written in the address, as read, and as said to readers."""

    text: str
    meaning: object
    label: str


@dataclass(frozen=True)
class Option:
    """One choice of a field, with the number of rows that choosing it would show."""

    value: str
    label: str
    count: int | None = None
    selected: bool = False

    @property
    def disabled(self):
        return self.count == 0 and not self.selected


class Parameter:
    """One query parameter: how it is read, what it narrows, how the filter bar shows it."""

    kind = "text"

    def __init__(self, name, label):
        self.name, self.label = name, label

    def read(self, texts: list[str]) -> tuple[list[Value], list[str]]:
        """The values that can be used, and a sentence for each that cannot."""
        raise NotImplementedError

    def narrow(self, queryset: QuerySet, values: list[Value]) -> QuerySet:
        raise NotImplementedError

    def options(self, queryset: QuerySet, values: list[Value]) -> list[Option]:
        """What may be chosen, counted over the rows of `queryset`; [] for a free field."""
        return []

    def say(self, values: list[Value]) -> str:
        """The part of the sentence above a list that tells of these values."""
        return and_join(value.label for value in values)

    @property
    def adds_up(self):
        """Whether several values widen the list (OR) instead of narrowing it (AND)."""
        return False


class Slugs(Parameter):
    """Rows of a model, named by slug. `path` leads from the listed rows to that model."""

    kind = "multi"

    def __init__(self, name, label, model, path, sentence, widens=False):
        super().__init__(name, label)
        self.model, self.path, self.sentence, self.widens = model, path, sentence, widens

    @property
    def adds_up(self):
        return self.widens

    def read(self, texts):
        found = {row.slug: row for row in self.model.objects.filter(slug__in=texts)}
        values = [Value(text, found[text], str(found[text])) for text in texts if text in found]
        notices = [
            f"There is no {self.label.lower()} “{text}”, so it was left out of the filter."
            for text in texts
            if text not in found
        ]
        return values, notices

    def narrow(self, queryset, values):
        rows = [value.meaning for value in values]
        if self.widens:
            return queryset.filter(**{f"{self.path}__in": rows})
        for row in rows:
            queryset = queryset.filter(**{self.path: row})
        return queryset

    def options(self, queryset, values):
        slug, name = f"{self.path}__slug", f"{self.path}__name"
        rows = (
            first_rows(queryset)
            .filter(**{f"{self.path}__isnull": False})
            .values_list(slug, name)
            .annotate(number=Count("pk"))
            .order_by("-number", name)[:SHOWN_OPTIONS]
        )
        chosen = {value.text: value.label for value in values}
        options = [Option(slug, name, number, slug in chosen) for slug, name, number in rows]
        offered = {option.value for option in options}
        return options + [
            Option(slug, label, 0, True) for slug, label in chosen.items() if slug not in offered
        ]

    def say(self, values):
        joined = or_join if self.widens else and_join
        return f"{self.sentence} {joined(value.label for value in values)}"


class Day(Parameter):
    """The first or last day of a period; a month or a year stands for its first or last day."""

    kind = "date"

    def __init__(self, name, label, lookup, sentence, last=False):
        super().__init__(name, label)
        self.lookup, self.sentence, self.last = lookup, sentence, last

    def read(self, texts):
        text = texts[-1]
        day = day_of(text, last=self.last)
        if day is None:
            return [], [
                f"“{text}” is not a date, so “{self.label.lower()}” was ignored. "
                "A day is written 2017-02-13, a month 2017-02, a year 2017."
            ]
        return [Value(day.isoformat(), day, day_words(day))], []

    def narrow(self, queryset, values):
        return queryset.filter(**{self.lookup: values[0].meaning})

    def say(self, values):
        return f"{self.sentence} {values[0].label}"


class Words(Parameter):
    """Words to search for, in the syntax of web search engines: "a phrase", or, -without."""

    def read(self, texts):
        text = texts[-1]
        return [Value(text, text, f"“{text}”")], []

    def narrow(self, queryset, values):
        return queryset.matching(values[0].meaning)

    def say(self, values):
        return f"matching {values[0].label}"


class Order(Parameter):
    """The order of the rows: one of a few names, the first being the usual one."""

    kind = "select"

    def __init__(self, choices: dict[str, str]):
        super().__init__("order", "Order")
        self.choices = choices

    @property
    def usual(self):
        return next(iter(self.choices))

    def read(self, texts):
        text = texts[-1]
        if text not in self.choices:
            known = or_join(self.choices)
            return [], [f"“{text}” is not an order, so it was ignored. It can be {known}."]
        return ([Value(text, text, self.choices[text])] if text != self.usual else []), []

    def narrow(self, queryset, values):
        return queryset

    def options(self, queryset, values):
        chosen = values[0].text if values else self.usual
        return [Option(text, label, None, text == chosen) for text, label in self.choices.items()]

    def say(self, values):
        return ""


class Cursor(Parameter):
    """Where a page begins; checked by the page itself (`articles.pagination`)."""

    kind = "hidden"

    def __init__(self, name):
        super().__init__(name, "Page")

    def read(self, texts):
        return [Value(texts[-1], texts[-1], "")], []

    def narrow(self, queryset, values):
        return queryset

    def say(self, values):
        return ""


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

    `path` is the address of the list itself; `notices` are sentences for readers about what was
    ignored. Reading costs one query for each parameter that names rows of a table.
    """

    path: str
    parameters: tuple[Parameter, ...]
    values: dict[str, list[Value]] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, request, parameters) -> "Selection":
        selection = cls(request.path, parameters)
        for parameter in parameters:
            texts, notices = _texts(request.GET, parameter.name)
            selection.notices += notices
            if texts:
                values, notices = parameter.read(texts)
                selection.notices += notices
                if values:
                    selection.values[parameter.name] = values
        selection._check_period()
        known = [parameter.name for parameter in parameters]
        selection.notices += unknown_parameters(request.GET, known)
        return selection

    def narrow(self, queryset: QuerySet, leaving_out: Parameter | None = None) -> QuerySet:
        """The rows that satisfy every parameter (but `leaving_out`)."""
        for parameter in self.parameters:
            if parameter.name in self.values and parameter is not leaving_out:
                queryset = parameter.narrow(queryset, self.values[parameter.name])
        return queryset

    def get(self, name):
        """The meaning of the one value of a parameter; None when it is not given."""
        values = self.values.get(name)
        return values[0].meaning if values else None

    @property
    def is_narrowed(self):
        return bool(self.chips)

    @cached_property
    def chips(self) -> list[Chip]:
        return [
            Chip(f"{parameter.label}: {value.label}", self.url(without=(parameter.name, value)))
            for parameter in self.parameters
            for value in self.values.get(parameter.name, [])
            if value.label and parameter.name != "order"
        ]

    def url(self, without=None, **changes) -> str:
        """The address of this list with some parameters changed, always in the same order.

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
        return f"{self.path}?{urlencode(pairs)}" if pairs else self.path

    def sentence(self, count: int, noun: str, most: int | None = None) -> str:
        """What is shown, in words: "23 articles that name Flynn, from 1 January 2017".

        A `count` beyond `most` was not counted to the end, and is said to be more.
        """
        said = [
            parameter.say(self.values[parameter.name])
            for parameter in self.parameters
            if parameter.name in self.values
        ]
        first = counted(count, noun, most=most)
        return ", ".join([first[0].upper() + first[1:], *filter(None, said)])

    def page(self, queryset: QuerySet, keys, size: int) -> Page:
        """The page of `queryset` that was asked for; the first one when it cannot be found."""
        try:
            return Page(
                queryset, keys, after=self.get("after"), before=self.get("before"), size=size
            )
        except BadCursor:
            self.notices.append("That page does not exist, so here is the first one.")
            return Page(queryset, keys, size=size)

    def pager(self, page: Page) -> dict[str, str]:
        """The addresses around a page; without a key where there is no such page."""
        urls = {}
        if page.previous_cursor:
            urls["previous_url"] = self.url(before=page.previous_cursor)
            urls["newest_url"] = self.url()
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

    def bar(self, queryset: QuerySet, noun: str) -> dict:
        """What `includes/filter_bar.html` shows above the rows that `queryset` has in all.

        Costs one query for the count, which stops at `MOST_COUNTED`, and one for each field
        with choices.
        """
        count = count_up_to(self.narrow(queryset), MOST_COUNTED)
        return {
            "action": self.path,
            "chips": self.chips,
            "clear_url": self.path,
            "fields": self.fields(queryset),
            "notices": self.notices,
            "sentence": self.sentence(count, noun, most=MOST_COUNTED),
        }

    def fields(self, queryset: QuerySet) -> list[Field]:
        """The fields of the filter bar, counted over `queryset`: one query for each choice."""
        return [
            Field(
                parameter.name,
                parameter.label,
                parameter.kind,
                values[0].text if values else "",
                parameter.options(
                    self.narrow(queryset, leaving_out=parameter if parameter.adds_up else None),
                    values,
                ),
            )
            for parameter in self.parameters
            if parameter.kind != "hidden"
            for values in [self.values.get(parameter.name, [])]
        ]

    def _check_period(self):
        start, end = self.get("from"), self.get("to")
        if start and end and start > end:
            self.notices.append(
                f"The period ends before it begins: “to” ({day_words(end)}) was ignored."
            )
            del self.values["to"]


def first_rows(queryset: QuerySet) -> QuerySet:
    """The first `COUNTED_ROWS` rows of a queryset, to be counted by kind; in no order."""
    first = queryset.values("pk")[:COUNTED_ROWS]
    return queryset.model._base_manager.filter(pk__in=first).order_by()


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


def day_of(text: str, last=False) -> dt.date | None:
    """The first (or last) day of "2017", "2017-02" or "2017-02-13"; None when it is no date."""
    if not re.fullmatch(r"\d{4}(-\d{1,2}){0,2}", text):
        return None
    parts = [int(part) for part in text.split("-")]
    try:
        if last and len(parts) == 1:
            parts.append(12)
        if last and len(parts) == 2:
            parts.append(calendar.monthrange(*parts)[1])
        return dt.date(*(*parts, 1, 1)[:3])
    except ValueError:
        return None


PERIOD_PUBLISHED = (
    Day("from", "From", "published_at__date__gte", "from"),
    Day("to", "To", "published_at__date__lte", "to", last=True),
)
TAG = Slugs("tag", "Tag", Tag, "tags", "tagged")
OUTLET = Slugs("outlet", "Outlet", Outlet, "outlet", "from", widens=True)


class _ArticleParameters:
    """The parameters of every list of articles; `people` puts its own first, when it loads."""

    def __init__(self):
        self.others: list[Parameter] = []

    def register(self, parameter: Parameter):
        self.others.append(parameter)

    def __call__(self, *, without: str = "") -> tuple[Parameter, ...]:
        everything = (
            *self.others,
            TAG,
            OUTLET,
            *PERIOD_PUBLISHED,
            Words("q", "Words"),
            Order({"newest": "Newest first", "oldest": "Oldest first"}),
            Cursor("after"),
            Cursor("before"),
        )
        return tuple(parameter for parameter in everything if parameter.name != without)


article_parameters = _ArticleParameters()
