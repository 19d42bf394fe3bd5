"""Articles, one and many, and the tags they carry."""

from itertools import islice

from django.db.models import OuterRef, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from articles.feeds import feed_query
from articles.filters import CURSORS, Selection, article_parameters
from articles.models import Article, ArticleSlug, Tag, TagSlug
from articles.models.tag import COUNTED
from articles.pagination import BY_NAME, NEWEST_ARTICLES, OLDEST_ARTICLES
from articles.parameters import end_of
from articles.revisions import revisions

ROWS = 20
TAGS = 12
TAGS_LISTED = 100
REVISIONS = 30


@require_safe
def article_list(request):
    selection = Selection.of(request, article_parameters())
    context = {"feed_query": feed_query(selection), **_listing(selection)}
    return render(request, "articles/article_list.html", context)


@require_safe
def article_detail(request, slug):
    article = Article.objects.for_reading().filter(slug=slug).first()
    if article is None:
        return _moved(slug)
    if article.is_withdrawn:
        context = {"article": article, "corrections": article.corrections.all()}
        return render(request, "articles/article_withdrawn.html", context, status=410)
    if not article.is_public:
        raise Http404
    return render(request, "articles/article_detail.html", article_context(article))


@require_safe
def article_history(request, slug):
    """What became of an article before its readers' eyes; nothing of what it was before."""
    article = (
        Article.objects.for_reading().defer("body_html", "body_text").filter(slug=slug).first()
    )
    if article is None:
        return _moved(slug, "articles:article_history")
    if article.is_withdrawn:
        return redirect(article)
    if not article.is_public:
        raise Http404
    newest = list(islice(revisions(article), REVISIONS + 1))
    context = {
        "article": article,
        "corrections": article.corrections.all(),
        "revisions": newest[:REVISIONS],
        "has_older": len(newest) > REVISIONS,
    }
    return render(request, "articles/article_history.html", context)


def article_context(article):
    """What the page of an article shows; the admin's preview shows the same."""
    lead, *gallery = [*article.photos.all()] or [None]
    links = article.see_also_links
    see_also = Article.objects.published().filter(pk__in=links.values("other"))
    place = Subquery(links.filter(other=OuterRef("pk")).values("position"))
    return {
        "article": article,
        "corrections": article.corrections.all(),
        "lead_photo": lead,
        "gallery": gallery,
        "see_also": see_also.order_by(place, "pk").for_listing(),
    }


@require_safe
def tag_list(request):
    selection = Selection.of(request, CURSORS)
    page = selection.page(Tag.objects.in_use().with_counts(), BY_NAME, TAGS_LISTED)
    context = {
        "tags": list(page),
        "most": COUNTED,
        "notices": selection.notices,
        "pager": selection.pager(page),
    }
    return render(request, "articles/tag_list.html", context)


@require_safe
def tag_detail(request, slug):
    tag = Tag.objects.filter(slug=slug).first()
    if tag is None:
        former = get_object_or_404(TagSlug.objects.select_related("tag"), slug=slug)
        return redirect(former.tag, permanent=True)
    selection = Selection.of(request, article_parameters(under=tag))
    tagged = Article.objects.filter(tagged__tag=tag)
    related = tag.related(end_of(selection.get("as_of")))
    context = {
        "tag": tag,
        "related_tags": related[:TAGS],
        "feed_query": feed_query(selection, tag=tag.slug),
        **_listing(selection, tagged),
    }
    return render(request, "articles/tag_detail.html", context)


def _moved(slug, route="articles:article_detail"):
    """To where the article that once had this slug is now, if readers may know of it."""
    former = get_object_or_404(ArticleSlug.objects.select_related("article"), slug=slug)
    if not (former.article.is_public or former.article.is_withdrawn):
        raise Http404
    return redirect(route, former.article.slug, permanent=True)


def _listing(selection, articles=None):
    """A page of published articles under a filter bar."""
    as_of = end_of(selection.get("as_of"))
    articles = (Article.objects.all() if articles is None else articles).published(as_of)
    keys = OLDEST_ARTICLES if selection.get("order") == "oldest" else NEWEST_ARTICLES
    page = selection.page(selection.narrow(articles).for_listing(), keys, ROWS)
    return {
        "articles": page,
        "pager": selection.pager(page),
        "filters": selection.bar(articles.newest_first(), "article"),
        **selection.standing(),
    }
