"""Read-only: what else to read after an article, and why.

Articles are related by what they share: the people they name, the tags they carry, the
interactions they are sources of. What few articles have in common tells more than what many do:
a shared thing weighs 1 / log(number of articles that have it), the measure of L. A. Adamic and
E. Adar, "Friends and neighbors on the Web", Social Networks 25 (2003); a person as much less as
they are named less often than the first. Of articles that share equally much, the newest come
first.

Costs two queries, and the same in a large archive as in a small one: of what many articles have,
the first query sees the `SEEN` that are the most about it, in the order of an index.
"""

from collections import defaultdict
from dataclasses import dataclass
from heapq import nlargest
from math import log

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Value

from articles.models import Article, Tag, TaggedArticle
from articles.wording import and_join
from people.evidence import Evidence
from people.models import Citation, Interaction, Mention, Person

ARTICLES = 4
CANDIDATES = 12
THINGS = 5  # of each kind, by which an article is compared
SEEN = 60
SAID = 3


@dataclass(frozen=True)
class Related:
    """An article, and what it shares with the one that was read, the rarest first."""

    article: Article
    shared: list[Person | Tag | Interaction]

    @property
    def interaction(self) -> Interaction | None:
        """One that both are sources of."""
        return next((thing for thing in self.shared if isinstance(thing, Interaction)), None)

    @property
    def about(self) -> str:
        """Whom and what both are about: "Kislyak and Sanctions"; empty when nothing is shared."""
        subjects = [str(thing) for thing in self.shared if not isinstance(thing, Interaction)]
        return and_join(subjects[:SAID])


def related_to(evidence: Evidence, leaving_out=()) -> list[Related]:
    """The few published articles that share most with the one of `evidence`, the closest first."""
    shared = _shared_with_others(_things(evidence))
    for article in (evidence.article, *leaving_out):
        shared.pop(article.pk, None)
    closest = nlargest(CANDIDATES, shared, key=lambda pk: (_closeness(shared[pk]), pk))
    rows = Article.objects.published().filter(pk__in=closest).for_listing().prefetch_related(None)
    rows = sorted(rows, key=lambda row: row.published_at, reverse=True)
    rows.sort(key=lambda row: _closeness(shared[row.pk]), reverse=True)
    return [_related(row, shared[row.pk]) for row in rows[:ARTICLES]]


def _things(evidence) -> dict:
    """What an article is compared by, and how much it is about each (0 to 1), by model and key."""
    named = evidence.people[:THINGS]
    about = {one.person: one.mentions / named[0].mentions for one in named}
    about |= dict.fromkeys(list(evidence.article.tags.all())[:THINGS], 1)
    about |= {cited.interaction: 1 for cited in evidence.cited[:THINGS]}
    return {(type(row).__name__, row.pk): (row, share) for row, share in about.items()}


def _shared_with_others(things) -> dict[int, list]:
    """By the key of an article, the things it has, each after its weight."""
    shared = defaultdict(list)
    for model, pk, found in _articles_with(things) if things else []:
        articles, (thing, share) = set(found), things[model, pk]
        for article in articles:
            shared[article].append((share / log(1 + len(articles)), thing))
    return shared


def _articles_with(things):
    """Model and key of each thing, and the keys of published articles that have it; one query."""
    public = Article.objects.published().values("pk")
    naming = Mention.objects.filter(person=OuterRef("pk"), article__in=public)
    tagged = TaggedArticle.objects.filter(tag=OuterRef("pk"), content_object__in=public)
    citing = Citation.objects.filter(interaction=OuterRef("pk"), article__in=public)
    people, tags, interactions = (
        model.objects.filter(pk__in=[pk for name, pk in things if name == model.__name__])
        .order_by()
        .values_list(Value(model.__name__), "pk", ArraySubquery(articles[:SEEN]))
        for model, articles in (
            (Person, naming.order_by("-count", "-article_id").values("article_id")),
            (Tag, tagged.order_by("-content_object_id").values("content_object_id")),
            (Interaction, citing.order_by("-article_id").values("article_id")),
        )
    )
    return people.union(tags, interactions, all=True)


def _closeness(shared) -> float:
    return sum(weight for weight, _ in shared)


def _related(article, shared) -> Related:
    rarest_first = sorted(shared, key=lambda pair: pair[0], reverse=True)
    return Related(article, [thing for _, thing in rarest_first])
