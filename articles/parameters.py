"""The kinds of query parameter that lists take: how each is read, what it narrows, how it shows.

`articles.filters` reads them from a query string. `people.filters` adds those about people.
"""

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils import timezone

from articles.wording import and_join, day_words, or_join

# Options show how many of the newest rows they would keep: an archive is never counted whole.
COUNTED_ROWS = 300
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

    def at(self, moment: dt.datetime | None) -> "Parameter":
        """The parameter of a list that shows an earlier moment, where that makes a difference."""
        return self

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
        found = self.find(texts)
        rows = dict.fromkeys(found[text] for text in texts if text in found)
        notices = [
            f"There is no {self.label.lower()} “{text}”, so it was left out of the filter."
            for text in texts
            if text not in found
        ]
        return [Value(row.slug, row, str(row)) for row in rows], notices

    def find(self, slugs: list[str]) -> dict:
        """The rows that are there, by the slug that was given for each.

        A former slug keeps its meaning, so that a bookmark keeps working.
        """
        rows = self.model.objects
        if hasattr(rows, "at"):
            return rows.at(slugs)
        return {row.slug: row for row in rows.filter(slug__in=slugs)}

    def narrow(self, queryset, values):
        rows = [value.meaning for value in values]
        if self.widens:
            return queryset.filter(**{f"{self.path}__in": rows})
        for row in rows:
            queryset = queryset.filter(**{self.path: row})
        return queryset

    def options(self, queryset, values):
        return self.with_chosen(numbers_by(queryset, self.path), values)

    def with_chosen(self, rows, values):
        """Options of slug, name and number, the chosen ones among them whatever their number."""
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

    def __init__(self, name, label, last=False):
        super().__init__(name, label)
        self.last = last

    def read(self, texts):
        text = texts[-1]
        day = day_of(text, last=self.last)
        if day is None:
            return [], [
                f"“{text}” is not a date, so “{self.label.lower()}” was ignored. "
                "A day is written 2017-02-13, a month 2017-02, a year 2017."
            ]
        return [Value(day.isoformat(), day, day_words(day))], []

    def say(self, values):
        return f"{self.label.lower()} {values[0].label}"


class AsOf(Day):
    """The day whose record is shown: it decides what is public at all, and narrows nothing."""

    def __init__(self):
        super().__init__("as_of", "As it stood on", last=True)

    def read(self, texts):
        values, notices = super().read(texts)
        if values and values[0].meaning > timezone.localdate():
            return [], [f"{values[0].label} is still to come, so here is the record as of today."]
        return values, notices

    def narrow(self, queryset, values):
        return queryset

    def say(self, values):
        return f"as the record stood on {values[0].label}"


class Published(Day):
    """One end of a period in which articles were published; `column` leads there from the rows."""

    def __init__(self, name, label, last=False, column="published_at"):
        super().__init__(name, label, last)
        self.column = column

    def narrow(self, queryset, values):
        day = values[0].meaning
        if self.last:
            return queryset.filter(**{f"{self.column}__lte": end_of(day)})
        return queryset.filter(**{f"{self.column}__gte": start_of(day)})


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


def first_rows(queryset: QuerySet) -> QuerySet:
    """The first `COUNTED_ROWS` rows of a queryset, to be counted by kind; in no order."""
    first = queryset.values("pk")[:COUNTED_ROWS]
    return queryset.model._base_manager.filter(pk__in=first).order_by()


def numbers_by(queryset: QuerySet, path: str) -> QuerySet:
    """Slug and name at the end of `path`, and how many of the first rows lead there.

    The commonest first.
    """
    return (
        first_rows(queryset)
        .filter(**{f"{path}__isnull": False})
        .values_list(f"{path}__slug", f"{path}__name")
        .annotate(number=Count("pk"))
        .order_by("-number", f"{path}__name")[:SHOWN_OPTIONS]
    )


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


def start_of(day: dt.date) -> dt.datetime:
    """The first moment of a day in the site's time zone."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


def end_of(day: dt.date | None) -> dt.datetime | None:
    """The last moment of a day in the site's time zone; now, while it lasts; None for None."""
    if day is None:
        return None
    return min(timezone.make_aware(dt.datetime.combine(day, dt.time.max)), timezone.now())
