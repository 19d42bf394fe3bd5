"""What became known after an article came out, as its page tells it."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.evidence import Evidence
from people.models import Kind
from people.since import CANDIDATES, LINES, principals, since
from people.status import Stance, Status
from tests import factories as make
from tests.pages import links, words

pytestmark = pytest.mark.django_db

QUERIES = 2


@pytest.fixture
def brook():
    return make.person()


@pytest.fixture
def article(brook):
    """Came out on 13 February 2017 and is about Brook."""
    article = make.article()
    make.mention(article, brook, count=9)
    return article


def cited(article, *later):
    """An interaction that `article` reports, and what others said later, as (day, stance)."""
    interaction = make.interaction()
    make.citation(interaction, article)
    for published, stance in later:
        make.citation(interaction, make.article(published=published), stance=stance)
    return interaction


def known(published, *people, kind=Kind.MEETING):
    interaction = make.interaction(people=people, kind=kind)
    make.citation(interaction, make.article(published=published))
    return interaction


def told(article):
    return [later.interaction for later in since(Evidence(article))]


# --- What the article reports ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("stance", "status"),
    [
        (Stance.CONFIRMS, Status.CONFIRMED),
        (Stance.DENIES, Status.DISPUTED),
    ],
)
def test_a_change_of_status_is_told_with_its_day_and_what_it_was_before(article, stance, status):
    cited(article, ("2017-05-01", stance))
    [later] = since(Evidence(article))

    assert (later.before, later.status) == (Status.REPORTED, status)
    assert later.known_at == make.day("2017-05-01")


def test_of_several_changes_the_last_is_told(article):
    cited(article, ("2017-05-01", Stance.DENIES), ("2017-06-01", Stance.RETRACTS))
    interaction = cited(article)
    denying = make.person()
    for published, stance in (("2017-05-01", Stance.DENIES), ("2017-06-01", Stance.CONFIRMS)):
        make.citation(
            interaction,
            make.article(published=published),
            stance=stance,
            attributed_to_person=denying,
        )
    later = next(later for later in since(Evidence(article)) if later.interaction == interaction)

    assert (later.before, later.status) == (Status.REPORTED, Status.CONFIRMED)
    assert later.known_at == make.day("2017-06-01")


def test_a_change_that_was_undone_is_not_told(article):
    interaction, denying = cited(article), make.person()
    for published, stance in (("2017-05-01", Stance.DENIES), ("2017-06-01", Stance.RETRACTS)):
        make.citation(
            interaction,
            make.article(published=published),
            stance=stance,
            attributed_to_person=denying,
        )

    assert told(article) == []


def test_a_change_that_is_still_to_come_is_not_told(article):
    cited(article, ("2017-05-01", Stance.CONFIRMS), ("2999-01-01", Stance.DENIES))
    cited(article, ("2999-01-01", Stance.DENIES))
    [later] = since(Evidence(article))

    assert (later.status, later.known_at) == (Status.CONFIRMED, make.day("2017-05-01"))


def test_what_is_said_again_is_not_told(article):
    cited(article, ("2017-05-01", Stance.REPORTS))

    assert told(article) == []


def test_what_changed_before_the_article_is_not_told(article):
    interaction = known("2017-01-01")
    make.citation(interaction, make.article(published="2017-02-01"), stance=Stance.CONFIRMS)
    make.citation(interaction, article)

    assert told(article) == []


def test_what_takes_away_from_the_article_comes_before_what_bears_it_out(article):
    borne_out = cited(article, ("2017-09-01", Stance.CONFIRMS))
    disputed = cited(article, ("2017-05-01", Stance.DISPUTES))
    retracted = make.interaction()
    make.citation(retracted, article, attributed_to_words="two officials")
    make.citation(
        retracted,
        make.article(published="2017-04-01"),
        stance=Stance.RETRACTS,
        attributed_to_words="two officials",
    )

    assert told(article) == [retracted, disputed, borne_out]


def test_of_the_same_status_the_last_changed_comes_first(article):
    days = ("2017-05-01", "2017-07-01", "2017-06-01")
    first, last, middle = (cited(article, (day, Stance.CONFIRMS)) for day in days)

    assert told(article) == [last, middle, first]


# --- What its principals did -----------------------------------------------------------------


def test_what_became_known_later_of_a_principal_is_told_with_its_day(article, brook):
    interaction = known("2017-05-01", brook)
    [later] = since(Evidence(article))

    assert (later.interaction, later.before) == (interaction, None)
    assert (later.status, later.known_at) == (Status.REPORTED, make.day("2017-05-01"))


@pytest.mark.parametrize("published", ["2017-01-01", "2017-02-13", "2999-01-01"])
def test_what_was_known_or_is_still_to_come_is_not_told(article, brook, published):
    known(published, brook)

    assert told(article) == []


def test_what_is_still_to_come_takes_nobodys_place(article, brook):
    for _ in range(LINES):
        known("2999-01-01", brook)
    interaction = known("2017-05-01", brook)

    assert told(article) == [interaction]


def test_a_later_change_of_what_the_article_does_not_report_is_not_told(article, brook):
    interaction = known("2017-01-01", brook)
    confirming = make.article(published="2017-05-01")
    make.citation(interaction, confirming, stance=Stance.CONFIRMS)

    assert told(article) == []


def test_what_became_known_of_others_is_not_told(article):
    passing = make.person()
    make.mention(article, passing)
    known("2017-05-01", passing)
    known("2017-05-01", make.person())

    assert told(article) == []


def test_changes_of_what_it_reports_come_before_what_became_known(article, brook):
    new = known("2018-05-01", brook, kind=Kind.PARDON)
    changed = cited(article, ("2017-05-01", Stance.CONFIRMS))

    assert told(article) == [changed, new]


def test_what_two_principals_share_comes_first_then_turns_then_the_newest(article, brook):
    field = make.person()
    make.mention(article, field, count=8)
    newest = known("2017-09-01", brook)
    tie = known("2017-10-01", brook, kind=Kind.EMPLOYMENT)
    older = known("2017-04-01", field)
    plea = known("2017-05-01", brook, kind=Kind.PLEA)
    resignation = known("2017-06-01", field, kind=Kind.RESIGNATION)
    shared = known("2017-03-01", brook, field)

    assert told(article) == [shared, resignation, plea, newest, older, tie]


def test_an_old_turn_is_told_however_much_became_known_after_it(article, brook):
    plea = known("2017-03-01", brook, kind=Kind.PLEA)
    later = make.article(published="2017-09-01")
    for _ in range(CANDIDATES + 1):
        make.citation(make.interaction(people=[brook]), later)

    assert told(article)[0] == plea


def test_there_are_seven_lines_at_most_and_each_interaction_has_one(article, brook):
    changed = [cited(article, ("2017-05-01", Stance.CONFIRMS)) for _ in range(3)]
    for interaction in changed:
        interaction.participants.create(person=brook)
    for _ in range(LINES):
        known("2017-06-01", brook)
    lines = told(article)

    assert len(lines) == len(set(lines)) == LINES
    assert set(lines[:3]) == set(changed)


def test_many_changes_leave_no_room_for_more(article, brook):
    for _ in range(LINES + 1):
        cited(article, ("2017-05-01", Stance.CONFIRMS))
    known("2017-06-01", brook)

    assert len(told(article)) == LINES


def test_a_draft_without_a_date_has_no_since(brook):
    draft = make.article(published=None)
    make.mention(draft, brook)
    known("2017-05-01", brook)

    assert told(draft) == []


@pytest.mark.parametrize("number", [1, 30])
def test_it_costs_the_same_however_much_became_known(
    article, brook, number, django_assert_num_queries
):
    later = make.article(published="2017-09-01")
    for _ in range(number):
        make.citation(make.interaction(people=[brook, make.person()]), later)
    evidence = Evidence(article)
    assert [evidence.cited, len(evidence.people)] == [[], 1]

    with django_assert_num_queries(QUERIES):
        since(evidence)


# --- Whom an article is about ----------------------------------------------------------------


@dataclass
class Named:
    mentions: int


@given(st.lists(st.integers(1, 50)))
def test_principals_are_three_at_most_and_none_far_behind_the_first(counts):
    named = [Named(count) for count in sorted(counts, reverse=True)]
    found = principals(named)
    left_out = named[len(found) : 3]

    assert found == named[: len(found)]
    assert all(one.mentions >= named[0].mentions / 2 for one in found)
    assert all(one.mentions < named[0].mentions / 2 for one in left_out)
    assert len(found) <= 3


# --- On the page -----------------------------------------------------------------------------


def test_the_page_tells_the_first_line_and_how_many_more_there_are(client, article, brook):
    changed = cited(article, ("2017-05-01", Stance.CONFIRMS))
    new = known("2018-06-01", brook)
    page = client.get(article.get_absolute_url())
    text = words(page)

    assert f"Since then {changed} Confirmed since 1 May 2017, Reported before 1 more" in text
    assert f"1 more {new} Reported known since 1 June 2018" in text
    assert new.get_absolute_url() in links(page)
    assert text.index("Since then") < text.index("Neither would say why.")


def test_a_single_line_has_nothing_to_unfold(client, article, brook):
    known("2018-06-01", brook)
    text = words(client.get(article.get_absolute_url()))

    assert "known since 1 June 2018" in text
    assert "more" not in text


def test_the_page_is_silent_when_nothing_became_known(client, article):
    assert "Since then" not in words(client.get(article.get_absolute_url()))
