from datetime import date, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.status import Assertion, Stance, Status, history, verdict

REPORTS, CONFIRMS, DENIES, DISPUTES, RETRACTS = Stance
FLYNN, KISLYAK, PENCE, SESSIONS = "Flynn", "Kislyak", "Pence", "Sessions"
PAPER, OFFICIALS = "The Daily Paper", "officials"


def day(text):
    """The morning of a day."""
    return datetime.fromisoformat(f"{text}T08:00:00+00:00")


def says(citation, party, stance, known="2017-01-01", said=None, first_hand=False):
    said_on = date.fromisoformat(said) if said else None
    return Assertion(citation, party, stance, day(known), said_on, first_hand)


def status_of(*assertions):
    return verdict(assertions).status


def statuses(assertions):
    return [(f"{change.known_at:%Y-%m-%d}", change.status) for change in history(assertions)]


# The rules


def test_without_a_citation_there_is_no_status():
    assert verdict([]) is None
    assert history([]) == []


def test_a_report_alone_is_reported():
    assert status_of(says(1, PAPER, REPORTS)) == Status.REPORTED


def test_a_confirmation_by_an_outlet_is_confirmed():
    assert status_of(says(1, PAPER, CONFIRMS), says(2, OFFICIALS, REPORTS)) == Status.CONFIRMED


def test_only_denials_are_denied():
    assert status_of(says(1, PENCE, DENIES), says(2, FLYNN, DENIES)) == Status.DENIED


def test_denials_with_a_dispute_and_no_report_are_denied():
    assert status_of(says(1, PENCE, DENIES), says(2, FLYNN, DISPUTES)) == Status.DENIED


def test_only_disputes_are_disputed():
    assert status_of(says(1, PENCE, DISPUTES)) == Status.DISPUTED


@pytest.mark.parametrize("support", [REPORTS, CONFIRMS])
@pytest.mark.parametrize("opposition", [DENIES, DISPUTES])
@pytest.mark.parametrize("first_hand", [True, False])
def test_support_against_a_standing_denial_or_dispute_is_disputed(support, opposition, first_hand):
    ruling = verdict([says(1, PAPER, support), says(2, FLYNN, opposition, first_hand=first_hand)])
    assert ruling.status == Status.DISPUTED
    assert [assertion.citation for assertion in ruling.deciding] == [1, 2]


def test_a_participant_who_confirms_outweighs_the_denials_of_others_which_stay_listed():
    ruling = verdict([says(1, PENCE, DENIES), says(2, FLYNN, CONFIRMS, first_hand=True)])
    assert ruling.status == Status.CONFIRMED
    assert [assertion.party for assertion in ruling.deciding] == [FLYNN]
    assert [assertion.party for assertion in ruling.opposition] == [PENCE]


def test_two_participants_who_contradict_each_other_are_disputed():
    flynn = says(1, FLYNN, CONFIRMS, first_hand=True)
    assert status_of(flynn, says(2, KISLYAK, DENIES, first_hand=True)) == Status.DISPUTED


def test_a_participant_who_disputes_does_not_undo_what_another_confirms():
    flynn = says(1, FLYNN, CONFIRMS, first_hand=True)
    assert status_of(flynn, says(2, KISLYAK, DISPUTES, first_hand=True)) == Status.CONFIRMED


def test_a_participant_who_only_reports_is_support_like_any_other():
    flynn = says(1, FLYNN, REPORTS, first_hand=True)
    assert status_of(flynn) == Status.REPORTED
    assert status_of(flynn, says(2, PENCE, DENIES)) == Status.DISPUTED


def test_confirmed_names_the_participants_before_all_others():
    ruling = verdict([says(1, PAPER, CONFIRMS), says(2, FLYNN, CONFIRMS, first_hand=True)])
    assert [assertion.party for assertion in ruling.deciding] == [FLYNN]


def test_a_party_who_denied_and_later_confirms_counts_as_confirming():
    denied = says(1, FLYNN, DENIES, "2017-02-09", first_hand=True)
    confirmed = says(2, FLYNN, CONFIRMS, "2017-12-01", first_hand=True)
    assert status_of(denied, confirmed) == Status.CONFIRMED


def test_a_party_who_confirmed_and_later_denies_counts_as_denying():
    confirmed = says(1, FLYNN, CONFIRMS, "2017-02-09", first_hand=True)
    denied = says(2, FLYNN, DENIES, "2017-12-01", first_hand=True)
    assert status_of(confirmed, denied) == Status.DENIED


def test_what_was_said_last_counts_even_if_it_was_published_first():
    confirmed = says(1, FLYNN, CONFIRMS, "2017-03-01", first_hand=True)
    recounted = says(2, FLYNN, DENIES, "2017-06-01", said="2017-01-10", first_hand=True)
    assert status_of(confirmed, recounted) == Status.CONFIRMED


def test_words_of_the_same_day_count_by_publication_and_then_by_entry():
    morning = says(2, PAPER, REPORTS, "2017-03-01")
    evening = Assertion(1, PAPER, RETRACTS, day("2017-03-01") + timedelta(hours=9))
    assert status_of(morning, evening) == Status.WITHDRAWN
    assert status_of(says(1, PAPER, REPORTS), says(2, PAPER, RETRACTS)) == Status.WITHDRAWN
    assert status_of(says(2, PAPER, REPORTS), says(1, PAPER, RETRACTS)) == Status.REPORTED


# Retractions


def test_everything_that_supported_it_retracted_is_withdrawn():
    reported, retracted = says(1, PAPER, REPORTS), says(2, PAPER, RETRACTS, "2017-05-03")
    ruling = verdict([reported, retracted])
    assert ruling.status == Status.WITHDRAWN
    assert ruling.deciding == (retracted,)


def test_support_that_was_not_retracted_still_stands():
    retracted = [says(1, PAPER, REPORTS), says(2, PAPER, RETRACTS, "2017-05-03")]
    assert status_of(*retracted, says(3, OFFICIALS, REPORTS)) == Status.REPORTED


def test_a_retraction_of_the_only_support_outweighs_a_denial_which_stays_listed():
    retracted = [says(1, PAPER, REPORTS), says(2, PAPER, RETRACTS, "2017-05-03")]
    ruling = verdict([*retracted, says(3, FLYNN, DENIES, first_hand=True)])
    assert ruling.status == Status.WITHDRAWN
    assert [assertion.party for assertion in ruling.opposition] == [FLYNN]


def test_a_retraction_of_a_report_the_record_does_not_hold_is_withdrawn():
    assert status_of(says(1, PAPER, RETRACTS)) == Status.WITHDRAWN
    assert status_of(says(1, PAPER, RETRACTS), says(2, PENCE, DENIES)) == Status.WITHDRAWN


def test_a_denial_taken_back_no_longer_stands():
    denied, took_back = says(1, PENCE, DENIES), says(2, PENCE, RETRACTS, "2017-05-03")
    assert status_of(denied, took_back, says(3, PAPER, REPORTS)) == Status.REPORTED
    assert status_of(denied, took_back, says(3, FLYNN, DENIES)) == Status.DENIED
    assert status_of(denied, took_back, says(3, FLYNN, DISPUTES)) == Status.DISPUTED
    assert status_of(denied, took_back) == Status.WITHDRAWN


# The demo story

TELEPHONE_CALLS = [
    says(1, PAPER, REPORTS, "2017-01-12"),
    says(2, FLYNN, CONFIRMS, "2017-02-13", first_hand=True),
]
SANCTIONS_DISCUSSED = [
    says(1, PENCE, DENIES, "2017-01-15"),
    says(2, FLYNN, DENIES, "2017-02-09", said="2017-02-08", first_hand=True),
    says(3, OFFICIALS, REPORTS, "2017-02-09"),
    says(4, FLYNN, CONFIRMS, "2017-12-01", first_hand=True),
]
MEETING_IN_THE_SENATE = [
    says(1, PAPER, REPORTS, "2017-03-01"),
    says(2, SESSIONS, DENIES, "2017-03-02", said="2017-01-10", first_hand=True),
    says(3, SESSIONS, CONFIRMS, "2017-03-02", said="2017-03-02", first_hand=True),
]


def as_of(assertions, moment):
    """What the record said at a moment, from the articles that were out by then."""
    return verdict(assertion for assertion in assertions if assertion.known_at <= moment)


def test_the_telephone_calls_are_reported_and_then_confirmed():
    assert as_of(TELEPHONE_CALLS, day("2017-01-11")) is None
    assert as_of(TELEPHONE_CALLS, day("2017-01-12")).status == Status.REPORTED
    assert as_of(TELEPHONE_CALLS, day("2017-02-13")).status == Status.CONFIRMED


def test_that_sanctions_were_discussed_is_denied_then_disputed_then_confirmed():
    assert statuses(SANCTIONS_DISCUSSED) == [
        ("2017-01-15", Status.DENIED),
        ("2017-02-09", Status.DISPUTED),
        ("2017-12-01", Status.CONFIRMED),
    ]
    now = verdict(SANCTIONS_DISCUSSED)
    assert [assertion.party for assertion in now.deciding] == [FLYNN]
    assert [assertion.party for assertion in now.opposition] == [PENCE]


def test_a_report_that_meets_an_older_denial_is_the_cause_of_the_dispute():
    assert [change.citation for change in history(SANCTIONS_DISCUSSED)] == [1, 3, 4]


def test_an_acknowledgement_outweighs_the_denial_recounted_in_the_same_article():
    assert as_of(MEETING_IN_THE_SENATE, day("2017-02-28")) is None
    assert statuses(MEETING_IN_THE_SENATE) == [
        ("2017-03-01", Status.REPORTED),
        ("2017-03-02", Status.CONFIRMED),
    ]
    assert history(MEETING_IN_THE_SENATE)[-1].citation == 3


# History


def test_each_change_tells_what_the_status_was_before():
    changes = history(SANCTIONS_DISCUSSED)
    assert [change.previous for change in changes] == [None, Status.DENIED, Status.DISPUTED]


def test_a_citation_that_changes_nothing_is_no_change():
    assert len(history([says(1, PAPER, REPORTS), says(2, OFFICIALS, REPORTS, "2017-02-01")])) == 1


def test_articles_of_the_same_moment_count_together():
    changes = history([says(1, PAPER, REPORTS), says(2, FLYNN, CONFIRMS, first_hand=True)])
    assert [(change.previous, change.status) for change in changes] == [(None, Status.CONFIRMED)]
    assert changes[0].citation == 2


def test_of_two_citations_that_would_each_suffice_the_one_said_first_is_the_cause():
    report = says(1, PAPER, REPORTS)
    flynn = says(2, FLYNN, CONFIRMS, "2017-03-02", said="2017-03-02", first_hand=True)
    kislyak = says(3, KISLYAK, CONFIRMS, "2017-03-02", said="2017-03-01", first_hand=True)
    unrelated = says(4, PENCE, REPORTS, "2017-03-02", said="2017-01-02")
    assert history([report, flynn, kislyak, unrelated])[-1].citation == 3


def test_two_retractions_at_once_change_the_status_even_if_neither_decides_it():
    twice = [
        says(1, PAPER, REPORTS),
        says(2, PENCE, DENIES),
        says(3, PENCE, RETRACTS, "2017-02-01"),
        says(4, PENCE, RETRACTS, "2017-02-01"),
    ]
    assert [(change.status, change.citation) for change in history(twice)] == [
        (Status.DISPUTED, 1),
        (Status.REPORTED, 3),
    ]


def test_stances_and_statuses_have_a_value_to_store_and_a_label_to_show():
    assert {status.value: status.label for status in Status}["confirmed"] == "Confirmed"
    assert {stance.value: stance.label for stance in Stance}["retracts"] == "Retracts"
    assert Status("denied") == "denied" == str(Status.DENIED)


# Properties

PARTIES = [FLYNN, KISLYAK, PENCE, PAPER]
PARTICIPANTS = {FLYNN, KISLYAK}


@st.composite
def records(draw):
    """A few citations close together, so that days and moments often coincide."""
    said = st.integers(-5, 5).map(lambda days: date(2017, 1, 1) + timedelta(days=days))
    known = st.integers(-6, 6).map(lambda half_days: day("2017-01-01") + half_days * HALF_A_DAY)
    parties = draw(st.lists(st.sampled_from(PARTIES), max_size=7))
    return [
        Assertion(
            citation,
            party,
            draw(st.sampled_from(Stance)),
            draw(known),
            draw(st.none() | said),
            party in PARTICIPANTS,
        )
        for citation, party in enumerate(parties, start=1)
    ]


HALF_A_DAY = timedelta(hours=12)


@given(records(), st.randoms())
def test_the_order_in_which_citations_are_entered_never_changes_the_result(record, random):
    shuffled = random.sample(record, len(record))
    assert verdict(shuffled) == verdict(record)
    assert history(shuffled) == history(record)


def test_every_order_of_the_demo_story_gives_one_history():
    expected = history(SANCTIONS_DISCUSSED)
    assert all(history(order) == expected for order in permutations(SANCTIONS_DISCUSSED))


@given(records())
def test_the_last_change_is_the_current_status(record):
    changes = history(record)
    assert (changes[-1].status if changes else None) == (verdict(record).status if record else None)


@given(records())
def test_the_history_tells_the_status_of_every_moment(record):
    changes = history(record)
    for assertion in record:
        latest = [change for change in changes if change.known_at <= assertion.known_at][-1]
        assert latest.status == as_of(record, assertion.known_at).status


@given(records())
def test_every_change_is_to_another_status_and_caused_by_what_came_out_then(record):
    previous, moment = None, None
    for change in history(record):
        assert change.previous == previous != change.status
        assert moment is None or change.known_at > moment
        assert change.cause in record
        assert change.cause.known_at == change.known_at
        previous, moment = change.status, change.known_at


additions = st.builds(says, st.just(99), st.sampled_from(PARTIES), st.sampled_from(Stance))


@given(records(), additions)
def test_removing_a_citation_undoes_exactly_what_it_did(record, added):
    entered = [added, *record]
    history(entered)
    entered.remove(added)
    assert history(entered) == history(record)


@given(records(), additions)
def test_a_citation_changes_nothing_before_its_article_came_out(record, added):
    def earlier(changes):
        return [change for change in changes if change.known_at < added.known_at]

    assert earlier(history([added, *record])) == earlier(history(record))


@given(records())
def test_rebuilding_twice_equals_rebuilding_once(record):
    entered = list(record)
    rebuilt = history(entered)
    assert entered == record
    assert history(entered) == rebuilt


@given(records())
def test_each_party_counts_once_with_where_it_took_its_last_stance(record):
    ruling = verdict(record)
    standing = (*ruling.support, *ruling.opposition, *ruling.retractions) if ruling else ()
    parties = {assertion.party for assertion in record}
    assert {assertion.party for assertion in standing} == parties
    assert len(standing) == len(parties)
    for assertion in standing:
        said = [other for other in record if other.party == assertion.party]
        since = [other for other in said if other.order >= assertion.order]
        before = [other for other in said if other.order < assertion.order]
        assert {other.stance for other in since} == {assertion.stance}
        if before:
            assert max(before, key=lambda other: other.order).stance != assertion.stance


@given(records())
def test_what_decides_a_status_is_never_empty_and_always_stands(record):
    ruling = verdict(record)
    if ruling:
        standing = {*ruling.support, *ruling.opposition, *ruling.retractions}
        assert ruling.deciding
        assert standing.issuperset(ruling.deciding)


@given(records())
def test_nothing_is_confirmed_against_the_standing_denial_of_a_participant(record):
    ruling = verdict(record)
    if ruling and any(a.first_hand and a.stance == DENIES for a in ruling.opposition):
        assert ruling.status in {Status.DISPUTED, Status.DENIED, Status.WITHDRAWN}
