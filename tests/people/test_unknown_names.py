from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.names import Gazetteer, KnownName
from people.unknown_names import find_unknown


def names_in(text):
    return [name.text for name in find_unknown(text, [])]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They heard that Anna Lindqvist was there.", "Anna Lindqvist"),
        ("They asked Sen. Tolliver Quade about it.", "Tolliver Quade"),
        ("They asked Dr. Zubrin about it.", "Zubrin"),
        ("It was denied by spokeswoman Tolliver Quade on Monday.", "Tolliver Quade"),
        ("“It rained,” said Tolliver Quade, a farmer.", "Tolliver Quade"),
        ("They heard J. Tolliver Quade.", "J. Tolliver Quade"),
        ("They met Tolliver Quade, a farmer, and Quade agreed.", "Tolliver Quade"),
        ("They heard Peter van der Quade.", "Peter van der Quade"),
        ("They saw Peter Quade Jr. leave.", "Peter Quade Jr."),
        ("They saw Peter O’Quade leave.", "Peter O’Quade"),
    ],
)
def test_evidence_of_a_person_makes_capitalised_words_a_name(text, name):
    assert names_in(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "He left the White House for New York on Monday.",
        "The Supreme Court and the Senate Intelligence Committee met.",
        "The Washington Post reported it, The New York Times said.",
        "The Affordable Care Act, a law, was upheld.",
        "Image copyright Getty Images",
        "Read More",
        "North Korea, a country, and South Carolina, a state, were named.",
        "In December Russian officials called.",
        "The U.S. Attorney in Washington, D.C. We went there.",
        "SENATE VOTES TO END DEBATE",
        "Senate Votes To End Debate On Tax Plan",
        "However Many People Said So, the plan failed.",
        "They met at Grace Hospital and at the Martin Luther Museum.",
        "YouTube Premium, a service, said so.",
        "General Motors said so.",
        "Mr. Speaker, Miss America and Miss Universe.",
    ],
)
def test_other_capitalised_words_are_no_names(text):
    assert names_in(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Pennsylvania Sen. Tolliver Quade left.", "Tolliver Quade"),
        ("North Carolina Governor Peter Quade left.", "Peter Quade"),
        ("Yesterday Peter Quade left.", "Peter Quade"),
        ("Follow Peter Quade on Twitter", "Peter Quade"),
    ],
)
def test_a_name_begins_after_titles_and_other_words(text, name):
    assert names_in(text) == [name]


def test_a_surname_that_returns_alone_belongs_to_the_full_name():
    text = "Peter Quade arrived. Quade sat down, and Mr. Quade spoke."
    [name] = find_unknown(text, [])
    assert [text[start:end] for start, end in name.spans] == ["Peter Quade", "Quade", "Quade"]


def test_one_person_is_offered_once():
    [name] = find_unknown("Peter Quade spoke. Later Peter J. Quade left.", [])
    assert len(name.spans) == 2


def test_two_people_of_one_surname_are_offered_separately():
    assert names_in("Peter Quade met Anna Quade.") == ["Peter Quade", "Anna Quade"]


def test_a_surname_that_two_people_share_belongs_to_neither():
    names = find_unknown("Peter Quade met Anna Quade. Then Quade left.", [])
    assert [len(name.spans) for name in names] == [1, 1]


def test_known_names_are_not_offered():
    text = "Michael Flynn met Peter Quade. Mr. Flynn left."
    known = Gazetteer([KnownName(1, "Michael Flynn")]).find(text)
    unknown = find_unknown(text, [(found.start, found.end) for found in known])
    assert [name.text for name in unknown] == ["Peter Quade"]


def test_names_come_in_the_order_of_the_text():
    assert names_in("Mr. Zubrin met Anna Quade and Dr. Olmo.") == ["Zubrin", "Anna Quade", "Olmo"]


def test_more_evidence_gives_a_higher_score_and_the_strongest_is_the_reason():
    [weak] = find_unknown("They heard Anna Quade there.", [])
    [strong] = find_unknown("They heard Sen. Anna Quade, a farmer.", [])
    assert weak.score < strong.score <= 1
    assert weak.reason == "it begins with a given name"
    assert strong.reason == "a title stands before it"


def test_a_name_repeated_without_a_break_is_read_once():
    assert names_in("They saw Peter Quade Peter Quade there.") == ["Peter Quade"]


@given(st.text(alphabet=st.sampled_from("Aa .,'-\n’PQpq") | st.characters()))
def test_any_text_is_read(text):
    for name in find_unknown(text, []):
        assert name.score >= 0.5
        for start, end in name.spans:
            assert 0 <= start < end <= len(text)


@given(
    st.lists(
        st.sampled_from(
            ["Mr. Quade", "Peter Quade", "Anna Quade", "said", "the", ". ", "Sen.", "U.S."]
        )
    )
)
def test_spans_of_different_people_never_overlap(words):
    spans = sorted(span for name in find_unknown(" ".join(words), []) for span in name.spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
