import pytest
from lxml import etree

from tests import factories as make

pytestmark = pytest.mark.django_db


def locations(response):
    """The addresses of a sitemap, without the host."""
    tree = etree.fromstring(response.content)
    return [
        found.text.removeprefix("http://testserver")
        for found in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    ]


def test_the_index_names_a_sitemap_for_each_kind_of_page(client):
    assert set(locations(client.get("/sitemap.xml"))) == {
        f"/sitemap-{kind}.xml" for kind in ("articles", "tags", "people", "interactions")
    }


def test_articles_and_tags_that_readers_may_see_are_listed(client):
    make.article("Newer", tags=["Sea"], published="2017-02-01")
    make.article("Older", published="2017-01-01")
    make.article("Draft", published=None, tags=["Secret"])
    make.article("Scheduled", published="2999-01-01", tags=["Soon"])
    make.withdrawn_article(headline="Withdrawn", tags=["Wrong"])

    assert locations(client.get("/sitemap-articles.xml")) == [
        "/articles/newer/",
        "/articles/older/",
    ]
    assert locations(client.get("/sitemap-tags.xml")) == ["/tags/sea/"]


def test_the_index_tells_when_an_article_was_last_saved(client):
    article = make.article()

    assert article.updated_at.date().isoformat() in client.get("/sitemap.xml").content.decode()


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

    with django_assert_num_queries(8):
        client.get("/sitemap.xml")
    with django_assert_num_queries(3):
        client.get("/sitemap-articles.xml")
