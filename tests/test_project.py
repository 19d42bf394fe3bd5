"""What holds for the project as a whole."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.backends.postgresql.psycopg_any import is_psycopg3

ROOT = Path(__file__).parents[1]
NOT_OURS = {"var", "__pycache__"}
TEXTS = {".py", ".html", ".css", ".js", ".md", ".toml", ".txt", ".in", ".json", ".svg", ""}


def files():
    """The text files of the repository."""
    for top in sorted(ROOT.iterdir()):
        if top.name in NOT_OURS or (top.name.startswith(".") and top.name != ".ci"):
            continue
        for path in [top] if top.is_file() else sorted(top.rglob("*")):
            if path.is_file() and path.suffix in TEXTS and NOT_OURS.isdisjoint(path.parts):
                yield path


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
def test_the_system_checks_find_nothing():
    call_command("check", fail_level="DEBUG", databases=["default"])


@pytest.mark.parametrize("app", ["articles", "people"])
def test_every_migration_is_named_for_what_it_changes(app):
    names = [path.stem for path in (ROOT / app / "migrations").glob("0*.py")]

    assert names
    assert [name for name in names if "_auto_" in name or name.endswith("_initial")] == []


@pytest.mark.django_db
def test_the_tests_run_on_postgresql_by_way_of_psycopg2():
    assert connection.vendor == "postgresql"
    assert not is_psycopg3


def test_no_file_names_a_place_on_somebodys_machine():
    place = re.compile(r"(?<![\w.])/(?:work|root|home|Users)/")

    found = [path for path in files() if place.search(path.read_text(encoding="utf-8"))]

    assert ROOT / "manage.py" in files()
    assert found == []
