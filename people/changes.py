"""Read-only: what changed, in the record and in the articles it rests on, the newest first.

A status that became another and a correction of an article are rows of two tables. They are read
as one list: narrowed, counted and paged together, two queries at a time.
"""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from django.db.models import F, Prefetch, Q, QuerySet, Value, prefetch_related_objects
from django.utils import timezone

from articles.models import Article, Correction
from articles.pagination import Key, count_up_to
from articles.parameters import SHOWN_OPTIONS, numbers_by, start_of
from people import record
from people.models import Participant, Person, StatusChange

ROWS = 30
# The number is that of the interaction and not of the row, which every rebuild makes anew.
NEWEST = (
    Key("moment", dt.datetime, True),
    Key("is_correction", int, True),
    Key("number", int, True),
)
# What leads from a change to those it is about, and to the tags of the article that tells of it.
PERSON = {
    StatusChange: "interaction__participants__person",
    Correction: "article__mentions__person",
}
TAG = {StatusChange: "citation__article__tags", Correction: "article__tags"}


@dataclass(frozen=True)
class Changes:
    """Status changes and corrections as one list: a queryset of each."""

    querysets: tuple[QuerySet, ...]

    @classmethod
    def published(cls, as_of: dt.datetime | None = None) -> "Changes":
        """All that readers may see, now or as of an earlier moment."""
        statuses = StatusChange.objects.published(as_of).annotate(
            moment=F("known_at"), is_correction=Value(0), number=F("interaction_id")
        )
        corrections = Correction.objects.published(as_of).annotate(
            moment=F("published_at"), is_correction=Value(1), number=F("pk")
        )
        return cls(tuple(rows.order_by("-moment") for rows in (statuses, corrections)))

    def since(self, day: dt.date) -> "Changes":
        """Those of a day and of all days after it."""
        return self._filtered(lambda rows: Q(moment__gte=start_of(day)))

    def about(self, paths: dict, row) -> "Changes":
        """Those from which a path (`PERSON`, `TAG`) leads to a row."""
        return self._filtered(lambda rows: Q(**{paths[rows.model]: row}))

    def about_any(self, people, tags) -> "Changes":
        """Those about any of these people or told under any of these tags."""
        return self._filtered(
            lambda rows: (
                Q(pk__in=_leading_to(rows.model, PERSON, people))
                | Q(pk__in=_leading_to(rows.model, TAG, tags))
            )
        )

    def count_up_to(self, limit: int) -> int:
        """How many there are, counting no further than just beyond `limit`."""
        return sum(count_up_to(rows, limit) for rows in self.querysets)

    def numbers_by(self, paths: dict) -> list[tuple[str, str, int]]:
        """Slug and name of what the newest lead to, and how many do; the commonest first."""
        numbers = Counter()
        for rows in self.querysets:
            for slug, name, number in numbers_by(rows, paths[rows.model]):
                numbers[slug, name] += number
        return [(*named, number) for named, number in numbers.most_common(SHOWN_OPTIONS)]

    def _filtered(self, condition) -> "Changes":
        return Changes(tuple(rows.filter(condition(rows)) for rows in self.querysets))


def with_sources(rows) -> list:
    """Changes with all that is shown of them: five queries, whatever their number."""
    rows = list(rows)
    prefetch_related_objects(
        [row for row in rows if not row.is_correction],
        "interaction",
        Prefetch(
            "interaction__participants",
            Participant.objects.select_related("person", "organization"),
        ),
        Prefetch("citation", record.public_citations()),
    )
    prefetch_related_objects(
        [row for row in rows if row.is_correction],
        Prefetch("article", Article.objects.for_listing()),
    )
    return rows


def people_of(change) -> list[Person]:
    """Whom a change with its sources is about: who took part, or whom the article names."""
    if change.is_correction:
        return [mention.person for mention in change.article.mentions.all()]
    participants = change.interaction.participants.all()
    return [participant.person for participant in participants if participant.person]


def by_day(rows) -> list[tuple[dt.date, list]]:
    """Changes under the days they came out on, in the site's time zone."""
    return [
        (day, list(group))
        for day, group in groupby(rows, key=lambda row: timezone.localdate(row.moment))
    ]


def _leading_to(model, paths, rows):
    return model.objects.filter(**{f"{paths[model]}__in": rows}).values("pk")
