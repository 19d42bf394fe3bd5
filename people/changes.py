"""Read-only: what changed, in the record and in the articles it rests on, the newest first.

A status that became another, a correction of an article and an article that was withdrawn are
rows of three tables. They are read as one list: narrowed, counted and paged together, three
queries at a time.

What rested on a withdrawn article has left the record, the status changes it caused included; its
withdrawal is what remains to be told. Published again, it brings them back on their old days.
"""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from django.db.models import F, Model, Prefetch, QuerySet, Value, prefetch_related_objects
from django.utils import timezone

from articles.models import Article, Correction, TaggedArticle
from articles.pagination import AnyOf, Key, count_up_to
from articles.parameters import SHOWN_OPTIONS, numbers_by, start_of
from people import record, timelines
from people.models import Mention, Participant, Person, StatusChange

ROWS = 30
# The number is that of the interaction and not of the row, which every rebuild makes anew.
NEWEST = (
    Key("moment", dt.datetime, True),
    Key("is_withdrawal", int, True),
    Key("is_correction", int, True),
    Key("number", int, True),
)


@dataclass(frozen=True)
class Way:
    """From a change to what it is about: by a column of it, through a table of links.

    `source` of a link is what the column names, `target` what the change is about.
    """

    column: str
    links: type[Model]
    source: str
    target: str

    @property
    def path(self):
        """The whole way, as lookups are written."""
        back = self.links._meta.get_field(self.source).related_query_name()
        steps = [back, self.target] if self.column == "pk" else [self.column, back, self.target]
        return "__".join(steps)

    def narrow(self, changes, rows):
        """The changes that are about any of these rows.

        Asked of the column, so that the newest changes can be read first and the rest left.
        """
        links = self.links._base_manager.filter(**{f"{self.target}__in": rows})
        return changes.filter(**{f"{self.column}__in": links.values(self.source)})


# People are those who took part, or whom the article names; tags are those of the article that
# tells of the change. An article among the changes is one that was withdrawn.
PERSON = {
    StatusChange: Way("interaction", Participant, "interaction", "person"),
    Correction: Way("article", Mention, "article", "person"),
    Article: Way("pk", Mention, "article", "person"),
}
TAG = {
    StatusChange: Way("citation__article", TaggedArticle, "content_object", "tag"),
    Correction: Way("article", TaggedArticle, "content_object", "tag"),
    Article: Way("pk", TaggedArticle, "content_object", "tag"),
}


@dataclass(frozen=True)
class Changes:
    """Status changes, corrections and withdrawals as one list: a queryset of each."""

    querysets: tuple[QuerySet, ...]

    @classmethod
    def published(cls, as_of: dt.datetime | None = None) -> "Changes":
        """All that readers may see, now or as of an earlier moment."""
        statuses = StatusChange.objects.published(as_of)
        corrections = Correction.objects.published(as_of)
        withdrawals = Article.objects.withdrawn(as_of).for_listing()
        return cls(
            (
                _as_changes(statuses, "known_at", number="interaction_id"),
                _as_changes(corrections, "published_at", is_correction=1),
                _as_changes(withdrawals, "withdrawn_at", is_withdrawal=1),
            )
        )

    def since(self, day: dt.date) -> "Changes":
        """Those of a day and of all days after it."""
        return Changes(tuple(rows.filter(moment__gte=start_of(day)) for rows in self.querysets))

    def about(self, ways: dict, row) -> "Changes":
        """Those that are about a row, by the way there (`PERSON`, `TAG`)."""
        return Changes(tuple(ways[rows.model].narrow(rows, [row]) for rows in self.querysets))

    def about_any(self, people, tags) -> "Changes":
        """Those about any of these people or told under any of these tags."""
        return Changes(
            tuple(
                AnyOf(
                    PERSON[rows.model].narrow(rows, people),
                    TAG[rows.model].narrow(rows, tags),
                )
                for rows in self.querysets
            )
        )

    def count_up_to(self, limit: int) -> int:
        """How many there are, counting no further than just beyond `limit`."""
        return sum(count_up_to(rows, limit) for rows in self.querysets)

    def numbers_by(self, ways: dict) -> list[tuple[str, str, int]]:
        """Slug and name of what the newest are about, and how many are; the commonest first."""
        numbers = Counter()
        for rows in self.querysets:
            for slug, name, number in numbers_by(rows, ways[rows.model].path):
                numbers[slug, name] += number
        return [(*named, number) for named, number in numbers.most_common(SHOWN_OPTIONS)]


def with_sources(rows) -> list:
    """Changes with all that is shown of them: five queries, whatever their number.

    A change of status gets an `entry`, the interaction as it stood from then on, and its
    citation. A withdrawn article comes with all it needs.
    """
    rows = list(rows)
    statuses = [row for row in rows if not (row.is_correction or row.is_withdrawal)]
    prefetch_related_objects(
        statuses,
        "interaction",
        timelines.parties("interaction__"),
        Prefetch("interaction__citations", record.public_citations(), to_attr="public_citations"),
    )
    for change in statuses:
        change.entry = timelines.Entry(change.interaction, change.moment)
        [change.citation] = [c for c in change.entry.citations if c.pk == change.citation_id]
    prefetch_related_objects(
        [row for row in rows if row.is_correction],
        Prefetch("article", Article.objects.for_listing()),
    )
    return rows


def headline_of(change) -> str:
    """A change in one line: "Correction: Envoys meet"."""
    if change.is_withdrawal:
        return f"Withdrawn: {change.headline} — {change.withdrawal_reason}"
    return change.headline


def people_of(change) -> list[Person]:
    """Whom a change with its sources is about: who took part, or whom the article names."""
    if change.is_correction or change.is_withdrawal:
        article = change if change.is_withdrawal else change.article
        return [mention.person for mention in article.mentions.all()]
    return [party.person for party in change.interaction.parties if party.person]


def by_day(rows) -> list[tuple[dt.date, list]]:
    """Changes under the days they came out on, in the site's time zone."""
    return [
        (day, list(group))
        for day, group in groupby(rows, key=lambda row: timezone.localdate(row.moment))
    ]


def _as_changes(rows, moment, number="pk", is_correction=0, is_withdrawal=0):
    """Rows of one table with the keys of the list."""
    keys = {
        "moment": F(moment),
        "is_withdrawal": Value(is_withdrawal),
        "is_correction": Value(is_correction),
        "number": F(number),
    }
    return rows.annotate(**keys).order_by("-moment")
