import pytest

from people.finding import people_meant
from people.models import Alias, Person
from tests import factories as make

pytestmark = pytest.mark.django_db


def meant(words, most=5) -> list[str]:
    return [one.person.name for one in people_meant(words, most)]


@pytest.mark.parametrize(
    "words", ["Kislyack", "Sergei Kisliak", "ambassador kislyak", "kis", "S. Kislyak", "the envoy"]
)
def test_somebody_is_found_by_other_spellings_beginnings_and_aliases(words):
    make.person("Sergey Kislyak", aliases=["The Envoy"])
    make.person("Ann Hill")

    assert meant(words) == ["Sergey Kislyak"]


@pytest.mark.parametrize("words", ["", " ", "!", "'", "\\", ":*", "a'b:*", "(|)", "🙂", "Xavier"])
def test_words_that_name_nobody_find_nobody(words):
    make.person("Sergey Kislyak")

    assert meant(words) == []


def test_of_one_surname_whoever_more_articles_name_comes_first():
    for name, articles in (("Pete Sessions", 1), ("Jeff Sessions", 3), ("Ann Sessions", 0)):
        person = make.person(name)
        for _ in range(articles):
            make.mention(make.article(), person)

    assert meant("sessions") == ["Jeff Sessions", "Pete Sessions", "Ann Sessions"]
    assert meant("pete sessions") == ["Pete Sessions"]


def test_who_is_less_like_the_words_is_not_meant_when_somebody_is_just_so_called():
    for name in ("Michael Flynn", "Ann Flint", "Michael Cohen"):
        make.person(name)

    assert meant("michael flynn") == ["Michael Flynn"]


def test_only_so_many_are_named():
    for name in ("Ann Hill", "Bob Hill", "Cora Hill"):
        make.person(name)

    assert meant("hill", most=2) == ["Ann Hill", "Bob Hill"]


def test_it_costs_one_query(django_assert_num_queries):
    for name in ("Ann Hill", "Bob Hill", "Cora Hill"):
        make.person(name, aliases=["Hillock"])

    with django_assert_num_queries(1):
        assert len(people_meant("hil", 5)) == 3


def test_keys_follow_the_name():
    person = make.person("Ann Hill", aliases=["Hillock"])
    Alias.objects.get().delete()
    person.name = "Ann Stone"
    person.save()

    assert meant("hillock") == []
    assert meant("stoen") == ["Ann Stone"]
    assert Person.objects.get().keys
