"""Interactions suggested by a text; and that no text is too odd for suggestions."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.dates import parse
from people.models import KIND_GROUPS, Kind
from people.status import Stance
from people.suggestion_lexicon import CONTACT_KINDS, CUES
from people.suggestion_sentences import sentences
from people.suggestions import at, interactions, quotes
from tests.people.cast import named

PUBLISHED = date(2017, 6, 14)  # a Wednesday


def suggested(text):
    return interactions(text, named(text), PUBLISHED)


def told(text):
    """The only interaction that a text suggests."""
    [suggestion] = suggested(text)
    return suggestion


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Mary Brook met with John Field.", "meeting"),
        ("Mary Brook met John Field in the lobby.", "meeting"),
        ("Mary Brook and John Field met in the lobby.", "meeting"),
        ("Mary Brook, who led the party, had dinner with John Field.", "meeting"),
        ("A meeting between Mary Brook and John Field lasted an hour.", "meeting"),
        ("Mary Brook’s meeting with lawyer John Field lasted an hour.", "meeting"),
        ("Mary Brook and John Field attended the dinner.", "meeting"),
        ("Mary Brook called John Field twice.", "phone_call"),
        ("Mary Brook spoke by phone with John Field.", "phone_call"),
        ("Mary Brook had a phone call with John Field.", "phone_call"),
        ("Mary Brook emailed John Field.", "message"),
        ("Mary Brook and John Field exchanged letters.", "message"),
        ("Mary Brook was interviewed by John Field.", "interview"),
        ("In an interview with John Field, Mary Brook was silent.", "interview"),
        ("Mary Brook talked with John Field.", "encounter"),
        ("Mary Brook asked John Field to stay.", "encounter"),
    ],
)
def test_a_contact_is_told_by_its_verb_or_noun(sentence, kind):
    suggestion = told(sentence)
    assert suggestion.kind == kind
    assert set(suggestion.participants) == {"brook", "field"}


@pytest.mark.parametrize(
    ("sentence", "kind", "participants"),
    [
        ("Mary Brook fired John Field.", "dismissal", ("brook", "field")),
        ("John Field was fired by Mary Brook.", "dismissal", ("field", "brook")),
        ("The firing of John Field surprised many.", "dismissal", ("field",)),
        ("Mary Brook appointed John Field.", "appointment", ("brook", "field")),
        ("John Field, appointed by Mary Brook, moved in.", "appointment", ("field", "brook")),
        ("John Field resigned.", "resignation", ("field",)),
        ("John Field’s resignation surprised many.", "resignation", ("field",)),
        ("John Field recused himself.", "recusal", ("field",)),
        ("John Field pleaded guilty.", "plea", ("field",)),
        ("John Field was indicted.", "charge", ("field",)),
        ("John Field was sentenced to a year.", "conviction", ("field",)),
        ("Mary Brook pardoned John Field.", "pardon", ("brook", "field")),
        ("Mary Brook paid John Field.", "payment", ("brook", "field")),
    ],
)
def test_a_deed_needs_only_one_person_on_record(sentence, kind, participants):
    suggestion = told(sentence)
    assert (suggestion.kind, suggestion.participants) == (kind, participants)


@pytest.mark.parametrize(
    "sentence",
    [
        "Mary Brook will meet with John Field.",
        "Mary Brook plans to meet with John Field.",
        "Mary Brook refused to speak with John Field.",
        "Mary Brook could have met with John Field.",
        "Mary Brook wants a meeting with John Field.",
        "Did Mary Brook meet with John Field?",
        "Mary Brook called John Field a fool.",
        "Mary Brook met with a lawyer.",
        "Mary Brook’s lawyer met with John Field.",
        "A Brook aide met with John Field. Mary Brook was away.",
        "An adviser to Mary Brook met with John Field.",
        "John Field has not been charged with theft.",
        "Mary Brook spoke. John Field spoke.",
    ],
)
def test_what_did_not_happen_or_happened_to_others_is_not_suggested(sentence):
    assert suggested(sentence) == []


def test_several_people_joined_by_and_take_part_together():
    text = "Mary Brook, John Field and Peter Hale met with former minister Henry Wood."
    assert told(text).participants == ("brook", "field", "hale", "wood")


def test_a_comma_alone_joins_nobody():
    text = "After a call with Mary Brook, John Field resigned."
    assert {(found.kind, found.participants) for found in suggested(text)} == {
        ("phone_call", ("brook", "field")),
        ("resignation", ("field",)),
    }


def test_a_pronoun_means_the_last_subject_of_its_gender():
    text = "John Field left early with Susan Lake. He met with Mary Brook."
    assert told(text).participants == ("field", "brook")
    text = "John Field left early with Susan Lake. She met with Mary Brook."
    assert told(text).participants == ("lake", "brook")


def test_him_is_not_the_subject_of_the_same_clause():
    text = "John Field said that Henry Wood called him."
    assert told(text).participants == ("wood", "field")


def test_a_pronoun_in_an_opening_means_the_subject_that_follows():
    text = "After he met with Mary Brook, John Field left."
    assert told(text).participants == ("field", "brook")


def test_an_office_means_the_person_to_whom_the_text_gives_it():
    text = "Attorney General John Field spoke. The attorney general met with Mary Brook."
    assert told(text).participants == ("field", "brook")


def test_an_office_of_another_land_is_somebody_else():
    text = (
        "Russian ambassador John Field and British ambassador Peter Hale came. "
        "Mary Brook met with the British ambassador."
    )
    assert told(text).participants == ("brook", "hale")


def test_a_pair_is_the_two_people_of_the_sentence_before():
    text = "Mary Brook knew John Field. The two met in Rome."
    assert told(text).participants == ("brook", "field")


def test_the_sentence_is_the_passage():
    text = "It rained. Mary Brook met with Mr. Field, of the U.S. Senate. John Field left."
    suggestion = told(text)
    words = text[suggestion.start : suggestion.end]
    assert words == "Mary Brook met with Mr. Field, of the U.S. Senate."


def test_names_count_for_more_than_pronouns():
    text = "John Field met with Mary Brook. He met with Peter Hale."
    first, second = suggested(text)
    assert first.participants == ("field", "brook")
    assert 0 < second.score < first.score <= 1


def test_a_suggestion_says_why():
    assert told("Mary Brook met with John Field.").why == "“met” and two people"


@pytest.mark.parametrize(
    ("sentence", "stance", "speaker", "words"),
    [
        ("Mary Brook met with John Field.", "reports", None, ""),
        ("Peter Hale said Mary Brook met with John Field.", "reports", "hale", "Peter Hale"),
        (
            "Mary Brook met with John Field, according to Peter Hale.",
            "reports",
            "hale",
            "Peter Hale",
        ),
        ("Two officials said Mary Brook met with John Field.", "reports", None, "Two officials"),
        (
            "Peter Hale confirmed that Mary Brook met with John Field.",
            "confirms",
            "hale",
            "Peter Hale",
        ),
        ("Peter Hale denied that Mary Brook met with John Field.", "denies", "hale", "Peter Hale"),
        (
            "Peter Hale said Mary Brook did not meet with John Field.",
            "denies",
            "hale",
            "Peter Hale",
        ),
        ("Mary Brook never met with John Field.", "denies", None, ""),
        (
            "Peter Hale disputed that Mary Brook met with John Field.",
            "disputes",
            "hale",
            "Peter Hale",
        ),
        (
            "The newspaper retracted that Mary Brook met with John Field.",
            "retracts",
            None,
            "The newspaper",
        ),
    ],
)
def test_stance_and_speaker_follow_from_the_reporting_verb(sentence, stance, speaker, words):
    suggestion = told(sentence)
    found = (suggestion.stance, suggestion.speaker, suggestion.speaker_words)
    assert found == (stance, speaker, words)


def test_the_nearest_date_is_suggested_with_its_words():
    text = "On Sunday it rained, and in December Mary Brook met with John Field."
    suggestion = told(text)
    assert (suggestion.when, suggestion.when_words) == ("2016-12", "in December")


def test_the_words_selected_are_filled_in_from_their_sentence():
    text = "It rained. John Field confirmed that Mary Brook met with Peter Hale on Sunday."
    start = text.index("Mary Brook met with Peter Hale")
    end = start + len("Mary Brook met with Peter Hale")
    suggestion = at(text, named(text), PUBLISHED, start, end)
    assert (suggestion.start, suggestion.end) == (start, end)
    assert suggestion.participants == ("brook", "hale")
    assert (suggestion.kind, suggestion.when) == ("meeting", "2017-06-11")
    assert (suggestion.stance, suggestion.speaker) == ("confirms", "field")


def test_people_near_the_words_fill_in_where_nothing_is_told():
    text = "John Field came. Mary Brook smiled and left."
    start = text.index("smiled")
    suggestion = at(text, named(text), PUBLISHED, start, start + len("smiled"))
    assert suggestion.participants == ("brook", "field")
    assert (suggestion.kind, suggestion.score) == ("other", 0)


def test_the_kind_is_hinted_at_by_words_without_people():
    text = "There was a meeting of members."
    suggestion = at(text, [], None, 0, len(text))
    assert (suggestion.kind, suggestion.participants) == ("meeting", ())


PIECES = [
    *(
        "Mary Brook",
        "John Field",
        "he",
        "her",
        "the ambassador",
        "Ambassador",
        "they",
        "’s",
        "said",
    ),
    *("met with", "called", "did not", "fired", "between", "and", "by", "a meeting", "resignation"),
    *(
        "“",
        "”",
        '"',
        "'",
        "‘",
        ".",
        ",",
        ":",
        "?",
        "–",
        "(",
        ")",
        "\n",
        "\n\n",
        " ",
        "according to",
    ),
    *("on Sunday", "last month", "Dec. 29", "May", "in 9999", "0 days ago", "99 weeks ago"),
]
TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=30).map("".join),
)
DAYS = st.none() | st.dates(date(1900, 1, 1), date(2150, 1, 1))


@given(TEXTS, DAYS)
def test_offsets_give_the_words_they_claim_in_any_text(text, published):
    people = named(text)
    for suggestion in interactions(text, people, published):
        words = text[suggestion.start : suggestion.end]
        assert words == words.strip() != ""
        assert "\n" not in words
        assert suggestion.when_words in words
        assert suggestion.kind in Kind.values
        assert suggestion.stance in set(Stance)
        assert len(set(suggestion.participants)) == len(suggestion.participants) > 0
        assert 0 < suggestion.score <= 1
        parse(suggestion.when)
    for quote in quotes(text, people):
        words = text[quote.start : quote.end]
        assert words.strip()
        assert text[quote.start - 1] in "“\"‘'"
        assert quote.end == len(text) or text[quote.end] in "”\"’'\n"


@given(TEXTS, DAYS, st.data())
def test_there_is_a_guess_for_any_words_of_any_text(text, published, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    suggestion = at(text, named(text), published, start, end)
    assert (suggestion.start, suggestion.end) == (start, end)
    assert suggestion.kind in Kind.values
    parse(suggestion.when)


@given(TEXTS)
def test_every_word_of_a_text_is_in_one_sentence(text):
    spans = sentences(text).all
    assert "".join(text[span.start : span.end] for span in spans).split() or not text.split()
    covered = {place for span in spans for place in range(*span)}
    assert all(place in covered or character.isspace() for place, character in enumerate(text))
    assert sum(span.end - span.start for span in spans) == len(covered)


def test_a_list_of_ten_thousand_words_without_a_stop_is_read():
    text = "Mary Brook met John Field and " * 200
    assert interactions(text, named(text), PUBLISHED)


def test_the_kinds_are_those_of_the_record():
    assert {cue.kind for cue in CUES} <= set(Kind.values)
    assert set(KIND_GROUPS["Contact"]) == CONTACT_KINDS
