"""The form of an article that is sent twice: by a double click, a retry, the way back."""

from uuid import uuid4

import pytest
from django.contrib.admin.models import LogEntry
from django.db import IntegrityError

from articles.admin.article import change_url
from articles.models import Article
from tests import factories
from tests.forms import fields

pytestmark = pytest.mark.django_db
ADD = "/admin/articles/article/add/"
FORM = "article_form"


@pytest.fixture
def filled(client, editor):
    outlet = factories.outlet()
    return fields(client.get(ADD), FORM) | {"headline": "Two envoys meet", "outlet": outlet.pk}


@pytest.mark.parametrize("button", ["_save", "_publish"])
def test_a_form_sent_twice_makes_one_article(client, filled, button):
    filled |= {button: "x", "body": "<p>In Geneva.</p>"}
    first, second = client.post(ADD, filled), client.post(ADD, filled)
    assert first.url == second.url == change_url(Article.objects.get())
    assert LogEntry.objects.count() == 1


def test_a_form_sent_twice_with_other_words_shows_both(client, filled):
    client.post(ADD, {**filled, "_save": "x"})
    second = client.post(ADD, {**filled, "headline": "Three envoys meet", "_save": "x"})
    assert second.status_code == 409
    client.post(
        change_url(Article.objects.get()), {**fields(second, "conflict_form"), "_save": "x"}
    )
    assert Article.objects.get().headline == "Two envoys meet Three envoys meet"


def test_of_two_forms_sent_at_once_the_second_finds_the_article(client, filled, monkeypatch):
    """The second has looked for the article before the first has saved it."""
    client.post(ADD, {**filled, "_save": "x"})
    answers = iter([None, str(Article.objects.get().pk)])
    monkeypatch.setattr("articles.admin.writing.made_by_this_form", lambda _: next(answers))
    assert client.post(ADD, {**filled, "_save": "x"}).url == change_url(Article.objects.get())


def test_another_broken_rule_is_not_taken_for_a_form_sent_twice(client, filled, monkeypatch):
    def fail(*_):
        raise IntegrityError

    monkeypatch.setattr("articles.admin.article.ArticleAdmin.save_model", fail)
    with pytest.raises(IntegrityError):
        client.post(ADD, {**filled, "_save": "x"})


def test_a_change_sent_twice_adds_nothing_twice(client, editor):
    article = factories.article()
    opened = fields(client.get(change_url(article)), FORM) | {
        "corrections-TOTAL_FORMS": "1",
        "corrections-0-text": "It was Tuesday.",
        "corrections-0-published_at_0": "01/03/2017",
        "corrections-0-published_at_1": "12:00:00",
    }
    for _ in range(2):
        assert client.post(change_url(article), {**opened, "_save": "x"}).status_code == 302
    assert article.corrections.count() == 1


@pytest.mark.parametrize("key", ["", "x", "\0", str(uuid4())])
def test_a_mangled_key_of_a_form_saves_all_the_same_or_says_so(client, filled, key):
    response = client.post(ADD, {**filled, "form_key": key, "_save": "x"})
    assert response.status_code in {200, 302}
