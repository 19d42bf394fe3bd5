"""What matches a search and how well, at the same cost however much does.

Only the newest matches of each type are ranked, `RANKED` at most. Those of a common word are met
soon on the way from the newest article to older ones, which ends after `WALKED` of them; older
ones are then few enough to be looked up in the index of words and sorted. PostgreSQL alone would
guess which way is shorter, and for a word that only old articles have walk to the very last.
Interactions and quotes are fewer, and so short that it does not matter.
"""

import datetime as dt
from dataclasses import dataclass

from django.contrib.postgres.search import SearchRank
from django.db.models import Exists, F, OuterRef, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from articles.models import Article, search_query
from newsroom.search.parameters import COUNTED
from people.models import Interaction, Mention, Person, Quote
from people.models.quote import WORDS

RANKED = COUNTED + 1
WALKED = 3000
NAMED = 1.5  # times better, when an article names somebody who was looked for


@dataclass(frozen=True)
class Searchable:
    """How rows of one type are searched."""

    model: type
    vector: object
    moment: str
    newest: str  # an indexed column that grows with time
    weight: float = 1.0


SEARCHABLE = {
    "articles": Searchable(Article, F("search"), "published_at", "published_at"),
    "interactions": Searchable(Interaction, F("search"), "sort_date", "sort_date"),
    # The words of a quote are few and chosen, but weigh as little as those of a body.
    "quotes": Searchable(Quote, WORDS, "article__published_at", "pk", weight=3.0),
}


@dataclass(frozen=True)
class Match:
    """A row that matches, its day (None when that is not known), and how well it fits."""

    type: str
    pk: int
    day: dt.date | None
    fits: float

    @property
    def place_in_time(self) -> tuple[dt.date, int]:
        """By which newer comes after older, and what has no day before everything."""
        return self.day or dt.date.min, self.pk

    def fits_on(self, today: dt.date) -> float:
        """How well it fits who asks on this day: half as well as a new one when it is old."""
        years = max((today - self.day).days, 0) / 365 if self.day else 10
        return self.fits * (1 + 0.5**years) / 2


def matches(type: str, rows: QuerySet, words: str, people: list[Person]) -> list[Match]:
    """Up to `RANKED` of the newest of these rows that have the words; of all, without words.

    Three queries at most. An article that names one of the people fits better.
    """
    if not words:
        return _ranked(type, _newest(type, rows), Value(1.0), people)
    rank = SearchRank(SEARCHABLE[type].vector, search_query(words))
    matching = rows.matching(words)
    end = _end_of_walk(rows) if type == "articles" else None
    if end is None:
        return _ranked(type, _newest(type, matching), rank, people)
    found = _ranked(type, _newest(type, matching.filter(published_at__gte=end)), rank, people)
    if len(found) < RANKED:
        # Sorted by what no index is sorted by, so that it is the index of words that is read.
        date = Coalesce("published_at", "published_at")
        older = matching.filter(published_at__lt=end).order_by(date.desc())
        found += _ranked(type, older[: RANKED - len(found)], rank, people)
    return found


def _newest(type, rows):
    return rows.order_by(f"-{SEARCHABLE[type].newest}", "-pk")[:RANKED]


def _end_of_walk(articles):
    """Where in time the walk ends; None when there are not so many articles."""
    newest = articles.order_by("-published_at").values_list("published_at", flat=True)
    return newest[WALKED : WALKED + 1].first()


def _ranked(type, newest, rank, people) -> list[Match]:
    searchable = SEARCHABLE[type]
    rows = searchable.model.objects.filter(pk__in=newest.values("pk")).order_by()
    if people and type == "articles":
        named = Mention.objects.filter(article=OuterRef("pk"), person__in=people)
        rows = rows.annotate(named=Exists(named))
    else:
        rows = rows.annotate(named=Value(False))
    found = rows.annotate(rank=rank).values_list("pk", searchable.moment, "rank", "named")
    return [
        Match(type, pk, _day(moment), rank * searchable.weight * (NAMED if named else 1))
        for pk, moment, rank, named in found
    ]


def _day(moment):
    if isinstance(moment, dt.datetime):
        return timezone.localdate(moment)
    return None if moment == dt.date.max else moment
