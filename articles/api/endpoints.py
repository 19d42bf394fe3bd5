from django.db.models import Exists, OuterRef, Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from ninja import Router
from ninja.errors import HttpError

from articles.api import schemas
from articles.api.documentation import listing
from articles.api.listing import Asked, Listing
from articles.filters import CURSORS, article_parameters
from articles.models import Article, ArticleSlug, Outlet, SeeAlso, Tag, TagSlug
from articles.models.article import BODIES
from articles.pagination import BY_NAME, NEWEST_ARTICLES, OLDEST_ARTICLES

router = Router(tags=["Articles"])


@router.get("/articles/", **listing(Listing[schemas.ArticleSummary], article_parameters()))
def articles(request, response: HttpResponse):
    """Published articles, without their text, the newest first."""
    asked = Asked.of(request, article_parameters())
    published = Article.objects.published(asked.moment).for_listing().prefetch_related("tags")
    keys = OLDEST_ARTICLES if asked.get("order") == "oldest" else NEWEST_ARTICLES
    return asked.answer(request, response, asked.narrow(published), keys, "article")


@router.get("/articles/{slug:slug}/", response=schemas.Article)
def article(request, slug: str):
    """One article, whole. A withdrawn one answers 410 with the reason; a former address leads on
    to where the article is now."""
    pointed_to = SeeAlso.objects.filter(other__in=Article.objects.published())
    pointed_to = pointed_to.select_related("other__outlet")
    pointed_to = pointed_to.defer(*(f"other__{name}" for name in BODIES))
    row = (
        Article.objects.for_reading()
        .prefetch_related("mentions", Prefetch("see_also_links", pointed_to))
        .filter(slug=slug)
        .first()
    )
    if row is None:
        return _moved(slug)
    if row.is_withdrawn:
        raise HttpError(410, f"This article has been withdrawn. {row.withdrawal_reason}")
    if not row.is_public:
        raise Http404
    return row


@router.get("/outlets/", **listing(Listing[schemas.Outlet], CURSORS))
def outlets(request, response: HttpResponse):
    """The publications that ran the published articles, in alphabetical order."""
    asked = Asked.of(request, CURSORS)
    return asked.answer(request, response, _outlets(), BY_NAME, "outlet")


@router.get("/outlets/{slug:slug}/", response=schemas.Outlet)
def outlet(request, slug: str):
    """One publication."""
    return get_object_or_404(_outlets(), slug=slug)


@router.get("/tags/", **listing(Listing[schemas.Tag], CURSORS))
def tags(request, response: HttpResponse):
    """The tags that published articles carry, in alphabetical order."""
    asked = Asked.of(request, CURSORS)
    return asked.answer(request, response, Tag.objects.in_use(), BY_NAME, "tag")


@router.get("/tags/{slug:slug}/", response=schemas.Tag)
def tag(request, slug: str):
    """One tag."""
    if found := Tag.objects.in_use().filter(slug=slug).first():
        return found
    former = get_object_or_404(TagSlug.objects.filter(tag__in=Tag.objects.in_use()), slug=slug)
    return redirect(schemas.api_address(former.tag), permanent=True)


def _moved(slug):
    """To where the article that once had this slug is now, if readers may know of it."""
    former = get_object_or_404(ArticleSlug.objects.select_related("article"), slug=slug)
    if not (former.article.is_public or former.article.is_withdrawn):
        raise Http404
    return redirect(schemas.api_address(former.article), permanent=True)


def _outlets():
    published = Article.objects.published().filter(outlet=OuterRef("pk"))
    return Outlet.objects.filter(Exists(published))
