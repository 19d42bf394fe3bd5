"""People and organizations at the desk."""

import pytest

from people.models import Organization, Person
from tests import factories
from tests.forms import errors, said, send
from tests.people.desk.rows import change, named

pytestmark = pytest.mark.django_db


def save_person(client, person=None, **changes):
    url = change(person) if person else "/admin/people/person/add/"
    return client.get(send(client, url, "person_form", "_continue", **changes).url)


def test_a_new_person_is_found_in_the_articles_there_are(client):
    article = factories.article()
    page = save_person(client, name="Mary  Brook", born="about 1958")
    person = Person.objects.get()
    assert "Mary Brook is now found in 1 article." in said(page)
    assert named(article) == {"Mary Brook": ["Mary Brook"]}
    assert (person.sort_name, person.born.words()) == ("Brook, Mary", "About 1958")


def test_another_name_of_a_person_is_found_too(client):
    person = factories.person("Mary Brook")
    article = factories.article(body="<p>Molly Rivers spoke.</p>")
    aliases = {"aliases-0-name": "Molly Rivers"}
    assert "now found in 1 article" in said(save_person(client, person, **aliases))
    assert named(article) == {"Mary Brook": ["Molly Rivers"]}


def test_a_person_whose_names_stay_is_not_looked_for_again(client):
    person = factories.person("Mary Brook")
    assert "now found" not in said(save_person(client, person, description="ambassador"))


def test_a_namesake_is_told_of_and_no_obstacle(client):
    first = factories.person("Michael Flynn", description="general")
    page = save_person(client, name="michael flynn")
    assert "There is already Michael Flynn (general)" in said(page)
    assert change(first) in page.content.decode()
    assert Person.objects.count() == 2


@pytest.mark.parametrize(
    ("field", "value", "complaint"),
    [
        ("name", "\u200b", "This field is required"),
        ("name", "x" * 201, "at most 200 characters"),
        ("born", "31 February 1958", "February"),
        ("wikidata_id", "312", "Q and digits"),
        ("slug", "taken", "Somebody else has this address"),
        ("aliases-0-name", "x" * 201, "at most 200 characters"),
        ("biography", "In\0Geneva", "Null characters"),
    ],
)
def test_what_cannot_be_said_of_a_person_is_refused(client, field, value, complaint):
    factories.person("Ann Field", slug="taken")
    person = factories.person("Mary Brook")
    response = send(client, change(person), "person_form", **{field: value})
    assert complaint in errors(response)


def test_a_role_ends_after_it_begins(client):
    person = factories.person("Mary Brook")
    role = {"roles-0-title": "ambassador", "roles-0-began": "02/02/2017"}
    role |= {"roles-0-ended": "01/01/2017"}
    assert "on or after the day it begins" in errors(
        send(client, change(person), "person_form", **role)
    )


@pytest.mark.parametrize("words", ["kislyak", "sergei kis", "Кисляк", "bear"])
def test_people_are_searched_by_name_and_alias_however_written(client, words):
    factories.person("Sergey Kislyak", aliases=["The Bear"])
    factories.person("Mary Brook")
    response = client.get("/admin/people/person/", {"q": words})
    assert [row.name for row in response.context["cl"].result_list] == ["Sergey Kislyak"]


def test_the_list_of_people_counts_in_a_fixed_number_of_queries(client, django_assert_num_queries):
    people = [factories.person() for _ in range(8)]
    factories.interaction(people=people)
    client.get("/admin/people/person/")
    with django_assert_num_queries(6):
        response = client.get("/admin/people/person/")
    assert [row.interaction_count for row in response.context["cl"].result_list] == [1] * 8


@pytest.mark.parametrize(
    "url",
    [
        "/admin/people/organization/?q=comm%00ittee",
        "/admin/autocomplete/?app_label=people&model_name=role&field_name=organization"
        "&term=comm%00ittee",
    ],
)
def test_an_organization_is_found_whatever_else_is_typed(client, url):
    factories.organization("The Committee")
    assert "The Committee" in client.get(url).content.decode()


def test_an_organization_is_known_once(client):
    factories.organization("The Committee")
    response = send(
        client, "/admin/people/organization/add/", "organization_form", name="the committee"
    )
    assert "There is already the organization “The Committee”" in errors(response)
    assert Organization.objects.count() == 1
