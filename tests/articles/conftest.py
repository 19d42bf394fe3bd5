import pytest

from tests import factories, website


@pytest.fixture
def editor(client):
    user = factories.member("Editor")
    client.force_login(user)
    return user


@pytest.fixture
def publisher(client):
    user = factories.member("Publisher")
    client.force_login(user)
    return user


@pytest.fixture
def draft(editor):
    return factories.article("Two envoys meet", published=None, created_by=editor)


@pytest.fixture
def site(settings):
    """A web site that may be fetched from: see `tests.website`."""
    with website.running() as site:
        settings.TRIAL_HOSTS = [site.host]
        yield site
