import pytest

from tests import factories
from tests.forms import send
from tests.people.desk.rows import change, form_of


@pytest.fixture(autouse=True)
def editor(client):
    user = factories.member("Editor")
    client.force_login(user)
    return user


@pytest.fixture
def dana():
    return factories.member("Editor", first_name="Dana", last_name="Reed")


@pytest.fixture
def dana_saves(client, editor, dana):
    """Somebody else opens a row, changes some fields and saves it."""

    def save(row, **changes):
        client.force_login(dana)
        response = send(client, change(row), form_of(row), **changes)
        client.force_login(editor)
        assert response.status_code == 302

    return save


@pytest.fixture
def person():
    return factories.person(
        "Mary Brook",
        aliases=["Maria Brook"],
        description="ambassador",
        biography="Born by the sea.\nStudied law.",
        born="about 1950",
    )


@pytest.fixture
def interaction():
    people = [factories.person("Mary Brook"), factories.person("John Field")]
    return factories.interaction("Mary Brook meets John Field.", people=people)
