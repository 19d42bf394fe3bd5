import pytest
from django.test import override_settings

from newsroom.checks import database_is_postgresql, production_is_configured

GOOD = {
    "LOCAL": False,
    "DEBUG": False,
    "SECRET_KEY": "k" * 50,
    "ALLOWED_HOSTS": ["news.example"],
}


def found(**wrong):
    """What the check finds in a production site that is in order but for these settings."""
    with override_settings(**GOOD | wrong):
        return [(error.id, error.msg, error.hint) for error in production_is_configured(None)]


def test_a_production_site_that_says_all_it_must_is_in_order():
    assert found() == []


@pytest.mark.parametrize(
    ("wrong", "id", "told"),
    [
        ({"DEBUG": True}, "newsroom.E001", "DEBUG is on in production"),
        ({"SECRET_KEY": ""}, "newsroom.E002", "SECRET_KEY is missing or shorter"),
        ({"SECRET_KEY": "short"}, "newsroom.E002", "SECRET_KEY is missing or shorter"),
        ({"ALLOWED_HOSTS": []}, "newsroom.E003", "ALLOWED_HOSTS is missing"),
        ({"ALLOWED_HOSTS": ["*"]}, "newsroom.E004", "ALLOWED_HOSTS is *"),
    ],
)
def test_what_is_wrong_is_said_with_what_to_do(wrong, id, told):
    [(error, message, hint)] = found(**wrong)

    assert error == id
    assert told in message
    assert hint


def test_all_that_is_wrong_is_said_at_once():
    errors = found(DEBUG=True, SECRET_KEY="", ALLOWED_HOSTS=[])

    assert [error for error, *_ in errors] == ["newsroom.E001", "newsroom.E002", "newsroom.E003"]


def test_a_site_on_ones_own_machine_needs_none_of_it():
    assert found(LOCAL=True, DEBUG=True, SECRET_KEY="", ALLOWED_HOSTS=[]) == []


def test_only_postgresql_will_do(monkeypatch):
    assert database_is_postgresql(None) == []

    class Sqlite:
        vendor = "sqlite"

    monkeypatch.setattr("newsroom.checks.connection", Sqlite)
    [error] = database_is_postgresql(None)
    assert error.id == "newsroom.E005"
    assert "sqlite" in error.msg
