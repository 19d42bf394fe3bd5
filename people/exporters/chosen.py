"""Which part of the public record an export holds."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from articles.filters import Selection, article_parameters, unknown_parameters
from articles.models import Article, Outlet, Tag
from articles.parameters import end_of
from people import timelines
from people.filters import QUOTE_PARAMETERS, interaction_parameters
from people.models import Interaction, Organization, Person, Quote
from people.timelines import Entry

BATCH = 200  # rows held at a time


@dataclass(frozen=True)
class Chosen:
    """What a query string asks for, with the same meaning as on the pages.

    `articles`, `interactions` and `quotes` are the rows that the list of articles, the timeline
    and the API show for it. `notices` are sentences about what had to be ignored.
    """

    articles: QuerySet
    interactions: QuerySet
    quotes: QuerySet
    as_of: datetime | None
    notices: list[str]
    asks: frozenset[str]

    @classmethod
    def of(cls, request) -> "Chosen":
        """What the query string of a request asks for; a few queries."""
        articles = Selection.of(request, article_parameters())
        interactions = Selection.of(request, interaction_parameters())
        quotes = Selection.of(request, QUOTE_PARAMETERS)
        as_of = end_of(articles.get("as_of"))
        return cls(
            articles=articles.narrow(Article.objects.published(as_of)),
            interactions=interactions.narrow(Interaction.objects.published(as_of)),
            quotes=quotes.narrow(Quote.objects.published(as_of)),
            as_of=as_of,
            notices=_notices(request.GET, articles, interactions, quotes),
            asks=frozenset((articles.values | interactions.values).keys() - {"as_of"}),
        )

    @property
    def refusal(self) -> str:
        """Why no file is made; empty when one can be.

        A file has no room for a notice, and one that holds more than was asked for is worse than
        none.
        """
        if not self.notices:
            return ""
        return "\n".join(["No file was made, since it could not tell its readers:", *self.notices])

    @property
    def is_everything(self) -> bool:
        return not self.asks

    def entries(self, *parts: str) -> Iterator[Entry]:
        """The interactions as they stood, in the order of the timeline; seven queries a batch.

        `parts` are further relations to prefetch.
        """
        ordered = self.interactions.order_by(*Interaction._meta.ordering).prefetch_related(*parts)
        for batch in in_batches(ordered.iterator(BATCH)):
            yield from timelines.entries(batch, self.as_of)

    def all_articles(self) -> QuerySet:
        """The articles asked for, and those that the interactions and quotes asked for are in.

        What is asked of interactions alone (a kind, a status) chooses no other articles.
        """
        public = Article.objects.published(self.as_of)
        if self.is_everything:
            return public
        cited = Q(citations__interaction__in=self.interactions.values("pk"))
        of_articles = {parameter.name for parameter in article_parameters()}
        if self.asks <= of_articles:
            cited |= Q(pk__in=self.articles.order_by().values("pk"))
            cited |= Q(pk__in=self.quotes.order_by().values("article"))
        return public.filter(pk__in=public.filter(cited).order_by().values("pk"))

    def quotes_in_articles(self) -> QuerySet:
        """The quotes asked for, of `all_articles`."""
        return self.quotes.filter(article__in=self.all_articles().order_by().values("pk"))

    def people(self) -> QuerySet:
        """Everybody on record; of a part of it, who is named in it or has a part in it."""
        if self.is_everything:
            return Person.objects.all()
        articles = self.all_articles().order_by().values("pk")
        interactions = self.interactions.order_by().values("pk")
        return Person.objects.filter(
            Q(pk__in=Person.objects.filter(mentions__article__in=articles).values("pk"))
            | Q(pk__in=Person.objects.filter(mention_decisions__article__in=articles).values("pk"))
            | Q(pk__in=self.quotes_in_articles().order_by().values("speaker"))
            | Q(participations__interaction__in=interactions)
            | Q(assertions__interaction__in=interactions)
        ).distinct()

    def organizations(self) -> QuerySet:
        """Every organization; of a part of the record, those that have a part in it."""
        if self.is_everything:
            return Organization.objects.all()
        interactions = self.interactions.order_by().values("pk")
        return Organization.objects.filter(
            Q(participations__interaction__in=interactions)
            | Q(assertions__interaction__in=interactions)
            | Q(roles__person__in=self.people().order_by().values("pk"))
        ).distinct()

    def outlets(self) -> QuerySet:
        return Outlet.objects.filter(articles__in=self.all_articles()).distinct()

    def tags(self) -> QuerySet:
        return Tag.objects.filter(tagged__content_object__in=self.all_articles()).distinct()


def _notices(query, *selections) -> list[str]:
    """What the selections say of the query, leaving out what one of them alone does not know."""
    known = {parameter.name for one in selections for parameter in one.parameters}
    said = unknown_parameters(query, known)
    for selection in selections:
        foreign = unknown_parameters(query, {parameter.name for parameter in selection.parameters})
        said += [notice for notice in selection.notices if notice not in foreign]
    return list(dict.fromkeys(said))


def in_batches(rows: Iterable, size: int = BATCH) -> Iterator[list]:
    """Lists of so many rows, as long as there are any."""
    rows = iter(rows)
    while batch := list(islice(rows, size)):
        yield batch


@contextmanager
def one_moment():
    """All queries within see the database as it was at the first of them.

    Inside a transaction that has begun already there is nothing left to choose.
    """
    begins = not connection.in_atomic_block
    with transaction.atomic():
        if begins:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
