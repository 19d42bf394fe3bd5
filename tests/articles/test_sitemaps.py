import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import etree

from articles.models import Article
from articles.sitemaps import ArticleSitemap
from tests import factories as make

pytestmark = pytest.mark.django_db

SECTIONS = ("articles", "tags", "people", "interactions")
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


def locations(response):
    """The addresses of a sitemap, without the host."""
    tree = etree.fromstring(response.content)
    return [found.text.removeprefix("http://testserver") for found in tree.iter(f"{SITEMAP}loc")]


def test_the_index_names_a_sitemap_for_each_kind_of_page(client):
    assert set(locations(client.get("/sitemap.xml"))) == {
        f"/sitemap-{section}.xml" for section in SECTIONS
    }


def test_articles_and_tags_that_readers_may_see_are_listed(client):
    make.article("Newer", tags=["Sea"], published="2017-02-01")
    make.article("Older", published="2017-01-01")
    make.article("Draft", published=None, tags=["Secret"])
    make.article("Scheduled", published="2999-01-01", tags=["Soon"])
    make.withdrawn_article(headline="Withdrawn", tags=["Wrong"])

    assert set(locations(client.get("/sitemap-articles.xml"))) == {
        "/articles/newer/",
        "/articles/older/",
    }
    assert locations(client.get("/sitemap-tags.xml")) == ["/tags/sea/"]


def test_a_sitemap_tells_when_an_article_was_last_saved(client):
    article = make.article()
    tree = etree.fromstring(client.get("/sitemap-articles.xml").content)

    assert tree.findtext(f"*/{SITEMAP}lastmod") == article.updated_at.date().isoformat()


def test_the_addresses_of_many_articles_fill_several_pages(client, monkeypatch):
    monkeypatch.setattr(ArticleSitemap, "limit", 2)
    articles = [make.article() for _ in range(5)]
    make.article("Draft", published=None)
    pages = [page for page in locations(client.get("/sitemap.xml")) if "articles" in page]
    listed = [address for page in pages for address in locations(client.get(page))]

    assert pages[:2] == ["/sitemap-articles.xml", "/sitemap-articles.xml?p=2"]
    assert [address for address in listed if address != "/"] == [
        article.get_absolute_url() for article in articles
    ]


@pytest.mark.parametrize("address", ["/sitemap.xml", *(f"/sitemap-{s}.xml" for s in SECTIONS)])
def test_no_sitemap_counts_or_passes_over_what_it_does_not_list(client, address):
    make.citation(make.interaction(people=[make.person()]), make.article(tags=["Sea"]))
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200

    asked = " ".join(query["sql"].upper() for query in queries)
    assert "COUNT(" not in asked
    assert "OFFSET" not in asked


@pytest.mark.parametrize("address", ["/sitemap.xml", *(f"/sitemap-{s}.xml" for s in SECTIONS)])
def test_a_sitemap_is_built_as_the_protocol_has_it(client, address):
    make.citation(make.interaction(people=[make.person()]), make.article(tags=["Sea"]))
    tree = etree.fromstring(client.get(address).content)
    kind = "sitemap" if address == "/sitemap.xml" else "url"

    assert tree.tag == f"{SITEMAP}{'sitemapindex' if kind == 'sitemap' else 'urlset'}"
    assert {entry.tag for entry in tree} == {f"{SITEMAP}{kind}"}
    for entry in tree:
        names = [etree.QName(part).localname for part in entry]
        assert names[0] == "loc"
        assert set(names) <= {"loc", "lastmod"}
        assert entry[0].text.startswith("http://testserver/")


def test_the_news_are_the_articles_of_the_last_two_days(client, at):
    at(make.day("2017-02-13"))
    make.article("Fresh & <new>", published="2017-02-12", language="de", slug="fresh")
    make.article("Stale", published="2017-02-10")
    make.article("To come", published="2017-02-14")
    make.article("Draft", published=None)
    answer = client.get("/sitemap-news.xml")
    tree = etree.fromstring(answer.content)

    assert answer["Content-Type"] == "application/xml"
    assert locations(answer) == ["/articles/fresh/"]
    assert tree.findtext(f"*/*/{NEWS}title") == "Fresh & <new>"
    assert tree.findtext(f"*/*/{NEWS}publication_date") == "2017-02-12T12:00:00Z"
    assert tree.findtext(f"*/*/*/{NEWS}language") == "de"


@pytest.mark.parametrize(
    ("language", "told"),
    [("pt-br", "pt"), ("EN-US", "en"), ("ast", "ast"), ("zh-TW", "zh-tw"), ("zh-hans", "zh")],
)
def test_the_news_tell_their_language_as_search_engines_know_it(client, at, language, told):
    at(make.day("2017-02-13"))
    make.article(published="2017-02-12", language=language)
    tree = etree.fromstring(client.get("/sitemap-news.xml").content)

    assert tree.findtext(f"*/*/*/{NEWS}language") == told


def test_what_nobody_can_date_is_no_news(client, at):
    at(make.day("2017-02-13"))
    undated = make.article(published="2017-02-12")
    Article.objects.filter(pk=undated.pk).update(is_undated=True)

    assert undated.get_absolute_url() not in locations(client.get("/sitemap-news.xml"))


@pytest.mark.parametrize("section", [*SECTIONS, "news"])
def test_a_sitemap_of_nothing_names_the_home_page(client, section):
    tree = etree.fromstring(client.get(f"/sitemap-{section}.xml").content)

    assert [part.tag for part in tree.iter()] == [
        f"{SITEMAP}{name}" for name in ("urlset", "url", "loc")
    ]
    assert tree.findtext(f"*/{SITEMAP}loc") == "http://testserver/"


@pytest.mark.parametrize("address", ["/sitemap-dragons.xml", "/sitemap-articles.xml?p=2"])
def test_a_sitemap_that_does_not_exist_is_not_found(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/sitemap.xml", "/sitemap-articles.xml"])
def test_a_sitemap_can_be_read_and_nothing_else(client, address):
    assert client.post(address).status_code == 405
    assert client.head(address).status_code == 200


@pytest.mark.parametrize("number", [3, 30])
def test_sitemaps_cost_the_same_however_much_they_list(client, number, django_assert_num_queries):
    for _ in range(number):
        make.article(tags=["Sea"])

    with django_assert_num_queries(5):
        client.get("/sitemap.xml")
    with django_assert_num_queries(3):
        client.get("/sitemap-articles.xml")
