"""Quotes suggested by a text, each with who said it."""

import pytest

from people.suggestions import quotes
from tests.people.cast import named


def quoted(text):
    """(words, speaker) of every suggested quote."""
    return [
        (text[quote.start : quote.end], quote.speaker or quote.speaker_words)
        for quote in quotes(text, named(text))
    ]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“It rained all day,” said Mary Brook.", "brook"),
        ("“It rained all day,” Mary Brook said.", "brook"),
        ('"It rained all day," Mary Brook told reporters.', "brook"),
        ("‘It rained all day,’ Mary Brook said.", "brook"),
        ("“It rained all day,” said former minister Mary Brook.", "brook"),
        ("“It rained all day,” Mary Brook, a lawyer from Ohio, said.", "brook"),
        ("“It rained all day,” his lawyer, Mary Brook, said.", "brook"),
        ("Mary Brook has been saying “it rained all day,” and left.", "brook"),
        ("Mary Brook said: “It rained all day.”", "brook"),
        ("Mary Brook said that “it rained all day” in Rome.", "brook"),
        ("Mary Brook was blunt:\n\n“It rained all day.”", "brook"),
        ("Mary Brook insisted they were dry.\n\n“It rained all day.”", "brook"),
        ("Mary Brook left. “It rained all day,” she said.", "brook"),
        ("Minister Mary Brook left. “It rained all day,” an aide said.", "an aide"),
        ("“It rained all day,” Mary Brook’s lawyer said.", "Mary Brook’s lawyer"),
        ("“It rained all day,” one official said.", "one official"),
        ("“It rained all day,” according to Mary Brook.", "brook"),
        ("The ambassador, quoting Mary Brook as saying “it rained all day,” left.", "brook"),
    ],
)
def test_a_quote_has_the_speaker_beside_it(text, speaker):
    [(words, found)] = quoted(text)
    assert words.lower().strip(".,") == "it rained all day"
    assert found == speaker


def test_a_split_quote_is_two_quotes_of_one_speaker():
    text = "“It rained,” said Mary Brook. “We stayed at home.”"
    assert quoted(text) == [("It rained,", "brook"), ("We stayed at home.", "brook")]


def test_a_quote_goes_on_in_the_next_paragraph_that_opens_it_again():
    text = "Mary Brook said: “It rained.\n\n“We stayed at home.”"
    assert quoted(text) == [("It rained.\n\n“We stayed at home.", "brook")]


def test_a_quote_that_is_never_closed_ends_with_its_paragraph():
    text = "Mary Brook said: “It rained all day.\n\nThe sun came out."
    assert quoted(text) == [("It rained all day.", "brook")]


def test_quotes_within_a_quote_are_part_of_it():
    text = "“He called it a ‘great day’ for us,” said Mary Brook."
    assert quoted(text) == [("He called it a ‘great day’ for us,", "brook")]


@pytest.mark.parametrize(
    "text",
    [
        "Mary Brook called it a “great” day.",
        "The “great debate” bored Mary Brook.",
        "Mary Brook told “The Evening Show” that it rained.",
        "It was “a very long day” for everyone.",
        "Mary Brook was asked about “a very long day” in Rome.",
        "Don't ask whether Mary Brook's o'clock is ours.",
        "“” said Mary Brook. “ ”",
    ],
)
def test_scare_quotes_titles_and_apostrophes_are_no_quotes(text):
    assert quoted(text) == []


def test_a_quote_says_why():
    text = "“It rained all day,” said Mary Brook."
    [quote] = quotes(text, named(text))
    assert quote.why == "“said” right after the words"
