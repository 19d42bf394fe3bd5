"""The feeds of the timeline and of those one follows, and the list of feeds to take over."""

import pytest
from lxml import etree

from articles.feeds import ITEMS
from people.models import Kind
from people.status import Stance
from tests import factories as make
from tests.feeds import FORMATS, ids, read, read_json, titles
from tests.pages import links

pytestmark = pytest.mark.django_db

# Queries, that of the edition included; the second is of one person.
FEED, OF_A_PERSON = 7, 8
ADDRESSES = [f"/feeds/interactions.{name}" for name in FORMATS]
FOLLOWING = [f"/feeds/following.{name}" for name in FORMATS]


@pytest.fixture
def brook():
    return make.person("Mary Brook")


@pytest.fixture
def meeting(brook):
    """Reported on 12 January 2017, disputed since 13 February."""
    meeting = make.interaction("Brook & Hill meet.", people=[brook, make.person("Ann Hill")])
    make.citation(meeting, make.article("Envoys meet", published="2017-01-12", tags=["Sea"]))
    make.citation(meeting, make.article(published="2017-02-13"), stance=Stance.DENIES)
    return meeting


def told(summary, *people, on="2017-03-01", **fields):
    interaction = make.interaction(summary, people=people, **fields)
    make.citation(interaction, make.article(published=on))
    return interaction


# --- The timeline ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_an_item_tells_what_happened_and_how_sure_that_is(client, meeting, name):
    [entry] = read(client, f"/feeds/interactions.{name}").entries

    assert entry.title.startswith("Disputed: Brook")
    assert entry.link == f"http://testserver{meeting.get_absolute_url()}"
    assert [tag.term for tag in entry.tags] == ["Mary Brook", "Ann Hill"]
    for shown in ("29 December 2016", "Meeting", "Disputed:", "Reported by", "Envoys meet"):
        assert shown in entry.summary
    assert (entry.published_parsed[1], entry.updated_parsed[1]) == (1, 2)


def test_a_json_item_tells_the_same(client, meeting):
    [item] = read_json(client, "/feeds/interactions.json")["items"]

    assert item["title"] == "Disputed: Brook & Hill meet."
    assert item["id"] == f"tag:testserver,2026:interactions/{meeting.pk}"
    assert item["tags"] == ["Mary Brook", "Ann Hill"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_was_last_heard_of_comes_first(client, meeting, address):
    told("Earlier.", on="2017-02-01")
    told("Later.", on="2017-03-01")

    assert [title.partition(": ")[2][:7] for title in titles(client, address)] == [
        "Later.",
        "Brook &",
        "Earlier",
    ]


@pytest.mark.parametrize("address", ADDRESSES)
def test_there_are_no_more_than_a_few(client, address):
    for _ in range(ITEMS + 2):
        told(None)

    assert len(titles(client, address)) == ITEMS


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_filters_of_the_timeline_are_those_of_the_feed(client, brook, meeting, address):
    told("A call.", brook, kind=Kind.PHONE_CALL, when="2016-06-01")

    def found(query):
        return {title.partition(": ")[2][:6] for title in titles(client, f"{address}?{query}")}

    assert found("person=mary-brook") == {"A call", "Brook "}
    assert found("person=mary-brook&kind=phone_call") == {"A call"}
    assert found("status=disputed") == {"Brook "}
    assert found("to=2016-07") == {"A call"}
    assert titles(client, f"{address}?as_of=2017-01-20") == [
        titles(client, f"{address}?status=disputed")[0].replace("Disputed", "Reported")
    ]


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_item_keeps_its_id_whatever_is_said_of_it(client, meeting, address):
    before = ids(client, address)
    make.citation(meeting, make.article(published="2017-05-01"), stance=Stance.CONFIRMS)

    assert ids(client, address) == before


@pytest.mark.parametrize("published", [None, "2999-01-01"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_what_is_not_public_is_in_no_feed(client, meeting, address, published):
    make.citation(make.interaction("Hidden."), make.article(published=published))
    secret = make.article("Hidden", published=published)
    make.citation(meeting, secret, stance=Stance.CONFIRMS)

    assert "Hidden" not in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("/timeline/", ""),
        ("/timeline/?kind=meeting&order=newest", "?kind=meeting"),
        ("/people/mary-brook/", "?person=mary-brook"),
        ("/people/mary-brook/?person=ann-hill", "?person=mary-brook&amp;person=ann-hill"),
        ("/people/ann-hill/with/mary-brook/", "?person=ann-hill&amp;person=mary-brook"),
    ],
)
@pytest.mark.parametrize("name", FORMATS)
def test_programs_find_the_feed_of_what_a_page_shows(client, meeting, page, query, name):
    head, _, _ = client.get(page).content.decode().partition("</head>")

    assert f'href="/feeds/interactions.{name}{query}"' in head


@pytest.mark.parametrize(
    ("page", "feed"),
    [
        ("/timeline/", "/feeds/interactions.atom"),
        ("/people/mary-brook/", "/feeds/interactions.atom?person=mary-brook"),
        (
            "/people/ann-hill/with/mary-brook/",
            "/feeds/interactions.atom?person=ann-hill&person=mary-brook",
        ),
        ("/following/?person=mary-brook", "/feeds/following.atom?person=mary-brook"),
    ],
)
def test_readers_find_it_too(client, meeting, page, feed):
    assert feed in links(client.get(page))


@pytest.mark.parametrize("number", [3, 25])
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_feed_costs_the_same_whatever_it_holds(
    client, brook, address, number, django_assert_num_queries
):
    for _ in range(number):
        told(None, brook, make.person())

    with django_assert_num_queries(FEED):
        client.get(address)
    with django_assert_num_queries(OF_A_PERSON):
        client.get(f"{address}?person=mary-brook")


# --- Those one follows -----------------------------------------------------------------------


@pytest.mark.parametrize("address", FOLLOWING)
def test_the_feed_of_those_one_follows_is_about_any_of_them(client, brook, meeting, address):
    told("Of somebody else.", make.person("John Stone"))
    told("Of a third.", make.person("Ida Field"))

    found = titles(client, f"{address}?person=john-stone&tag=sea")
    assert [title[:7] for title in found] == ["New, Re", "New, Re"]
    assert "Of somebody else." in found[0]
    assert titles(client, address) == []


def test_programs_find_the_feed_of_those_one_follows(client, meeting):
    page = client.get("/following/?person=mary-brook&tag=sea").content.decode()

    assert 'href="/feeds/following.json?person=mary-brook&amp;tag=sea"' in page
    assert "/feeds/following" not in client.get("/following/").content.decode()


def test_the_feeds_of_those_one_follows_are_a_list_to_take_over(client, meeting):
    make.person("Tom & Co <x>", slug="tom")
    answer = client.get("/following/feeds.opml?person=mary-brook&person=tom&tag=sea")
    opml = etree.fromstring(answer.content)

    assert answer["Content-Type"] == "text/x-opml; charset=utf-8"
    assert (opml.tag, opml.get("version")) == ("opml", "2.0")
    assert [folder.get("text") for folder in opml.find("body")] == [
        "Mary Brook",
        "Tom & Co <x>",
        "Sea",
    ]
    feeds = {feed.get("text"): feed for feed in opml.iter("outline") if feed.get("type") == "rss"}
    assert set(feeds) >= {"What changed: Sea", "Articles: Sea", "What changed: Tom & Co <x>"}
    assert feeds["Articles: Sea"].get("xmlUrl") == "http://testserver/feeds/articles.rss?tag=sea"
    assert feeds["Articles: Sea"].get("htmlUrl") == "http://testserver/tags/sea/"
    for feed in feeds.values():
        assert client.get(feed.get("xmlUrl")).status_code == 200


def test_whoever_follows_nobody_takes_over_an_empty_list(client):
    opml = etree.fromstring(client.get("/following/feeds.opml").content)

    assert len(opml.find("body")) == 0


@pytest.mark.parametrize("verb", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("address", [*ADDRESSES, *FOLLOWING, "/following/feeds.opml"])
def test_a_feed_can_be_read_and_nothing_else(client, address, verb):
    assert getattr(client, verb)(address).status_code == 405
    assert client.head(address).status_code == 200
