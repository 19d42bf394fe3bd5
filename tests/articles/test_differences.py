"""Two versions of a text, compared and joined."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.differences import ADDED, MOST_WORDS, REMOVED, SAME, changed_parts, compare, join

UNITS = st.lists(st.sampled_from("abcdef"), max_size=8)
TEXTS = st.lists(st.sampled_from(["an", "envoy", "left", "came", "\n\n"]), max_size=20).map(
    " ".join
)


def written(paragraphs):
    """[-taken out-], {+put in+} and what stayed."""
    signs = {SAME: "{}", REMOVED: "[-{}-]", ADDED: "{{+{}+}}"}
    return [
        " ".join(signs[piece.kind].format(piece.text) for piece in paragraph.pieces)
        for paragraph in paragraphs
    ]


# --- Comparing ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("", "", []),
        ("An envoy left.", "An envoy left.", ["An envoy left."]),
        ("", "An envoy left.", ["{+An envoy left.+}"]),
        ("An envoy left.", "", ["[-An envoy left.-]"]),
        ("An envoy left.", "An  envoy\tleft.", ["An envoy left."]),
        ("Two envoys left.", "Three envoys left.", ["[-Two-] {+Three+} envoys left."]),
        ("One.\n\nTwo.\n\nThree.", "One.\n\nThree.", ["One.", "[-Two.-]", "Three."]),
        ("One.\n\nThree.", "One.\n\nTwo.\n\nThree.", ["One.", "{+Two.+}", "Three."]),
        ("They met. They left.", "They met.\n\nThey left.", ["They met.", "They left."]),
    ],
)
def test_what_differs_is_marked_by_word(before, after, shown):
    assert written(compare(before, after)) == shown


def test_only_the_changed_paragraphs_are_shown_and_what_is_left_out_is_told():
    before = "One.\n\nTwo.\n\nThree.\n\nFour."
    after = "One.\n\nTwo.\n\nThree again.\n\nFour."
    gap, changed, end = changed_parts(before, after)
    assert gap is end is None
    assert written([changed]) == ["[-Three.-] {+Three again.+}"]


def test_very_long_rewritten_stretches_are_not_compared_by_word():
    before, after = ("word " * (MOST_WORDS + 1) + end for end in ("before", "after"))
    removed, added = compare(before, after)
    assert [piece.kind for piece in (*removed.pieces, *added.pieces)] == [REMOVED, ADDED]


@given(TEXTS, TEXTS)
def test_both_versions_can_be_read_off_a_comparison(before, after):
    compared = compare(before, after)
    for text, left_out in ((before, ADDED), (after, REMOVED)):
        pieces = [piece for paragraph in compared for piece in paragraph.pieces]
        kept = " ".join(piece.text for piece in pieces if piece.kind != left_out)
        assert kept.split() == text.split()


@given(TEXTS)
def test_a_text_differs_in_nothing_from_itself(text):
    assert not any(paragraph.is_changed for paragraph in compare(text, text))


# --- Joining ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "joined"),
    [
        ("envoys meet", "two envoys meet", "envoys meet again", "two envoys meet again"),
        ("a b c d", "a B c d", "a b c D", "a B c D"),
        ("a b c", "a B c", "a b", "a B"),
        ("a b c", "a B1 c", "a B2 c", "a B2 B1 c"),
        ("a", "a mine", "a theirs", "a theirs mine"),
        ("", "mine", "theirs", "theirs mine"),
        ("a b", "a x b", "a x b", "a x b"),
        ("a b c", "", "a b c d", "d"),
    ],
)
def test_the_changes_of_both_are_made(base, mine, theirs, joined):
    assert " ".join(join(base.split(), mine.split(), theirs.split())) == joined


@given(UNITS, UNITS)
def test_where_one_side_changed_nothing_the_other_is_taken(base, changed):
    assert join(base, changed, base) == changed
    assert join(base, base, changed) == changed
    assert join(base, changed, changed) == changed


@given(UNITS, UNITS, UNITS)
def test_nothing_that_either_wrote_is_lost(base, mine, theirs):
    joined = Counter(join(base, mine, theirs))
    for side in (mine, theirs):
        assert not Counter(side) - Counter(base) - joined
