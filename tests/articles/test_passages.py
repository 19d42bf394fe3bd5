import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from articles.passages import CONTEXT, Selector, find, nearest, quote, take, text_fragment

TEXT = (
    "Michael Flynn spoke with the ambassador — “twice”, he said.\n\n"
    "The ambassador’s office said no… Later the office said no. Nobody asked Müller again."
)
sentences = st.lists(
    st.text("abcde .\n", min_size=1, max_size=40).filter(str.strip), min_size=1, max_size=8
).map(" ".join)


@st.composite
def taken(draw):
    text = draw(sentences)
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    assume(text[start:end].strip())
    return text, take(text, start, end)


def passage(words, text=TEXT):
    return take(text, text.index(words), text.index(words) + len(words))


# --- take -----------------------------------------------------------------------------------


def test_a_passage_has_its_words_context_and_offsets():
    selector = take("x" * 40 + " he said no " + "y" * 40, 41, 51)
    assert selector == Selector("he said no", "x" * 31 + " ", " " + "y" * 31, 41)
    assert selector.end == 51
    assert len(selector.prefix) == len(selector.suffix) == CONTEXT


def test_whitespace_at_the_ends_is_no_part_of_a_passage():
    assert take("a  b c \n d", 1, 8) == Selector("b c", "a  ", " \n d", 3)


@pytest.mark.parametrize(("start", "end"), [(0, 0), (1, 2), (2, 1), (-1, 1), (0, 4), (9, 9)])
def test_no_passage_is_taken_where_there_are_no_words(start, end):
    with pytest.raises(ValueError, match=r"not within|no words"):
        take("a b", start, end)


# --- find -----------------------------------------------------------------------------------


def test_a_passage_is_found_after_text_was_inserted_before_it():
    selector = passage("Nobody asked")
    assert find("New first paragraph.\n\n" + TEXT, selector) == selector.start + 22


def test_of_equal_words_those_in_the_old_context_are_found():
    selector = passage("the office said no")
    moved = "The office said no word. " + TEXT
    assert find(moved, selector) == selector.start + 25


def test_the_same_words_at_the_old_offset_do_not_take_the_place_of_those_that_moved():
    text = "Ann: no, never. Bob: no, never. "
    selector = take(text, 21, 23)
    shift = "Eve: maybe one. "
    assert (shift + text)[21:23] == "no"
    assert find(shift + text, selector) == 21 + len(shift)


def test_of_equal_words_without_any_old_context_the_nearest_are_found():
    selector = Selector("no", "something quite different before", " and after it as well", 10)
    assert find("no 345678901 no 67890", selector) == 13


def test_edited_context_still_tells_equal_words_apart():
    text = "In May the lawyer said no. " + "Filler text here. " * 9 + "In June his son said no."
    selector = take(text, text.rindex("said no"), text.rindex("said no") + 7)
    edited = text.replace("In June his son", "Early in June his son").replace("Filler ", "")
    assert find(edited, selector) == edited.rindex("said no")


@pytest.mark.parametrize("words", ["office said no.", "twice", "Nobody asked Müller"])
def test_a_passage_whose_words_changed_is_lost(words):
    selector = passage(words)
    assert find(TEXT.replace(words, words.upper()), selector) is None


def test_a_passage_is_lost_in_an_empty_text():
    assert find("", passage("twice")) is None


def test_a_word_that_occurs_very_often_is_found_quickly():
    text = "no " * 50_000
    assert find(text + "x", take(text, 60_000, 60_002)) == 60_000


@given(taken())
def test_in_unchanged_text_a_passage_is_where_it_was(text_and_selector):
    text, selector = text_and_selector
    assert find(text, selector) == selector.start


@given(taken(), sentences, st.data())
def test_a_passage_found_after_any_edit_has_exactly_its_words(text_and_selector, new, data):
    text, selector = text_and_selector
    cut = data.draw(st.integers(0, len(text)))
    resume = data.draw(st.integers(cut, len(text)))
    edited = text[:cut] + new + text[resume:]
    found = find(edited, selector)
    if found is None:
        assert selector.exact not in edited
    else:
        assert edited[found : found + len(selector.exact)] == selector.exact


@given(taken(), sentences, st.data())
def test_an_edit_elsewhere_keeps_a_passage_at_the_same_words(text_and_selector, new, data):
    text, selector = text_and_selector
    after = selector.end + len(selector.suffix)
    before = selector.start - len(selector.prefix)
    cut = data.draw(st.integers(0, before) | st.integers(after, len(text)))
    edited = text[:cut] + new + text[cut:]
    in_context = selector.prefix + selector.exact + selector.suffix
    shift = len(new) if cut <= before else 0
    places = [i for i in range(len(edited)) if edited.startswith(in_context, i)]
    if shift == 0 or len(places) == 1:
        assert find(edited, selector) == selector.start + shift


# --- quote ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pasted", "words"),
    [
        ("Michael Flynn", "Michael Flynn"),
        ("  Michael\n Flynn\u00a0spoke ", "Michael Flynn spoke"),
        ('ambassador - "twice", he', "ambassador — “twice”, he"),
        ("ambassador -- “twice”", "ambassador — “twice”"),
        ("The ambassador's office said no...", "The ambassador’s office said no…"),
        ("“Michael Flynn spoke”", "Michael Flynn spoke"),
        ("…Later the office said no…", "Later the office said no"),
        ("he said. The ambassador’s", "he said.\n\nThe ambassador’s"),
        ("No\u00adbody asked", "Nobody asked"),
        ("Mu\u0308ller", "Müller"),
        ("Muller again", "Müller again"),
        ("MICHAEL FLYNN", "Michael Flynn"),
    ],
)
def test_pasted_words_are_found_as_the_article_has_them(pasted, words):
    selectors = quote(TEXT, pasted)
    assert [selector.exact for selector in selectors] == [words]
    assert TEXT[selectors[0].start : selectors[0].end] == words


def test_accents_written_apart_belong_to_the_passage():
    assert quote("in a cafe\u0301 there", "café")[0].exact == "cafe\u0301"


def test_words_that_stand_there_twice_are_found_twice_in_order():
    found = quote(TEXT, "office said no")
    assert [selector.start for selector in found] == [
        TEXT.index("office said no"),
        TEXT.rindex("office said no"),
    ]


def test_case_counts_when_the_words_stand_there_as_written():
    assert [selector.start for selector in quote("no. No. NO.", "No")] == [4]


@pytest.mark.parametrize("pasted", ["", "  ", "“”", "\u200b", "Michael Flynn wrote"])
def test_words_that_do_not_stand_there_are_not_found(pasted):
    assert quote(TEXT, pasted) == []


@given(taken())
def test_the_words_of_a_passage_are_found_where_it_was_taken(text_and_selector):
    text, selector = text_and_selector
    assume(selector.exact.strip(" .\n"))
    assert selector.exact.split() in [found.exact.split() for found in quote(text, selector.exact)]


@given(st.text(max_size=60), st.text(max_size=10))
def test_no_text_or_words_make_quoting_fail(text, words):
    for selector in quote(text, words):
        assert text[selector.start : selector.end] == selector.exact


# --- nearest --------------------------------------------------------------------------------


def test_the_sentence_most_like_the_words_is_offered():
    assert nearest(TEXT, "Nobody had asked Mueller again") == "Nobody asked Müller again."


def test_no_sentence_is_offered_when_none_is_like_the_words():
    assert nearest(TEXT, "zzz") is None


# --- text_fragment ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("exact", "fragment"),
    [
        ("he said no", "he%20said%20no"),
        ("ten-year, “twice” & more", "ten%2Dyear%2C%20%E2%80%9Ctwice%E2%80%9D%20%26%20more"),
        ("one two three four five six seven eight nine ten", None),
        (
            "one two three four five and so on and ten nine eight seven six",
            "one%20two%20three%20four%20five,ten%20nine%20eight%20seven%20six",
        ),
        ("he said\n\nno more", "he%20said,no%20more"),
        ("no.\n\nNever", "no.,Never"),
    ],
)
def test_a_text_fragment_tells_words_as_browsers_read_them(exact, fragment):
    fragment = fragment or exact.replace(" ", "%20")

    assert text_fragment(exact) == f":~:text={fragment}"


@given(taken())
def test_any_passage_has_a_text_fragment_that_keeps_its_words_apart(text_and_selector):
    _, selector = text_and_selector
    told = text_fragment(selector.exact).removeprefix(":~:text=").split(",")

    assert 1 <= len(told) <= 2
    assert all(part and not set(part) & set(" \n-&,") for part in told)
