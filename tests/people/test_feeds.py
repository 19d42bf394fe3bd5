import pytest
from lxml import etree

from people.models import StatusChange
from people.status import Stance
from tests import factories as make
from tests.feeds import FORMATS

pytestmark = pytest.mark.django_db

# Queries, that of the edition included.
FEED = 10
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def meeting():
    """Reported on 12 January 2017, disputed since 13 February."""
    people = [make.person("Mary Brook"), make.person("Ann Hill")]
    meeting = make.interaction("Brook & Hill <meet>.", people=people)
    make.citation(meeting, make.article("Envoys meet", published="2017-01-12", tags=["Sea"]))
    make.citation(meeting, make.article(published="2017-02-13"), stance=Stance.DENIES)
    return meeting


def read(client, address):
    return etree.fromstring(client.get(address).content)


def titles(client, query=""):
    entries = read(client, f"/feeds/changes.atom{query}").iter(f"{ATOM}entry")
    return [entry.findtext(f"{ATOM}title") for entry in entries]


def ids(client):
    return [
        [item.findtext("guid") for item in read(client, "/feeds/changes.rss").iter("item")],
        [
            entry.findtext(f"{ATOM}id")
            for entry in read(client, "/feeds/changes.atom").iter(f"{ATOM}entry")
        ],
    ]


@pytest.mark.parametrize("name", FORMATS)
def test_a_feed_is_of_its_kind(client, meeting, name):
    answer = client.get(f"/feeds/changes.{name}")

    assert answer.status_code == 200
    assert answer["Content-Type"] == FORMATS[name]
    assert not answer.cookies


def test_the_newest_changes_come_first_each_with_its_source(client, meeting):
    assert titles(client) == [
        "Reported, now Disputed: Brook & Hill <meet>.",
        "New, Reported: Brook & Hill <meet>.",
    ]
    [_, first] = read(client, "/feeds/changes.atom").iter(f"{ATOM}entry")
    assert "Mary Brook met John Field in Geneva" in first.findtext(f"{ATOM}summary")
    assert "Envoys meet" in first.findtext(f"{ATOM}summary")
    assert first.findtext(f"{ATOM}updated") == "2017-01-12T12:00:00+00:00"
    assert [category.get("term") for category in first.iter(f"{ATOM}category")] == [
        "Mary Brook",
        "Ann Hill",
    ]


def test_a_title_cannot_be_taken_for_html(client, meeting):
    [title, _] = read(client, "/feeds/changes.rss").findall("channel/item/title")

    assert title.text == "Reported, now Disputed: Brook &amp; Hill &lt;meet&gt;."


def test_corrections_are_in_the_feed(client):
    article = make.article("About a day")
    correction = make.correction(article, "It was <b>Tuesday</b>.")
    [item] = read(client, "/feeds/changes.rss").iter("item")

    assert item.findtext("title") == "Correction: About a day"
    assert item.findtext("link") == f"http://testserver{correction.get_absolute_url()}"
    assert "It was &lt;b&gt;Tuesday&lt;/b&gt;." in item.findtext("description")


def test_withdrawals_are_in_the_feed(client):
    article = make.withdrawn_article(
        "It was <b>wrong</b>.", headline="About a day", withdrawn="2017-03-01"
    )
    [item] = read(client, "/feeds/changes.rss").iter("item")

    assert item.findtext("title") == ("Withdrawn: About a day — It was &lt;b&gt;wrong&lt;/b&gt;.")
    assert item.findtext("link") == f"http://testserver{article.get_absolute_url()}"
    assert "It was &lt;b&gt;wrong&lt;/b&gt;." in item.findtext("description")
    assert "can no longer be read" in item.findtext("description")
    assert item.findtext("pubDate") == "Wed, 01 Mar 2017 12:00:00 +0000"
    assert titles(client) == ["Withdrawn: About a day — It was <b>wrong</b>."]


def test_an_item_keeps_its_id_when_the_record_is_rebuilt(client, meeting):
    before, rows = ids(client), set(StatusChange.objects.values_list("pk", flat=True))
    meeting.citations.first().save()

    assert set(StatusChange.objects.values_list("pk", flat=True)).isdisjoint(rows)
    assert ids(client) == before
    for found in before:
        assert len(set(found)) == 2


def test_two_people_make_it_the_feed_of_both(client, meeting):
    make.citation(make.interaction("Brook alone.", people=[meeting.people.get(slug="mary-brook")]))

    assert len(titles(client, "?person=mary-brook")) == 3
    assert len(titles(client, "?person=ann-hill&person=mary-brook")) == 2


def test_a_tag_makes_it_the_feed_of_what_its_articles_tell(client, meeting):
    assert titles(client, "?tag=sea") == ["New, Reported: Brook & Hill <meet>."]


@pytest.mark.parametrize("name", FORMATS)
def test_a_feed_says_what_it_is_of_and_where_the_page_is(client, meeting, name):
    text = client.get(f"/feeds/changes.{name}?person=mary-brook&tag=sea").content.decode()
    text = text.replace("&amp;", "&")

    assert "Newsroom: changes about Mary Brook, tagged Sea" in text
    assert "http://testserver/changes/?person=mary-brook&tag=sea" in text
    assert f"http://testserver/feeds/changes.{name}?person=mary-brook&tag=sea" in text


@pytest.mark.parametrize("name", FORMATS)
def test_what_was_ignored_is_said_in_the_feed(client, meeting, name):
    text = client.get(f"/feeds/changes.{name}?person=nobody&colour=red").content.decode()

    assert "There is no person “nobody”" in text
    assert "“colour” is not a filter" in text


@pytest.mark.parametrize("published", [None, "2999-01-01"])
@pytest.mark.parametrize("name", FORMATS)
def test_what_is_not_public_is_in_no_feed(client, name, published):
    article = make.article("Hidden", published=published)
    make.citation(make.interaction("Hidden."), article)
    make.correction(article)

    assert "Hidden" not in client.get(f"/feeds/changes.{name}").content.decode()


@pytest.mark.parametrize("name", FORMATS)
def test_a_record_without_changes_is_an_empty_feed(client, name):
    assert client.get(f"/feeds/changes.{name}").status_code == 200


@pytest.mark.parametrize(
    ("address", "query"),
    [
        ("/changes/", ""),
        ("/changes/?tag=sea&since=2017-01-01", "?tag=sea"),
        ("/people/mary-brook/", "?person=mary-brook"),
        ("/people/ann-hill/with/mary-brook/", "?person=ann-hill&amp;person=mary-brook"),
        ("/tags/sea/", "?tag=sea"),
    ],
)
@pytest.mark.parametrize("name", FORMATS)
def test_programs_find_the_feed_of_a_page(client, meeting, address, query, name):
    head, _, _ = client.get(address).content.decode().partition("</head>")

    assert 'rel="alternate"' in head
    assert f'href="/feeds/changes.{name}{query}"' in head


@pytest.mark.parametrize("number", [3, 9])
@pytest.mark.parametrize("name", FORMATS)
def test_a_feed_costs_the_same_whatever_it_holds(client, name, number, django_assert_num_queries):
    for _ in range(number):
        article = make.article()
        make.mention(article, make.person())
        make.correction(article)
        gone = make.article()
        make.mention(gone, make.person())
        gone.withdraw("It was wrong.")
        make.citation(make.interaction(people=[make.person()]), article)

    with django_assert_num_queries(FEED):
        client.get(f"/feeds/changes.{name}")


@pytest.mark.parametrize("verb", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("name", FORMATS)
def test_a_feed_can_be_read_and_nothing_else(client, name, verb):
    assert getattr(client, verb)(f"/feeds/changes.{name}").status_code == 405
    assert client.head(f"/feeds/changes.{name}").status_code == 200
