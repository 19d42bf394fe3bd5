import pytest

from articles.models import Article, SeeAlso
from tests import factories as make

pytestmark = pytest.mark.django_db

# Queries, that of the edition included.
LIST, ARTICLE, OUTLETS, TAGS = 5, 7, 3, 3
ROOT = "/api/v1"
HERE = "http://testserver"


@pytest.fixture
def get(client):
    """What an address of the API answers, read."""
    return lambda address: client.get(f"{ROOT}{address}").json()


def headlines(answer):
    return [row["headline"] for row in answer["results"]]


# --- Articles --------------------------------------------------------------------------------


def test_a_list_gives_articles_without_their_text(get):
    article = make.article(
        "Envoys meet",
        standfirst="They met in Geneva.",
        byline="By Ann Hill",
        outlet=make.outlet("The Courier", homepage="https://courier.example/"),
        canonical_url="https://courier.example/1",
        tags=["Diplomacy"],
    )
    make.mention(article, make.person("Mary Brook"), count=3)
    [row] = get("/articles/")["results"]

    assert row.pop("updated_at").startswith("20")
    [tag] = row.pop("tags")
    [person] = row.pop("people")
    outlet = row.pop("outlet")
    assert row == {
        "id": article.pk,
        "url": f"{HERE}/articles/envoys-meet/",
        "api_url": f"{HERE}/api/v1/articles/envoys-meet/",
        "slug": "envoys-meet",
        "headline": "Envoys meet",
        "standfirst": "They met in Geneva.",
        "byline": "By Ann Hill",
        "language": "en",
        "canonical_url": "https://courier.example/1",
        "published_at": "2017-02-13T12:00:00Z",
    }
    assert (outlet["name"], outlet["api_url"]) == (
        "The Courier",
        f"{HERE}/api/v1/outlets/the-courier/",
    )
    assert (tag["slug"], tag["url"]) == ("diplomacy", f"{HERE}/tags/diplomacy/")
    assert (person["person"]["slug"], person["count"]) == ("mary-brook", 3)


def test_an_article_has_its_text_and_all_that_belongs_to_it(get):
    article = make.article("Envoys meet", body="<p>They <em>met</em>.</p><p>So they say.</p>")
    make.correction(article, "It was a Tuesday.", published_at=make.day("2017-02-14"))
    make.photo(article, alt="Two people shake hands.")
    SeeAlso.objects.create(article=article, other=make.article("Before that"))
    SeeAlso.objects.create(article=article, other=make.article("A draft", published=None))
    row = get("/articles/envoys-meet/")

    assert row["html"] == "<p>They <em>met</em>.</p><p>So they say.</p>"
    assert row["text"] == "They met.\n\nSo they say."
    assert row["word_count"] == 5
    assert [c["text"] for c in row["corrections"]] == ["It was a Tuesday."]
    assert row["photos"][0]["url"].startswith(HERE)
    assert row["photos"][0]["alt"] == "Two people shake hands."
    assert [other["headline"] for other in row["see_also"]] == ["Before that"]


@pytest.mark.parametrize(
    "state",
    [
        {"published": None},
        {"published": None, "state": Article.State.IN_REVIEW},
        {"published": "2999-01-01"},
    ],
)
def test_what_is_not_public_is_not_found(client, get, state):
    make.article("Hidden", slug="hidden", tags=["Secret"], **state)

    assert client.get(f"{ROOT}/articles/hidden/").status_code == 404
    assert client.get(f"{ROOT}/tags/secret/").status_code == 404
    for address in ("/articles/", "/tags/", "/outlets/"):
        assert get(address)["results"] == []


def test_a_withdrawn_article_is_gone_and_says_why(client):
    make.withdrawn_article("It was wrong.", slug="envoys-meet")
    answer = client.get(f"{ROOT}/articles/envoys-meet/")

    assert answer.status_code == 410
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json() == {
        "type": "about:blank",
        "title": "Gone",
        "status": 410,
        "detail": "This article has been withdrawn. It was wrong.",
        "instance": "/api/v1/articles/envoys-meet/",
    }


def test_a_former_address_leads_on(client):
    article = make.article("Envoys meet", slug="first")
    article.slug = "second"
    article.save()
    answer = client.get(f"{ROOT}/articles/first/")

    assert (answer.status_code, answer["Location"]) == (301, "/api/v1/articles/second/")


def test_the_former_address_of_a_draft_is_not_found(client):
    article = make.article("Envoys meet", slug="first", published=None)
    article.slug = "second"
    article.save()

    assert client.get(f"{ROOT}/articles/first/").status_code == 404


# --- What lists have in common ---------------------------------------------------------------


def test_a_list_takes_the_filters_of_its_page_and_says_what_it_shows(get):
    make.article("At sea", tags=["Sea"], published="2017-02-13")
    make.article("On land", published="2017-02-13")
    answer = get("/articles/?tag=sea&from=2017&as_of=2017-03-01")

    assert headlines(answer) == ["At sea"]
    assert answer["count"] == 1
    assert answer["as_of"] == "2017-03-01"
    assert answer["sentence"].startswith("1 article tagged Sea, from 1 January 2017")


def test_what_was_ignored_is_said(get):
    make.article("Envoys meet")
    answer = get("/articles/?tag=nothing&from=2017-02-31&colour=red&limit=none&after=x")

    assert headlines(answer) == ["Envoys meet"]
    assert len(answer["notices"]) == 5


def test_an_earlier_day_shows_what_was_out_by_then(get):
    make.article("First", published="2017-02-01")
    make.article("Second", published="2017-03-01")

    assert headlines(get("/articles/?as_of=2017-02-10")) == ["First"]


def test_the_pages_of_a_list_lead_to_each_other(client):
    for number in range(5):
        make.article(f"Part {number}", published=f"2017-02-1{number}", tags=["Sea"])
    seen, address = [], f"{HERE}{ROOT}/articles/?tag=sea&limit=2"
    while address:
        response = client.get(address)
        answer = response.json()
        seen += headlines(answer)
        if answer["next"]:
            assert f'<{answer["next"]}>; rel="next"' in response["Link"]
        last, address = answer, answer["next"]

    assert seen == ["Part 4", "Part 3", "Part 2", "Part 1", "Part 0"]
    assert headlines(client.get(last["previous"]).json()) == ["Part 2", "Part 1"]
    assert f'<{last["previous"]}>; rel="prev"' in response["Link"]
    assert "Link" not in client.get(f"{ROOT}/articles/?limit=5")


@pytest.mark.parametrize(
    ("limit", "rows", "notices"), [("", 20, 0), ("3", 3, 0), ("100", 22, 0), ("1000", 22, 1)]
)
def test_a_page_has_as_many_rows_as_asked_for_up_to_a_hundred(get, limit, rows, notices):
    for _ in range(22):
        make.article()
    answer = get(f"/articles/?limit={limit}")

    assert (len(answer["results"]), len(answer["notices"])) == (rows, notices)
    assert answer["count"] == 22


@pytest.mark.parametrize("limit", ["0", "-1", "1.5", "ten", "９", "9" * 50])
def test_a_limit_that_is_no_number_of_rows_is_ignored_with_a_notice(get, limit):
    make.article()
    answer = get(f"/articles/?limit={limit}")

    assert len(answer["results"]) == 1
    assert "limit" in answer["notices"][0]


def test_very_many_rows_are_not_counted(get, monkeypatch):
    monkeypatch.setattr("articles.api.listing.MOST_COUNTED", 2)
    for _ in range(4):
        make.article()
    answer = get("/articles/")

    assert answer["count"] is None
    assert answer["sentence"] == "More than 2 articles"


# --- Outlets and tags ------------------------------------------------------------------------


def test_outlets_are_those_that_ran_published_articles(client, get):
    make.article(outlet=make.outlet("The Courier", homepage="https://courier.example/"))
    make.article(outlet=make.outlet("The Silent"), published=None)
    [row] = get("/outlets/")["results"]

    assert row["homepage"] == "https://courier.example/"
    assert row["url"] == f"{HERE}/articles/?outlet=the-courier"
    assert get("/outlets/the-courier/") == row
    assert client.get(f"{ROOT}/outlets/the-silent/").status_code == 404


def test_tags_are_those_that_published_articles_carry(client, get):
    make.tag("Sea", description="All that floats.")
    make.article(tags=["Sea"])
    make.article(tags=["Sea", "Land"])
    make.article(tags=["Air"], published=None)
    land, sea = get("/tags/")["results"]

    assert (land["name"], sea["name"]) == ("Land", "Sea")
    assert sea["description"] == "All that floats."
    assert get("/tags/sea/") == sea
    assert client.get(f"{ROOT}/tags/air/").status_code == 404


def test_lists_in_alphabetical_order_are_paged_too(get):
    make.article(tags=["Air", "Land", "Sea"])
    first = get("/tags/?limit=2")
    second = get(first["next"].removeprefix(f"{HERE}{ROOT}"))

    assert [row["name"] for row in first["results"]] == ["Air", "Land"]
    assert [row["name"] for row in second["results"]] == ["Sea"]


# --- What it costs ---------------------------------------------------------------------------


@pytest.mark.parametrize("number", [3, 12])
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/articles/", LIST),
        ("/articles/part-0/", ARTICLE),
        ("/outlets/", OUTLETS),
        ("/tags/", TAGS),
    ],
)
def test_an_answer_costs_the_same_however_much_there_is(
    client, address, queries, number, django_assert_num_queries
):
    articles = [
        make.article(f"Part {n}", slug=f"part-{n}", tags=["Sea", f"Tag {n}"]) for n in range(number)
    ]
    for article in articles:
        make.mention(article, make.person())
        make.correction(articles[0])
        make.photo(articles[0])
    for other in articles[1:]:
        SeeAlso.objects.create(article=articles[0], other=other)

    with django_assert_num_queries(queries):
        client.get(f"{ROOT}{address}")
