"""Pages that need both articles and people, and what programs ask of a site."""

import sys
from dataclasses import asdict

from django.db import Error, InterfaceError, OperationalError, connection
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from articles.addresses import FILTERS
from articles.characters import clean_text
from articles.models import Article, Tag
from newsroom import cards
from newsroom.search import Asked, Found, typing
from people import timelines
from people.models import Interaction, Person

LATEST = 10
MOVED = 5
TAGS = 20
SUGGESTIONS = 5
LONGEST_TYPED = 100  # characters
PICTURED = {
    "articles": (Article.objects.published, cards.of_article),
    "people": (Person.objects.all, cards.of_person),
    "interactions": (Interaction.objects.published, cards.of_interaction),
}


@require_safe
def home(request):
    newest = Article.objects.published().dated().newest_first().for_listing()
    lead, *latest = [*newest[: LATEST + 1]] or [None]
    context = {
        "lead": lead,
        "lead_photo": lead and lead.photos.first(),
        "latest": latest,
        "moved": timelines.moved(MOVED),
        "tags": Tag.objects.current()[:TAGS],
    }
    return render(request, "newsroom/home.html", context)


@require_safe
def search(request):
    asked = Asked.of(request)
    context = {"asked": asked, **asked.standing()}
    if not asked.is_empty:
        found = Found(asked)
        context |= {
            "found": found,
            "filters": asked.filters(found.rows(), found.sentence),
            "tabs": asked.tabs(found.numbers),
            "order_links": asked.order_links(),
            "pager": asked.pager(found.number),
        }
    return render(request, "newsroom/search.html", context)


@require_safe
def typeahead(request):
    """What may be meant by what is typed so far, for `js/typeahead.js`."""
    words = clean_text(request.GET.get("q", ""))[:LONGEST_TYPED]
    return JsonResponse({"suggestions": [asdict(suggestion) for suggestion in typing(words)]})


@require_safe
def about(request, page):
    return render(request, f"newsroom/about/{page}.html")


def page_not_found(request, exception):
    """404, with the articles and people whose address begins like the one asked for."""
    asked_for = request.path.rstrip("/").rpartition("/")[2]
    stem = slugify(asked_for)[:8]
    suggestions = []
    if len(stem) > 3:
        suggestions = [
            *Person.objects.filter(slug__startswith=stem)[:SUGGESTIONS],
            *Article.objects.published()
            .filter(slug__startswith=stem)
            .only("slug", "headline")[:SUGGESTIONS],
        ]
    return render(request, "404.html", {"suggestions": suggestions}, status=404)


def server_error(request):
    """500; or 503 when it is the database that cannot be reached."""
    if isinstance(sys.exception(), OperationalError | InterfaceError):
        response = render(None, "503.html", status=503)
        response.headers["Retry-After"] = "30"
        return response
    return render(None, "500.html", status=500)


@require_safe
def robots(request):
    """What programs that follow every link should leave out: a list has endless filters."""
    sitemaps = [reverse("newsroom:sitemap"), reverse("newsroom:sitemap_news")]
    lines = [
        "User-agent: *",
        *(f"Disallow: {address}" for address in ("/admin/", "/search/", "/changes/count/")),
        *(f"Disallow: /*?*{name}=" for name in FILTERS),
        *(f"Sitemap: {request.build_absolute_uri(sitemap)}" for sitemap in sitemaps),
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain")


@require_safe
def card(request, kind, pk):
    """The picture of an article, a person or an interaction that readers may see."""
    public, card_of = PICTURED[kind]
    return _picture(card_of(get_object_or_404(public(), pk=pk)))


@require_safe
def site_card(request):
    """The picture of every page that has none of its own."""
    return _picture(cards.SITE)


def _picture(card):
    return HttpResponse(card.png(), content_type="image/png")


@require_safe
def healthz(request):
    """Whether this process answers at all."""
    return JsonResponse({"status": "ok"})


@require_safe
def readyz(request):
    """Whether it can serve pages: 503 without its database."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return JsonResponse({"status": "no database"}, status=503)
    return JsonResponse({"status": "ok"})
