import datetime as dt

import pytest

from articles.wording import and_join, counted, day_words, or_join


def test_a_day_is_written_out():
    assert day_words(dt.date(2017, 2, 3)) == "3 February 2017"


@pytest.mark.parametrize(
    ("words", "joined"),
    [
        ([], ""),
        (["Flynn"], "Flynn"),
        (["Flynn", "Kislyak"], "Flynn and Kislyak"),
        (["Flynn", "Kislyak", "Pence"], "Flynn, Kislyak and Pence"),
    ],
)
def test_words_are_joined_as_in_a_sentence(words, joined):
    assert and_join(iter(words)) == joined
    assert or_join(iter(words)) == joined.replace(" and ", " or ")


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "no articles"), (1, "1 article"), (2, "2 articles"), (1000, "1,000 articles")],
)
def test_a_number_goes_with_its_noun(number, said):
    assert counted(number, "article") == said


def test_a_noun_may_have_a_plural_of_its_own():
    assert [counted(number, "person", "people") for number in (0, 1, 2)] == [
        "no people",
        "1 person",
        "2 people",
    ]


def test_what_was_not_counted_to_the_end_is_said_to_be_more():
    assert counted(300, "article", most=300) == "300 articles"
    assert counted(301, "article", most=300) == "more than 300 articles"
    assert counted(301, "person", "people", most=300) == "more than 300 people"
