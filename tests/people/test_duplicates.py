"""Who may be one person: names that are alike, and what speaks against them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people import dates
from people.duplicates import Known, likely_pairs, may_be_one


def known(number, *names, born="", wikidata_id=""):
    return Known(number, names, dates.parse(born), wikidata_id)


def alike(one, other):
    return may_be_one(known(1, *one.split(", ")), known(2, *other.split(", ")))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sergey Kislyak", "Sergei Kislyak"),
        ("Sergey Kislyak", "SERGEY I. KISLYAK"),
        ("Sergey Kislyak", "Sergey Ivanovich Kislyak"),
        ("Sergey I. Kislyak", "Sergey Ivanovich Kislyak"),
        ("Sergey Kislyak", "S. Kislyak"),
        ("Jeff Sessions", "Jefferson Sessions III"),
        ("Bob Mueller", "Robert Mueller"),
        ("Mike Flynn", "Michael Flynn"),
        ("Gen. Michael Flynn", "Michael Flynn"),
        ("Robert Goldstone", "Rob Goldstone"),
        ("Donald Trump Jr.", "Don Trump Jr."),
        ("Bashar al-Assad", "Bashar Assad"),
        ("Kim Jong Un", "Kim Jong-un"),
        ("Alex van der Zwaan", "Alexander van der Zwaan"),
        ("Chuck Schumer, Charles Schumer", "Charles E. Schumer"),
        ("Bear", "Sergey Kislyak, Bear"),
    ],
)
def test_names_that_one_person_may_have(one, other):
    assert alike(one, other)
    assert alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Robert Mueller", "Kayla Mueller"),
        ("Jeff Sessions", "Pete Sessions"),
        ("Michael Flynn, Michael T. Flynn", "Michael G. Flynn"),
        ("Michael Flynn", "Michael Flynn Jr."),
        ("Mike Rogers", "Michael S. Rogers"),
        ("George W. Bush", "George H.W. Bush"),
        ("George W. Bush", "Jeb Bush"),
        ("Rand Paul", "Ron Paul"),
        ("Joe Biden", "Jill Biden"),
        ("Hillary Clinton", "Bill Clinton"),
        ("George Papadopoulos", "Simona Mangiante Papadopoulos"),
        ("Mohammed bin Salman", "King Salman"),
        ("Muammar Gaddafi", "Seif Gadhafi"),
        ("Jared Kushner", "Charles Kushner"),
        ("Paul Brook", "Paula Brook"),
        ("Kim Jong Un", "Kim Jong Il"),
        ("Mary Brook", "Brook"),
        ("Mary Brook", "Mary Field"),
        ("Jo Brook", "John Brook"),
        ("Chris Van Hollen", "Chris Hollen"),
    ],
)
def test_names_of_two_people(one, other):
    assert not alike(one, other)
    assert not alike(other, one)


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        ({"born": "16 July 1958"}, {"born": "1958"}, True),
        ({"born": "16 July 1958"}, {}, True),
        ({"born": "16 July 1958"}, {"born": "1960"}, False),
        ({"wikidata_id": "Q312"}, {}, True),
        ({"wikidata_id": "Q312"}, {"wikidata_id": "Q313"}, False),
    ],
)
def test_birth_and_wikidata_tell_namesakes_apart(one, other, is_one):
    pair = known(1, "Mike Rogers", **one), known(2, "Mike Rogers", **other)
    assert may_be_one(*pair) is is_one


def test_pairs_come_once_in_the_order_of_the_people():
    people = [
        known("a", "Mary Brook", "Molly Rivers"),
        known("b", "M. Brook", "Molly Rivers"),
        known("c", "John Field"),
        known("d", "Molly Rivers"),
    ]
    assert list(likely_pairs(people)) == [("a", "b"), ("a", "d"), ("b", "d")]


words = "Mary Marie M. J. Brook brook O’Field Jr. III van Dr. Li Кисляк".split()
names = st.lists(st.sampled_from(words), min_size=1, max_size=4).map(" ".join)


@given(names)
def test_everybody_may_be_themselves(name):
    assert alike(name, name)


@given(names, names)
def test_it_makes_no_difference_who_is_named_first(one, other):
    assert alike(one, other) == alike(other, one)


@given(st.lists(names, max_size=6))
def test_pairs_are_those_that_comparing_everybody_gives(all_names):
    people = [known(number, name) for number, name in enumerate(all_names)]
    expected = {
        (one.person, other.person)
        for one in people
        for other in people
        if one.person < other.person and may_be_one(one, other)
    }
    assert set(likely_pairs(people)) == expected
