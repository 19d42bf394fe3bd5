import datetime as dt

import pytest

from people import denials, timelines
from people.status import Stance
from tests import factories as make
from tests.pages import links, notices, standing, words

pytestmark = pytest.mark.django_db

# Queries, that of the edition included.
DENIALS = 12
ADDRESS = "/people/mary-brook/denials/"


@pytest.fixture
def brook():
    return make.person("Mary Brook")


@pytest.fixture
def meeting(brook):
    return make.interaction("Brook meets Field.", people=[brook])


def say(interaction, published, stance, **fields):
    return make.citation(interaction, make.article(published=published), stance=stance, **fields)


def deny(interaction, brook, published, **fields):
    return say(interaction, published, Stance.DENIES, attributed_to_person=brook, **fields)


def gaps(brook, interaction):
    [denial] = denials.of(brook, timelines.entries([interaction]))
    return [(account.citation.stance, account.gap) for account in denial.accounts]


# --- What came out, and when -----------------------------------------------------------------


def test_what_came_out_is_counted_from_the_day_of_the_denial(brook, meeting):
    deny(meeting, brook, "2017-01-10")
    say(meeting, "2017-03-01", Stance.REPORTS, attributed_to_words="a newspaper")
    say(meeting, "2017-03-02", Stance.CONFIRMS, attributed_to_person=brook)

    assert gaps(brook, meeting) == [("reports", "50 days later"), ("confirms", "51 days later")]


def test_a_denial_that_an_article_recounts_counts_from_the_day_of_its_words(brook, meeting):
    deny(meeting, brook, "2017-03-02", said_on=dt.date(2017, 1, 10))
    say(meeting, "2017-03-01", Stance.REPORTS)

    assert gaps(brook, meeting) == [("reports", "50 days later")]


def test_of_several_denials_the_first_counts(brook, meeting):
    deny(meeting, brook, "2017-02-01")
    deny(meeting, brook, "2017-02-03", said_on=dt.date(2017, 1, 30))
    say(meeting, "2017-02-02", Stance.REPORTS)
    [denial] = denials.of(brook, timelines.entries([meeting]))

    assert denial.day == dt.date(2017, 1, 30)
    assert len(denial.citations) == 2
    assert gaps(brook, meeting) == [("reports", "3 days later")]


@pytest.mark.parametrize(
    ("published", "gap"),
    [
        ("2017-02-12", "1 day earlier"),
        ("2017-02-13", "the same day"),
        ("2017-02-14", "1 day later"),
    ],
)
def test_what_was_known_before_the_denial_is_not_called_later(brook, meeting, published, gap):
    deny(meeting, brook, "2017-02-13")
    say(meeting, published, Stance.REPORTS)

    assert gaps(brook, meeting) == [("reports", gap)]


def test_the_same_words_are_not_shown_as_the_first_and_the_deciding_ones(brook, meeting):
    deny(meeting, brook, "2017-02-13")
    say(meeting, "2017-02-14", Stance.CONFIRMS)

    assert gaps(brook, meeting) == [("confirms", "1 day later")]


# --- The page --------------------------------------------------------------------------------


def test_a_denial_stands_beside_what_was_reported(client, brook, meeting):
    deny(meeting, brook, "2017-01-10")
    say(meeting, "2017-03-01", Stance.REPORTS, attributed_to_words="two officials")
    page = client.get(ADDRESS)

    assert page.status_code == 200
    text = words(page)
    told = [
        "Disputed Meeting Brook meets Field.",
        "10 January 2017",
        "Denied by Mary Brook",
        "50 days later, 1 March 2017",
        "Reported by two officials",
        "Changed from Denied to Disputed, 1 March 2017",
    ]
    places = [text.index(piece) for piece in told]
    assert places == sorted(places)
    assert meeting.get_absolute_url() in links(page)


def test_a_denial_that_nobody_contradicts_says_so(client, brook, meeting):
    deny(meeting, brook, "2017-01-10")

    assert "Nobody has reported or confirmed it since." in words(client.get(ADDRESS))


def test_a_dispute_counts_as_well_and_the_words_of_others_do_not(client, brook):
    disputed = make.interaction("Brook disputes this.")
    say(disputed, "2017-01-10", Stance.DISPUTES, attributed_to_person=brook)
    others = make.interaction("Somebody else denies this.", people=[brook])
    say(others, "2017-01-10", Stance.DENIES, attributed_to_person=make.person())
    reported = make.interaction("Brook reports this.")
    say(reported, "2017-01-10", Stance.REPORTS, attributed_to_person=brook)
    text = words(client.get(ADDRESS))

    assert "Brook disputes this." in text
    assert "Disputed by Mary Brook" in text
    assert "Somebody else denies this." not in text
    assert "Brook reports this." not in text


@pytest.mark.parametrize("published", [None, "2999-01-01"])
def test_a_denial_in_an_article_that_is_not_public_is_not_shown(client, brook, meeting, published):
    say(meeting, "2017-01-01", Stance.REPORTS)
    deny(meeting, brook, published)
    page = client.get(ADDRESS)

    assert "The record holds nothing that Mary Brook denied." in words(page)
    assert "Brook meets Field." not in words(page)


def test_the_record_of_an_earlier_day_does_not_know_what_came_out_later(client, brook, meeting):
    deny(meeting, brook, "2017-01-10")
    say(meeting, "2017-03-01", Stance.REPORTS)
    page = client.get(f"{ADDRESS}?as_of=2017-02-13")

    assert "as it stood on 13 February 2017" in standing(page)
    assert "Nobody has reported or confirmed it by this day." in words(page)
    assert "1 March 2017" not in words(page)
    assert "denied by this day" in words(client.get(f"{ADDRESS}?as_of=2017-01-09"))


def test_many_denials_fill_several_pages(client, brook):
    for number in range(31):
        deny(make.interaction(f"Denied thing {number}."), brook, "2017-01-10")
    first = client.get(ADDRESS)
    [onward] = [link for link in links(first) if "after=" in link]

    assert words(first).count("Denied thing") == 30
    assert words(client.get(onward)).count("Denied thing") == 1


def test_a_former_address_leads_to_the_one_of_today(client, brook):
    brook.slug = "mary-field"
    brook.save()
    answer = client.get(f"{ADDRESS}?as_of=2017-02-13")

    assert answer.status_code == 301
    assert answer["Location"] == "/people/mary-field/denials/?as_of=2017-02-13"


def test_nobody_denied_nothing(client):
    assert client.get("/people/nobody/denials/").status_code == 404


def test_what_was_ignored_is_said(client, brook):
    assert len(notices(client.get(f"{ADDRESS}?as_of=tomorrow&after=x&colour=red"))) == 3


@pytest.mark.parametrize("number", [3, 30])
@pytest.mark.parametrize("query", ["", "?as_of=2018-01-01"])
def test_the_page_costs_the_same_however_much_was_denied(
    client, brook, number, query, django_assert_num_queries
):
    for _ in range(number):
        interaction = make.interaction(people=[brook, make.person()])
        deny(interaction, brook, "2017-01-10")
        say(interaction, "2017-03-01", Stance.REPORTS)

    with django_assert_num_queries(DENIALS):
        client.get(ADDRESS + query)


@pytest.mark.parametrize("verb", ["post", "put", "patch", "delete"])
def test_the_page_can_be_read_and_nothing_else(client, brook, verb):
    assert getattr(client, verb)(ADDRESS).status_code == 405
    assert client.head(ADDRESS).status_code == 200
