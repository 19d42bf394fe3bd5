"""The filter parameters that are about the record, and that every list takes all it can."""

import pytest

from tests import factories as make
from tests.pages import notices, words

pytestmark = pytest.mark.django_db

COMMON = "person=john-field&tag=sea&outlet=the-post"
PERIOD = "from=2016-01-01&to=2017-12-31&as_of=2017-12-31&q=brook"
OF_ARTICLES = f"{COMMON}&{PERIOD}&order=oldest"
OF_INTERACTIONS = f"{COMMON}&kind=meeting&status=reported&{PERIOD}&order=newest"
# Every list with every parameter that means something there, and what it says that it shows.
LISTS = {
    "/articles/": (OF_ARTICLES, "1 article"),
    "/tags/law/": (OF_ARTICLES, "1 article"),
    "/timeline/": (OF_INTERACTIONS, "1 interaction"),
    "/people/mary-brook/": (OF_INTERACTIONS, "1 interaction"),
    "/people/john-field/with/mary-brook/": (OF_INTERACTIONS, "1 interaction"),
    "/search/": (OF_INTERACTIONS, "1 result"),
}


@pytest.fixture
def _meeting():
    """Brook meets Field, told by the Post under Sea and Law; and much that fits no filter."""
    brook, field = make.person("Mary Brook"), make.person("John Field")
    post = make.outlet("The Post")
    told = make.article("Brook told", outlet=post, published="2017-01-10", tags=["Sea", "Law"])
    make.citation(make.interaction("Brook meets Field.", people=[brook, field]), told)
    make.article("Elsewhere", published="2017-01-10", tags=["Law"])
    make.citation(make.interaction("They part.", people=[brook, field]), make.article())


@pytest.mark.usefixtures("_meeting")
@pytest.mark.parametrize("address", LISTS)
def test_every_list_takes_every_parameter_that_means_something_there(client, address):
    query, sentence = LISTS[address]
    page = client.get(f"{address}?{query}")

    assert page.status_code == 200
    assert notices(page) == []
    assert f"{sentence} " in words(page)


@pytest.mark.usefixtures("_meeting")
@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("tag=sea", "1 interaction tagged Sea"),
        ("tag=sea&tag=law", "1 interaction tagged Sea and Law"),
        ("outlet=the-post", "1 interaction told by The Post"),
        ("q=meets", "1 interaction matching “meets”"),
        ("q=meets or part", "2 interactions matching “meets or part”"),
        ("tag=sea&as_of=2017-01-09", "No interactions"),
    ],
)
def test_interactions_are_found_by_what_the_articles_have_that_tell_of_them(client, query, number):
    assert number in words(client.get(f"/timeline/?{query}"))


def test_on_an_earlier_day_only_the_outlets_that_had_told_by_then_count(client):
    interaction = make.interaction("Brook meets Field.")
    make.citation(interaction, make.article(outlet=make.outlet("Early"), published="2017-01-01"))
    make.citation(interaction, make.article(outlet=make.outlet("Late"), published="2017-03-01"))

    assert "1 interaction told by Late" in words(client.get("/timeline/?outlet=late"))
    assert "No interactions" in words(client.get("/timeline/?outlet=late&as_of=2017-02-01"))
    assert "Late" not in words(client.get("/timeline/?as_of=2017-02-01"))


def test_what_is_not_published_names_no_tag_and_no_outlet(client):
    interaction = make.interaction("Brook meets Field.")
    make.citation(interaction, make.article(tags=["Sea"]))
    draft = make.article(published=None, tags=["Secret"], outlet=make.outlet("Hidden"))
    make.citation(interaction, draft)
    page = words(client.get("/timeline/"))

    assert "Sea 1" in page
    assert "Secret" not in page
    assert "Hidden" not in page
    assert "No interactions" in words(client.get("/timeline/?tag=secret"))


@pytest.mark.usefixtures("_meeting")
def test_the_page_of_a_tag_offers_the_others(client):
    page = words(client.get("/tags/law/"))

    assert "Sea 1" in page
    assert "Law 2" not in page
