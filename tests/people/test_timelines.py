import datetime as dt

import pytest
from django.utils import timezone

from people import timelines
from people.models import Interaction, Participant
from people.status import Stance, Status
from tests import factories as make

pytestmark = pytest.mark.django_db


def entry(interaction, day=None):
    """The entry of an interaction as of the end of a day, else now."""
    as_of = make.day(day) if day else None
    [made] = timelines.entries([Interaction.objects.get(pk=interaction.pk)], as_of)
    return made


@pytest.fixture
def meeting():
    """Reported in January by an outlet, denied in February and confirmed in March by Brook."""
    brook = make.person("Mary Brook")
    make.role(brook, "ambassador", began="2016-01-01", ended="2016-12-31")
    make.role(brook, "minister", began="2017-01-01")
    meeting = make.interaction("They meet.", when="2016-12-29", people=[brook])
    paper = make.outlet("The Courier")
    for day, stance, speaker in (
        ("2017-01-01", Stance.REPORTS, None),
        ("2017-02-01", Stance.DENIES, brook),
        ("2017-03-01", Stance.CONFIRMS, brook),
    ):
        article = make.article(published=day, outlet=paper)
        make.citation(meeting, article, stance=stance, attributed_to_person=speaker)
    return meeting


# --- Two clocks ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "status", "citations", "changes"),
    [
        ("2017-01-01", Status.REPORTED, 1, []),
        ("2017-01-31", Status.REPORTED, 1, []),
        ("2017-02-01", Status.DISPUTED, 2, ["Disputed"]),
        ("2017-03-01", Status.CONFIRMED, 3, ["Disputed", "Confirmed"]),
        (None, Status.CONFIRMED, 3, ["Disputed", "Confirmed"]),
    ],
)
def test_an_entry_stands_as_it_did_on_a_day(meeting, day, status, citations, changes):
    then = entry(meeting, day)

    assert then.status == status
    assert len(then.citations) == citations
    assert [step.after for step in then.changes] == changes
    assert then.history[0].before == ""
    assert then.history[0].after == "Reported"


def test_the_status_of_an_entry_is_the_one_its_row_was_found_by(meeting):
    for day in ("2017-01-01", "2017-02-01", "2017-03-01"):
        moment = make.day(day)
        for row in Interaction.objects.published(moment):
            [then] = timelines.entries([row], moment)
            assert then.status == row.current_status


def test_the_reason_is_made_from_what_was_known_then(meeting):
    assert entry(meeting, "2017-01-01").reason == (
        "Reported on the sole word of The Courier on 1 January 2017."
    )
    assert (
        "Mary Brook denied it (The Courier, 1 February 2017)" in entry(meeting, "2017-02-01").reason
    )


def test_a_withdrawn_article_was_never_a_source(meeting):
    meeting.citations.get(stance=Stance.DENIES).article.withdraw("It was wrong.")

    assert entry(meeting, "2017-02-01").status == Status.REPORTED
    assert [step.after for step in entry(meeting).changes] == ["Confirmed"]


# --- What an entry shows ---------------------------------------------------------------------


def test_denials_stand_apart_from_the_sources(meeting):
    then = entry(meeting, "2017-02-01")

    assert [citation.stance for citation in then.responses] == [Stance.DENIES]
    assert then.lead_citation.stance == Stance.REPORTS
    assert then.other_citations == []


def test_the_passage_shown_is_one_that_decides(meeting):
    now = entry(meeting)

    assert now.lead_citation.stance == Stance.CONFIRMS
    assert [citation.stance for citation in now.other_citations] == [Stance.REPORTS]


def test_with_nothing_but_a_denial_there_is_no_passage_to_lead():
    denied = make.interaction()
    make.citation(denied, stance=Stance.DENIES)

    assert entry(denied).lead_citation is None
    assert entry(denied).status == Status.DENIED
    assert len(entry(denied).responses) == 1


def test_people_appear_with_the_role_they_held_on_the_day(meeting):
    [party] = entry(meeting).participants

    assert (party.label, party.role) == ("Mary Brook", "ambassador")


def test_without_a_day_there_is_no_role():
    person = make.person()
    make.role(person, "minister")
    undated = make.interaction(when="unknown", people=[person])
    make.citation(undated)

    [party] = entry(undated).participants
    assert party.role == ""


def test_parties_that_are_no_people_appear_by_name():
    interaction = make.interaction()
    make.citation(interaction)
    Participant.objects.create(interaction=interaction, organization=make.organization("The Bank"))
    Participant.objects.create(interaction=interaction, description="an aide", part="caller")

    parties = [(party.label, party.person, party.part) for party in entry(interaction).participants]
    assert parties == [("The Bank", None, ""), ("an aide", None, "caller")]


@pytest.mark.parametrize(
    ("when", "days"),
    [("2016-12-29", 3), ("2017-01-01", 0), ("December 2016", None), ("unknown", None)],
)
def test_the_days_to_the_first_report_are_counted_where_the_day_is_known(when, days):
    interaction = make.interaction(when=when)
    make.citation(interaction, make.article(published="2017-01-01"))
    make.citation(interaction, make.article(published="2017-05-01"))

    assert entry(interaction).days_to_first_report == days


def test_no_days_are_counted_to_a_report_whose_own_day_is_not_known():
    interaction = make.interaction(when="2016-12-29")
    article = make.article(published="2017-01-01", is_undated=True)
    make.citation(interaction, article)

    assert entry(interaction).days_to_first_report is None
    assert entry(interaction).reason == (
        f"Reported on the sole word of {article.outlet.name} (undated)."
    )


def test_days_are_those_of_the_time_zone_of_the_site(settings):
    settings.TIME_ZONE = "America/New_York"
    interaction = make.interaction(when="2016-12-31")
    shortly_after_midnight_in_london = dt.datetime(2017, 1, 1, 0, 30, tzinfo=dt.UTC)
    article = make.article()
    article.publish(at=shortly_after_midnight_in_london)
    make.citation(interaction, article)

    assert entry(interaction).days_to_first_report == 0
    assert entry(interaction).history[0].day == "31 December 2016"


@pytest.mark.parametrize("number", [3, 30])
def test_entries_cost_the_same_however_many(number, django_assert_num_queries):
    for _ in range(number):
        interaction = make.interaction(people=[make.person(), make.person()])
        for stance in (Stance.REPORTS, Stance.DENIES):
            make.citation(interaction, stance=stance, attributed_to_person=make.person())

    with django_assert_num_queries(6):
        for made in timelines.entries(Interaction.objects.published()):
            assert made.reason
            assert all(party.label for party in made.participants)
            assert all(step.day for step in made.history)
            assert [citation.get_absolute_url() for citation in made.citations]


# --- Around them -----------------------------------------------------------------------------


def test_entries_stand_under_their_years_and_the_undated_at_the_end():
    for when in ("2016", "2016-05", "2017-01-01", "unknown"):
        make.citation(make.interaction(when, when=when))
    sections = timelines.by_year(timelines.entries(Interaction.objects.published()))

    assert [(label, len(entries)) for label, entries in sections] == [
        ("2016", 2),
        ("2017", 1),
        ("Date not reported", 1),
    ]


def test_the_newest_are_those_that_changed_last(meeting):
    other = make.interaction("Another.", when="2018-01-01")
    make.citation(other, make.article(published="2017-02-15"))

    def newest(day):
        moment = make.day(day)
        found = timelines.newest(Interaction.objects.published(moment), 2, moment)
        return [made.interaction.summary for made in found]

    assert newest("2017-02-15") == ["Another.", "They meet."]
    assert newest("2017-03-01") == ["They meet.", "Another."]
    assert newest("2017-01-15") == ["They meet."]


def test_the_facts_count_what_is_public(meeting):
    person = meeting.people.get()
    make.interaction(people=[person], when="2010")
    disputed = make.interaction(people=[person], when="2014")
    make.citation(disputed)
    make.citation(disputed, stance=Stance.DENIES)
    make.mention(make.article(body="<p>Nobody.</p>"), person)
    make.mention(make.article(body="<p>Nobody.</p>", published=None), person)
    interactions = Interaction.objects.published().filter(people=person)
    articles = timelines.articles_naming([person]).filter(body_text="Nobody.")

    assert timelines.facts(interactions, articles) == [
        ("On the record", "2 interactions; 1 disputed"),
        ("Named in", "1 article"),
        ("From", "2014 to 2016"),
    ]


def test_of_somebody_new_there_is_little_to_say():
    person = make.person("Ann Hill")
    facts = timelines.facts(Interaction.objects.published(), timelines.articles_naming([person]))

    assert facts == [("On the record", "no interactions"), ("Named in", "no articles")]


def test_the_most_connected_share_the_most_public_interactions():
    ann, bob, cid, dan = (make.person(name) for name in ("Ann A", "Bob B", "Cid C", "Dan D"))
    for people in ([ann, bob], [ann, bob, cid]):
        make.citation(make.interaction(people=people))
    make.interaction(people=[ann, dan])
    interactions = Interaction.objects.published().filter(people=ann)

    found = timelines.most_connected(ann, interactions, 5)
    assert [(person, person.shared) for person in found] == [(bob, 2), (cid, 1)]


def test_what_moved_is_what_changed_last_and_has_come_out(meeting):
    [move] = timelines.moved(5)

    assert move["person"].name == "Mary Brook"
    assert move["change"].status == "confirmed"
    make.citation(meeting, make.article(published="2999-01-01"), stance=Stance.RETRACTS)
    assert timelines.moved(5)[0]["change"].known_at < timezone.now()
