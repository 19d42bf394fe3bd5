"""The passages that the record rests on: citations, and words that people are quoted as saying."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Router

from articles.api.listing import Asked, Listing
from articles.filters import AS_OF, CURSORS
from articles.models import Article, Outlet, Tag
from articles.pagination import Key
from articles.parameters import Order, Published, Slugs
from people.api import schemas
from people.api.documentation import listing
from people.filters import QUOTE_PARAMETERS, Choices, People
from people.models import Citation, Kind, Quote
from people.status import Stance


class PublishedArticles(Slugs):
    """Articles that readers may see; none other is even named."""

    def __init__(self):
        super().__init__("article", "Article", Article, "article", "from", widens=True)

    def find(self, slugs):
        published = Article.objects.published().filter(slug__in=slugs)
        return {row.slug: row for row in published.only("slug", "headline")}


# Both lists are in the order in which the passages were entered, which an index keeps.
OLDEST = (Key("pk", int),)
NEWEST = (Key("pk", int, True),)
PAGED = (
    PublishedArticles(),
    Order({"oldest": "Entered first", "newest": "Entered last"}),
    *CURSORS,
)
CITATIONS = (
    People("interaction__participants__person", "about"),
    Slugs("tag", "Tag", Tag, "article__tags", "tagged"),
    Slugs("outlet", "Outlet", Outlet, "article__outlet", "from", widens=True),
    Choices("kind", "Kind", Kind, "interaction__kind", "of the kind"),
    Choices("stance", "Stance", Stance, "stance", "whose stance is"),
    Published("from", "From", column="article__published_at"),
    Published("to", "To", last=True, column="article__published_at"),
    AS_OF,
    *PAGED,
)
QUOTES = (*QUOTE_PARAMETERS, *PAGED)

router = Router(tags=["Passages"])


@router.get("/citations/", **listing(Listing[schemas.CitationWithInteraction], CITATIONS))
def citations(request, response: HttpResponse):
    """The passages that say something about an interaction, in the order they were entered.

    `person` is who took part in the interaction.
    """
    asked = Asked.of(request, CITATIONS)
    return _answer(request, response, asked, _citations(asked.moment), "citation")


@router.get("/citations/{int:pk}/", response=schemas.CitationWithInteraction)
def citation(request, pk: int):
    """One citation."""
    return get_object_or_404(_citations(), pk=pk)


@router.get("/quotes/", **listing(Listing[schemas.Quote], QUOTES))
def quotes(request, response: HttpResponse):
    """The words that people are quoted as saying, in the order they were entered.

    `person` is who said them.
    """
    asked = Asked.of(request, QUOTES)
    return _answer(request, response, asked, _quotes(asked.moment), "quote")


@router.get("/quotes/{int:pk}/", response=schemas.Quote)
def quote(request, pk: int):
    """One quote."""
    return get_object_or_404(_quotes(), pk=pk)


def _citations(as_of=None):
    parties = ("interaction", "attributed_to_person", "attributed_to_organization")
    return Citation.objects.published(as_of).with_articles().select_related(*parties)


def _quotes(as_of=None):
    return Quote.objects.published(as_of).with_articles().select_related("speaker")


def _answer(request, response, asked, published, noun):
    """A page of passages."""
    keys = NEWEST if asked.get("order") == "newest" else OLDEST
    return asked.answer(request, response, asked.narrow(published), keys, noun)
