import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.name_matching import Asked, keys, likeness

NAMES = [
    "Sergey Kislyak",
    "Michael Flynn",
    "Michael G. Flynn",
    "Michael Flynn Jr.",
    "Jeff Sessions",
    "Pete Sessions",
    "George Papadopoulos",
    "Recep Tayyip Erdoğan",
    "Alex van der Zwaan",
    "Mohammed bin Salman",
    "King Salman",
    "Kim Jong Un",
    "H. R. McMaster",
    "Robert Mueller",
    "Kayla Mueller",
    "Владимир Путин",
]


def likest(words: str) -> str:
    asked = Asked.of(words)
    return max(NAMES, key=lambda name: likeness(asked, name))


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("kislyak", "Sergey Kislyak"),
        ("Kislyack", "Sergey Kislyak"),
        ("Sergei Kisliak", "Sergey Kislyak"),
        ("Sergey Ivanovich Kislyak", "Sergey Kislyak"),
        ("flynn", "Michael Flynn"),
        ("Mike Flynn", "Michael Flynn"),
        ("general flynn", "Michael Flynn"),
        ("Michael G. Flynn", "Michael G. Flynn"),
        ("michael flynn jr", "Michael Flynn Jr."),
        ("Jeff Sessions", "Jeff Sessions"),
        ("Pete Sessions", "Pete Sessions"),
        ("Papadopolous", "George Papadopoulos"),
        ("giorgos papadopoulos", "George Papadopoulos"),
        ("erdogan", "Recep Tayyip Erdoğan"),
        ("Alexander van der Zwan", "Alex van der Zwaan"),
        ("mbs", "Mohammed bin Salman"),
        ("King Salman", "King Salman"),
        ("kim jong-un", "Kim Jong Un"),
        ("HR McMaster", "H. R. McMaster"),
        ("Bob Mueller", "Robert Mueller"),
        ("Robert S. Müller III", "Robert Mueller"),
        ("Kayla Muller", "Kayla Mueller"),
        ("putin", "Владимир Путин"),
        ("flin", "Michael Flynn"),
    ],
)
def test_a_name_is_known_however_it_is_typed(words, name):
    assert likest(words) == name
    assert likeness(Asked.of(words), name) > 0


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Keating", "Meeting"),  # hardly anybody mistakes the first letter
        ("Ron", "Rand Paul"),
        ("sanctions talks report", "Michael Flynn"),
        ("Pence", "Peter Strzok"),
        ("", "Michael Flynn"),
        ("!", "Michael Flynn"),
    ],
)
def test_another_name_is_not_taken_for_it(words, name):
    assert likeness(Asked.of(words), name) == 0


def test_the_whole_name_is_liker_than_a_part_of_it():
    asked = Asked.of("michael flynn")
    by_likeness = sorted(NAMES[1:4], key=lambda name: -likeness(asked, name))

    assert by_likeness == ["Michael Flynn", "Michael G. Flynn", "Michael Flynn Jr."]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Sergey Kislyak", "Kislyack"),
        ("Sergey Kislyak", "Ksilyak"),
        ("Sergey Kislyak", "Kslyak"),
        ("George Papadopoulos", "Papadopolous"),
        ("Aras Agalarov", "Agaralov"),
        ("Natalia Veselnitskaya", "natalia"),
    ],
)
def test_a_misspelt_name_shares_a_key_with_it(name, typed):
    assert set(keys(name)) & set(Asked.of(typed).keys)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_can_be_compared_with_any_name(words, name):
    asked = Asked.of(words)

    assert 0 <= likeness(asked, name) <= 1.1
    assert all([*keys(name), *asked.keys])


@given(st.text(alphabet="abdeilnorst ", min_size=1).filter(str.strip))
def test_every_name_is_itself(name):
    assert likeness(Asked.of(name), name) > 0
