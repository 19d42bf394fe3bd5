from datetime import date, datetime

import pytest

from people.reasons import Voice, reason
from people.status import Assertion, Stance, verdict

REPORTS, CONFIRMS, DENIES, DISPUTES, RETRACTS = Stance
PAPER = Voice("The Daily Paper")
HERALD = Voice("The Herald")
COURIER = Voice("The Courier")
GAZETTE = Voice("The Gazette")
FLYNN = Voice("The Daily Paper", "Michael Flynn")
PENCE = Voice("The Herald", "Mike Pence")
OFFICIALS = Voice("The Daily Paper", "two officials")
SPOKESMAN = Voice("The Herald", "a spokesman for Mr Sessions")


def sentence(*citations):
    """The reason for citations given as (voice, stance, day of the article, day of the words)."""
    voices, assertions = {}, []
    for number, (voice, stance, known, *said) in enumerate(citations):
        known_at = datetime.fromisoformat(f"{known}T08:00:00+00:00")
        said_on = date.fromisoformat(said[0]) if said else None
        first_hand = voice == FLYNN
        assertions.append(Assertion(number, voice.name, stance, known_at, said_on, first_hand))
        voices[number] = voice
    return reason(verdict(assertions), lambda assertion: voices[assertion.citation])


def test_confirmed_says_by_whom_and_in_which_article():
    assert sentence((FLYNN, CONFIRMS, "2017-12-01")) == (
        "Confirmed by Michael Flynn (The Daily Paper, 1 December 2017)."
    )


def test_the_day_of_the_words_is_told_where_it_is_known():
    assert sentence((FLYNN, CONFIRMS, "2017-12-01", "2017-12-01")) == (
        "Confirmed by Michael Flynn on 1 December 2017 (The Daily Paper)."
    )
    assert sentence((FLYNN, CONFIRMS, "2017-12-03", "2017-12-01")) == (
        "Confirmed by Michael Flynn on 1 December 2017 (The Daily Paper, 3 December 2017)."
    )


def test_confirmed_names_the_denials_that_stand():
    assert sentence((PENCE, DENIES, "2017-01-15"), (FLYNN, CONFIRMS, "2017-12-01")) == (
        "Confirmed by Michael Flynn (The Daily Paper, 1 December 2017), "
        "though Mike Pence denied it (The Herald, 15 January 2017)."
    )


def test_confirmed_by_several_outlets_names_them():
    assert sentence((PAPER, CONFIRMS, "2017-12-01"), (HERALD, CONFIRMS, "2017-12-02")) == (
        "Confirmed by The Daily Paper on 1 December 2017 and The Herald on 2 December 2017."
    )


def test_a_single_source_is_said_to_be_one():
    assert sentence((PAPER, REPORTS, "2017-01-12")) == (
        "Reported on the sole word of The Daily Paper on 12 January 2017."
    )
    assert sentence((OFFICIALS, REPORTS, "2017-02-09")) == (
        "Reported on the sole word of two officials (The Daily Paper, 9 February 2017)."
    )


def test_no_day_is_made_up_for_what_is_undated():
    paper, officials = (
        Voice(voice.outlet, voice.speaker, is_undated=True) for voice in (PAPER, OFFICIALS)
    )
    assert sentence((paper, REPORTS, "2017-01-12")) == (
        "Reported on the sole word of The Daily Paper (undated)."
    )
    assert sentence((officials, REPORTS, "2017-02-09")) == (
        "Reported on the sole word of two officials (The Daily Paper, undated)."
    )


def test_an_outlet_that_reports_it_twice_is_still_a_single_source():
    assert sentence((PAPER, REPORTS, "2017-01-12"), (PAPER, REPORTS, "2017-01-14")) == (
        "Reported on the sole word of The Daily Paper on 12 January 2017."
    )


def test_several_sources_are_counted_and_named():
    assert sentence((PAPER, REPORTS, "2017-01-12"), (HERALD, REPORTS, "2017-01-14")) == (
        "Reported by two outlets: The Daily Paper on 12 January 2017 "
        "and The Herald on 14 January 2017."
    )
    assert sentence((HERALD, REPORTS, "2017-01-12"), (OFFICIALS, REPORTS, "2017-02-09")) == (
        "Reported by two sources: The Herald on 12 January 2017 "
        "and two officials (The Daily Paper, 9 February 2017)."
    )


def test_many_sources_are_counted_rather_than_all_named():
    outlets = [PAPER, HERALD, COURIER, GAZETTE]
    assert sentence(*((outlet, REPORTS, "2017-01-12") for outlet in outlets)) == (
        "Reported by four outlets: The Daily Paper on 12 January 2017, "
        "The Herald on 12 January 2017 and two others."
    )
    dozen = [(Voice(f"Outlet {number}"), REPORTS, "2017-01-12") for number in range(12)]
    assert sentence(*dozen).startswith("Reported by 12 outlets: Outlet 0 on 12 January 2017, ")


def test_disputed_tells_both_sides():
    assert sentence(
        (FLYNN, DENIES, "2017-02-09", "2017-02-08"), (OFFICIALS, REPORTS, "2017-02-09")
    ) == (
        "Disputed: Michael Flynn denied it on 8 February 2017 "
        "(The Daily Paper, 9 February 2017), "
        "while two officials reported it (The Daily Paper, 9 February 2017)."
    )


def test_disputed_tells_who_denied_and_who_disputed():
    assert sentence(
        (PAPER, CONFIRMS, "2017-03-01"),
        (SPOKESMAN, DISPUTES, "2017-03-02"),
        (PENCE, DENIES, "2017-03-03"),
    ) == (
        "Disputed: a spokesman for Mr Sessions disputed it (The Herald, 2 March 2017) "
        "and Mike Pence denied it (The Herald, 3 March 2017), "
        "while The Daily Paper confirmed it on 1 March 2017."
    )


@pytest.mark.parametrize(
    ("stance", "opening"),
    [(DENIES, "Denied: Mike Pence denied it"), (DISPUTES, "Disputed: Mike Pence disputed it")],
)
def test_what_nothing_supports_says_so(stance, opening):
    assert sentence((PENCE, stance, "2017-01-15")) == (
        f"{opening} (The Herald, 15 January 2017), and nothing in the record supports it."
    )


def test_withdrawn_says_who_retracted_and_when():
    assert sentence((PAPER, REPORTS, "2017-01-12"), (PAPER, RETRACTS, "2017-05-03")) == (
        "Withdrawn: The Daily Paper retracted an earlier account on 3 May 2017."
    )


def test_withdrawn_keeps_the_denials_that_stand():
    assert sentence((PAPER, RETRACTS, "2017-05-03"), (PENCE, DENIES, "2017-01-15")) == (
        "Withdrawn: The Daily Paper retracted an earlier account on 3 May 2017; "
        "Mike Pence denied it (The Herald, 15 January 2017)."
    )
