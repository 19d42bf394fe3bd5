"""Pages that need both articles and people, and what programs ask of a site."""

import sys

from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from articles.models import Article, Tag
from newsroom import search as searching
from people import timelines
from people.models import Person

LATEST = 10
MOVED = 5
TAGS = 20
SUGGESTIONS = 5


@require_safe
def home(request):
    lead, *latest = [
        *Article.objects.published()
        .newest_first()
        .for_listing()
        .prefetch_related("photos")[: LATEST + 1]
    ] or [None]
    context = {
        "lead": lead,
        "lead_photo": next(iter(lead.photos.all()), None) if lead else None,
        "latest": latest,
        "moved": timelines.moved(MOVED),
        "tags": Tag.objects.current()[:TAGS],
        "older_url": reverse("articles:article_list"),
    }
    return render(request, "newsroom/home.html", context)


@require_safe
def search(request):
    asked = searching.Asked.of(request.GET)
    context = {"q": asked.words, "notices": asked.notices}
    if asked.words:
        results, number = searching.results(asked)
        context |= {
            "people": searching.people_called(asked.words) if asked.page == 1 else [],
            "results": results,
            "sentence": asked.sentence(number),
            "tabs": asked.tabs(),
            "pager": asked.pager(number),
        }
    return render(request, "newsroom/search.html", context)


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
    sitemap = request.build_absolute_uri(reverse("newsroom:sitemap"))
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /search/", f"Sitemap: {sitemap}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain")


@require_safe
def healthz(request):
    """Whether this process answers at all."""
    return JsonResponse({"status": "ok"})


@require_safe
def readyz(request):
    """Whether it can serve pages: 503 without its database."""
    try:
        connection.ensure_connection()
        connection.cursor().execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "no database"}, status=503)
    return JsonResponse({"status": "ok"})
