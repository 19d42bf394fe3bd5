"""The HTTP cache policy of the site."""

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.cache import caches
from django.http import HttpResponseNotModified, HttpResponsePermanentRedirect
from django.utils.cache import patch_cache_control
from django.utils.http import escape_leading_slashes, parse_etags, urlencode

from articles.addresses import canonical, is_canonical
from articles.models import Edition

# Addresses that are not pages for readers: they speak for themselves.
NOT_PAGES = (
    "/admin/",
    "/healthz",
    "/readyz",
    "/style-",
    "/desk-",
    settings.STATIC_URL,
    settings.MEDIA_URL,
)
# Answers that are the same for everybody until the next edition.
KEPT = (200, 410)
# Longer answers are made anew each time, so that all that are kept fit into memory together.
LONGEST_KEPT = 200_000  # bytes
# A shared cache may serve a page this many seconds without asking again, so that a correction
# or withdrawal is visible within a minute anywhere; when the site is down, for a day.
SHARED = {
    "public": True,
    "max_age": 0,
    "s_maxage": 30,
    "stale_while_revalidate": 30,
    "stale_if_error": 24 * 60 * 60,
}


def one_address(get_response):
    """Lead from every other way to write the query string of a page to the one of the page.

    Programs that use the API are answered as they ask.
    """

    def middleware(request):
        if (
            request.method not in ("GET", "HEAD")
            or request.path.startswith((*NOT_PAGES, "/api/"))
            or is_canonical(request.GET)
        ):
            return get_response(request)
        # Two slashes at the beginning would lead to another site.
        path, query = escape_leading_slashes(request.path), urlencode(canonical(request.GET))
        return HttpResponsePermanentRedirect(f"{path}?{query}" if query else path)

    return middleware


def cache_policy(get_response):
    """Give every page a validator, and answer 304 or from memory while it holds; one query.

    The validator covers everything a page shows: the edition stands for the whole record, and
    the release for the templates and styles. A page kept under its validator therefore never
    has to be dropped: with the next edition nobody asks for it again.
    """
    release, pages = _release(), caches["pages"]

    def middleware(request):
        if request.method not in ("GET", "HEAD") or request.path.startswith(NOT_PAGES):
            return get_response(request)
        etag = f'W/"{release}.{Edition.current()}"'
        if etag in parse_etags(request.headers.get("If-None-Match", "")):
            return _with_policy(HttpResponseNotModified(), etag)
        key = _key(request, etag)
        response = pages.get(key)
        if response is None:
            response = get_response(request)
            if response.status_code in KEPT and not response.cookies and not response.streaming:
                _with_policy(response, etag)
                if len(response.content) <= LONGEST_KEPT:
                    pages.set(key, response)
        return response

    return middleware


def _key(request, etag):
    """One key for each address a page can be asked for under, however long."""
    address = f"{request.method} {request.build_absolute_uri()} {etag}"
    return hashlib.sha256(address.encode("utf-8", "surrogatepass")).hexdigest()


def _with_policy(response, etag):
    response.headers["ETag"] = etag
    patch_cache_control(response, **SHARED)
    return response


@cache
def _release() -> str:
    """A short name for the code that is running, the same in every worker."""
    root = Path(settings.BASE_DIR)
    sources = sorted(
        path
        for folder in ("templates", "newsroom", "articles", "people")
        for path in (root / folder).rglob("*")
        if path.suffix in {".py", ".html", ".xml", ".opml", ".css", ".js"}
    )
    stamps = "".join(f"{path.name}{path.stat().st_mtime_ns}" for path in sources)
    return hashlib.sha256(stamps.encode()).hexdigest()[:8]
