"""The filters of the search page."""

import pytest

from tests import factories as make
from tests.pages import links, standing, texts, words

pytestmark = pytest.mark.django_db


def tabs(page) -> list[str]:
    """The types of result that a page offers, with their numbers; only one is not worth a tab."""
    return texts(page, "nav[@aria-label='Types of result']/a") or ["Everything"]


def results(page) -> list[str]:
    return texts(page, "article[@class='result']")


@pytest.fixture
def _harbour():
    """Of the word harbour: an article that names Hill, one of the Post, an interaction, a quote."""
    hill, field = make.person("Ann Hill"), make.person("John Field")
    post = make.outlet("Post")
    body = "<p>The harbour is closed. “No ship left the harbour,” said Hill.</p>"
    told = make.article("First", body=body, published="2017-01-10", tags=["Sea"])
    make.article("Second", body="<p>A harbour.</p>", published="2017-03-10", outlet=post)
    make.mention(told, hill)
    make.quote(hill, told, exact="No ship left the harbour")
    call = make.interaction(
        "They met in the harbour.", kind="phone_call", when="2016-12-29", people=[hill, field]
    )
    make.citation(call, told, exact="The harbour is closed")


@pytest.mark.usefixtures("_harbour")
@pytest.mark.parametrize(
    ("query", "articles", "interactions", "quotes"),
    [
        ("q=harbour", 2, 1, 1),
        ("person=ann-hill&q=harbour", 1, 1, 1),
        ("person=john-field&q=harbour", 0, 1, 0),
        ("tag=sea&q=harbour", 1, 1, 1),
        ("outlet=post&q=harbour", 1, 0, 0),
        ("kind=phone_call&q=harbour", 0, 1, 0),
        ("kind=meeting&q=harbour", 0, 0, 0),
        ("status=reported&q=harbour", 0, 1, 0),
        ("from=2017&q=harbour", 2, 0, 1),
        ("to=2017-01&q=harbour", 1, 1, 1),
        ("as_of=2017-02-01&q=harbour", 1, 1, 1),
        ("as_of=2017-01-09&q=harbour", 0, 0, 0),
        ("person=ann-hill", 1, 1, 1),
    ],
)
def test_filters_mean_what_they_mean_elsewhere(client, query, articles, interactions, quotes):
    page = client.get(f"/search/?{query}")
    numbers = {"Articles": articles, "Interactions": interactions, "Quotes": quotes}
    shown = [f"{label} {number}" for label, number in numbers.items() if number]

    assert tabs(page) == ["Everything", *shown]
    assert len(results(page)) == articles + interactions + quotes


@pytest.mark.usefixtures("_harbour")
def test_the_sentence_says_what_was_asked_for(client):
    text = words(client.get("/search/?person=ann-hill&from=2017&q=harbour"))

    assert "2 results for “harbour”, naming Ann Hill, from 1 January 2017" in text


@pytest.mark.usefixtures("_harbour")
def test_each_filter_can_be_taken_away_and_the_words_stay(client):
    page = client.get("/search/?person=ann-hill&kind=phone_call&q=harbour")

    assert "/search/?kind=phone_call&q=harbour" in links(page)
    assert "/search/?person=ann-hill&q=harbour" in links(page)
    assert "/search/?q=harbour" in links(page)


@pytest.mark.usefixtures("_harbour")
def test_a_search_of_an_earlier_day_says_so(client):
    page = client.get("/search/?as_of=2017-02-01&q=hill")

    assert "The record as it stood on 1 February 2017" in standing(page)
    assert "/people/ann-hill/?as_of=2017-02-01" in links(page)


@pytest.mark.usefixtures("_harbour")
def test_a_quote_is_shown_with_who_said_it_and_where(client):
    page = client.get("/search/?q=ship&type=quotes")

    assert "1 quote for “ship”" in words(page)
    assert "“No ship left the harbour”" in words(page)
    assert "/people/ann-hill/" in links(page)


@pytest.mark.usefixtures("_harbour")
def test_results_can_be_had_newest_first(client):
    text = words(client.get("/search/?q=harbour&type=articles&order=newest"))

    assert text.index("Second") < text.index("First")


def test_of_two_that_fit_alike_the_newer_one_comes_first(client):
    make.article("Harbour, long ago", published="2009-01-01")
    make.article("Harbour, of late", published="2017-01-01")
    text = words(client.get("/search/?q=harbour"))

    assert text.index("of late") < text.index("long ago")


def test_an_article_that_names_who_is_looked_for_fits_better(client):
    person = make.person("Ann Hill")
    make.article("Any hill", body="<p>A hill.</p>", published="2017-01-01")
    named = make.article("Some hill", body="<p>A hill.</p>", published="2017-01-01")
    make.article("Yet a hill", body="<p>A hill.</p>", published="2017-01-01")
    make.mention(named, person)
    text = words(client.get("/search/?q=hill&type=articles"))

    assert text.index("Some hill") < min(text.index("Any hill"), text.index("Yet a hill"))
