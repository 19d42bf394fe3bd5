"""The feed of articles, in its three formats."""

import pytest

from articles.feeds import ITEMS
from articles.models import Article
from tests import factories as make
from tests.feeds import FORMATS, ids, read, read_json, titles
from tests.pages import links

pytestmark = pytest.mark.django_db

# Queries, that of the edition included.
FEED = 5
ADDRESSES = [f"/feeds/articles.{name}" for name in FORMATS]
DAY = "2017-02-13T12:00:00+00:00"
LATER = "2017-03-01T12:00:00+00:00"


@pytest.fixture
def meeting():
    """An article with all that a feed tells of one."""
    article = make.article(
        "Envoys & friends <meet>",
        standfirst="They met in Geneva.",
        byline="Ann Hill",
        outlet=make.outlet("The Courier"),
        canonical_url="https://courier.example/1",
        language="de",
        tags=["Sea"],
    )
    make.mention(article, make.person("Ida Field"))
    make.correction(article, "It was <b>Tuesday</b>.", published_at=make.day("2017-03-01"))
    return article


@pytest.mark.parametrize("name", FORMATS)
def test_a_feed_is_of_its_kind(client, meeting, name):
    answer = client.get(f"/feeds/articles.{name}")

    assert answer.status_code == 200
    assert answer["Content-Type"] == FORMATS[name]
    assert not answer.cookies


@pytest.mark.parametrize(
    ("name", "title"),
    [("rss", "Envoys &amp; friends &lt;meet&gt;"), ("atom", "Envoys & friends <meet>")],
)
def test_an_item_tells_all_there_is_to_know_of_an_article(client, meeting, name, title):
    feed = read(client, f"/feeds/articles.{name}")
    [entry] = feed.entries

    assert feed.feed.title == "Newsroom: articles"
    assert feed.feed.language.startswith("en")
    assert entry.title == title
    assert entry.link == f"http://testserver{meeting.get_absolute_url()}"
    assert entry.author == "Ann Hill"
    assert entry.publisher == "The Courier"
    assert [(tag.term, tag.scheme) for tag in entry.tags] == [
        ("Ida Field", "http://testserver/people/"),
        ("Sea", "http://testserver/tags/"),
    ]
    assert "They met in Geneva." in entry.summary
    assert "It was &lt;b&gt;Tuesday&lt;/b&gt;." in entry.summary
    assert (entry.published_parsed[1], entry.updated_parsed[1]) == (2, 3)


def test_atom_says_in_which_language_and_from_where_an_article_is(client, meeting):
    [entry] = read(client, "/feeds/articles.atom").entries

    assert entry.title_detail.language == "de"
    assert [link.href for link in entry.links if link.rel == "via"] == ["https://courier.example/1"]


def test_a_json_item_tells_the_same(client, meeting):
    feed = read_json(client, "/feeds/articles.json")
    [item] = feed["items"]
    html = item.pop("content_html")

    assert item == {
        "id": f"tag:testserver,2026:articles/{meeting.pk}",
        "url": f"http://testserver{meeting.get_absolute_url()}",
        "external_url": "https://courier.example/1",
        "title": "Envoys & friends <meet>",
        "date_published": DAY,
        "date_modified": LATER,
        "authors": [{"name": "Ann Hill"}],
        "tags": ["Ida Field", "Sea"],
        "language": "de",
        "_outlet": {"name": "The Courier"},
    }
    assert "They met in Geneva." in html
    assert "Correction, 1 March 2017" in html
    assert feed["feed_url"] == "http://testserver/feeds/articles.json"
    assert feed["home_page_url"] == "http://testserver/articles/"


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_article_without_standfirst_tells_how_it_begins(client, address):
    make.article("Untold", body=f"<p>Mary Brook met John Field. {'It rained. ' * 200}</p>")

    answer = client.get(address).content.decode()
    assert "Mary Brook met John Field." in answer
    assert answer.count("It rained.") < 40


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_item_keeps_its_id_whatever_its_address_and_words(client, meeting, address):
    before = ids(client, address)
    meeting.slug, meeting.headline = "elsewhere", "Something else"
    meeting.publish(at=make.day("2016-01-01"))

    assert titles(client, address) == ["Something else"]
    assert ids(client, address) == before


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_newest_come_first_and_no_more_than_a_few(client, address):
    for number in range(ITEMS + 5):
        make.article(f"Article {number}", published=f"{1980 + number}-01-01")

    found = titles(client, address)
    assert found[0] == f"Article {ITEMS + 4}"
    assert len(found) == ITEMS


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_filters_of_the_list_are_those_of_the_feed(client, address):
    make.person("Mary Brook")
    make.article("Both", body="<p>Mary Brook left.</p>", tags=["Sea"], published="2017-05-01")
    make.article("Only the person", body="<p>Mary Brook left.</p>")
    make.article("Only the tag", body="<p>Nobody left.</p>", tags=["Sea"])

    assert titles(client, f"{address}?person=mary-brook&tag=sea") == ["Both"]
    assert titles(client, f"{address}?tag=sea&to=2017-03") == ["Only the tag"]
    assert titles(client, f"{address}?tag=sea&as_of=2017-03-01&q=left") == ["Only the tag"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_feed_says_what_it_is_of_and_what_was_ignored(client, address):
    make.tag("Sea", slug="sea")
    text = client.get(f"{address}?person=nobody&tag=sea&colour=red").content.decode()

    assert "Newsroom: articles tagged Sea" in text
    assert "http://testserver/articles/?tag=sea" in text
    assert f"http://testserver{address}?tag=sea" in text
    for ignored in ("There is no person", "is not a filter"):
        assert ignored in text


HIDDEN = {
    "a draft": {"published": None},
    "in review": {"published": None, "state": Article.State.IN_REVIEW},
    "scheduled": {"published": "2999-01-01"},
}


@pytest.mark.parametrize("hidden", HIDDEN)
@pytest.mark.parametrize("address", ADDRESSES)
def test_what_is_not_public_is_in_no_feed(client, address, hidden):
    make.article("Hidden", **HIDDEN[hidden])
    make.withdrawn_article(headline="Hidden")

    assert titles(client, address) == []


def test_a_correction_still_to_come_is_not_told(client):
    make.correction(make.article(), "Too early.", published_at=make.day("2999-01-01"))

    assert "Too early." not in client.get("/feeds/articles.atom").content.decode()


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("/", ""),
        ("/articles/", ""),
        ("/articles/?tag=sea&q=left&order=oldest", "?tag=sea&amp;q=left"),
        ("/articles/?tag=sea&as_of=2017-03-01", "?tag=sea"),
        ("/tags/sea/", "?tag=sea"),
        ("/tags/sea/?q=left", "?tag=sea&amp;q=left"),
        ("/people/ida-field/", "?person=ida-field"),
    ],
)
@pytest.mark.parametrize("name", FORMATS)
def test_programs_find_the_feed_of_what_a_page_shows(client, meeting, page, query, name):
    head, _, _ = client.get(page).content.decode().partition("</head>")

    assert f'href="/feeds/articles.{name}{query}"' in head


@pytest.mark.parametrize("page", ["/articles/?tag=sea", "/tags/sea/"])
def test_readers_find_it_too(client, meeting, page):
    assert "/feeds/articles.atom?tag=sea" in links(client.get(page))


@pytest.mark.parametrize("number", [3, 25])
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_feed_costs_the_same_whatever_it_holds(
    client, address, number, django_assert_num_queries
):
    for _ in range(number):
        article = make.article(tags=["Sea", "Law"])
        make.mention(article, make.person())
        make.correction(article)

    with django_assert_num_queries(FEED):
        client.get(address)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_feed_that_has_not_changed_is_not_sent_again(client, meeting, address):
    known = client.get(address)["ETag"]
    answer = client.get(address, headers={"If-None-Match": known})

    assert answer.status_code == 304
    assert answer.content == b""


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_site_without_articles_has_an_empty_feed(client, address):
    assert titles(client, address) == []


def test_there_is_no_feed_in_another_format(client):
    assert client.get("/feeds/articles.csv").status_code == 404


@pytest.mark.parametrize("verb", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_feed_can_be_read_and_nothing_else(client, address, verb):
    assert getattr(client, verb)(address).status_code == 405
    assert client.head(address).status_code == 200
