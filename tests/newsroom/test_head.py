"""The head of a page: the one address it has, and how it looks where somebody links to it."""

import pytest
from lxml import html

from tests import factories as make

pytestmark = pytest.mark.django_db

SITE = "http://testserver"


def head(client, address):
    return html.fromstring(client.get(address).content.decode()).find("head")


def canonical(client, address):
    return [link.get("href") for link in head(client, address).xpath("link[@rel='canonical']")]


def social(client, address):
    """What networks read, by property."""
    found = head(client, address).xpath("meta[@property]")
    return {meta.get("property"): meta.get("content") for meta in found}


def is_indexed(client, address):
    return not head(client, address).xpath("meta[@name='robots'][contains(@content, 'noindex')]")


@pytest.fixture
def story():
    """An article that cites a meeting of Mary Brook."""
    person = make.person("Mary Brook", description="An ambassador.")
    article = make.article(
        "Envoys meet", standfirst="They met.", slug="envoys-meet", tags=["Sea"], byline="Ann Hill"
    )
    return make.citation(make.interaction("Brook & Field meet.", people=[person]), article)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/", "/"),
        ("/articles/", "/articles/"),
        ("/articles/?tag=sea", "/articles/?tag=sea"),
        ("/articles/?after=2017-01-01T00:00:00%2B00:00~1", "/articles/"),
        (
            "/articles/?tag=sea&after=2017-01-01T00:00:00%2B00:00~1",
            "/articles/?tag=sea",
        ),
        ("/articles/envoys-meet/", "/articles/envoys-meet/"),
        ("/people/mary-brook/", "/people/mary-brook/"),
        ("/timeline/", "/timeline/"),
    ],
)
def test_a_page_has_one_address_whichever_page_of_a_list_it_is(client, story, address, told):
    assert canonical(client, address) == [f"{SITE}{told}"]


def test_the_address_of_an_article_is_where_it_was_published(client):
    article = make.article(canonical_url="https://courier.example/1")

    assert canonical(client, article.get_absolute_url()) == ["https://courier.example/1"]


@pytest.mark.parametrize("address", ["/articles/nothing/", "/articles/withdrawn/"])
def test_what_is_gone_has_no_address_to_point_to(client, address):
    make.withdrawn_article(headline="Withdrawn", slug="withdrawn")

    assert canonical(client, address) == []
    assert social(client, address) == {}


@pytest.mark.parametrize(
    ("address", "indexed"),
    [
        ("/", True),
        ("/articles/", True),
        ("/articles/envoys-meet/", True),
        ("/tags/sea/", True),
        ("/articles/?after=2017-01-01T00:00:00%2B00:00~1", True),
        ("/articles/?tag=sea", False),
        ("/articles/?as_of=2017-03-01", False),
        ("/people/mary-brook/?as_of=2017-03-01", False),
        ("/timeline/?kind=meeting", False),
        ("/search/?q=brook", False),
    ],
)
def test_parts_of_a_list_and_earlier_days_are_not_indexed(client, story, address, indexed):
    assert is_indexed(client, address) is indexed


def test_an_article_shows_its_headline_and_picture_elsewhere(client, story):
    told = social(client, "/articles/envoys-meet/")

    assert told["og:type"] == "article"
    assert told["og:title"] == "Envoys meet"
    assert told["og:description"] == "They met."
    assert told["og:url"] == f"{SITE}/articles/envoys-meet/"
    assert told["og:image"] == f"{SITE}/cards/articles/{story.article.pk}.png"
    assert told["article:published_time"] == "2017-02-13T12:00:00Z"
    assert told["article:tag"] == "Sea"


def test_a_person_and_an_interaction_show_theirs(client, story):
    person = social(client, "/people/mary-brook/")
    interaction = social(client, story.interaction.get_absolute_url())

    assert (person["og:type"], person["og:title"]) == ("profile", "Mary Brook")
    assert interaction["og:title"] == "Brook & Field meet."
    assert interaction["og:image"] == f"{SITE}/cards/interactions/{story.interaction.pk}.png"


@pytest.mark.parametrize("address", ["/", "/articles/", "/timeline/", "/open-questions/"])
def test_any_other_page_shows_the_picture_of_the_site(client, address):
    told = social(client, address)

    assert told["og:site_name"] == "Newsroom"
    assert told["og:image"] == f"{SITE}/cards/newsroom.png"
    [card] = head(client, address).xpath("meta[@name='twitter:card']")
    assert card.get("content") == "summary_large_image"


@pytest.mark.parametrize(
    "address", ["/articles/envoys-meet/", "/people/mary-brook/", "/", "/timeline/"]
)
def test_the_picture_a_page_names_is_there(client, story, address):
    picture = social(client, address)["og:image"].removeprefix(SITE)

    assert client.get(picture)["Content-Type"] == "image/png"
