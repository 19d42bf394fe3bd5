"""Bad addresses and bad queries: a notice and the page, or 404; never a 500."""

from urllib.parse import quote

import pytest
from django.db import OperationalError

from articles.models import Edition
from tests import factories as make
from tests.pages import links, notices, words

LISTS = [
    "/articles/",
    "/tags/sea/",
    "/people/",
    "/people/mary-brook/",
    "/people/mary-brook/quotes/",
    "/people/mary-brook/denials/",
    "/timeline/",
    "/changes/",
    "/following/",
    "/open-questions/",
    "/search/?q=brook",
]
PAGES = ["/", "/tags/", "/about/certainty/", "/articles/envoys-meet/", *LISTS]
BAD_QUERIES = {
    "a page below zero": "page=-1",
    "a page that is a word": "page=two",
    "the 31st of February": "from=2017-02-31&to=2017-02-31&as_of=2017-02-31",
    "unknown names": "person=nobody&tag=nothing&outlet=nowhere&kind=duel&status=rumour",
    "an order that is SQL": f"order={quote('id; DROP TABLE people_person --')}",
    "an order that is a column": "order=-body",
    "a cursor from nowhere": "after=x&before=y",
    "a cursor with numbers too big": "after=2017-01-01~0~99999999999999999999",
    "a name that is not UTF-8": "person=%ff%fe&%ff=1",
    "an unknown parameter": "colour=red",
    "a parameter without a name": "=1&&&",
}
HARMLESS_QUERIES = {
    "the end of time": "from=0001-01-01&to=9999-12-31",
    "nothing but NUL": "q=%00&person=%00&order=%00&type=%00",
    "lone surrogates": "q=%ED%A0%80&person=%ED%B0%80",
    "unbalanced quotes": "q=%22brook%20“field",
    "the syntax of PostgreSQL": f"q={quote(':* & !')}",
    "more such syntax": "q=(((a%7Cb)%26!c:*%3C-%3E%27%27",
    "patterns": "q=%25_%5C",
    "very many words": f"q={quote('a b c ' * 60)}",
}


@pytest.fixture
def _story(db):
    person = make.person("Mary Brook")
    article = make.article("Envoys meet", slug="envoys-meet", tags=["Sea"])
    make.citation(make.interaction(people=[person]), article)


@pytest.fixture
def ask(client):
    """The page at an address with one more query, which may lead to the one way to ask for it."""
    return lambda address, query: client.get(
        f"{address}{'&' if '?' in address else '?'}{query}", follow=True
    )


@pytest.mark.usefixtures("_story")
@pytest.mark.parametrize("address", LISTS)
def test_a_bad_query_gives_the_page_and_a_notice(ask, address):
    for what, query in BAD_QUERIES.items():
        page = ask(address, query)
        assert page.status_code == 200, what
        assert notices(page), what


@pytest.mark.usefixtures("_story")
@pytest.mark.parametrize("address", LISTS)
def test_a_strange_query_gives_the_page(ask, address):
    for what, query in HARMLESS_QUERIES.items():
        assert ask(address, query).status_code == 200, what


@pytest.mark.usefixtures("_story")
@pytest.mark.parametrize("address", PAGES)
def test_a_parameter_repeated_five_hundred_times_gives_the_page(ask, address):
    for name in ("person", "tag", "q", "from", "order", "colour"):
        page = ask(address, "&".join(f"{name}=value-{number}" for number in range(500)))
        assert page.status_code == 200, name
        assert len(page.content) < 100_000, name


@pytest.mark.usefixtures("_story")
@pytest.mark.parametrize("address", LISTS)
def test_a_value_of_ten_thousand_characters_gives_the_page_and_a_notice(ask, address):
    for name in ("person", "q", "from", "after", "colour"):
        page = ask(address, f"{name}={'a' * 10_000}")
        assert page.status_code == 200, name
        assert notices(page), name


# --- Not found -------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/nothing/",
        "/nothing",
        "/articles/%00abcdef/",
        "/people/%ED%A0%80abcdef/",
        "/people/50%25_off_off/",
        "/tags/ümläut/",
        "/interactions/one/",
        "/interactions/0/",
        "/interactions/99999999999999999999/",
        f"/{'a' * 10_000}/",
    ],
)
def test_an_address_that_leads_nowhere_is_not_found(client, address):
    page = client.get(address)

    assert page.status_code == 404
    assert "There is no such page" in words(page)


@pytest.mark.django_db
def test_a_page_that_is_not_found_suggests_what_begins_alike(client):
    make.person("Mary Brook")
    make.article("Mary Brooks no dissent")
    make.article("Mary Brooke is hidden", published=None)
    page = client.get("/people/mary-brookes/")

    assert {"/people/mary-brook/", "/articles/mary-brooks-no-dissent/"} <= set(links(page))
    assert "hidden" not in words(page)


@pytest.mark.django_db
@pytest.mark.parametrize("number", [3, 30])
def test_a_page_that_is_not_found_costs_the_same(client, number, django_assert_num_queries):
    for _ in range(number):
        make.article("Envoys meet")

    with django_assert_num_queries(5):
        client.get("/articles/envoys-mett/")


# --- Out of order ----------------------------------------------------------------------------


@pytest.fixture
def client_of_a_server(client):
    """A client that gets the page of an error instead of the error."""
    client.raise_request_exception = False
    return client


def test_without_its_database_the_site_says_it_will_be_back(client_of_a_server, monkeypatch):
    def unreachable():
        raise OperationalError("connection refused")

    monkeypatch.setattr(Edition, "current", unreachable)
    page = client_of_a_server.get("/")

    assert page.status_code == 503
    assert page["Retry-After"]
    assert "Back in a moment" in words(page)
    assert "connection refused" not in page.content.decode()


def test_a_mistake_of_ours_is_owned_up_to_without_details(client_of_a_server, monkeypatch):
    def mistaken():
        raise ZeroDivisionError("a detail")

    monkeypatch.setattr(Edition, "current", mistaken)
    page = client_of_a_server.get("/")

    assert page.status_code == 500
    assert "The mistake is ours" in words(page)
    assert "a detail" not in page.content.decode()
