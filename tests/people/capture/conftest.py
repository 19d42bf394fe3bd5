from urllib.parse import urlencode

import pytest

from people.admin.capture import record_url
from tests import factories
from tests.people.capture.page import TEXT, parsed


@pytest.fixture
def editor(client):
    editor = factories.member("Editor")
    client.force_login(editor)
    return editor


@pytest.fixture
def people():
    return [factories.person(name) for name in ("Mary Brook", "John Field", "Peter Marsh")]


@pytest.fixture
def article(editor, people):
    return factories.article("Two envoys", body=f"<p>{TEXT}</p>", published="2017-02-13")


@pytest.fixture
def open_page(client, article):
    def open_page(**asked):
        return client.get(f"{record_url(article)}?{urlencode(asked)}")

    return open_page


@pytest.fixture
def send(client, article):
    """Send a deed as the page would, and follow where it leads."""

    def send(**sent):
        return client.post(record_url(article), sent, follow=True)

    return send


@pytest.fixture
def sheet(open_page):
    """What the form for these words of the text sends, with some fields changed."""

    def sheet(words, **changes):
        start = TEXT.index(words)
        page = parsed(open_page(start=start, end=start + len(words)))
        [form] = page.xpath("//form[@data-sheet]")
        fields = [(name, value) for name, value in form.form_values() if name not in changes]
        sent: dict[str, list] = {}
        for name, value in [*fields, *((name, v) for name, v in changes.items() if v is not None)]:
            sent.setdefault(name, []).extend(value if isinstance(value, list) else [value])
        return sent

    return sheet
