import pytest

from articles import views
from people.status import Stance
from tests import factories as make
from tests.pages import links, words

pytestmark = pytest.mark.django_db

# Queries, that of the edition included.
TAG, TAGS = 16, 2


def test_tags_are_listed_with_their_articles_counted(client):
    make.article(tags=["Sea", "Law"])
    make.article(tags=["Sea"])
    make.article(tags=["Sea", "Secret"], published=None)
    page = client.get("/tags/")

    assert "Sea 2 articles" in words(page)
    assert "Law 1 article" in words(page)
    assert "Secret" not in words(page)
    assert {"/tags/sea/", "/tags/law/"} <= set(links(page))


def test_a_tag_shows_its_words_and_its_articles(client):
    make.tag("Sea", slug="sea", description="What happens on the water.")
    make.article("At sea", tags=["Sea"])
    make.article("In court", tags=["Law"])
    page = client.get("/tags/sea/")

    assert page.status_code == 200
    assert "What happens on the water." in words(page)
    assert "/articles/at-sea/" in links(page)
    assert "/articles/in-court/" not in links(page)


def test_a_tag_leaves_out_what_is_not_public(client, hidden):
    hidden.tags.add("Sea")

    assert "Hidden" not in words(client.get("/tags/sea/"))


def test_a_tag_can_be_read_as_the_record_stood_on_a_day(client):
    early = make.article("At sea", tags=["Sea", "Ships"], published="2017-01-01")
    late = make.article("In port", tags=["Sea", "Harbours"], published="2017-03-01")
    meeting = make.interaction("They met at sea.")
    make.mention(early, make.person("Mary Brook"))
    make.mention(late, make.person("Ann Hill"))
    make.citation(meeting, early)
    make.citation(meeting, late, stance=Stance.CONFIRMS)
    make.citation(make.interaction("They met in port."), late)
    text = words(client.get("/tags/sea/?as_of=2017-02-01"))

    for known in ("At sea", "They met at sea.", "Reported", "Mary Brook", "Ships"):
        assert known in text
    for unknown in ("In port", "They met in port.", "Confirmed", "Ann Hill", "Harbours"):
        assert unknown not in text


def test_a_tag_can_be_filtered_by_a_person(client):
    make.person("Mary Brook")
    make.article("Both", body="<p>Mary Brook left.</p>", tags=["Sea"])
    make.article("Only the tag", body="<p>Nobody left.</p>", tags=["Sea"])
    page = client.get("/tags/sea/?person=mary-brook")

    assert "/articles/both/" in links(page)
    assert "/articles/only-the-tag/" not in links(page)


def test_there_is_no_page_of_a_tag_that_does_not_exist(client):
    assert client.get("/tags/nothing/").status_code == 404


@pytest.mark.parametrize("number", [3, 30])
@pytest.mark.parametrize("query", ["", "?as_of=2018-01-01"])
def test_a_tag_costs_the_same_whatever_it_shows(client, number, query, django_assert_num_queries):
    for n in range(number):
        article, person = make.article(tags=["Sea", f"Tag {n}"]), make.person()
        make.mention(article, person)
        make.citation(make.interaction(people=[person]), article)

    with django_assert_num_queries(TAG):
        client.get(f"/tags/sea/{query}")


def test_many_tags_are_listed_a_page_at_a_time(client, monkeypatch):
    monkeypatch.setattr(views, "TAGS_LISTED", 2)
    make.article(tags=["Law", "Peace", "Sea"])
    first = client.get("/tags/")
    [later] = [link for link in links(first) if "after=" in link]

    assert "Sea" not in words(first)
    assert "Sea 1 article" in words(client.get(later))


def test_the_articles_of_a_tag_are_not_counted_for_ever(client, monkeypatch):
    monkeypatch.setattr("articles.models.tag.COUNTED", 2)
    monkeypatch.setattr(views, "COUNTED", 2)
    for _ in range(4):
        make.article(tags=["Sea"])

    assert "Sea more than 2 articles" in words(client.get("/tags/"))


@pytest.mark.parametrize("number", [3, 30])
def test_the_tags_cost_the_same_however_many(client, number, django_assert_num_queries):
    make.article(tags=[f"Tag {n}" for n in range(number)])

    with django_assert_num_queries(TAGS):
        client.get("/tags/")
