"""What is offered while a reader types."""

import pytest

from tests import factories as make

pytestmark = pytest.mark.django_db


def ahead(client, words):
    answer = client.get("/search/ahead/", {"q": words}, follow=True)
    return [(found["kind"], found["label"], found["url"]) for found in answer.json()["suggestions"]]


def test_typing_offers_people_tags_and_articles(client):
    make.person("Harriet Stone")
    make.tag("Harbours")
    make.article("The harbour is closed")

    assert ahead(client, "har") == [
        ("Person", "Harriet Stone", "/people/harriet-stone/"),
        ("Tag", "Harbours", "/tags/harbours/"),
        ("Article", "The harbour is closed", "/articles/the-harbour-is-closed/"),
    ]


def test_typing_never_offers_what_is_not_public(client):
    make.article("Harbour", published=None)
    make.article("Harbour", published="2999-01-01")
    make.withdrawn_article(headline="Harbour")

    assert ahead(client, "harbour") == []


@pytest.mark.parametrize("typed", ["", "h", "!", "\0", "%", "'", ":*"])
def test_typing_too_little_offers_nothing(client, typed):
    make.person("Harriet Stone")
    make.article("Harbour")

    assert ahead(client, typed) == []


def test_typing_can_be_long_and_strange(client):
    for typed in ("har" * 1000, "a b c " * 100, "🙂🙂", "Ли Вэй", "(((|&!"):
        assert ahead(client, typed) == []


def test_typing_costs_the_same_whatever_is_offered(client, django_assert_num_queries):
    for number in range(6):
        make.person(f"Harriet {number} Stone", aliases=["Harry"])
        make.article("Harbour")

    with django_assert_num_queries(4):  # that of the edition, and three
        client.get("/search/ahead/?q=har")


def test_typing_ahead_can_be_read_and_nothing_else(client):
    assert client.post("/search/ahead/", {"q": "har"}).status_code == 405
    assert client.head("/search/ahead/?q=har").status_code == 200
