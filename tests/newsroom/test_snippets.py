import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.search import snippets
from newsroom.search.snippets import SNIPPET, lexemes, words_with


def highlighted(text: str, stems: list[str]) -> str:
    return snippets.highlighted(text, words_with(stems))


def test_a_snippet_marks_the_words_that_were_looked_for():
    assert highlighted("Brook met Field.", ["brook", "field"]) == (
        "<mark>Brook</mark> met <mark>Field</mark>."
    )


@pytest.mark.parametrize(
    ("stem", "word"),
    [
        ("resign", "resignation"),
        ("organ", "organizations"),
        ("deni", "denied"),
        ("deni", "deny"),
        ("meet", "Meetings"),
    ],
)
def test_a_word_is_marked_whatever_its_ending(stem, word):
    assert highlighted(f"The {word} came.", [stem]) == f"The <mark>{word}</mark> came."


def test_a_word_that_merely_holds_the_stem_is_not_marked():
    assert highlighted("A reform.", ["form"]) == ""


def test_a_snippet_escapes_what_the_article_says():
    assert highlighted("<script>alert('Brook')</script> & co", ["brook"]) == (
        "&lt;script&gt;alert(&#x27;<mark>Brook</mark>&#x27;)&lt;/script&gt; &amp; co"
    )


def test_a_snippet_is_cut_at_words_around_the_first_match():
    text = "before " * 100 + "Brook " + "after " * 100
    snippet = highlighted(text, ["brook"])

    assert snippet.startswith("… before ")
    assert "before <mark>Brook</mark> after" in snippet
    assert snippet.endswith("after …")
    assert len(snippet) < SNIPPET + 30


@pytest.mark.parametrize("text", ["x" * 500 + " Brook", "Brook " + "x" * 500, "x/" * 300 + "Brook"])
def test_the_match_is_in_the_snippet_even_where_there_are_no_words_to_cut_at(text):
    assert "<mark>Brook</mark>" in highlighted(text, ["brook"])


@pytest.mark.parametrize(("text", "stems"), [("", ["brook"]), ("Brook", []), ("Brook", ["field"])])
def test_without_a_match_there_is_no_snippet(text, stems):
    assert highlighted(text, stems) == ""


@pytest.mark.parametrize(
    "word",
    ["Café", "cafés", "CAFÉ", "cafe\u0301"],
    ids=["composed", "inflected", "capital", "decomposed"],
)
def test_a_word_is_marked_with_its_diacritics(word):
    assert highlighted(f"A {word} there.", ["cafe"]) == f"A <mark>{word}</mark> there."


@pytest.mark.parametrize(("stem", "word"), [("lodz", "Łódź"), ("erdogan", "Erdoğan")])
def test_letters_that_unicode_does_not_take_apart_are_found_too(stem, word):
    assert highlighted(word, [stem]) == f"<mark>{word}</mark>"


@given(st.text(), st.lists(st.text(min_size=1), max_size=3))
def test_a_snippet_never_lets_markup_of_the_text_through(text, stems):
    snippet = highlighted(text, stems)

    assert "<" not in snippet.replace("<mark>", "").replace("</mark>", "")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "stems"),
    [
        ("Flynn resigned", ["flynn", "resign"]),
        ("Flynn -Pence", ["flynn"]),
        ("-Pence Flynn", ["flynn"]),
        ('Flynn -"New York"', ["flynn"]),
        ('"New York"', ["new", "york"]),
        ("Flynn or Pence", ["flynn", "penc"]),
        ("Müller", ["muller"]),
        ("the", []),
        (":* & !", []),
        ('"unbalanced', ["unbalanc"]),
    ],
)
def test_what_is_marked_is_what_the_database_looks_for(words, stems):
    assert lexemes(words) == stems
