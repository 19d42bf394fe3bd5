import datetime as dt

import pytest

from articles import passages
from people import capturing, dates
from people.capturing import NotFound, Saying
from people.models import Citation, Interaction, Kind, Quote
from people.proposals import Proposals
from people.status import Stance
from tests import factories

pytestmark = pytest.mark.django_db

TEXT = "They met. Nobody saw it. They met again in Bern. They met."


@pytest.fixture
def brook():
    return factories.person("Mary Brook", aliases=["Molly Brook"])


@pytest.fixture
def field():
    return factories.person("John Field")


@pytest.fixture
def article(brook, field):
    return factories.article(published="2017-02-13")


@pytest.fixture
def clara():
    return factories.member("Editor")


def saying(article, words=factories.MET, stance=Stance.REPORTS, speaker=""):
    return Saying(capturing.locate(article.body_text, words), stance, speaker)


def meeting(**fields):
    return Interaction(kind=Kind.MEETING, summary="Mary Brook met John Field", **fields)


# --- Finding ------------------------------------------------------------------------------------


def test_words_that_stand_once_are_found():
    assert capturing.locate(TEXT, "met again").start == TEXT.index("met again")


def test_words_that_are_not_there_are_refused_with_what_comes_nearest():
    with pytest.raises(NotFound, match=r"They met again in Bern\."):
        capturing.locate(TEXT, "They met again in Berlin.")


def test_words_that_stand_in_several_places_are_refused_with_advice():
    with pytest.raises(NotFound, match=r"3 times\. Give a few more words"):
        capturing.locate(TEXT, "They met")


def test_of_several_places_the_one_that_was_seen_is_meant():
    last = TEXT.rindex("They met.")
    seen = passages.take(TEXT, last, len(TEXT))

    assert capturing.locate(TEXT, "They met.", near=seen).start == last


def test_what_was_seen_is_found_again_after_an_edit():
    last = TEXT.rindex("They met.")
    seen = passages.take(TEXT, last, len(TEXT))
    edited = f"It was cold in Geneva that winter. {TEXT}"

    assert capturing.locate(edited, "met.", near=seen).start == edited.rindex("met.")


@pytest.mark.parametrize("words", ["Mary Brook", "mary brook", "Molly Brook", "Mary  Bróok"])
def test_a_name_means_the_person_of_that_name(brook, words):
    assert capturing.party(words) == brook


def test_a_name_means_an_organization_where_no_person_has_it():
    ministry = factories.organization("The Ministry")

    assert capturing.party("the ministry") == ministry


def test_words_that_name_nobody_stay_words(brook):
    assert capturing.party("two of her aides") == "two of her aides"
    assert capturing.party("Brook") == "Brook"


def test_a_name_that_two_people_have_is_refused_unless_one_is_near(brook):
    other = factories.person("Mary Brook")

    with pytest.raises(NotFound, match="Several people"):
        capturing.party("Mary Brook")
    assert capturing.party("Mary Brook", near=[other]) == other


@pytest.mark.parametrize(
    ("kind", "when"),
    [
        (Kind.MEETING, "29 December 2016"),
        (Kind.ENCOUNTER, "December 2016"),
        (Kind.MEETING, "unknown"),
    ],
)
def test_the_same_people_at_the_same_time_are_likely_the_same(brook, field, kind, when):
    known = factories.interaction(when="2016-12", people=[brook, field])

    assert capturing.alike(kind, dates.parse(when), [field, brook]) == [known]


@pytest.mark.parametrize(
    ("kind", "when"), [(Kind.MEETING, "January 2017"), (Kind.PAYMENT, "December 2016")]
)
def test_another_time_or_another_sort_of_thing_is_not_the_same(brook, field, kind, when):
    factories.interaction(when="2016-12", people=[brook, field])

    assert capturing.alike(kind, dates.parse(when), [field, brook]) == []


def test_other_people_make_it_another(brook, field):
    factories.interaction(when="2016-12", people=[brook, factories.person()])

    assert capturing.alike(Kind.MEETING, dates.parse("2016-12"), [field, brook]) == []
    assert capturing.alike(Kind.MEETING, dates.parse("2016-12"), []) == []


@pytest.mark.parametrize(
    ("known", "is_same"),
    [
        ({}, True),
        ({"when": "29 December 2016"}, True),
        ({"when": "unknown"}, False),
        ({"kind": Kind.ENCOUNTER}, False),
    ],
)
def test_the_same_is_of_the_same_kind_at_the_same_time(brook, field, known, is_same):
    factories.interaction(**{"when": "2016-12", "people": [brook, field]} | known)

    [found] = capturing.alike(Kind.MEETING, dates.parse("December 2016"), [field, brook])
    assert found.is_same == is_same


def test_without_a_date_nothing_is_surely_the_same(brook, field):
    for when in ("2016-12", "unknown"):
        factories.interaction(when=when, people=[brook, field])

    found = capturing.alike(Kind.MEETING, dates.UNKNOWN, [field, brook])
    assert [row.is_same for row in found] == [False, False]


def test_what_others_took_part_in_is_only_alike(brook, field):
    marsh = factories.person()
    two = factories.interaction(when="2016-12", people=[brook, field])
    three = factories.interaction(when="2016-12", people=[brook, field, marsh])
    of_an_office = factories.interaction(when="2016-12", people=[brook, field])
    of_an_office.participants.create(organization=factories.organization())

    when = dates.parse("2016-12-29")
    found = capturing.alike(Kind.MEETING, when, [brook, field])
    assert [(row, row.is_same) for row in found] == [
        (two, True),
        (of_an_office, False),
        (three, False),
    ]
    [same, *others] = capturing.alike(Kind.MEETING, when, [brook, field, marsh])
    assert (same, same.is_same) == (three, True)
    assert not any(row.is_same for row in others)


def test_the_same_comes_before_what_has_no_date(brook, field):
    same = factories.interaction(when="2016-12", people=[brook, field])
    for _ in range(capturing.MOST_ALIKE):
        factories.interaction(when="", people=[brook, field])

    assert capturing.alike(Kind.MEETING, dates.parse("2016-12"), [brook, field])[0] == same


def test_the_likeliest_comes_first_and_they_are_few(brook, field, django_assert_num_queries):
    undated = [factories.interaction(when="", people=[brook, field]) for _ in range(5)]
    encounter = factories.interaction(kind=Kind.ENCOUNTER, when="2016-12-29", people=[brook, field])
    marsh = factories.person()
    all_three = factories.interaction(when="2016-12", people=[brook, field, marsh])

    with django_assert_num_queries(3):
        found = capturing.alike(Kind.MEETING, dates.parse("2016-12-29"), [brook, field, marsh])
    assert found[0] == all_three
    assert found[1:] == [undated[-1], undated[-2]]
    assert encounter not in found


# --- Saving -------------------------------------------------------------------------------------


def test_an_interaction_is_recorded_with_everybody_and_the_words(article, brook, field, clara):
    parties = [(brook, "host"), (field, ""), ("two aides", "")]
    citation = capturing.record(
        meeting(when=dates.parse("2016-12")),
        parties,
        article,
        saying(article, speaker=field, stance=Stance.CONFIRMS),
        clara,
    )

    interaction = Interaction.objects.published().get()
    assert [(p.label, p.part) for p in interaction.participants.all()] == [
        ("Mary Brook", "host"),
        ("John Field", ""),
        ("two aides", ""),
    ]
    assert interaction.current_status == "confirmed"
    assert (citation.exact, citation.created_by) == (factories.MET, clara)
    assert citation.attributed_to_person == field


def test_the_same_citation_is_made_once(article, brook, field, clara):
    known = factories.interaction(people=[brook, field])

    first = capturing.cite(known, article, saying(article), clara)
    assert capturing.cite(known, article, saying(article), clara) == first
    by_field = capturing.cite(known, article, saying(article, speaker=field), clara)
    assert by_field != first
    assert capturing.cite(known, article, saying(article), clara) == first
    assert Citation.objects.count() == 2


# --- Taking back --------------------------------------------------------------------------------


def test_taking_back_removes_what_came_with_it(article, brook, clara):
    citation = capturing.record(meeting(), [(brook, "")], article, saying(article), clara)

    assert capturing.may_be_taken_back(article, clara) == [citation]
    capturing.take_back(citation)
    assert not Interaction.objects.exists()


def test_taking_back_leaves_what_others_report(article, brook, clara):
    citation = capturing.record(meeting(), [(brook, "")], article, saying(article), clara)
    factories.citation(citation.interaction)

    capturing.take_back(citation)
    assert Interaction.objects.get() == citation.interaction


def test_taking_back_a_citation_leaves_what_was_on_record_before(article, at, clara):
    known = factories.interaction()
    at(dt.datetime.now(dt.UTC) + dt.timedelta(hours=2))
    citation = capturing.cite(known, article, saying(article), clara)

    capturing.take_back(citation)
    assert Interaction.objects.get() == known


def test_only_ones_own_of_the_last_hour_can_be_taken_back(article, at, clara, brook):
    capturing.cite(factories.interaction(), article, saying(article), clara)

    assert capturing.may_be_taken_back(article, factories.member("Editor")) == []
    assert capturing.may_be_taken_back(factories.article(), clara) == []
    at(dt.datetime.now(dt.UTC) + dt.timedelta(hours=1, minutes=1))
    assert capturing.may_be_taken_back(article, clara) == []


def test_a_quote_is_kept_once_and_taken_back(field, clara):
    article = factories.article(body="<p>“I was never in Geneva,” John Field said.</p>")
    [proposal] = Proposals(article).quotes

    quote = capturing.keep_quote(proposal, article, clara)
    assert capturing.keep_quote(proposal, article, clara) == quote
    assert quote.speaker == field
    assert capturing.may_be_taken_back(article, clara) == [quote]
    capturing.take_back(quote)
    assert not Quote.objects.exists()
