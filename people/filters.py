"""The query parameters that are about people: the counterpart of `articles.filters`."""

from collections import Counter
from copy import copy

from django.db.models import Count

from articles.filters import AS_OF, CURSORS
from articles.models import Outlet, Tag
from articles.parameters import (
    COUNTED_ROWS,
    SHOWN_OPTIONS,
    Day,
    Option,
    Order,
    Parameter,
    Published,
    Slugs,
    Value,
    Words,
)
from articles.wording import or_join
from people import changes
from people.models import Citation, Kind, Person
from people.status import Status


class Choices(Parameter):
    """Members of an enumeration; several widen. `column` is where the rows keep theirs."""

    kind = "multi"
    adds_up = True

    def __init__(self, name, label, members, column, sentence):
        super().__init__(name, label)
        self.column, self.sentence = column, sentence
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
        return f"{self.sentence} {or_join(value.label.lower() for value in values)}".lstrip()


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


class People(Slugs):
    """People, by their slugs."""

    def __init__(self, path, sentence, widens=False):
        super().__init__("person", "Person", Person, path, sentence, widens)


class TakingPart(People):
    """People who take part; on the page `about` somebody, they are not offered."""

    def __init__(self, about: tuple[Person, ...] = ()):
        super().__init__("people", "with")
        self.about = {person.slug for person in about}

    def options(self, queryset, values):
        options = super().options(queryset, values)
        return [option for option in options if option.value not in self.about]


class Told(Slugs):
    """What the articles that tell of an interaction have: a tag, an outlet.

    Only those articles count that were out by the moment the list shows.
    """

    moment = None

    def at(self, moment):
        then = copy(self)
        then.moment = moment
        return then

    def narrow(self, queryset, values):
        rows = [value.meaning for value in values]
        for wanted in [rows] if self.widens else [[row] for row in rows]:
            told = self._citations().filter(**{f"{self.path}__in": wanted})
            queryset = queryset.filter(pk__in=told.values("interaction"))
        return queryset

    def options(self, queryset, values):
        told = self._citations().filter(interaction__in=queryset.values("pk")[:COUNTED_ROWS])
        numbers = (
            told.filter(**{f"{self.path}__isnull": False})
            .values_list(f"{self.path}__slug", f"{self.path}__name")
            .annotate(number=Count("interaction", distinct=True))
            .order_by("-number", f"{self.path}__name")[:SHOWN_OPTIONS]
        )
        return self.with_chosen(numbers, values)

    def _citations(self):
        return Citation.objects.published(self.moment).order_by()


class OfChanges:
    """For lists of changes: narrows and counts every sort of change, by the way to each.

    On a follow list, where any person or tag will do, nothing is narrowed here: people and tags
    widen it together (`Changes.about_any`), and its page names them below the sentence.
    """

    def narrow(self, listed, values):
        if not self.widens:
            for value in values:
                listed = listed.about(self.path, value.meaning)
        return listed

    def options(self, listed, values):
        return self.with_chosen(listed.numbers_by(self.path), values)

    def say(self, values):
        return "" if self.widens else super().say(values)


class ChangedPeople(OfChanges, People):
    """People whom a change is about."""

    def __init__(self, widens=False):
        super().__init__(changes.PERSON, "about", widens)


class ChangedTags(OfChanges, Slugs):
    """Tags of the articles that tell of a change."""

    def __init__(self, widens=False):
        super().__init__("tag", "Tag", Tag, changes.TAG, "tagged", widens)


class Since(Day):
    """The day from which changes are listed: that of a reader's last visit, for one."""

    def narrow(self, listed, values):
        return listed.since(values[0].meaning)


PERSON_NAMED = People("mentions__person", "naming")
PEOPLE_PARAMETERS = (Called("q", "Name"), Letter("letter", "Letter"), *CURSORS)
SINCE = Since("since", "Since")
FEED_PARAMETERS = (ChangedPeople(), ChangedTags())
CHANGE_PARAMETERS = (*FEED_PARAMETERS, SINCE, AS_OF, *CURSORS)
FOLLOWING_PARAMETERS = (ChangedPeople(widens=True), ChangedTags(widens=True), SINCE, *CURSORS)

QUOTED = (
    Slugs("tag", "Tag", Tag, "article__tags", "tagged"),
    Slugs("outlet", "Outlet", Outlet, "article__outlet", "from", widens=True),
    Published("from", "From", column="article__published_at"),
    Published("to", "To", last=True, column="article__published_at"),
    AS_OF,
    Words("q", "Words"),
)
# Of quotes, the person is who said it.
QUOTE_PARAMETERS = (People("speaker", "by"), *QUOTED)
# On the page of somebody's words, that is settled.
WORDS_PARAMETERS = (
    *QUOTED,
    Order({"newest": "Newest first", "oldest": "Oldest first"}),
    *CURSORS,
)


def interaction_parameters(*about: Person) -> tuple[Parameter, ...]:
    """The parameters of every list of interactions; on the page `about` somebody, theirs."""
    return (
        TakingPart(about),
        Told("tag", "Tag", Tag, "article__tags", "tagged"),
        Told("outlet", "Outlet", Outlet, "article__outlet", "told by", widens=True),
        Choices("kind", "Kind", Kind, "kind", "of the kind"),
        Choices("status", "Status", Status, "current_status", ""),
        Overlap("from", "From"),
        Overlap("to", "To", last=True),
        AS_OF,
        Words("q", "Words"),
        Order({"oldest": "Oldest first", "newest": "Newest first"}),
        *CURSORS,
    )
