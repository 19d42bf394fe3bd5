import datetime as dt

import pytest

from people.models import Organization, Person, PersonSlug, Role
from tests import factories as make

pytestmark = pytest.mark.django_db


# --- Names -----------------------------------------------------------------------------------


def test_a_person_is_listed_by_surname_unless_an_editor_says_otherwise():
    assert make.person("Michael T. Flynn").sort_name == "Flynn, Michael T."
    assert make.person("Kim Jong-un", sort_name="Kim Jong-un").sort_name == "Kim Jong-un"


@pytest.mark.parametrize(
    ("name", "letter"),
    [("Émile Żak", "Z"), ("Владимир Путин", "P"), ("50 Cent", "C"), ("007", "#")],
)
def test_a_person_stands_under_a_letter_of_the_alphabet(name, letter):
    assert make.person(name).first_letter == letter


def test_people_stand_in_the_order_of_the_alphabet_whatever_their_accents():
    names = ["Zoe Abel", "Émile Ábel", "Ann Żak", "Bob zebra"]
    for name in reversed(names):
        make.person(name)

    listed = [person.sort_name for person in Person.objects.alphabetical()]
    assert listed == ["Ábel, Émile", "Abel, Zoe", "Żak, Ann", "zebra, Bob"]


def test_a_name_is_one_line_of_visible_characters():
    assert make.person(" Mary\x00 \u200bBrook\n").name == "Mary Brook"


def test_the_known_names_are_the_name_and_every_alias():
    assert make.person("Mary Brook", aliases=["Molly Stone"]).known_names == [
        "Mary Brook",
        "Molly Stone",
    ]


@pytest.mark.parametrize("name", ["龘" * 200, "ﷺ" * 200, "?", "…"])
def test_any_name_that_fits_can_be_kept(name):
    person = make.person(name, aliases=[name])

    assert Person.objects.get().name == name
    assert person.slug


# --- Finding somebody ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    ["mary", "BROOK", "brook mary", "mar bro", "Märy", "molly", "stone mol", "mary stone", "tver"],
)
def test_a_person_is_called_by_the_beginnings_of_any_of_their_names(words):
    person = make.person("Mary Brook", aliases=["Molly Stone", "the Tver envoy"])
    make.person("Ann Hill")

    assert list(Person.objects.called(words)) == [person]


@pytest.mark.parametrize("words", ["rook", "mary hill", "!!!", ":*", "", "%", "_"])
def test_nobody_is_called_by_anything_else(words):
    make.person("Mary Brook")
    make.person("Ann Hill")

    assert list(Person.objects.called(words)) == []


def test_nobody_is_called_twice():
    make.person("Mary Brook", aliases=["Mary Stone", "Mary Hill"])

    assert Person.objects.called("mary").count() == 1


# --- Addresses -------------------------------------------------------------------------------


def test_two_people_of_one_name_have_two_addresses():
    assert make.person("Mary Brook").get_absolute_url() == "/people/mary-brook/"
    assert make.person("Mary Brook").get_absolute_url() == "/people/mary-brook-2/"


def test_a_person_keeps_their_address_under_another_name():
    person = make.person("Mary Brook")
    person.name = "Mary Hill"
    person.save()

    assert person.slug == "mary-brook"


def test_an_old_address_is_remembered_until_it_is_taken_up_again():
    person = make.person("Mary Brook")
    for slug in ("second", "third", "second"):
        person.slug = slug
        person.save()

    assert {row.slug for row in PersonSlug.objects.all()} == {"mary-brook", "third"}


def test_a_copy_from_before_the_change_of_address_can_still_be_saved():
    person, copy = make.person("Mary Brook"), Person.objects.get()
    copy.slug = "second"
    copy.save()
    person.refresh_from_db()
    person.save()

    assert Person.objects.get().slug == "second"


def test_a_new_person_takes_no_address_that_redirects_to_another():
    person = make.person("Mary Brook")
    person.slug = "mary"
    person.save()

    assert make.person("Mary Brook").slug == "mary-brook-2"


# --- Roles -----------------------------------------------------------------------------------


@pytest.fixture
def envoy():
    person = make.person()
    make.role(person, "envoy", began="2016-01-01", ended="2016-12-31")
    make.role(person, "minister", began="2016-07-01", ended="2017-06-30")
    make.role(person, "member of parliament", began=None, ended="2015-12-31")
    return Person.objects.get()


@pytest.mark.parametrize(
    ("day", "title"),
    [
        ("2010-01-01", "member of parliament"),
        ("2016-01-01", "envoy"),
        ("2016-06-30", "envoy"),
        ("2016-07-01", "minister"),
        ("2017-06-30", "minister"),
    ],
)
def test_of_several_roles_held_on_a_day_the_last_begun_counts(envoy, day, title):
    assert envoy.role_on(dt.date.fromisoformat(day)).title == title


def test_outside_every_role_there_is_none(envoy):
    assert envoy.role_on(dt.date(2017, 7, 1)) is None


def test_a_role_without_an_end_is_still_held():
    person = make.person()
    make.role(person, "judge", began="2016-01-01")

    assert person.role_on(dt.date(2999, 1, 1)).title == "judge"


def test_the_last_role_is_the_one_held_else_the_one_that_ended_last(envoy):
    assert envoy.last_role(dt.date(2016, 8, 1)).title == "minister"
    assert envoy.last_role(dt.date(2018, 1, 1)).title == "minister"
    assert envoy.last_role(dt.date(2010, 1, 1)).title == "member of parliament"
    assert make.person().last_role(dt.date(2018, 1, 1)) is None


def test_an_organization_makes_its_own_address():
    make.organization("The  Committee")
    make.organization("The Committee.")

    assert [row.slug for row in Organization.objects.order_by("pk")] == [
        "the-committee",
        "the-committee-2",
    ]


@pytest.mark.parametrize(
    ("began", "ended", "words"),
    [
        ("2012-01-01", None, "since 2012"),
        ("2017-01-20", "2017-02-13", "2017"),
        ("2008-01-01", "2017-07-31", "2008 to 2017"),
        (None, "2015-12-31", "until 2015"),
        (None, None, ""),
    ],
)
def test_a_role_tells_the_years_it_was_held(began, ended, words):
    days = {
        name: day and dt.date.fromisoformat(day)
        for name, day in (("began", began), ("ended", ended))
    }
    assert Role(title="envoy", **days).words == words


def test_a_person_renamed_is_listed_under_the_new_name_unless_an_editor_chose_the_place():
    renamed, placed = make.person("Ann Hill"), make.person("Kim Jong-un", sort_name="Kim")
    renamed.name = placed.name = "Ann Vale"
    renamed.save()
    placed.save()
    assert renamed.sort_name == "Vale, Ann"
    assert placed.sort_name == "Kim"
