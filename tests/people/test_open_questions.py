import pytest

from people.open_questions import MOST, questions
from people.status import Stance
from tests import factories as make
from tests.pages import links, notices, standing, words

pytestmark = pytest.mark.django_db

# Queries, that of the edition included.
OPEN_QUESTIONS = 10


def said(*stances, parties=(), published="2017-02-13", **fields):
    """An interaction and what is said of it, each by a party of its own unless `parties` say."""
    interaction = make.interaction(**fields)
    for number, stance in enumerate(stances):
        who = parties[number] if parties else f"party {number}"
        make.citation(
            interaction,
            make.article(published=published),
            stance=stance,
            attributed_to_words=who,
        )
    return interaction


def found(kind, **asked):
    [question] = [row for row in questions(**asked) if row.kind.anchor == kind]
    return [entry.interaction for entry in question.entries]


# --- What counts as open ---------------------------------------------------------------------


def test_what_is_disputed_now_is_an_open_question_the_last_to_change_first():
    early = said(Stance.REPORTS, Stance.DENIES, published="2017-01-01")
    late = said(Stance.REPORTS, Stance.DISPUTES, published="2017-03-01")
    said(Stance.REPORTS)
    said(Stance.REPORTS, Stance.DENIES, Stance.REPORTS, parties=["a", "b", "b"])

    assert found("disputed") == [late, early]


def test_what_one_party_alone_reports_is_one_however_often_it_says_so():
    once = said(Stance.REPORTS)
    twice = said(Stance.REPORTS, Stance.REPORTS, parties=["an official", "An Official"])
    said(Stance.REPORTS, Stance.REPORTS)
    said(Stance.CONFIRMS)

    assert found("single-source") == [twice, once]


@pytest.mark.parametrize("kind", ["person", "organization"])
def test_parties_are_told_apart_by_who_they_are(kind):
    field = f"attributed_to_{kind}"
    one, other = (getattr(make, kind)() for _ in range(2))
    alone, together = make.interaction(), make.interaction()
    for interaction, second in ((alone, one), (together, other)):
        make.citation(interaction, **{field: one})
        make.citation(interaction, **{field: second})

    assert found("single-source") == [alone]


def test_where_nobody_is_named_the_outlet_is_the_party():
    outlet = make.outlet()
    alone, together = make.interaction(), make.interaction()
    for _ in range(2):
        make.citation(alone, make.article(outlet=outlet))
        make.citation(together, make.article())

    assert found("single-source") == [alone]


def test_a_second_source_that_is_not_public_does_not_count():
    interaction = said(Stance.REPORTS)
    make.citation(interaction, make.article(published="2999-01-01"))

    assert found("single-source") == [interaction]


def test_what_has_no_date_is_one_unless_it_was_taken_back():
    undated = said(Stance.REPORTS, when="unknown")
    said(Stance.REPORTS, when="by 4 May 2016")
    said(Stance.REPORTS, Stance.RETRACTS, parties=["a", "a"], when="unknown")

    assert found("undated") == [undated]


def test_what_is_denied_is_one_until_somebody_reports_it():
    denied = said(Stance.DENIES)
    said(Stance.DENIES, Stance.REPORTS)

    assert found("unanswered") == [denied]


def test_the_questions_of_an_earlier_day_are_those_of_what_was_known_then(at):
    interaction = said(Stance.REPORTS, published="2017-01-01")
    make.citation(interaction, make.article(published="2017-02-01"), stance=Stance.DENIES)

    assert found("single-source", as_of=make.day("2017-01-15")) == [interaction]
    assert found("disputed", as_of=make.day("2017-01-15")) == []
    assert found("single-source") == []
    assert found("disputed") == [interaction]


# --- The page --------------------------------------------------------------------------------


def test_the_page_shows_each_kind_with_its_reasons(client):
    disputed = said(Stance.REPORTS, Stance.DENIES, summary="Brook meets Field.")
    said(Stance.DENIES, summary="Field pays Brook.", when="unknown")
    page = client.get("/open-questions/")

    assert page.status_code == 200
    text = words(page)
    for told in (
        "Disputed (1) On a single word (0) Undated (1) Denied and never answered (1)",
        "Brook meets Field.",
        "Disputed: party 1 denied it",
        "Field pays Brook.",
    ):
        assert told in text
    assert disputed.get_absolute_url() in links(page)
    assert "/timeline/?status=disputed&order=newest" not in links(page)


def test_there_are_only_so_many_of_a_kind_and_the_timeline_has_the_rest(client):
    for number in range(MOST + 1):
        said(Stance.DENIES, summary=f"Denied thing {number}.")
    page = client.get("/open-questions/")

    assert words(page).count("Denied thing") == MOST
    assert f"Denied and never answered ({MOST}+)" in words(page)
    assert "/timeline/?status=denied&order=newest" in links(page)


def test_a_record_without_open_questions_says_so(client):
    said(Stance.CONFIRMS)

    assert words(client.get("/open-questions/")).count("Nothing at the moment.") == 4


@pytest.mark.parametrize("published", [None, "2999-01-01"])
def test_what_no_public_article_tells_is_no_question_yet(client, published):
    for stances in ([Stance.REPORTS, Stance.DENIES], [Stance.REPORTS], [Stance.DENIES]):
        said(*stances, summary="Hidden.", when="unknown", published=published)

    assert "Hidden." not in words(client.get("/open-questions/"))


def test_the_page_of_an_earlier_day_says_so(client):
    said(Stance.DENIES, summary="Denied late.", published="2017-03-01")
    page = client.get("/open-questions/?as_of=2017-02-13")

    assert "as it stood on 13 February 2017" in standing(page)
    assert "Denied late." not in words(page)


def test_what_was_ignored_is_said(client):
    assert len(notices(client.get("/open-questions/?status=disputed&as_of=never"))) == 2


@pytest.mark.parametrize("number", [3, 30])
@pytest.mark.parametrize("query", ["", "?as_of=2018-01-01"])
def test_the_questions_cost_the_same_however_many(client, number, query, django_assert_num_queries):
    person = make.person()
    for _ in range(number):
        for stances in ([Stance.REPORTS, Stance.DENIES], [Stance.REPORTS], [Stance.DENIES]):
            said(*stances, people=[person], when="unknown")

    with django_assert_num_queries(OPEN_QUESTIONS):
        client.get(f"/open-questions/{query}")


@pytest.mark.parametrize("verb", ["post", "put", "patch", "delete"])
def test_the_page_can_be_read_and_nothing_else(client, verb):
    assert getattr(client, verb)("/open-questions/").status_code == 405
    assert client.head("/open-questions/").status_code == 200
