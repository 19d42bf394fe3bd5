import datetime as dt

import pytest
from django.db import connection

from people.dates import parse
from people.models import Citation, Interaction, Kind, Participant, StatusChange
from people.status import Stance
from tests import factories as make

pytestmark = pytest.mark.django_db


def summaries(queryset):
    return [interaction.summary for interaction in queryset]


# --- When ------------------------------------------------------------------------------------


def test_interactions_stand_by_their_lower_bound_the_coarser_first_and_the_undated_last():
    for when in ["unknown", "2016-12-29", "2016-12", "2016", "by 4 May 2016", "2016-12-01"]:
        make.interaction(when or "unknown", when=when)

    assert summaries(Interaction.objects.all()) == [
        "2016",
        "by 4 May 2016",
        "2016-12",
        "2016-12-01",
        "2016-12-29",
        "unknown",
    ]


def test_another_date_moves_it():
    interaction = make.interaction(when="2016")
    interaction.when = parse("3 to 9 June 2017")
    interaction.save()
    interaction.refresh_from_db()

    assert (interaction.sort_date, interaction.span_days) == (dt.date(2017, 6, 3), 6)
    assert interaction.happened.lower == dt.date(2017, 6, 3)
    assert interaction.happened.upper == dt.date(2017, 6, 10)


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        (None, None, True),
        ("2016-12-31", None, True),
        ("2017-01-01", None, False),
        (None, "2016-12-01", True),
        (None, "2016-11-30", False),
        ("2016-12-10", "2016-12-10", True),
        ("0001-01-01", "9999-12-31", True),
    ],
)
def test_a_period_finds_what_may_have_happened_in_it(start, end, found):
    make.interaction(when="December 2016")
    days = [dt.date.fromisoformat(day) if day else None for day in (start, end)]

    assert Interaction.objects.overlapping(*days).exists() == found


@pytest.mark.parametrize("when", ["before 13 February 2017", "after 1 February 2017"])
def test_an_open_date_may_have_been_in_a_period_on_its_open_side(when):
    make.interaction(when=when)

    assert Interaction.objects.overlapping(dt.date(2017, 2, 5), dt.date(2017, 2, 6)).exists()


def test_an_unknown_date_is_in_no_period():
    make.interaction(when="unknown")

    assert not Interaction.objects.overlapping(dt.date(1, 1, 1), None).exists()


# --- What is public --------------------------------------------------------------------------


def test_an_interaction_without_a_citation_is_not_public():
    make.interaction()

    assert not Interaction.objects.published().exists()


def test_an_interaction_carries_the_status_of_the_moment():
    interaction = make.interaction()
    make.citation(interaction, make.article(published="2017-01-01"))
    make.citation(interaction, make.article(published="2017-02-01"), stance=Stance.CONFIRMS)

    def status_on(day):
        row = Interaction.objects.published(make.day(day)).first()
        return row and row.current_status

    assert status_on("2016-12-31") is None
    assert status_on("2017-01-01") == status_on("2017-01-31") == "reported"
    assert status_on("2017-02-01") == "confirmed"
    assert Interaction.objects.published().get().current_status == "confirmed"


def test_what_changed_last_comes_first():
    early, late = make.interaction("Early"), make.interaction("Late")
    make.citation(late, make.article(published="2017-01-01"))
    make.citation(early, make.article(published="2017-02-01"))

    def order(moment=None):
        return summaries(Interaction.objects.published(moment).latest_change_first(moment))

    assert order() == ["Early", "Late"]
    assert order(make.day("2017-01-15")) == ["Late"]
    make.citation(late, make.article(published="2017-03-01"), stance=Stance.DENIES)
    assert order() == ["Late", "Early"]


# --- Its parts -------------------------------------------------------------------------------


def test_a_summary_is_one_line():
    assert make.interaction(" They\n meet.\x00 ").summary == "They meet."


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_belongs_to_a_group(kind):
    assert (kind.group == "Other") == (kind == Kind.OTHER)
    assert make.interaction(kind=kind).group == kind.group


def test_a_participant_is_called_as_it_is():
    interaction = make.interaction(people=[make.person("Mary Brook")])
    for party in (
        {"organization": make.organization("The Committee")},
        {"description": "people connected with her campaign"},
    ):
        Participant.objects.create(interaction=interaction, position=9, **party)

    assert [participant.label for participant in interaction.participants.all()] == [
        "Mary Brook",
        "The Committee",
        "people connected with her campaign",
    ]


@pytest.mark.parametrize(
    ("attributed", "speaker"),
    [
        ({}, ""),
        ({"attributed_to_words": "two officials"}, "two officials"),
        ({"attributed_to_person": "Mary Brook"}, "Mary Brook"),
        ({"attributed_to_organization": "The Committee"}, "The Committee"),
    ],
)
def test_a_citation_knows_who_speaks(attributed, speaker):
    makers = {
        "attributed_to_person": make.person,
        "attributed_to_organization": make.organization,
        "attributed_to_words": str,
    }
    fields = {name: makers[name](value) for name, value in attributed.items()}

    assert make.citation(make.interaction(), **fields).speaker == speaker


def test_a_passage_leads_to_its_words_in_the_article():
    citation = make.citation(make.interaction(), make.article("Envoys meet"))

    assert citation.get_absolute_url() == f"/articles/envoys-meet/#p-{citation.pk}"
    assert citation.article.body_text[citation.start : citation.end] == citation.exact


# --- Deleting --------------------------------------------------------------------------------


def test_an_interaction_can_be_deleted_with_all_that_hangs_on_it():
    interaction = make.interaction(people=[make.person(), make.person()])
    for stance in (Stance.REPORTS, Stance.DENIES):
        make.citation(interaction, stance=stance)
    answer = make.interaction(responds_to=interaction)
    interaction.delete()
    connection.check_constraints()

    answer.refresh_from_db()
    assert answer.responds_to is None
    for model in (Participant, Citation, StatusChange):
        assert not model.objects.exists()


def test_an_article_can_be_deleted_with_what_it_cites():
    interaction = make.interaction(people=[make.person()])
    citation = make.citation(interaction)
    make.quote(make.person(), citation.article)
    citation.article.delete()
    connection.check_constraints()

    assert Interaction.objects.filter(pk=interaction.pk).exists()
    assert not Interaction.objects.published().exists()
