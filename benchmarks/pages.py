"""What each kind of page costs, and whether it costs more in a larger archive.

    python -m benchmarks.pages [ARTICLES …]        (default: 2000 20000)

For each size a database of its own is filled with a generated archive (`benchmarks/archive.py`)
and dropped afterwards. A page's cost is processor time, Django's and that of its PostgreSQL
process together (the latter from /proc, hence Linux), over `RUNS` requests without any HTTP
cache; it is printed in milliseconds and as a ratio to a bare view: one ORM query and a template.
Ratios can be compared between machines, milliseconds cannot.
"""

import os
import sys
import time
from pathlib import Path

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
        "bare view": "/bare/",
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
        "feed of changes": "/feeds/changes.atom",
        "search, a rare word": f"/search/?q={word(20_000)}",
        "search, a common word": f"/search/?q={word(60)}",
    }


def backend_seconds() -> float:
    """Processor time so far of the PostgreSQL process that serves this connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        [pid] = cursor.fetchone()
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def cost(client: Client, url: str) -> tuple[int, float]:
    """Queries, and milliseconds of processor time, of one request."""
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url)
    number = len(queries)  # now: the next request empties the log
    assert response.status_code == 200, f"{url} answered {response.status_code}"
    backend, start = backend_seconds(), time.process_time()
    for _ in range(RUNS):
        client.get(url)
    seconds = time.process_time() - start + backend_seconds() - backend
    return number, seconds * 1000 / RUNS


def measure(articles: int):
    """Fill the database with so many articles and print what each page costs."""
    started = time.monotonic()
    generate(articles)
    print(f"\n{articles:,} articles (made in {time.monotonic() - started:.0f} s)")
    print(f"{'page':32}{'queries':>8}{'ms':>8}{'ratio':>8}")
    client, base = Client(headers={"host": "localhost"}), None
    for name, url in pages().items():
        queries, milliseconds = cost(client, url)
        base = base or milliseconds
        print(f"{name:32}{queries:8}{milliseconds:8.2f}{milliseconds / base:8.1f}", flush=True)


def main():
    for size in [int(argument) for argument in sys.argv[1:]] or [2000, 20_000]:
        usual = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            with override_settings(ROOT_URLCONF="benchmarks.pages", CACHES=NO_CACHES):
                measure(size)
        finally:
            connection.creation.destroy_test_db(usual, verbosity=0)


if __name__ == "__main__":
    main()
