import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.name_forms import fold, index_key
from people.names import Gazetteer, KnownName, candidate_keys

NAMES = {
    "trump": ["Donald Trump", "Donald J. Trump", "Trump", "President Trump"],
    "junior": ["Donald Trump Jr.", "Don Jr."],
    "ivanka": ["Ivanka Trump"],
    "hillary": ["Hillary Clinton", "Clinton", "HRC"],
    "bill": ["Bill Clinton"],
    "flynn": ["Michael Flynn", "Mike Flynn", "Michael T. Flynn"],
    "sessions": ["Jeff Sessions"],
    "mueller": ["Robert Mueller"],
    "peskov": ["Dmitry Peskov"],
    "kislyak": ["Sergey Kislyak"],
    "comey": ["James Comey"],
    "assad": ["Bashar al-Assad"],
    "zwaan": ["Alex van der Zwaan"],
    "salman": ["Mohammed bin Salman"],
    "kim": ["Kim Jong Un"],
    "mcmaster": ["H.R. McMaster"],
    "bush-41": ["George H.W. Bush"],
    "bush-43": ["George W. Bush"],
    "huckabee": ["Sarah Huckabee Sanders"],
}


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer(KnownName(person, name) for person, names in NAMES.items() for name in names)


@pytest.fixture(scope="module")
def named(gazetteer):
    """Who is named in a text, as (words, person) in order."""

    def named(text):
        return [(found.text, found.person) for found in gazetteer.find(text)]

    return named


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müller", "Mueller"),
        ("Sergey", "Sergei"),
        ("Dmitri", "Dmitry"),
        ("Dmitrii", "Dmitry"),
        ("Yury", "Yuri"),
        ("Alexei", "Aleksey"),
        ("Natalya", "Nataliya"),
        ("Yevgeny", "Evgeny"),
        ("Viktor", "Victor"),
        ("Zelenskyy", "Zelensky"),
        ("Yanukovych", "Yanukovich"),
        ("Gadhafi", "Qaddafi"),
        ("Erdoğan", "ERDOGAN"),
        ("O’Brien", "O'Brien"),
        ("Кисляк", "Kislyak"),
    ],
)
def test_spellings_of_one_name_fold_alike(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Mueller", "Miller"), ("Page", "Paige"), ("Flynn", "Lynn"), ("Doe", "Do"), ("II", "III")],
)
def test_different_names_fold_apart(one, other):
    assert fold(one) != fold(other)


@pytest.mark.parametrize("form", ["Michael Flynn", "Michael T. Flynn", "Michael Thomas Flynn"])
def test_a_full_name_is_found_with_and_without_its_middle_name(named, form):
    assert named(f"{form} resigned.") == [(form, "flynn")]


def test_another_initial_than_the_known_one_is_another_person(named):
    assert named("Michael G. Flynn is his son.") == []


def test_a_patronymic_or_an_initial_may_stand_in_any_name_without_known_ones(named):
    assert named("Sergei I. Kislyak, Sergey Ivanovich Kislyak") == [
        ("Sergei I. Kislyak", "kislyak"),
        ("Sergey Ivanovich Kislyak", "kislyak"),
    ]


def test_a_surname_alone_leans_on_the_full_name_elsewhere_in_the_text(named):
    text = "Peskov answers\n\nDmitry Peskov spoke on Sunday. Mr. Peskov denied it."
    assert [person for _, person in named(text)] == ["peskov"] * 3


def test_a_surname_that_no_full_name_explains_names_nobody(named):
    assert all(person is None for _, person in named("Sources say Sessions was there."))


def test_a_title_before_a_surname_explains_it(named):
    assert named("Attorney General Sessions left.") == [("Sessions", "sessions")]


def test_an_ordinary_word_is_not_a_surname(named):
    assert named("Jeff Sessions left. The sessions go on.") == [("Jeff Sessions", "sessions")]


def test_a_plural_at_the_start_of_a_sentence_is_not_a_surname(named):
    text = "Jeff Sessions left. Sessions are held on Monday. Sessions will speak."
    assert named(text) == [("Jeff Sessions", "sessions"), ("Sessions", "sessions")]


def test_a_name_as_written_outranks_a_longer_one_without_its_initial():
    gazetteer = Gazetteer(
        [KnownName("general", "Michael Flynn"), KnownName("son", "Michael G. Flynn")]
    )
    found = gazetteer.find("Michael Flynn came with Michael G. Flynn.")
    assert [hit.person for hit in found] == ["general", "son"]


def test_a_one_word_alias_names_its_person_anywhere(named):
    assert named("The Trump campaign heard HRC.") == [("Trump", "trump"), ("HRC", "hillary")]


@pytest.mark.parametrize(
    "text",
    [
        "They met at Trump Tower.",
        "The Clinton Foundation and the Clinton Global Initiative answered.",
        "Trump International Hotel opened.",
        "Clinton & Sons went bankrupt.",
    ],
)
def test_institutions_and_places_are_not_the_people_they_are_named_after(named, text):
    assert named(text) == []


def test_a_junior_is_not_the_senior(named):
    text = "Donald Trump Jr. was there. Trump Jr. left early, Donald Trump stayed."
    assert named(text) == [
        ("Donald Trump Jr.", "junior"),
        ("Trump Jr.", "junior"),
        ("Donald Trump", "trump"),
    ]


def test_an_unknown_junior_is_nobody(named):
    assert named("James Comey Jr. lives elsewhere.") == []


def test_a_suffix_other_than_junior_may_follow_a_name(named):
    assert named("Robert S. Mueller III spoke.") == [("Robert S. Mueller III", "mueller")]


def test_an_unknown_given_name_before_a_surname_is_a_stranger(named):
    text = "Robert Mueller spoke. Kayla Mueller was mourned."
    assert named(text) == [("Robert Mueller", "mueller")]


def test_a_surname_stays_open_when_a_stranger_bears_it_more_often(gazetteer):
    text = "Kayla Mueller wrote. Kayla Mueller was mourned. Robert Mueller spoke. Mueller left."
    found = gazetteer.find(text)[-1]
    assert (found.text, found.person, found.candidates) == ("Mueller", None, ("mueller",))


def test_a_shared_alias_stays_open_when_the_text_names_only_somebody_else_in_full(gazetteer):
    found = gazetteer.find("Ivanka Trump came. Trump left.")[-1]
    assert found.person is None
    assert set(found.candidates) == {"trump", "ivanka"}


def test_a_given_name_alone_means_the_one_of_that_name_whom_the_text_names_in_full(named):
    assert named("Jeff Sessions left. “Thanks, Jeff,” they said.")[-1] == ("Jeff", "sessions")


@pytest.mark.parametrize(
    "text",
    [
        "Thanks, Jeff.",
        "Jeff Sessions left. Jeff Quade stayed. Jeff sat down.",
        "Bill Clinton signed a Bill.",
        "Jeff Sessions (Jeff) left.",
        "Jeff, said Jeff Quade, (",
    ],
)
def test_a_given_name_alone_otherwise_names_nobody(named, text):
    assert [words for words, _ in named(text) if " " not in words] == []


def test_a_surname_that_is_also_a_given_name_means_who_bears_it_as_a_surname():
    gazetteer = Gazetteer([KnownName("ryan", "Paul Ryan"), KnownName("paul", "Rand Paul")])
    found = gazetteer.find("Paul Ryan and Rand Paul met. Paul agreed, Ryan did not.")
    assert [hit.person for hit in found] == ["ryan", "paul", "paul", "ryan"]


def test_full_tells_a_full_name_or_alias_from_a_surname(gazetteer):
    text = "Dmitry Peskov spoke. Trump listened to Peskov."
    assert [found.full for found in gazetteer.find(text)] == [True, True, False]


def test_possessives_and_hyphens_end_a_name(named):
    text = "Michael Flynn’s call. Flynn's aide. A Trump-Clinton debate."
    assert named(text) == [
        ("Michael Flynn", "flynn"),
        ("Flynn", "flynn"),
        ("Trump", "trump"),
        ("Clinton", "hillary"),
    ]


def test_capitals_throughout_are_read(named):
    assert named("COMEY FIRED\n\nJames Comey was fired.")[0] == ("COMEY", "comey")


def test_particles_are_read_in_any_case_and_an_arabic_one_may_be_missing(named):
    text = "Alex Van Der Zwaan met Bashar Assad. Van der Zwaan left; al-Assad and Assad did not."
    assert [person for _, person in named(text)] == ["zwaan", "assad", "zwaan", "assad", "assad"]


def test_a_king_is_not_the_prince_whose_name_ends_alike(named):
    text = "Mohammed bin Salman flew home to King Salman."
    assert named(text) == [("Mohammed bin Salman", "salman")]


def test_a_family_name_may_stand_first(named):
    assert named("Kim Jong-un smiled. Mr. Kim left.") == [("Kim Jong-un", "kim"), ("Kim", "kim")]


@pytest.mark.parametrize("form", ["H.R. McMaster", "H. R. McMaster", "HR McMaster"])
def test_initials_are_read_spaced_or_not(named, form):
    assert named(f"General {form} spoke.") == [(form, "mcmaster")]


def test_honorifics_tell_a_couple_apart(named):
    text = "Bill Clinton and Hillary Clinton came. Mrs. Clinton spoke, Mr. Clinton listened."
    assert [person for _, person in named(text)] == ["bill", "hillary", "hillary", "bill"]


def test_a_name_that_two_people_share_stays_open(gazetteer):
    [found] = gazetteer.find("President George Bush spoke.")
    assert found.person is None
    assert set(found.candidates) == {"bush-41", "bush-43"}


def test_two_names_in_one_family_do_not_swallow_each_other(named):
    text = "Sarah Huckabee Sanders briefed them. Huckabee Sanders left."
    assert [person for _, person in named(text)] == ["huckabee", "huckabee"]


def test_a_sentence_end_parts_two_names(named):
    assert named("He saw Michael. Flynn was away.") == []


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Lt. Gen. Michael T. Flynn", "flinn"),
        ("Robert S. Mueller III", "muller"),
        ("Donald Trump Jr.", "trump"),
        ("Alex van der Zwaan", "zwaan"),
        ("Bashar al-Assad", "assad"),
        ("Kim Jong Un", "kim"),
        ("HRC", "hrc"),
        ("", ""),
    ],
)
def test_a_name_is_kept_under_its_family_name(name, key):
    assert index_key(name) == key


def test_the_key_of_a_name_stands_among_the_keys_of_every_text_that_names_it():
    for names in NAMES.values():
        for name in names:
            assert index_key(name) in candidate_keys(f"then {name}’s aide")


def test_names_without_words_are_found_nowhere():
    assert (
        Gazetteer([KnownName(1, ""), KnownName(1, "..."), KnownName(1, "99")]).find("x . 9") == []
    )


@given(st.text())
def test_any_text_is_read(text):
    gazetteer = Gazetteer([KnownName("trump", "Donald Trump"), KnownName("trump", "Trump")])
    end = 0
    for found in gazetteer.find(text):
        assert end <= found.start < found.end
        assert text[found.start : found.end] == found.text
        end = found.end


@given(st.text(), st.text())
def test_a_name_keeps_its_place_whatever_surrounds_it(before, after):
    gazetteer = Gazetteer([KnownName("trump", "Donald Trump")])
    text = f"{before}\n\nDonald Trump.\n\n{after}"
    spans = [(found.start, found.end) for found in gazetteer.find(text)]
    assert (len(before) + 2, len(before) + 14) in spans


@given(st.text(min_size=1), st.text())
def test_any_name_can_be_known(name, text):
    Gazetteer([KnownName(1, name)]).find(f"{text} {name}")
