from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.dates import parse
from people.models import KIND_GROUPS, Kind
from people.names import Gazetteer, KnownName
from people.status import Stance
from people.suggestion_dates import dates_in, nearest
from people.suggestion_lexicon import CONTACT_KINDS, CUES
from people.suggestion_sentences import Span, sentences
from people.suggestions import Named, at, interactions, quotes

PUBLISHED = date(2017, 6, 14)  # a Wednesday
PEOPLE = {
    "brook": ["Mary Brook"],
    "field": ["John Field"],
    "hale": ["Peter Hale"],
    "wood": ["Henry Wood"],
    "lake": ["Susan Lake"],
}
GAZETTEER = Gazetteer(KnownName(key, name) for key, names in PEOPLE.items() for name in names)


def named(text):
    return [Named(found.start, found.end, found.person) for found in GAZETTEER.find(text)]


def suggested(text):
    return interactions(text, named(text), PUBLISHED)


def told(text):
    """The only interaction that a text suggests."""
    [suggestion] = suggested(text)
    return suggestion


def quoted(text):
    """(words, speaker) of every suggested quote."""
    return [
        (text[quote.start : quote.end], quote.speaker or quote.speaker_words)
        for quote in quotes(text, named(text))
    ]


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


@given(st.integers(0, 800))
def test_a_date_without_a_year_is_never_ahead(days):
    published = PUBLISHED + timedelta(days=days)
    words = f"{published + timedelta(days=days % 60):%B} {(days % 28) + 1}"
    [when] = dates_in(words, 0, len(words), published)
    assert date.fromisoformat(when.typed) <= published


def test_a_list_of_ten_thousand_words_without_a_stop_is_read():
    text = "Mary Brook met John Field and " * 200
    assert interactions(text, named(text), PUBLISHED)


def test_the_kinds_are_those_of_the_record():
    assert {cue.kind for cue in CUES} <= set(Kind.values)
    assert set(KIND_GROUPS["Contact"]) == CONTACT_KINDS
