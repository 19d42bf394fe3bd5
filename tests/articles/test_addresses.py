from urllib.parse import parse_qsl, urlencode

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from articles.addresses import ORDER, canonical, is_canonical
from articles.filters import article_parameters
from newsroom.search.parameters import search_parameters
from people.filters import (
    CHANGE_PARAMETERS,
    FOLLOWING_PARAMETERS,
    PEOPLE_PARAMETERS,
    QUOTE_PARAMETERS,
    WORDS_PARAMETERS,
    interaction_parameters,
)

LISTS = {
    "articles": article_parameters,
    "interactions": interaction_parameters,
    "search": search_parameters,
    "people": lambda: PEOPLE_PARAMETERS,
    "changes": lambda: CHANGE_PARAMETERS,
    "following": lambda: FOLLOWING_PARAMETERS,
    "quotes": lambda: QUOTE_PARAMETERS,
    "words of a person": lambda: WORDS_PARAMETERS,
}


def asked(query) -> str:
    return urlencode(canonical(QueryDict(query)))


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("", ""),
        ("tag=sea&person=ann-hill", "person=ann-hill&tag=sea"),
        ("person=b&person=a", "person=b&person=a"),
        ("person=a&person=b&person=a", "person=a&person=b"),
        ("person=&tag=sea&q=", "tag=sea"),
        ("q=%20ship%20%20harbour%00", "q=ship+harbour"),
        ("order=oldest&order=newest", "order=newest"),
        ("after=x&colour=red&q=a", "q=a&after=x&colour=red"),
        ("&&=", ""),
    ],
)
def test_what_is_asked_for_has_one_address(query, address):
    assert asked(query) == address
    assert is_canonical(QueryDict(query)) == (query == address)


@given(st.lists(st.tuples(st.sampled_from([*ORDER, "colour", ""]) | st.text(), st.text())))
def test_the_one_address_leads_no_further(pairs):
    query = QueryDict(urlencode(pairs, errors="replace"))

    assert is_canonical(QueryDict(urlencode(canonical(query))))


@given(st.text())
def test_any_query_string_has_one(query):
    first = asked(query.encode("utf-8", "replace"))

    assert asked(first) == first
    assert parse_qsl(first, keep_blank_values=True) == canonical(QueryDict(first))


@pytest.mark.parametrize("name", LISTS)
def test_every_list_has_its_parameters_in_the_order_of_addresses(name):
    names = [parameter.name for parameter in LISTS[name]()]

    assert names == sorted(names, key=ORDER.index)


# --- The pages -------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("/articles/?tag=sea&person=ann-hill", "/articles/?person=ann-hill&tag=sea"),
        ("/articles/?from=&q=", "/articles/"),
        ("/timeline/?q=a&q=b", "/timeline/?q=b"),
        ("/search/?q=caf%C3%A9&person=", "/search/?q=caf%C3%A9"),
        (
            "/feeds/changes.atom?tag=sea&person=ann-hill",
            "/feeds/changes.atom?person=ann-hill&tag=sea",
        ),
    ],
)
def test_another_way_to_ask_leads_to_it(client, address, leads_to):
    answer = client.get(address)

    assert (answer.status_code, answer["Location"]) == (301, leads_to)
    assert client.get(leads_to).status_code == 200
    assert client.head(address).status_code == 301


@pytest.mark.django_db
def test_no_address_leads_to_another_site(client):
    """A client takes what follows two slashes for a host, so they come as a server tells them."""
    asked = {"PATH_INFO": "//elsewhere.example/", "QUERY_STRING": "tag=sea&person=ann-hill"}
    answer = client.get("/", **asked)

    assert answer.status_code == 301
    assert answer["Location"] == "/%2Felsewhere.example/?person=ann-hill&tag=sea"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/api/v1/articles/?q=&order=oldest", "/healthz?b=1&a="])
def test_programs_are_answered_as_they_ask(client, address):
    assert client.get(address).status_code == 200
