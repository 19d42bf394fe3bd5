"""What each kind of page and API call costs, and whether it costs more in a larger archive.

    python -m benchmarks.pages [ARTICLES …]        (default: 10000 100000)

For each size a database of its own is filled with a generated archive (`benchmarks/archive.py`)
and dropped afterwards; 100,000 articles take some minutes. All pages are asked for `RUNS` times
without any HTTP cache. `cpu` is processor time, Django's and that of its PostgreSQL process
together (the latter from /proc, hence Linux), in milliseconds and as a ratio to a bare view: one
ORM query and a template. p50 and p99 are milliseconds on the clock, and the rate is requests a
second of one worker. `growth` is how many times the processor time of the size before. Ratios can
be compared between machines, milliseconds cannot.
"""

import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
os.environ.setdefault("NEWSROOM_LOCAL", "1")

import django

django.setup()

from django.db import connection
from django.http import HttpResponse
from django.template import engines
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import path

from articles.models import Article, Outlet, Tag
from articles.pagination import NEWEST_ARTICLES, Page
from benchmarks.archive import generate, word
from newsroom.urls import urlpatterns as site_map
from people.models import Interaction, Person

RUNS = 100
TICKS = os.sysconf("SC_CLK_TCK")
NO_CACHE = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
NO_CACHES = {"default": NO_CACHE, "pages": NO_CACHE}
BARE_VIEW = "bare view"
BARE = engines["django"].from_string("<h1>{{ outlet.name }}</h1>")


def bare(request):
    """What the others are compared with."""
    return HttpResponse(BARE.render({"outlet": Outlet.objects.get(slug=word(0))}, request))


urlpatterns = [path("bare/", bare), *site_map]


def pages() -> dict[str, str]:
    """The address of a page of each kind, the most demanding of its kind."""
    busiest, second = Person.objects.order_by("pk")[:2]
    tag = Tag.objects.get(slug="tag-0")
    rare = Person.objects.latest("pk")
    article = Article.objects.published().newest_first()[0]
    deep = Article.objects.published().newest_first()[Article.objects.count() // 2]
    cursor = Page(Article.objects.filter(pk__gte=deep.pk), NEWEST_ARTICLES, size=1)
    return {
        BARE_VIEW: "/bare/",
        "home": "/",
        "article": article.get_absolute_url(),
        "article list": "/articles/",
        "article list, deep": f"/articles/?after={cursor.next_cursor}",
        "article list, busiest person": f"/articles/?person={busiest.slug}",
        "article list, rare person": f"/articles/?person={rare.slug}",
        "article list, person and tag": f"/articles/?person={busiest.slug}&tag={tag.slug}",
        "tag": tag.get_absolute_url(),
        "tags": "/tags/",
        "people": "/people/",
        "person": busiest.get_absolute_url(),
        "pair": busiest.url_with(second),
        "timeline": "/timeline/",
        "interaction": Interaction.objects.published()[0].get_absolute_url(),
        "open questions": "/open-questions/",
        "changes": "/changes/",
        "changes, busiest person": f"/changes/?person={busiest.slug}",
        "changes, counted": "/changes/count/?since=2020-01-01",
        "following": f"/following/?person={busiest.slug}&person={rare.slug}&tag={tag.slug}",
        "feed of articles": "/feeds/articles.atom",
        "feed of articles, JSON": "/feeds/articles.json",
        "feed of articles, busiest person": f"/feeds/articles.rss?person={busiest.slug}",
        "feed of interactions": "/feeds/interactions.atom",
        "feed of interactions, a person": f"/feeds/interactions.atom?person={busiest.slug}",
        "feed of changes": "/feeds/changes.atom",
        "sitemap": "/sitemap.xml",
        "sitemap of articles": "/sitemap-articles.xml",
        "card of an article": f"/cards/articles/{article.pk}.png",
        "search, a rare word": f"/search/?q={word(20_000)}",
        "search, a common word": f"/search/?q={word(60)}",
        "search, a name": f"/search/?q={busiest.name.split()[1]}",
        "typing ahead": f"/search/ahead/?q={busiest.name[:2]}",
        "API: articles": "/api/v1/articles/",
        "API: articles, busiest person": f"/api/v1/articles/?person={busiest.slug}",
        "API: article": f"/api/v1{article.get_absolute_url()}",
        "API: people": "/api/v1/people/",
        "API: person": f"/api/v1{busiest.get_absolute_url()}",
        "API: timeline of a person": f"/api/v1{busiest.get_absolute_url()}timeline/",
        "API: interactions": "/api/v1/interactions/",
        "API: citations": "/api/v1/citations/",
        "API: quotes": "/api/v1/quotes/",
        "API: organizations": "/api/v1/organizations/",
        "API: tags": "/api/v1/tags/",
        "API: changes": "/api/v1/changes/",
        "API: search, a common word": f"/api/v1/search/?q={word(60)}",
    }


def backend_seconds() -> float:
    """Processor time so far of the PostgreSQL process that serves this connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        [pid] = cursor.fetchone()
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


@dataclass(frozen=True)
class Cost:
    """What one page costs; times in milliseconds, the rate in requests a second."""

    queries: int
    cpu: float
    p50: float
    p99: float
    rate: float


def cost(client: Client, url: str) -> Cost:
    """What one page costs, over `RUNS` requests."""
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url)
    number = len(queries)  # now: the next request empties the log
    assert response.status_code == 200, f"{url} answered {response.status_code}"
    times = []
    backend, start = backend_seconds(), time.process_time()
    for _ in range(RUNS):
        begun = time.perf_counter()
        client.get(url)
        times.append((time.perf_counter() - begun) * 1000)
    seconds = time.process_time() - start + backend_seconds() - backend
    percentiles = quantiles(times, n=100)
    rate = 1000 * RUNS / sum(times)
    return Cost(number, seconds * 1000 / RUNS, percentiles[49], percentiles[98], rate)


def measure(articles: int, before: dict[str, Cost]) -> dict[str, Cost]:
    """Fill the database with so many articles and print what each page costs."""
    started = time.monotonic()
    generate(articles)
    print(f"\n{articles:,} articles (made in {time.monotonic() - started:.0f} s)")
    print(
        f"{'':36}{'queries':>8}{'cpu':>8}{'ratio':>7}{'p50':>8}{'p99':>8}{'rate':>7}{'growth':>8}"
    )
    client, costs = Client(headers={"host": "localhost"}), {}
    for name, url in pages().items():
        found = costs[name] = cost(client, url)
        ratio = found.cpu / costs[BARE_VIEW].cpu
        grown = f"{found.cpu / before[name].cpu:8.1f}" if name in before else ""
        print(
            f"{name:36}{found.queries:8}{found.cpu:8.1f}{ratio:7.1f}"
            f"{found.p50:8.1f}{found.p99:8.1f}{found.rate:7.0f}{grown}",
            flush=True,
        )
    return costs


def main():
    costs: dict[str, Cost] = {}
    for size in [int(argument) for argument in sys.argv[1:]] or [10_000, 100_000]:
        usual = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            with override_settings(ROOT_URLCONF="benchmarks.pages", CACHES=NO_CACHES):
                costs = measure(size, costs)
        finally:
            connection.creation.destroy_test_db(usual, verbosity=0)


if __name__ == "__main__":
    main()
