import json
from io import StringIO

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from people.importers import written_names
from people.models import Alias, Person, Role
from tests import factories


@pytest.fixture
def source(tmp_path):
    """Write a file: `source("a.csv", "…")` is its path."""

    def write(name, content):
        path = tmp_path / name
        path.write_text(content)
        return path

    return write


def run(*paths, **options):
    """What the command prints."""
    out = StringIO()
    call_command("import_people", *map(str, paths), stdout=out, **options)
    return out.getvalue()


@pytest.mark.parametrize(
    ("written", "name", "others"),
    [
        ("Ann Field", "Ann Field", []),
        ("Field, Ann", "Ann Field", []),
        ("Field,Ann", "Ann Field", []),
        ("Field, Samuel Jr.", "Samuel Field Jr.", []),
        ("Samuel Field, Jr.", "Samuel Field Jr.", []),
        ("Field, Samuel (Sam)", "Samuel Field", ["Sam Field"]),
        ("Field, William (Sam) Jr.", "William Field Jr.", ["Sam Field"]),
        ('William A. "Bill" Field', "William A. Field", ["Bill Field"]),
        ("Field, Ann (a/k/a Anna Brook)", "Ann Field", ["Anna Brook"]),
        ("bin Said al Nur, Omar", "Omar bin Said al Nur", []),
        ("Cher", "Cher", []),
        ("", "", []),
    ],
)
def test_a_name_is_read_however_a_list_writes_it(written, name, others):
    assert written_names.read(written) == (name, others)


@pytest.mark.django_db
def test_a_person_comes_with_all_that_is_known_of_them(source):
    row = {
        "name": "Ann Field",
        "aliases": ["Anna Field"],
        "description": "Ambassador to Norway.",
        "wikidata_id": "Q4242",
        "born": "1952-11",
        "roles": [
            {"title": "Ambassador", "organization": "State Department", "began": "2009-01-20"}
        ],
    }
    assert run(source("a.jsonl", json.dumps(row))).startswith("Created 1")
    person = Person.objects.get()
    assert (person.name, person.slug, person.wikidata_id) == ("Ann Field", "ann-field", "Q4242")
    assert person.born.edtf == "1952-11"
    assert person.known_names == ["Ann Field", "Anna Field"]
    role = person.roles.get()
    assert (role.title, role.organization.name) == ("Ambassador", "State Department")


@pytest.mark.django_db
def test_a_table_of_a_parliament_is_understood(source):
    run(
        source(
            "a.csv",
            "wikidata,first,middle,last,suffix,nickname,official_full,birthday,chamber,state,party,"
            "term_start,term_end\n"
            'Q4242,Samuel,Roe,Field,Jr.,Sam,"Samuel R. Field, Jr.",1952-11-09,sen,OH,Whig,'
            "2013-01-03,2019-01-03\n",
        )
    )
    person = Person.objects.get()
    assert person.name == "Samuel R. Field Jr."
    assert sorted(person.known_names[1:]) == ["Sam Field", "Samuel Roe Field Jr."]
    assert person.description == "US senator from OH (Whig)"
    assert person.roles.get().held_on(person.roles.get().ended)


@pytest.mark.django_db
def test_terms_that_follow_on_each_other_are_one_role(source):
    terms = "viceprez 2001-01-20..2005-01-20; viceprez 2005-01-20..2009-01-20; prez 2009-01-20.."
    run(source("a.csv", f"first,last,terms\nAnn,Field,{terms}\n"))
    roles = [(role.title.split()[0], role.began.year) for role in Role.objects.all()]
    assert roles == [("Vice", 2001), ("President", 2009)]


@pytest.mark.django_db
def test_a_long_description_is_kept_whole_as_the_biography(source):
    run(source("a.csv", f"name,description\nAnn Field,{'She met an envoy. ' * 20}\n"))
    person = Person.objects.get()
    assert len(person.description) <= 200
    assert person.description.endswith("…")
    assert person.biography == ("She met an envoy. " * 20).strip()


@pytest.mark.django_db
def test_importing_people_again_changes_nothing(source):
    path = source(
        "a.csv",
        "name,aliases,born,roles\nAnn Field,Anna Field; A. Field,1952,Envoy 2001-01-01..\n"
        '"Brook, John (Jack)",,,\n',
    )
    assert run(path).startswith("Created 2, updated 0, unchanged 0, rejected 0")
    before = list(Person.objects.order_by("pk").values())
    assert run(path).startswith("Created 0, updated 0, unchanged 2, rejected 0")
    assert list(Person.objects.order_by("pk").values()) == before


@pytest.mark.django_db
def test_a_second_source_adds_and_replaces_nothing(source):
    factories.person("Ann Field", description="Envoy.", aliases=["Anna Field"])
    said = run(source("a.csv", 'name,description,born\n"Field, Ann (Nan)",A banker.,1952\n'))
    assert said.startswith("Created 0, updated 1")
    person = Person.objects.get()
    assert (person.description, person.born.edtf) == ("Envoy.", "1952")
    assert person.known_names == ["Ann Field", "Anna Field", "Nan Field"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "row", ["Ann M. Field,", "Áñn Field,", "Anna Field,", "Somebody Else,Q4242"]
)
def test_a_person_is_known_again_by_a_name_or_the_wikidata_id(source, row):
    factories.person("Ann Field", aliases=["Anna Field"], wikidata_id="Q4242")
    run(source("a.csv", f"name,wikidata_id\n{row}\n"))
    assert Person.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("on_record", "row"),
    [
        ({"name": "Ann Field", "wikidata_id": "Q1"}, "Ann Field,Q2,"),
        ({"name": "Ann Field", "born": "1952"}, "Ann Field,,1953-01-01"),
        ({"name": "Samuel Field"}, "Samuel Field Jr.,,"),
        ({"name": "Samuel Field", "aliases": ["Samuel Field Jr."]}, "Samuel Field,,"),
        ({"name": "Ann M. Field"}, "Ann G. Field,,"),
    ],
)
def test_people_whom_something_tells_apart_are_two(source, on_record, row):
    factories.person(**on_record)
    run(source("a.csv", f"name,wikidata_id,born\n{row}\n"))
    assert Person.objects.count() == 2


@pytest.mark.django_db
def test_a_name_that_two_people_share_is_rejected_with_both(source):
    for _ in range(2):
        factories.person("Ann Field")
    with pytest.raises(CommandError):
        run(source("a.csv", "name\nAnn Field\n"))
    said = run(source("b.csv", "name\nAnn Field\nJohn Brook\n"))
    assert "b.csv:2 rejected: it may be Ann Field (ann-field) or Ann Field (ann-field-2)" in said


@pytest.mark.django_db
def test_a_person_an_editor_has_changed_is_left_alone(source):
    person = factories.person("Ann Field")
    editor = User.objects.create_user("editor")
    LogEntry.objects.log_actions(editor.pk, [person], CHANGE, "Changed.", single_object=True)
    assert "kept as edited here 1" in run(source("a.csv", "name,born\nAnn Field,1952\n"))
    assert Person.objects.get().born.is_unknown


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",person,", "it has no name"),
        ("Field->Brook,person,", "“Field->Brook” is not a name"),
        ("Field Bank,organization,", "it is an organization, not a person"),
        (f"{'x' * 201},person,", "its name has 201 characters; 200 fit"),
        ("Ann Field,person,soon", "a date cannot be read"),
    ],
)
def test_a_bad_person_is_reported_with_line_and_reason_and_stops_nothing(source, row, reason):
    said = run(source("a.csv", f"name,kind,born\nJohn Brook,,\n{row}\nJane Brook,,\n"))
    assert said.startswith("Created 2, updated 0, unchanged 0, rejected 1")
    assert f"a.csv:3 rejected: {reason}" in said


@pytest.mark.django_db
def test_a_dry_run_adds_nobody(source):
    assert "Created 1" in run(source("a.csv", "name\nAnn Field\n"), dry_run=True)
    assert not Person.objects.exists()
    assert not Alias.objects.exists()
