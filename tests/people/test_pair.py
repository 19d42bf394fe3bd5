import pytest

from people.models import Person
from people.status import Stance
from tests import factories as make
from tests.pages import links, notices, standing, words

pytestmark = pytest.mark.django_db

# Queries, that of the edition included.
PAIR = 20
ADDRESS = "/people/ann-hill/with/jane-reed/"


@pytest.fixture
def reed():
    return make.person("Jane Reed")


@pytest.fixture
def hill():
    return make.person("Ann Hill")


def meeting(*people, published="2017-01-12", **fields):
    """A meeting that an article of a day reports, by default that of 29 December 2016."""
    interaction = make.interaction(people=people, **fields)
    make.citation(interaction, make.article(published=published))
    return interaction


def test_the_page_of_two_people_shows_what_both_took_part_in(client, reed, hill):
    third = make.person()
    both = meeting(reed, hill, third, summary="Reed, Hill and another meet.")
    meeting(reed, third, summary="Only Reed is there.")
    meeting(hill, summary="Only Hill is there.")
    page = client.get(ADDRESS)

    assert page.status_code == 200
    text = words(page)
    assert "Ann Hill and Jane Reed" in text
    assert "1 interaction" in text
    assert "Reed, Hill and another meet." in text
    assert "Only" not in text
    assert {"/people/ann-hill/", "/people/jane-reed/", both.get_absolute_url()} <= set(links(page))


def test_each_entry_says_after_how_many_days_it_was_first_reported(client, reed, hill):
    meeting(reed, hill, published="2017-01-12")
    meeting(reed, hill, published="2016-12-30")
    meeting(reed, hill, published="2016-12-29")
    text = words(client.get(ADDRESS))

    for told in ("First reported 14 days after", "First reported 1 day after", "the day it"):
        assert told in text


def test_nothing_is_said_of_days_where_the_day_is_not_known(client, reed, hill):
    meeting(reed, hill, when="December 2016")

    assert "First reported" not in words(client.get(ADDRESS))


def test_conflicting_accounts_are_told_in_the_same_way(client, reed, hill):
    interaction = make.interaction(people=[reed, hill])
    for stance, who in ((Stance.REPORTS, "two officials"), (Stance.DENIES, "a spokesman")):
        make.citation(interaction, stance=stance, attributed_to_words=who)
    make.citation(interaction)
    text = words(client.get(ADDRESS))

    places = [
        text.index(told)
        for told in ("Reported by two officials", "1 more source", "Denied by a spokesman")
    ]
    assert places == sorted(places)


def test_the_other_order_leads_to_the_one_address(client, reed, hill):
    answer = client.get("/people/jane-reed/with/ann-hill/?as_of=2017-02-13")

    assert answer.status_code == 301
    assert answer["Location"] == f"{ADDRESS}?as_of=2017-02-13"


@pytest.mark.parametrize("order", ["ann-hill/with/jane-field", "jane-field/with/ann-hill"])
def test_a_former_address_of_either_leads_there_too(client, reed, hill, order):
    reed.slug = "jane-field"
    reed.save()
    reed.slug = "jane-reed"
    reed.save()
    answer = client.get(f"/people/{order}/")

    assert (answer.status_code, answer["Location"]) == (301, ADDRESS)


def test_somebody_with_themself_is_their_own_page(client, reed):
    answer = client.get("/people/jane-reed/with/jane-reed/")

    assert (answer.status_code, answer["Location"]) == (301, "/people/jane-reed/")


@pytest.mark.parametrize("address", ["ann-hill/with/nobody", "nobody/with/ann-hill"])
def test_there_is_no_page_with_somebody_who_is_not_there(client, hill, address):
    assert client.get(f"/people/{address}/").status_code == 404


def test_two_who_share_nothing_are_told_so_and_which_articles_name_both(client, reed, hill):
    article = make.article("Two names")
    for person in (reed, hill):
        make.mention(article, person)
    page = client.get(ADDRESS)

    assert page.status_code == 200
    assert "Nothing in the record brings Ann Hill and Jane Reed together so far." in words(page)
    assert article.get_absolute_url() in links(page)
    assert "/articles/?person=ann-hill&person=jane-reed" in links(page)


@pytest.mark.parametrize("published", [None, "2999-01-01"])
def test_what_no_public_article_reports_is_not_shown(client, reed, hill, published):
    meeting(reed, hill, summary="Hidden.", published=published)
    text = words(client.get(ADDRESS))

    assert "Hidden." not in text
    assert "Nothing in the record" in text


def test_the_record_of_an_earlier_day_holds_what_was_known_then(client, reed, hill):
    meeting(reed, hill, summary="Known early.", published="2017-01-12")
    meeting(reed, hill, summary="Known late.", published="2017-03-01")
    page = client.get(f"{ADDRESS}?as_of=2017-02-13")

    assert "as it stood on 13 February 2017" in standing(page)
    assert "Known early." in words(page)
    assert "Known late." not in words(page)


def test_filters_narrow_the_timeline_and_offer_others_who_took_part(client, reed, hill):
    third = make.person("Zoe Marsh")
    meeting(reed, hill, third, summary="Three meet.")
    meeting(reed, hill, summary="Two meet.")
    page = client.get(f"{ADDRESS}?person=zoe-marsh")

    assert "1 interaction with Zoe Marsh" in words(page)
    assert "Two meet." not in words(page)
    assert 'value="ann-hill"' not in page.content.decode()
    assert 'value="zoe-marsh"' in page.content.decode()


def test_what_was_ignored_is_said(client, reed, hill):
    assert len(notices(client.get(f"{ADDRESS}?person=nobody&as_of=2017-02-31&colour=red"))) == 3


def test_those_most_connected_lead_to_the_page_of_both(client, reed, hill):
    meeting(reed, hill)
    meeting(reed, hill)

    for person in (reed, hill):
        page = client.get(person.get_absolute_url())
        assert ADDRESS in links(page)
        assert "2 together" in words(page)


def test_readers_find_the_feed_and_the_changes_of_both(client, reed, hill):
    page = client.get(ADDRESS)

    assert 'href="/feeds/changes.atom?person=ann-hill&amp;person=jane-reed"' in (
        page.content.decode()
    )
    assert "/changes/?person=ann-hill&person=jane-reed" in links(page)


@pytest.mark.parametrize("number", [3, 30])
@pytest.mark.parametrize("query", ["", "?as_of=2018-01-01"])
def test_the_page_costs_the_same_whatever_they_share(
    client, reed, hill, number, query, django_assert_num_queries
):
    answered = meeting(reed, hill)
    for _ in range(number):
        interaction = meeting(reed, hill, make.person(), responds_to=answered)
        make.citation(interaction, stance=Stance.DENIES, attributed_to_person=hill)
        make.mention(make.article(), reed)

    with django_assert_num_queries(PAIR):
        client.get(ADDRESS + query)


@pytest.mark.parametrize("verb", ["post", "put", "patch", "delete"])
def test_the_page_can_be_read_and_nothing_else(client, reed, hill, verb):
    assert getattr(client, verb)(ADDRESS).status_code == 405
    assert client.head(ADDRESS).status_code == 200
    assert Person.objects.count() == 2
