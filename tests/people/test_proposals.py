import datetime as dt

import pytest

from people import capturing
from people.models import Kind
from people.proposals import Proposals
from tests import factories

pytestmark = pytest.mark.django_db

MET = "Mary Brook met John Field in Geneva."
CALLED = "Peter Marsh called John Field by telephone."
SAID = "“I was never in Geneva,” John Field said."
TEXT = f"{MET} {CALLED} {SAID}"


@pytest.fixture
def people():
    return [factories.person(name) for name in ("Mary Brook", "John Field", "Peter Marsh")]


@pytest.fixture
def article(people):
    return factories.article("Two envoys", body=f"<p>{TEXT}</p>", published="2017-02-13")


def told(proposals):
    return [(p.kind, [person.name for person in p.people], p.words) for p in proposals]


def test_interactions_and_quotes_of_people_on_record_are_proposed(article):
    proposals = Proposals(article)

    assert told(proposals.interactions) == [
        ("meeting", ["Mary Brook", "John Field"], MET),
        ("phone_call", ["Peter Marsh", "John Field"], CALLED),
    ]
    [quote] = proposals.quotes
    assert (quote.speaker.name, quote.label) == ("John Field", "Quote")
    assert "I was never in Geneva" in quote.words
    assert [str(proposal) for proposal in proposals.open] == [
        "Meeting: Mary Brook, John Field",
        "Phone call: Peter Marsh, John Field",
        "Quote: John Field",
    ]


def test_names_in_the_headline_do_not_shift_those_in_the_text(people):
    article = factories.article(
        "Mary Brook and John Field", standfirst="John Field.", body=f"<p>{TEXT}</p>"
    )

    assert told(Proposals(article).interactions)[0][2] == MET


def test_what_is_recorded_is_proposed_no_more(article, people):
    meeting = factories.interaction(people=people[:2])
    factories.citation(meeting, article, exact="met John Field in Geneva")

    assert [kind for kind, *_ in told(Proposals(article).interactions)] == ["phone_call"]


def test_something_of_another_group_in_the_same_words_leaves_the_proposal(article):
    statement = factories.interaction(kind=Kind.STATEMENT)
    factories.citation(statement, article, exact=MET)

    assert [kind for kind, *_ in told(Proposals(article).interactions)] == ["meeting", "phone_call"]


def test_what_is_dismissed_stays_away_even_when_the_text_moves(article):
    capturing.dismiss(Proposals(article).interactions[0], article, by=None)
    capturing.dismiss(Proposals(article).quotes[0], article, by=None)
    article.body = f"<p>It was cold.</p><p>{TEXT}</p>"
    article.save()

    proposals = Proposals(article)
    assert [kind for kind, *_ in told(proposals.open)] == ["phone_call"]
    assert [kind for kind, *_ in told(proposals.set_aside)] == ["meeting", "quote"]


def test_what_is_brought_back_is_proposed_as_before(article):
    meeting = Proposals(article).interactions[0]
    capturing.dismiss(meeting, article, by=None)
    capturing.bring_back(Proposals(article).set_aside[0], article)

    assert Proposals(article).interactions[0] == meeting
    assert Proposals(article).set_aside == []


def test_what_would_not_be_proposed_anyway_is_not_set_aside(article, people):
    for proposal in Proposals(article).open:
        capturing.dismiss(proposal, article, by=None)
    factories.citation(factories.interaction(people=people[:2]), article, exact=MET)
    article.body = f"<p>{MET} {CALLED}</p>"
    article.save()

    assert [kind for kind, *_ in told(Proposals(article).set_aside)] == ["phone_call"]


def test_a_quote_already_taken_is_not_proposed(article):
    capturing.keep_quote(Proposals(article).quotes[0], article, by=None)

    assert Proposals(article).quotes == []


def test_a_key_stands_for_its_proposal_until_the_text_is_another(article):
    def keys():
        return [proposal.key for proposal in Proposals(article).open]

    before = keys()
    assert keys() == before

    article.body = f"<p>It was cold. {TEXT}</p>"
    article.save()
    assert set(keys()).isdisjoint(before)


def test_of_two_proposals_of_one_sentence_the_kind_tells_which_is_meant(people):
    both = "Mary Brook met John Field in Bern, and Peter Marsh paid John Field for it."
    article = factories.article(body=f"<p>{both}</p>")
    proposals = Proposals(article)
    kinds = [proposal.kind for proposal in proposals.interactions]

    assert len(kinds) == 2
    assert [proposals.at(0, len(both), kind).kind for kind in kinds] == kinds


def test_dates_count_from_the_day_of_the_article_else_from_today(article, at):
    at(dt.datetime(2018, 5, 4, 12, tzinfo=dt.UTC))
    draft = factories.article(published=None)

    assert Proposals(article).published == dt.date(2017, 2, 13)
    assert Proposals(draft).published == dt.date(2018, 5, 4)


def test_people_are_listed_by_how_near_to_a_place_they_are_named(article):
    names = [person.name for person in Proposals(article).people_near(len(MET) + 3)]

    assert names[0] == "Peter Marsh"
    assert sorted(names) == ["John Field", "Mary Brook", "Peter Marsh"]


def test_all_of_it_takes_four_queries(article, django_assert_num_queries):
    proposals = Proposals(article)
    with django_assert_num_queries(4):
        assert (len(proposals.open), proposals.set_aside) == (3, [])
