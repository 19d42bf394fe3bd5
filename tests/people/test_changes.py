import pytest

from articles.models import Article
from people.models import Interaction
from people.status import Stance
from tests import factories as make
from tests.pages import links, notices, standing, words

pytestmark = pytest.mark.django_db

# Queries, that of the edition included.
CHANGES, COUNT = 19, 4


@pytest.fixture
def meeting():
    """Reported on 12 January 2017, denied by Hill on 13 February."""
    hill = make.person("Ann Hill")
    meeting = make.interaction("Reed meets Hill.", people=[make.person("Jane Reed"), hill])
    report = make.article("Envoys meet", published="2017-01-12", tags=["Sea"])
    denial = make.article("Hill denies", published="2017-02-13", tags=["Law"])
    make.citation(meeting, report, attributed_to_words="two officials")
    make.citation(
        meeting,
        denial,
        exact="Neither would say why.",
        stance=Stance.DENIES,
        attributed_to_person=hill,
    )
    return meeting


def in_order(text, *pieces):
    places = [text.index(piece) for piece in pieces]
    return places == sorted(places)


# --- What is listed --------------------------------------------------------------------------


def test_what_changed_is_told_by_day_the_newest_first_and_why(client, meeting):
    page = client.get("/changes/")

    assert page.status_code == 200
    text = words(page)
    assert "2 changes" in text
    assert in_order(
        text,
        "13 February 2017 Reported → is now Disputed",
        "Reed meets Hill. Jane ReedAnn Hill Disputed: Ann Hill denied it",
        "while two officials reported it",
        "“Neither would say why.”",
        "Ann Hill, Hill denies",
        "12 January 2017 New Reported",
        "Reported on the sole word of two officials",
        "First reported 14 days after it happened",
        "two officials, Envoys meet",
    )
    assert {meeting.get_absolute_url(), "/people/jane-reed/"} <= set(links(page))
    for citation in meeting.citations.all():
        assert citation.get_absolute_url() in links(page)


def test_corrections_are_among_them_in_their_place(client, meeting):
    article = make.article("About a day", published="2016-01-01")
    correction = make.correction(article, "It was a Tuesday.", published_at=make.day("2017-02-01"))
    page = client.get("/changes/")

    assert "3 changes" in words(page)
    assert in_order(
        words(page), "is now Disputed", "1 February 2017 Correction About a day", "New Reported"
    )
    assert "It was a Tuesday." in words(page)
    assert correction.get_absolute_url() in links(page)
    assert f'id="{correction.anchor}"' in client.get(article.get_absolute_url()).content.decode()


def test_a_second_article_that_changes_nothing_is_no_change(client, meeting):
    make.citation(meeting, make.article("Said again", published="2017-02-20"))

    assert "Said again" not in words(client.get("/changes/"))


@pytest.mark.parametrize("published", [None, "2999-01-01"])
def test_what_no_public_article_tells_is_no_change_yet(client, published):
    article = make.article("Hidden", published=published)
    make.citation(make.interaction("Hidden."), article)
    make.correction(article, "Hidden.")
    text = words(client.get("/changes/"))

    assert "Hidden" not in text
    assert "No changes" in text


def test_a_correction_still_to_come_is_not_shown(client):
    make.correction(make.article(), "Hidden.", published_at=make.day("2999-01-01"))

    assert "Hidden." not in words(client.get("/changes/"))


def test_a_withdrawal_takes_the_place_of_what_its_article_changed(client, meeting):
    denial = meeting.citations.get(stance="denies").article
    denial.withdraw("Hill was not asked.")
    page = client.get("/changes/")

    assert "2 changes" in words(page)
    assert "Disputed" not in words(page)
    assert in_order(
        words(page), "Article withdrawn Hill denies Hill was not asked.", "New Reported"
    )
    assert denial.get_absolute_url() in links(page)
    assert client.get(denial.get_absolute_url()).status_code == 410


def test_corrections_of_a_withdrawn_article_are_listed_no_more(client):
    make.correction(make.withdrawn_article("It was wrong.", headline="Envoys meet"), "A Tuesday.")
    text = words(client.get("/changes/"))

    assert "1 change" in text
    assert "A Tuesday." not in text


def test_what_rested_on_a_withdrawn_article_too_is_told_from_what_is_left(client, meeting):
    make.citation(meeting, make.article("Said again", published="2017-01-20"))
    meeting.citations.get(article__headline="Envoys meet").article.withdraw("A mistake.")
    text = words(client.get("/changes/"))

    assert in_order(text, "A mistake.", "is now Disputed", "20 January 2017 New Reported")
    assert "12 January 2017 New" not in text


def test_published_again_an_article_brings_its_changes_back(client, meeting):
    before = words(client.get("/changes/"))
    denial = meeting.citations.get(stance="denies").article
    denial.withdraw("Hill was not asked.")
    denial.publish()

    assert words(client.get("/changes/")) == before


def test_a_withdrawal_is_dated_by_its_own_day(client):
    make.withdrawn_article(headline="Envoys meet", withdrawn="2017-03-01", published="2017-01-01")

    assert "1 March 2017 Article withdrawn" in words(client.get("/changes/"))
    assert "Envoys meet" in words(client.get("/changes/?as_of=2017-03-01"))
    assert "Envoys meet" not in words(client.get("/changes/?as_of=2017-02-28"))
    assert "Envoys meet" in words(client.get("/changes/?since=2017-03-01"))
    assert "Envoys meet" not in words(client.get("/changes/?since=2017-03-02"))
    assert client.get("/changes/count/?since=2017-03-01").json()["number"] == 1


# --- What is asked for -----------------------------------------------------------------------


def test_since_a_day_only_what_changed_on_it_or_later_is_listed(client, meeting):
    on_the_day = words(client.get("/changes/?since=2017-02-13"))

    assert "1 change since 13 February 2017" in on_the_day
    assert "New Reported" not in on_the_day
    assert "No changes since 14 February 2017" in words(client.get("/changes/?since=2017-02-14"))


def test_two_people_are_what_is_about_both(client, meeting):
    make.citation(make.interaction("Reed alone.", people=[meeting.people.get(slug="jane-reed")]))
    page = client.get("/changes/?person=jane-reed&person=ann-hill")

    assert "2 changes about Jane Reed and Ann Hill" in words(page)
    assert "Reed alone." not in words(page)


def test_a_correction_is_about_those_whom_its_article_names(client, meeting):
    article = make.article("About Reed")
    make.mention(article, meeting.people.get(slug="jane-reed"))
    make.correction(article)
    make.correction(make.article("About nobody"))
    text = words(client.get("/changes/?person=jane-reed"))

    assert "About Reed" in text
    assert "About nobody" not in text


def test_a_withdrawal_is_about_those_whom_its_article_named_and_under_its_tags(client, meeting):
    article = make.article("About Reed", tags=["Sea"])
    make.mention(article, meeting.people.get(slug="jane-reed"))
    article.withdraw("It was wrong.")
    make.withdrawn_article(headline="About nobody", tags=["Law"])

    for query in ("person=jane-reed", "tag=sea", "person=jane-reed&tag=sea"):
        page = client.get(f"/changes/?{query}")
        assert "About Reed" in words(page)
        assert "About nobody" not in words(page)
        assert "/people/jane-reed/" in links(page)


def test_a_tag_is_that_of_the_article_that_tells(client, meeting):
    make.correction(make.article("A wet mistake", tags=["Sea"]))
    text = words(client.get("/changes/?tag=sea"))

    assert "2 changes tagged Sea" in text
    assert "A wet mistake" in text
    assert "is now Disputed" not in text


def test_the_filters_offer_people_and_tags_with_their_numbers(client, meeting):
    article = make.article(tags=["Sea"])
    make.mention(article, meeting.people.get(slug="jane-reed"))
    make.correction(article)
    text = words(client.get("/changes/"))

    assert "Jane Reed 3" in text
    assert "Ann Hill 2" in text
    assert "Sea 2" in text


def test_a_person_is_known_by_a_former_slug(client, meeting):
    reed = meeting.people.get(slug="jane-reed")
    reed.slug = "jane-field"
    reed.save()
    page = client.get("/changes/?person=jane-reed")

    assert "2 changes about Jane Reed" in words(page)
    assert notices(page) == []


def test_the_record_of_an_earlier_day_holds_what_had_changed_by_then(client, meeting):
    page = client.get("/changes/?as_of=2017-02-12")

    assert "as it stood on 12 February 2017" in standing(page)
    assert "1 change as the record stood on 12 February 2017" in words(page)
    assert "Disputed" not in words(page)


def test_page_follows_page_and_leads_back(client):
    days = [f"2017-{month:02}-{day:02}" for month in (1, 2) for day in range(1, 21)]
    outlet = make.outlet()
    for day in days:
        article = make.article(published=day, outlet=outlet)
        make.citation(make.interaction(f"On {day}."), article)
    make.correction(article, "On 2017-02-10.", published_at=make.day("2017-02-10"))
    first = client.get("/changes/")
    [onward] = [link for link in links(first) if "after=" in link]
    second = client.get(onward)
    [back] = [link for link in links(second) if "before=" in link]

    def told(page):
        return [piece[:10] for piece in words(page).split("On ")[1:]]

    assert told(first) + told(second) == sorted([*days, "2017-02-10"], reverse=True)
    assert told(client.get(back)) == told(first)
    assert "41 changes" in words(second)


def test_a_page_is_found_again_after_the_record_was_rebuilt(client, meeting):
    for number in range(30):
        make.citation(make.interaction(f"Meeting {number} of many."))
    [onward] = [link for link in links(client.get("/changes/")) if "after=" in link]
    before = words(client.get(onward))
    for interaction in Interaction.objects.all():
        interaction.citations.first().save()

    assert words(client.get(onward)) == before


def test_what_was_ignored_is_said(client, meeting):
    page = client.get("/changes/?person=nobody&tag=none&outlet=courier&since=never&after=x")

    assert page.status_code == 200
    assert len(notices(page)) == 5
    assert "2 changes" in words(page)


def test_nothing_that_fits_says_so_and_offers_a_way_out(client, meeting):
    page = client.get("/changes/?person=ann-hill&since=2018-01-01")

    assert "No change fits all of these filters." in words(page)
    assert "/changes/?person=ann-hill" in links(page)


def test_the_fragment_of_a_change_is_on_the_page_of_its_interaction(client, meeting):
    page = client.get(meeting.get_absolute_url()).content.decode()

    for change in meeting.status_changes.all():
        assert f'id="{change.anchor}"' in page


# --- Since the last visit --------------------------------------------------------------------


def test_the_number_since_a_day_is_told_to_the_script(client, meeting):
    assert client.get("/changes/count/?since=2017-02-01").json() == {
        "number": 1,
        "words": "1 change",
        "notices": [],
    }
    assert client.get("/changes/count/?since=2018-01-01").json()["number"] == 0


def test_a_number_since_no_day_says_what_was_ignored(client, meeting):
    answer = client.get("/changes/count/?since=never").json()

    assert answer["number"] == 2
    assert len(answer["notices"]) == 1


def test_counting_leaves_nothing_with_the_reader(client, meeting):
    assert not client.get("/changes/count/?since=2017-02-01").cookies


def test_pages_offer_the_way_to_the_script(client, meeting):
    for address in ("/", "/changes/"):
        assert "data-last-visit" in client.get(address).content.decode()


# --- Cost and verbs --------------------------------------------------------------------------


@pytest.mark.parametrize("number", [3, 30])
@pytest.mark.parametrize("query", ["", "?as_of=2018-01-01", "?since=2017-01-01"])
def test_the_changes_cost_the_same_however_many(client, number, query, django_assert_num_queries):
    for n in range(number):
        day = f"2017-02-{n % 28 + 1:02}"
        article = make.article(tags=[f"Tag {n}"], published=day)
        make.mention(article, make.person())
        make.citation(make.interaction(people=[make.person()]), article)
        make.correction(article, published_at=make.day(day))
        gone = make.article()
        make.mention(gone, make.person())
        gone.withdraw("It was wrong.")
        Article.objects.withdrawn().update(withdrawn_at=make.day(day))

    with django_assert_num_queries(CHANGES):
        client.get(f"/changes/{query}")
    with django_assert_num_queries(COUNT) as queries:
        client.get("/changes/count/")
    assert all("LIMIT" in query["sql"] for query in queries)


@pytest.mark.parametrize("address", ["/changes/", "/changes/count/"])
@pytest.mark.parametrize("verb", ["post", "put", "patch", "delete"])
def test_they_can_be_read_and_nothing_else(client, address, verb):
    assert getattr(client, verb)(address).status_code == 405
    assert client.head(address).status_code == 200
