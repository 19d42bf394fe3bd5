import itertools

import pytest

from articles.models import Article
from people import record
from people.models import Citation, Interaction, Participant, StatusChange
from people.status import Stance
from tests import factories as make

pytestmark = pytest.mark.django_db


def history(interaction):
    """The changes of status, oldest first: day and status."""
    return [
        (change.known_at.date().isoformat(), change.status)
        for change in interaction.status_changes.all()
    ]


@pytest.fixture
def interaction():
    """Reported in January, denied in February, both by outlets of their own."""
    interaction = make.interaction()
    make.citation(interaction, make.article(published="2017-01-01"))
    make.citation(interaction, make.article(published="2017-02-01"), stance=Stance.DENIES)
    return interaction


def test_citations_become_a_history_with_its_causes(interaction):
    first, second = interaction.status_changes.all()

    assert (first.previous, first.status) == ("", "reported")
    assert (second.previous, second.status) == ("reported", "disputed")
    assert second.known_at == make.day("2017-02-01")
    assert second.citation.stance == Stance.DENIES
    assert second.recorded_at == second.citation.created_at


# --- What it rests on changes ----------------------------------------------------------------


def test_another_citation_adds_to_it(interaction):
    make.citation(interaction, make.article(published="2017-03-01"), stance=Stance.CONFIRMS)

    assert history(interaction) == [("2017-01-01", "reported"), ("2017-02-01", "disputed")]
    person = make.person()
    Participant.objects.create(interaction=interaction, person=person)
    make.citation(
        interaction,
        make.article(published="2017-04-01"),
        stance=Stance.CONFIRMS,
        attributed_to_person=person,
    )
    assert history(interaction)[-1] == ("2017-04-01", "confirmed")


def test_a_citation_that_is_edited_changes_it(interaction):
    denial = interaction.citations.get(stance=Stance.DENIES)
    denial.stance = Stance.CONFIRMS
    denial.save()

    assert history(interaction) == [("2017-01-01", "reported"), ("2017-02-01", "confirmed")]


def test_a_citation_that_is_taken_off_leaves_no_trace(interaction):
    interaction.citations.get(stance=Stance.DENIES).delete()
    assert history(interaction) == [("2017-01-01", "reported")]

    interaction.citations.all().delete()
    assert history(interaction) == []


def test_a_citation_that_is_moved_changes_both_interactions(interaction):
    other, denial = make.interaction(), interaction.citations.get(stance=Stance.DENIES)
    denial.interaction = other
    denial.save()

    assert history(interaction) == [("2017-01-01", "reported")]
    assert history(other) == [("2017-02-01", "denied")]


def test_a_participant_who_is_moved_changes_both_interactions(interaction):
    other, person = make.interaction(), make.person()
    participant = Participant.objects.create(interaction=interaction, person=person)
    for row in (interaction, other):
        make.citation(row, make.article(published="2016-12-30"), stance=Stance.DENIES)
        make.citation(
            row,
            make.article(published="2017-03-01"),
            stance=Stance.CONFIRMS,
            attributed_to_person=person,
        )
    assert [history(row)[-1][1] for row in (interaction, other)] == ["confirmed", "disputed"]

    participant.interaction = other
    participant.save()
    assert [history(row)[-1][1] for row in (interaction, other)] == ["disputed", "confirmed"]


@pytest.mark.django_db(transaction=True)
def test_what_cannot_be_computed_again_is_not_moved_either(interaction, monkeypatch):
    def fail(interactions):
        raise RuntimeError

    monkeypatch.setattr(record, "rebuild_all", fail)
    participant = Participant(interaction=interaction, description="an aide")
    denial = interaction.citations.get(stance=Stance.DENIES)
    denial.interaction = make.interaction()
    for row in (participant, denial):
        with pytest.raises(RuntimeError):
            row.save()

    assert not Participant.objects.exists()
    assert Citation.objects.get(pk=denial.pk).interaction == interaction


def test_a_citation_of_another_article_counts_from_its_day(interaction):
    denial = interaction.citations.get(stance=Stance.DENIES)
    denial.article = make.article(published="2017-03-01")
    denial.save()

    assert history(interaction) == [("2017-01-01", "reported"), ("2017-03-01", "disputed")]


def test_who_takes_part_changes_whose_word_counts(interaction):
    person = make.person()
    make.citation(
        interaction,
        make.article(published="2017-03-01"),
        stance=Stance.CONFIRMS,
        attributed_to_person=person,
    )
    assert history(interaction)[-1] == ("2017-02-01", "disputed")

    participant = Participant.objects.create(interaction=interaction, person=person)
    assert history(interaction)[-1] == ("2017-03-01", "confirmed")

    participant.delete()
    assert history(interaction)[-1] == ("2017-02-01", "disputed")


@pytest.mark.parametrize("party", ["person", "organization", "words"])
def test_each_sort_of_participant_is_recognised_in_a_citation(interaction, party):
    taking_part, attributed = {
        "person": lambda it: ({"person": it}, {"attributed_to_person": it}),
        "organization": lambda it: ({"organization": it}, {"attributed_to_organization": it}),
        "words": lambda it: ({"description": "An Aide"}, {"attributed_to_words": "an aide"}),
    }[party](getattr(make, party, lambda: None)())
    Participant.objects.create(interaction=interaction, **taking_part)
    make.citation(
        interaction, make.article(published="2017-03-01"), stance=Stance.CONFIRMS, **attributed
    )

    assert history(interaction)[-1] == ("2017-03-01", "confirmed")


def test_a_withdrawn_article_counts_no_more_and_again_when_it_is_back(interaction):
    denying = Article.objects.get(citations__stance=Stance.DENIES)
    denying.withdraw("It was wrong.")
    assert history(interaction) == [("2017-01-01", "reported")]

    denying.publish()
    assert history(interaction) == [("2017-01-01", "reported"), ("2017-02-01", "disputed")]


def test_a_draft_counts_for_nothing_until_it_is_published():
    interaction, article = make.interaction(), make.article(published=None)
    make.citation(interaction, article)
    assert history(interaction) == []

    article.publish(at=make.day("2017-05-01"))
    assert history(interaction) == [("2017-05-01", "reported")]

    article.return_to_draft()
    assert history(interaction) == []


def test_an_article_of_another_date_moves_the_change(interaction):
    denying = Article.objects.get(citations__stance=Stance.DENIES)
    denying.publish(at=make.day("2016-12-01"))

    assert history(interaction) == [("2016-12-01", "denied"), ("2017-01-01", "disputed")]


def test_an_article_of_another_outlet_is_another_party():
    interaction, outlet = make.interaction(), make.outlet()
    for day, stance in (("2017-01-01", Stance.DENIES), ("2017-02-01", Stance.REPORTS)):
        make.citation(interaction, make.article(published=day, outlet=outlet), stance=stance)
    assert history(interaction)[-1] == ("2017-02-01", "reported")

    article = Article.objects.newest_first().first()
    article.outlet = make.outlet()
    article.save()
    assert history(interaction)[-1] == ("2017-02-01", "disputed")


def test_a_scheduled_article_is_in_the_history_already_but_not_before_readers():
    interaction = make.interaction()
    make.citation(interaction, make.article(published="2999-01-01"))

    assert history(interaction) == [("2999-01-01", "reported")]
    assert not Interaction.objects.published().exists()


def test_other_interactions_are_left_alone(interaction):
    other = make.citation(make.interaction()).interaction
    before = list(other.status_changes.values_list("pk"))
    Citation.objects.filter(interaction=interaction).first().save()

    assert list(other.status_changes.values_list("pk")) == before


def test_several_citations_in_one_article_are_one_change():
    interaction, article = make.interaction(), make.article(published="2017-01-01")
    for words in ("two officials", "an aide"):
        make.citation(interaction, article, attributed_to_words=words)

    assert history(interaction) == [("2017-01-01", "reported")]


def test_the_order_in_which_citations_are_entered_makes_no_difference():
    person = make.person()
    said = [
        ("2017-01-01", Stance.REPORTS, {}),
        ("2017-02-01", Stance.DENIES, {"attributed_to_person": person}),
        ("2017-03-01", Stance.CONFIRMS, {"attributed_to_words": "two officials"}),
        ("2017-04-01", Stance.CONFIRMS, {"attributed_to_person": person}),
    ]
    articles = {day: make.article(published=day) for day, *_ in said}
    outcomes = set()
    for order in itertools.permutations(said):
        interaction = make.interaction(people=[person])
        for day, stance, attributed in order:
            make.citation(interaction, articles[day], stance=stance, **attributed)
        outcomes.add(tuple(history(interaction)))

    assert outcomes == {
        (("2017-01-01", "reported"), ("2017-02-01", "disputed"), ("2017-04-01", "confirmed"))
    }


# --- Rebuilding ------------------------------------------------------------------------------


def test_rebuilding_gives_the_same_again(interaction):
    before = history(interaction)
    StatusChange.objects.all().delete()
    record.rebuild_all(Interaction.objects.all())

    assert history(interaction) == before


def test_rebuilding_nothing_is_nothing(django_assert_num_queries):
    with django_assert_num_queries(3):  # two of them open and close the transaction
        record.rebuild_all(Interaction.objects.none() | Interaction.objects.filter(pk=0))


@pytest.mark.parametrize("number", [3, 30])
def test_rebuilding_costs_the_same_however_many(number, django_assert_num_queries):
    article = make.article()
    for _ in range(number):
        make.citation(make.interaction(people=[make.person()]), article)

    with django_assert_num_queries(7):
        record.rebuild_all(Interaction.objects.all())
