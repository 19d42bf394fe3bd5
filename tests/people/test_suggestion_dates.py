"""Dates as the sentences of an article tell them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.suggestion_dates import dates_in, nearest
from people.suggestion_sentences import Span

PUBLISHED = date(2017, 6, 14)  # a Wednesday


@pytest.mark.parametrize(
    ("sentence", "typed"),
    [
        ("She denied on Sunday that she had met with John Field in December.", "2016-12"),
        ("Asked on Sunday whether she had met with John Field in December, he left.", "2016-12"),
        ("She denied on Sunday having met with John Field in December.", "2016-12"),
        ("In June that year she met with John Field, before December.", "2017-06"),
    ],
)
def test_the_day_of_a_denial_is_not_that_of_the_meeting(sentence, typed):
    when = nearest(sentence, Span(0, len(sentence)), sentence.index("met"), PUBLISHED)
    assert when.typed == typed


@pytest.mark.parametrize(
    "sentence",
    [
        "She denied on Tuesday that she had met John Field.",
        "She denied on Tuesday having met John Field.",
        "On Tuesday she flatly denied that she had met John Field.",
        "On Tuesday she denied she ever met John Field.",
        "She on Tuesday denied she ever met John Field.",
        "She told reporters in Rome on Tuesday that she had met John Field.",
        "Officials said Tuesday she had met John Field.",
        "Asked last week whether she had met John Field, she left.",
        "She met John Field, an aide said on Tuesday.",
    ],
)
def test_the_day_of_what_is_only_said_is_no_date_of_the_meeting(sentence):
    assert nearest(sentence, Span(0, len(sentence)), sentence.index("met"), PUBLISHED) is None


@pytest.mark.parametrize(
    ("sentence", "typed"),
    [
        ("She denied that she had met John Field on Tuesday.", "2017-06-13"),
        ("She said she met John Field on Tuesday.", "2017-06-13"),
        ("On Tuesday she met John Field, aides said.", "2017-06-13"),
        ("She met him, as she said in a December interview.", "2016-12"),
        ("She described the December dinner at which she met him.", "2016-12"),
        ("She recalled last week’s dinner and met him.", "between 2017-06-05 and 2017-06-11"),
        ("It was in December that she met John Field.", "2016-12"),
    ],
)
def test_a_day_on_which_nothing_is_said_stays_that_of_the_meeting(sentence, typed):
    when = nearest(sentence, Span(0, len(sentence)), sentence.index("met"), PUBLISHED)
    assert when.typed == typed


def test_the_day_on_which_somebody_was_told_is_that_of_the_telling():
    text = "Mary Brook told John Field on Tuesday that it rained."
    when = nearest(text, Span(0, len(text)), text.index("told"), PUBLISHED)
    assert when.typed == "2017-06-13"


@pytest.mark.parametrize(
    ("words", "typed"),
    [
        ("2016-12-29", "2016-12-29"),
        ("on Dec. 29, 2016,", "2016-12-29"),
        ("on 29 December 2016", "2016-12-29"),
        ("on Dec. 29", "2016-12-29"),
        ("on March 3", "2017-03-03"),
        ("in December", "2016-12"),
        ("in May", "2017-05"),
        ("last June", "2016-06"),
        ("in December 2015", "2015-12"),
        ("in early December", "early December 2016"),
        ("in the fall of 2016", "autumn 2016"),
        ("last summer", "summer 2016"),
        ("in 2015", "2015"),
        ("in late 2015", "late 2015"),
        ("on Sunday", "2017-06-11"),
        ("on Wednesday", "2017-06-14"),
        ("on Thursday", "2017-06-08"),
        ("today", "2017-06-14"),
        ("yesterday", "2017-06-13"),
        ("last night", "2017-06-13"),
        ("last week", "between 2017-06-05 and 2017-06-11"),
        ("this week", "between 2017-06-12 and 2017-06-14"),
        ("last month", "2017-05"),
        ("late last month", "late May 2017"),
        ("earlier this year", "2017"),
        ("last year", "2016"),
        ("two days ago", "2017-06-12"),
        ("two weeks ago", "about 2017-05-31"),
        ("three months ago", "about March 2017"),
        ("five years ago", "about 2012"),
    ],
)
def test_a_date_is_told_from_the_day_of_publication(words, typed):
    text = f"They met {words} in Rome."
    assert [when.typed for when in dates_in(text, 0, len(text), PUBLISHED)] == [typed]


@pytest.mark.parametrize("words", ["on Feb. 30", "when May spoke", "several days ago", "in 3 days"])
def test_what_is_no_date_is_not_taken_for_one(words):
    assert dates_in(words, 0, len(words), PUBLISHED) == []


def test_without_a_day_of_publication_only_whole_dates_are_told():
    text = "on Sunday, last month, in May, Dec. 29, in March 2015 and on 3 April 2016"
    assert [when.typed for when in dates_in(text, 0, len(text), None)] == ["2015-03", "2016-04-03"]


@given(st.integers(0, 800))
def test_a_date_without_a_year_is_never_ahead(days):
    published = PUBLISHED + timedelta(days=days)
    words = f"{published + timedelta(days=days % 60):%B} {(days % 28) + 1}"
    [when] = dates_in(words, 0, len(words), published)
    assert date.fromisoformat(when.typed) <= published
