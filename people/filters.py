"""The query parameters that are about people: the counterpart of `articles.filters`."""

import datetime as dt
from collections import Counter

from django.utils import timezone

from articles.filters import COUNTED_ROWS, Cursor, Day, Option, Order, Parameter, Slugs, Value, Words
from articles.wording import or_join
from people.models import Kind, Person
from people.status import Status


class Choices(Parameter):
    """Members of an enumeration; several widen. `column` is where the rows keep theirs."""

    kind = "multi"
    adds_up = True

    def __init__(self, name, label, members, column):
        super().__init__(name, label)
        self.column = column
        self.labels = {member.value: member.label for member in members}

    def read(self, texts):
        values = [Value(text, text, self.labels[text]) for text in texts if text in self.labels]
        notices = [
            f"“{text}” is not a {self.label.lower()}, so it was ignored. "
            f"It can be {or_join(self.labels)}."
            for text in texts
            if text not in self.labels
        ]
        return values, notices

    def narrow(self, queryset, values):
        return queryset.filter(**{f"{self.column}__in": [value.meaning for value in values]})

    def options(self, queryset, values):
        rows = queryset.values_list(self.column, flat=True)[:COUNTED_ROWS]
        counts = Counter(rows)
        chosen = {value.text for value in values}
        return [
            Option(value, label, counts.get(value, 0), value in chosen)
            for value, label in self.labels.items()
            if value in counts or value in chosen
        ]

    def say(self, values):
        return f"{self.label.lower()} {or_join(value.label.lower() for value in values)}"


class Overlap(Day):
    """One end of a period in which interactions may have happened; imprecise dates overlap it."""

    def narrow(self, queryset, values):
        day = values[0].meaning
        return queryset.overlapping(end=day) if self.last else queryset.overlapping(start=day)


class Called(Words):
    """The name of a person, or the beginning of one."""

    def narrow(self, queryset, values):
        return queryset.called(values[0].meaning)


class Letter(Words):
    """The first letter of the names listed."""

    kind = "hidden"

    def read(self, texts):
        letter = texts[-1].upper()
        if len(letter) != 1 or not letter.isalpha():
            return [], [f"“{texts[-1]}” is not a letter, so it was ignored."]
        return [Value(letter, letter, letter)], []

    def narrow(self, queryset, values):
        return queryset.filter(sort_key__startswith=values[0].meaning.lower())


class AsOf(Day):
    """The day whose record is shown; narrows nothing by itself (`Interaction.published`)."""

    def read(self, texts):
        values, notices = super().read(texts)
        if values and values[0].meaning > timezone.localdate():
            return [], [f"{values[0].label} is still to come, so here is the record as of today."]
        return values, notices

    def narrow(self, queryset, values):
        return queryset

    def say(self, values):
        return f"as the record stood on {values[0].label}"


PERSON_NAMED = Slugs("person", "Person", Person, "mentions__person", "that name")
PERSON_TAKING_PART = Slugs("person", "Person", Person, "people", "with")
AS_OF = AsOf("as_of", "As it stood on", "", "as of", last=True)
CURSORS = (Cursor("after"), Cursor("before"))
PEOPLE_PARAMETERS = (Called("q", "Name"), Letter("letter", "Letter"), *CURSORS)
INTERACTION_PARAMETERS = (
    PERSON_TAKING_PART,
    Choices("kind", "Kind", Kind, "kind"),
    Choices("status", "Status", Status, "current_status"),
    Overlap("from", "From", "", "from"),
    Overlap("to", "To", "", "to", last=True),
    AS_OF,
    Order({"oldest": "Oldest first", "newest": "Newest first"}),
    *CURSORS,
)


def end_of(day: dt.date | None) -> dt.datetime | None:
    """The last moment of a day in the site's time zone; now, while it lasts; None for None."""
    if day is None:
        return None
    return min(timezone.make_aware(dt.datetime.combine(day, dt.time.max)), timezone.now())
