import pytest

from people.status import Stance
from tests import factories as make
from tests.pages import links, words

pytestmark = pytest.mark.django_db


def test_the_newest_article_leads_and_the_others_follow(client):
    make.article("Old news", published="2016-01-01")
    make.article("New news", published="2017-01-01", standfirst="It is new.")
    page = client.get("/")

    assert page.status_code == 200
    text = words(page)
    assert text.index("New news It is new.") < text.index("Old news")
    assert {"/articles/old-news/", "/articles/new-news/"} <= set(links(page))


def test_what_nobody_can_date_is_not_news(client):
    brook = make.person("Mary Brook")
    undated = make.article("From a list", published="2018-01-01", is_undated=True)
    make.citation(make.interaction("She is on a list.", people=[brook]), undated)
    make.citation(make.interaction("She met an envoy.", people=[brook]), make.article("Met"))
    text = words(client.get("/"))

    assert "She met an envoy." in text
    assert "From a list" not in text
    assert "She is on a list." not in text


def test_the_lead_is_shown_with_its_first_photo(client):
    article = make.article()
    make.photo(article, caption="The second", position=2)
    make.photo(article, caption="The first", position=1)
    text = words(client.get("/"))

    assert "The first" in text
    assert "The second" not in text


def test_articles_name_their_people(client):
    make.person("Mary Brook")
    make.article(body="<p>Mary Brook spoke.</p>")

    assert "/people/mary-brook/" in links(client.get("/"))


def test_the_timelines_that_moved_last_come_first_with_what_changed(client):
    for name, day in (("Mary Brook", "2017-01-01"), ("Ann Hill", "2017-02-01")):
        interaction = make.interaction(f"{name} meets an envoy.", people=[make.person(name)])
        make.citation(interaction, make.article(published=day))
    text = words(client.get("/"))

    assert text.index("Ann Hill meets an envoy.") < text.index("Mary Brook meets an envoy.")
    assert "Ann Hill 1 February 2017" in text


def test_a_timeline_that_moved_says_from_which_status_to_which(client):
    interaction = make.interaction(people=[make.person()])
    make.citation(interaction, make.article(published="2017-01-01"))
    make.citation(interaction, make.article(published="2017-02-01"), stance=Stance.DENIES)

    assert "Reported → is now Disputed" in words(client.get("/"))


def test_nobody_moves_twice(client):
    person = make.person("Ann Hill")
    for _ in range(3):
        make.citation(make.interaction(people=[person]))

    assert links(client.get("/")).count("/people/ann-hill/") == 1


def test_tags_lead_to_their_pages(client):
    make.article(tags=["Sea"])

    assert "/tags/sea/" in links(client.get("/"))


def test_a_site_without_articles_says_so(client):
    page = client.get("/")

    assert page.status_code == 200
    assert "No article has been published yet." in words(page)


def test_older_articles_are_a_link_away(client):
    for _ in range(12):
        make.article()
    page = client.get("/")

    assert "/articles/" in links(page)
    assert sum(link.startswith("/articles/two-envoys") for link in links(page)) == 11


@pytest.mark.parametrize("verb", ["post", "put", "patch", "delete"])
def test_the_home_page_can_be_read_and_nothing_else(client, verb):
    assert getattr(client, verb)("/").status_code == 405
    assert client.head("/").status_code == 200


@pytest.mark.parametrize("number", [3, 30])
def test_the_home_page_costs_the_same_however_much_there_is(
    client, number, django_assert_num_queries
):
    for n in range(number):
        article, person = make.article(tags=[f"Tag {n}"]), make.person()
        make.mention(article, person)
        make.photo(article)
        make.citation(make.interaction(people=[person]), article)

    with django_assert_num_queries(8):
        client.get("/")
