"""Articles, one and many, and the tags they carry."""

from django.shortcuts import get_object_or_404, redirect, render

from articles.filters import Selection, article_parameters
from articles.models import Article, ArticleSlug, Tag
from articles.pagination import NEWEST_ARTICLES, OLDEST_ARTICLES

ROWS = 20


def article_list(request):
    selection = Selection.of(request, article_parameters())
    return render(request, "articles/article_list.html", _listing(selection))


def article_detail(request, slug):
    article = Article.objects.for_reading().filter(slug=slug).first()
    if article is None:
        former = get_object_or_404(ArticleSlug.objects.select_related("article"), slug=slug)
        article = former.article
        if article.is_public or article.is_withdrawn:
            return redirect(article, permanent=True)
    if article.is_withdrawn:
        context = {"article": article, "corrections": article.corrections.all()}
        return render(request, "articles/article_withdrawn.html", context, status=410)
    if not article.is_public:
        article = get_object_or_404(Article.objects.published(), slug=slug)
    return render(request, "articles/article_detail.html", article_context(article))


def article_context(article):
    """What the page of an article shows; the admin's preview shows the same."""
    lead, *gallery = [*article.photos.all()] or [None]
    return {
        "article": article,
        "corrections": article.corrections.all(),
        "lead_photo": lead,
        "gallery": gallery,
        "see_also": Article.objects.published()
        .filter(pk__in=article.see_also.values("pk"))
        .for_listing(),
    }


def tag_list(request):
    return render(request, "articles/tag_list.html", {"tags": Tag.objects.in_use()})


def tag_detail(request, slug):
    tag = get_object_or_404(Tag, slug=slug)
    selection = Selection.of(request, article_parameters(without="tag"))
    tagged = Article.objects.filter(tagged__tag=tag)
    context = {"tag": tag, **_listing(selection, tagged)}
    return render(request, "articles/tag_detail.html", context)


def _listing(selection, articles=None):
    """A page of published articles under a filter bar."""
    articles = (Article.objects.all() if articles is None else articles).published()
    keys = OLDEST_ARTICLES if selection.get("order") == "oldest" else NEWEST_ARTICLES
    page = selection.page(selection.narrow(articles).for_listing(), keys, ROWS)
    return {
        "articles": page,
        "pager": selection.pager(page),
        "filters": selection.bar(articles.newest_first(), "article"),
    }
