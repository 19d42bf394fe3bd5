"""What the whole API has in common: its manners, its limits, its description."""

import pytest
from django.conf import settings as site
from django.core.cache import cache, caches
from django.db import OperationalError

from articles.models import Edition
from newsroom.api.limits import network_of
from people.status import Stance
from tests import factories as make
from tests.pages import words

pytestmark = pytest.mark.django_db

# Queries, that of the edition included.
SEARCH = 10
MEMORY = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "api-of-tests"}
ROOT = "/api/v1"
# Lists that have the same address with `/api/v1` in front, and those that have another.
ALIKE = [
    "/articles/",
    "/articles/?person=mary-brook",
    "/articles/?tag=sea&q=geneva",
    "/articles/?as_of=2017-01-20",
    "/articles/?outlet=the-courier&from=2017-02",
    "/timeline/",
    "/timeline/?person=mary-brook&status=disputed",
    "/timeline/?kind=meeting&to=2016-12",
    "/timeline/?as_of=2017-01-20",
    "/people/john-field/with/mary-brook/",
    "/changes/",
    "/changes/?person=mary-brook&since=2017-02",
    "/people/?q=brook",
]
UNLIKE = [
    ("/tags/sea/?person=mary-brook", "/articles/?tag=sea&person=mary-brook"),
    ("/people/mary-brook/", "/people/mary-brook/timeline/"),
    ("/timeline/?order=newest", "/interactions/?order=newest"),
]


@pytest.fixture
def story():
    """Three articles and two interactions, one of them disputed later."""
    brook, field = make.person("Mary Brook"), make.person("John Field")
    first = make.article("Envoys meet", published="2017-01-12", tags=["Sea"])
    courier = make.outlet("The Courier")
    second = make.article("Field denies", published="2017-02-13", outlet=courier)
    make.article("Elsewhere", published="2017-02-14", body="<p>Nothing.</p>", tags=["Sea"])
    meeting = make.interaction("Brook meets Field.", people=[brook, field])
    make.citation(meeting, first)
    make.citation(meeting, second, stance=Stance.DENIES, attributed_to_person=field)
    make.citation(make.interaction("Brook speaks.", people=[brook], when="2017-02"), second)
    make.correction(first, published_at=make.day("2017-02-15"))
    return meeting


# --- The same as the pages -------------------------------------------------------------------


@pytest.mark.usefixtures("story")
@pytest.mark.parametrize(("page", "address"), [*((address, address) for address in ALIKE), *UNLIKE])
def test_the_same_filter_gives_the_same_count_on_page_and_api(client, page, address):
    answer = client.get(f"{ROOT}{address}").json()
    counted = " ".join(answer["sentence"].split()[:2])

    assert answer["notices"] == []
    assert answer["count"] == len(answer["results"]) > 0
    assert counted.startswith(f"{answer['count']} ")
    assert counted in words(client.get(page))


@pytest.mark.usefixtures("story")
def test_search_finds_what_its_page_finds(client):
    answer = client.get(f"{ROOT}/search/?q=brook").json()

    assert answer["sentence"] in words(client.get("/search/?q=brook"))
    assert {"Envoys meet", "Brook meets Field."} <= {row["title"] for row in answer["results"]}
    assert all(row["url"].startswith("http://testserver/") for row in answer["results"])


def test_what_search_shows_of_an_article_is_html(client):
    make.article("Envoys meet", standfirst="Brook & Field <b>say</b> nothing.", tags=["Sea"])
    [row] = client.get(f"{ROOT}/search/?tag=sea").json()["results"]

    assert row["snippet_html"] == "Brook &amp; Field &lt;b&gt;say&lt;/b&gt; nothing."


@pytest.mark.usefixtures("story")
def test_search_without_words_finds_nothing(client):
    answer = client.get(f"{ROOT}/search/?type=fish").json()

    assert (answer["count"], answer["results"], answer["people"]) == (0, [], [])
    assert len(answer["notices"]) == 1


@pytest.mark.usefixtures("story")
def test_search_tells_whom_the_words_may_mean(client):
    answer = client.get(f"{ROOT}/search/?q=brooke").json()

    assert [person["slug"] for person in answer["people"]] == ["mary-brook"]
    assert client.get(f"{ROOT}/search/?q=brook&type=people").json()["count"] == 1


def test_a_search_that_finds_very_much_is_not_counted_to_the_end(client, monkeypatch):
    monkeypatch.setattr("newsroom.api.search.COUNTED", 2)
    for _ in range(3):
        make.article("Envoys meet")

    assert client.get(f"{ROOT}/search/?q=envoys").json()["count"] is None


def test_search_is_paged(client):
    for number in range(22):
        make.article(f"Envoys meet, part {number}")
    first = client.get(f"{ROOT}/search/?q=envoys").json()
    second = client.get(first["next"]).json()

    assert (len(first["results"]), len(second["results"])) == (20, 2)
    assert client.get(second["previous"]).json() == first


@pytest.mark.parametrize("number", [2, 8])
def test_a_search_costs_the_same_however_much_is_found(client, number, django_assert_num_queries):
    for _ in range(number):
        person = make.person()
        make.citation(make.interaction("Envoys meet.", people=[person]), make.article("Envoys"))

    with django_assert_num_queries(SEARCH):
        client.get(f"{ROOT}/search/?q=envoys")


# --- For every program -----------------------------------------------------------------------


def test_any_site_may_read_it(client):
    answer = client.get(f"{ROOT}/articles/", headers={"Origin": "https://elsewhere.example"})

    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Link" in answer["Access-Control-Expose-Headers"]
    assert "Access-Control-Allow-Credentials" not in answer


def test_a_browser_that_asks_first_is_told_that_reading_is_allowed(client):
    answer = client.options(
        f"{ROOT}/articles/",
        headers={
            "Origin": "https://elsewhere.example",
            "Access-Control-Request-Method": "GET",
            "Access-Control-Request-Headers": "if-none-match",
        },
    )

    assert answer.status_code == 204
    assert answer["Access-Control-Allow-Origin"] == answer["Access-Control-Allow-Headers"] == "*"
    assert answer["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


def test_pages_for_readers_are_not_opened_to_other_sites(client):
    assert "Access-Control-Allow-Origin" not in client.get("/articles/")


@pytest.mark.parametrize("address", ["/articles/", "/articles/envoys-meet/", "/openapi.json", "/"])
def test_head_answers_like_get_without_the_body(client, story, address):
    head, full = client.head(f"{ROOT}{address}"), client.get(f"{ROOT}{address}")

    assert (head.status_code, head.content) == (200, b"")
    assert head["ETag"] == full["ETag"]
    assert head["Content-Type"] == full["Content-Type"]


@pytest.mark.parametrize("address", ["/articles/", "/articles/envoys-meet/", "/openapi.json", "/"])
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_cannot_be_written_to(client, address, method):
    answer = getattr(client, method)(f"{ROOT}{address}")

    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD, OPTIONS"
    assert answer["Content-Type"] == "application/problem+json"


def test_what_is_known_already_is_not_sent_again(client, story, django_assert_num_queries):
    known = client.get(f"{ROOT}/articles/")["ETag"]

    with django_assert_num_queries(1):
        answer = client.get(f"{ROOT}/articles/", headers={"If-None-Match": known})
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer["Access-Control-Allow-Origin"] == "*"


# --- Trouble ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "/nothing/",
        "/articles/nothing/",
        "/articles/%00/",
        "/people/ümläut/",
        "/interactions/0/",
        "/interactions/99999999999999999999/",
        "/citations/one/",
        "/quotes/-1/",
    ],
)
def test_what_is_not_there_is_a_problem(client, address):
    answer = client.get(f"{ROOT}{address}")

    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Access-Control-Allow-Origin"] == "*"
    problem = answer.json()
    assert (problem["type"], problem["title"], problem["status"]) == (
        "about:blank",
        "Not Found",
        404,
    )
    assert problem["detail"]


def test_an_address_without_its_last_slash_leads_on(client):
    answer = client.get(f"{ROOT}/articles?tag=sea")

    assert (answer.status_code, answer["Location"]) == (301, f"{ROOT}/articles/?tag=sea")


@pytest.mark.parametrize(
    ("error", "status"), [(ZeroDivisionError("a detail"), 500), (OperationalError("a detail"), 503)]
)
def test_a_mistake_of_ours_is_a_problem_without_details(client, monkeypatch, error, status):
    def fail(*args):
        raise error

    client.raise_request_exception = False
    monkeypatch.setattr(Edition, "current", fail)
    answer = client.get(f"{ROOT}/articles/")

    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert "a detail" not in answer.content.decode()
    assert ("Retry-After" in answer) == (status == 503)


def test_a_mistake_within_an_operation_is_a_problem_too(client, monkeypatch):
    def fail(*args):
        raise ZeroDivisionError("a detail")

    client.raise_request_exception = False
    monkeypatch.setattr("articles.api.listing.count_up_to", fail)
    answer = client.get(f"{ROOT}/articles/")

    assert (answer.status_code, answer.json()["title"]) == (500, "Internal Server Error")
    assert "a detail" not in answer.content.decode()


# --- How much one may ask --------------------------------------------------------------------


@pytest.fixture
def limited(settings, at_second):
    """Two requests a minute, and it is the tenth second of one."""
    cache.clear()
    settings.API_RATE = 2
    at_second(10)
    yield
    cache.clear()


@pytest.fixture
def at_second(monkeypatch):
    def set_clock(second):
        monkeypatch.setattr("newsroom.api.limits.time.time", lambda: 1_000_000_020 + second)

    return set_clock


def ask(client, address="/tags/", **headers):
    return client.get(f"{ROOT}{address}", **headers)


@pytest.mark.usefixtures("limited")
def test_who_asks_too_much_is_told_when_to_come_back(client, at_second):
    assert [ask(client).status_code for _ in range(3)] == [200, 200, 429]
    refused = ask(client)

    assert refused["Retry-After"] == "50"
    assert refused["Content-Type"] == "application/problem+json"
    assert refused.json()["title"] == "Too Many Requests"
    assert ask(client, REMOTE_ADDR="10.0.0.2").status_code == 200
    at_second(61)
    assert ask(client).status_code == 200


@pytest.mark.usefixtures("limited")
def test_pages_for_readers_and_the_description_are_not_counted(client):
    for address in ("/articles/", f"{ROOT}/", f"{ROOT}/openapi.json"):
        assert [client.get(address).status_code for _ in range(4)] == [200] * 4


@pytest.mark.usefixtures("limited")
def test_what_is_kept_or_known_already_is_not_counted(client, settings):
    settings.CACHES = {**site.CACHES, "pages": MEMORY}
    caches["pages"].clear()
    kept = [ask(client) for _ in range(5)]
    known = [ask(client, headers={"If-None-Match": kept[0]["ETag"]}) for _ in range(5)]

    assert {answer.status_code for answer in kept} == {200}
    assert {answer.status_code for answer in known} == {304}
    assert ask(client, "/outlets/").status_code == 200
    assert ask(client, "/people/").status_code == 429


@pytest.mark.usefixtures("limited")
def test_nobody_is_believed_to_be_somebody_else(client):
    answers = [ask(client, headers={"X-Forwarded-For": f"10.0.0.{n}"}) for n in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]


@pytest.mark.usefixtures("limited")
def test_behind_a_proxy_what_the_proxy_says_counts(client, settings):
    settings.NINJA_NUM_PROXIES = 1

    answers = [ask(client, headers={"X-Forwarded-For": f"10.0.0.{n}"}) for n in range(3)]
    forged = [ask(client, headers={"X-Forwarded-For": f"10.0.1.{n}, 10.0.0.9"}) for n in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert [answer.status_code for answer in forged] == [200, 200, 429]


def test_without_a_limit_all_is_answered(client, settings):
    settings.API_RATE = 0

    assert {ask(client).status_code for _ in range(5)} == {200}


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.1", "::ffff:c000:201"),
        ("unix", ""),
        ("", ""),
        (None, ""),
        ("1" * 10_000, ""),
    ],
)
def test_a_network_of_one_household_counts_as_one_address(address, network):
    assert network_of(address) == network


# --- Its description -------------------------------------------------------------------------


def test_it_is_described_for_programs_and_for_people(client):
    document = client.get(f"{ROOT}/openapi.json").json()
    page = client.get(f"{ROOT}/").content.decode()

    assert document["openapi"].startswith("3.1")
    assert "Newsroom API" in page
    assert "/api/v1/openapi.json" in page
    assert "cdn" not in page


def test_every_operation_only_reads_and_is_described(client):
    document = client.get(f"{ROOT}/openapi.json").json()
    operations = [one for path in document["paths"].values() for one in path.items()]

    assert len(operations) > 20
    assert {method for method, _ in operations} == {"get"}
    for _, operation in operations:
        assert operation["description"], operation["operationId"]
        assert "429" in operation["responses"]
        for parameter in operation["parameters"]:
            if parameter["in"] == "query":
                assert parameter["description"], (operation["operationId"], parameter)
    gone = document["paths"]["/api/v1/articles/{slug}/"]["get"]["responses"]["410"]
    assert gone == {"$ref": "#/components/responses/Gone"}
