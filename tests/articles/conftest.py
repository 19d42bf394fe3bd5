import pytest

from articles.models import Article, Subscription
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


@pytest.fixture(params=["a draft", "in review", "scheduled"])
def hidden(request):
    """An article that readers may not see, for each reason why."""
    if request.param == "scheduled":
        return factories.article("Hidden", published="2999-01-01")
    draft = factories.article("Hidden", published=None)
    if request.param == "in review":
        draft.state = Article.State.IN_REVIEW
        draft.save()
    return draft


@pytest.fixture
def subscribe(site):
    """Subscribe to a feed that has this content: `subscribe(rss(*items(1, 2)))`."""

    def subscribe(content=b"", status=200, path="/feed", **fields):
        site.pages[path] = (status, fields.pop("headers", {}), content)
        return Subscription.objects.create(feed_url=f"{site.url}{path}", **fields)

    return subscribe
