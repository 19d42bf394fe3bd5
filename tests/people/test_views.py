import pytest

from people.models import Person
from people.status import Stance
from tests import factories as make
from tests.pages import links, notices, words

pytestmark = pytest.mark.django_db

# Queries, that of the edition included.
PEOPLE, PERSON, TIMELINE = 3, 25, 13


# --- Everybody -------------------------------------------------------------------------------


def test_people_are_listed_by_surname_under_their_letters(client, call):
    page = client.get("/people/")
    text = words(page)

    assert page.status_code == 200
    assert text.index("Brook, Mary An envoy. 1 interaction") < text.index("Hill, Ann")
    assert {"/people/mary-brook/", "/people/ann-hill/"} <= set(links(page))


@pytest.mark.parametrize("name", ["brook", "molly", "STONE", "mary bro"])
def test_a_person_is_found_by_name(client, brook, name):
    make.person("Ann Hill")
    page = client.get(f"/people/?q={name}")

    assert "1 person found." in words(page)
    assert "/people/mary-brook/" in links(page)
    assert "/people/ann-hill/" not in links(page)


def test_a_name_that_nobody_has_leads_to_the_search(client, brook):
    page = client.get("/people/?q=nobody")

    assert "Nobody here is called “nobody”." in words(page)
    assert "/search/?q=nobody" in links(page)


def test_a_letter_leads_to_the_people_under_it(client, brook):
    make.person("Ann Hill")
    page = client.get("/people/?letter=b")

    assert "/people/mary-brook/" in links(page)
    assert "/people/ann-hill/" not in links(page)
    assert notices(client.get("/people/?letter=bc")) == ["“bc” is not a letter, so it was ignored."]


def test_people_beyond_a_hundred_are_on_further_pages(client):
    for number in range(101):
        make.person(f"Ann ~Hill{number:03}", sort_name=f"~Hill {number:03}")
    first = client.get("/people/")
    [onward] = [link for link in links(first) if "after=" in link]
    second = client.get(onward)
    [back] = [link for link in links(second) if "before=" in link]

    def people(page):
        return [link for link in links(page) if link.startswith("/people/ann")]

    assert len(people(first)) == 100
    assert len(people(second)) == 1
    assert not set(people(first)) & set(people(second))
    assert people(client.get(back)) == people(first)


def test_a_site_without_people_says_so(client):
    assert "Nobody is in the record yet." in words(client.get("/people/"))


@pytest.mark.parametrize("number", [3, 30])
def test_the_people_cost_the_same_however_many(client, number, django_assert_num_queries):
    for _ in range(number):
        make.citation(make.interaction(people=[make.person()]))

    with django_assert_num_queries(PEOPLE):
        client.get("/people/")


# --- A person --------------------------------------------------------------------------------


def test_a_person_is_introduced(client, call, brook):
    make.role(brook, "ambassador", began="2016-01-01", organization=make.organization("The League"))
    text = words(client.get("/people/mary-brook/"))

    for shown in (
        "Mary Brook",
        "An envoy.",
        "Also named Molly Stone",
        "ambassador, The League",
        "since 2016",
        "1 interaction; 1 disputed",
        "2 articles",
    ):
        assert shown in text


def test_the_timeline_of_a_person_shows_each_interaction_with_its_sources(client, call):
    page = client.get("/people/mary-brook/")
    text = words(page)

    for shown in (
        "About December 2016",
        "Disputed",
        "Phone call",
        "Brook calls Hill.",
        "Ann Hill, minister",
        "“Mary Brook met John Field in Geneva”",
        "two officials, Envoy calls, The Courier, 1 January 2017",
        "Denied by Ann Hill",
        "“Neither would say”",
        "Changed from Reported to Disputed, 1 February 2017",
        "Disputed: Ann Hill denied it (The Courier, 1 February 2017)",
    ):
        assert shown in text
    reporting = call.citations.get(stance=Stance.REPORTS)
    assert {
        call.get_absolute_url(),
        "/people/ann-hill/",
        f"/articles/envoy-calls/#p-{reporting.pk}",
    } <= set(links(page))


def test_the_articles_that_name_a_person_are_listed(client, brook):
    make.article("About her", body="<p>Mary Brook left.</p>")
    make.article("Not yet", body="<p>Mary Brook left.</p>", published="2999-01-01")
    page = client.get("/people/mary-brook/")

    assert "/articles/about-her/" in links(page)
    assert "/articles/?person=mary-brook" in links(page)
    assert "Not yet" not in words(page)


def test_those_most_connected_are_a_link_away(client, call):
    page = client.get("/people/mary-brook/")

    assert "Most connected" in words(page)
    assert "/people/ann-hill/" in links(page)


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("kind=phone_call", True),
        ("kind=meeting", False),
        ("kind=meeting&kind=phone_call", True),
        ("status=disputed", True),
        ("status=confirmed", False),
        ("person=ann-hill", True),
        ("person=john-field", False),
        ("from=2016-12-20&to=2016-12-21", True),
        ("from=2017", False),
        ("to=2016-11", False),
        ("status=reported&as_of=2017-01-15", True),
        ("status=disputed&as_of=2017-01-15", False),
    ],
)
@pytest.mark.parametrize("address", ["/people/mary-brook/", "/timeline/"])
def test_filters_narrow_a_timeline(client, call, address, query, shown):
    make.person("John Field")
    page = client.get(f"{address}?{query}")

    assert notices(page) == []
    assert ("1 interaction" if shown else "No interactions") in words(page)
    assert ("two officials, Envoy calls" in words(page)) == shown


def test_a_timeline_says_what_cannot_be_filtered(client, call):
    page = client.get("/people/mary-brook/?person=nobody&kind=duel&status=rumour&from=2017-02-31")

    assert len(notices(page)) == 4
    assert "Brook calls Hill." in words(page)


def test_the_record_can_be_read_as_it_stood_on_a_day(client, call):
    page = client.get("/people/mary-brook/?as_of=2017-01-15")
    text = words(page)

    assert "Minister denies" not in text
    assert "Reported on the sole word of two officials" in text
    assert "1 article" in text
    assert "The record as it stood on 15 January 2017." in page.content.decode().replace(
        '<time datetime="2017-01-15">', ""
    ).replace("</time>", "")
    assert "No interactions" in words(client.get("/timeline/?as_of=2016-12-31"))


def test_a_day_to_come_shows_the_record_of_today_and_says_so(client, call):
    page = client.get("/timeline/?as_of=2999-01-01")

    assert notices(page) == ["1 January 2999 is still to come, so here is the record as of today."]
    assert "Brook calls Hill." in words(page)


def test_a_timeline_can_be_read_from_the_newest(client):
    for year in ("2015", "2016"):
        make.citation(make.interaction(f"It was {year}.", when=year))

    def order(address):
        text = words(client.get(address))
        return text.index("It was 2015.") < text.index("It was 2016.")

    assert order("/timeline/")
    assert not order("/timeline/?order=newest")


def test_a_long_timeline_has_pages(client):
    for day in range(1, 32):
        for month in (1, 3):
            article = make.article()
            make.citation(make.interaction(when=f"2016-{month:02}-{day:02}"), article)
    first = client.get("/timeline/")
    [onward] = [link for link in links(first) if "after=" in link]
    second = client.get(onward)

    def entries(page):
        return [link for link in links(page) if link.startswith("/interactions/")]

    assert len(entries(first)) == 50
    assert len(entries(second)) == 12
    assert not set(entries(first)) & set(entries(second))
    assert "62 interactions" in words(second)


def test_somebody_of_whom_nothing_is_known_has_a_page(client, brook):
    page = client.get("/people/mary-brook/")

    assert page.status_code == 200
    assert "No interactions recorded yet." in words(page)
    assert "No article names Mary Brook yet." in words(page)


def test_there_is_no_page_of_nobody(client):
    assert client.get("/people/nobody/").status_code == 404


def test_an_old_address_of_a_person_leads_to_the_new_one_for_good(client, brook):
    brook.slug = "mary"
    brook.save()
    answer = client.get("/people/mary-brook/?as_of=2017-02-13")

    assert (answer.status_code, answer["Location"]) == (301, "/people/mary/?as_of=2017-02-13")


@pytest.mark.parametrize("number", [3, 30])
@pytest.mark.parametrize("query", ["", "?as_of=2018-01-01"])
def test_a_person_costs_the_same_however_much_is_known(
    client, brook, number, query, django_assert_num_queries
):
    for n in range(number):
        make.role(brook, began=f"20{n + 10}-01-01", organization=make.organization())
        interaction = make.interaction(people=[brook, make.person()])
        for stance in (Stance.REPORTS, Stance.DENIES):
            article = make.article()
            make.citation(interaction, article, stance=stance, attributed_to_person=make.person())

    with django_assert_num_queries(PERSON):
        client.get(f"/people/mary-brook/{query}")


@pytest.mark.parametrize("number", [3, 30])
@pytest.mark.parametrize("query", ["", "?as_of=2018-01-01"])
def test_the_timeline_costs_the_same_however_much_there_is(
    client, number, query, django_assert_num_queries
):
    for _ in range(number):
        interaction = make.interaction(people=[make.person(), make.person()])
        make.citation(interaction, attributed_to_person=make.person())

    with django_assert_num_queries(TIMELINE):
        client.get(f"/timeline/{query}")


# --- Verbs -----------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", ["post", "put", "patch", "delete"])
def test_a_page_can_be_read_and_nothing_else(client, call, verb):
    for address in ("/people/", "/people/mary-brook/", "/timeline/", call.get_absolute_url()):
        assert getattr(client, verb)(address).status_code == 405
        assert client.head(address).status_code == 200
    assert Person.objects.count() == 2
