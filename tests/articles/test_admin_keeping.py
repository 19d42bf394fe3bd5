"""What is typed and not saved: it is kept, and nobody else sees it."""

import datetime as dt

import pytest
from django.utils import timezone

from articles.admin.article import change_url
from articles.models import Article, UnsavedWork
from tests import factories
from tests.forms import fields
from tests.pages import words

pytestmark = pytest.mark.django_db
ADD = "/admin/articles/article/add/"
FORM = "article_form"
UNSAVED = "unsaved_form"


@pytest.fixture
def article(editor):
    return factories.article("Two envoys meet")


def keep(client, article=None, opened=None, **typed):
    """What the page sends two seconds after the last key; what it is answered."""
    url = change_url(article) if article else ADD
    kept = url.replace("change/", "keep/").replace("add/", "keep/")
    opened = fields(client.get(url), FORM) if opened is None else opened
    return client.post(kept, {**opened, **typed}).json()


def test_a_draft_is_saved_as_it_is_typed(client, editor, draft):
    answer = keep(client, draft, headline="Three envoys meet", tags="Sea")
    draft.refresh_from_db()
    assert (draft.headline, draft.tags.get().name) == ("Three envoys meet", "Sea")
    assert answer["seen"] == draft.updated_at.isoformat()
    assert "Saved at" in answer["said"]
    assert draft.state == Article.State.DRAFT
    assert not UnsavedWork.objects.exists()


def test_an_article_in_review_is_saved_as_it_is_typed(client, draft):
    draft.submit()
    keep(client, draft, headline="Three envoys meet")
    draft.refresh_from_db()
    assert (draft.headline, draft.state) == ("Three envoys meet", Article.State.IN_REVIEW)


def test_the_form_goes_on_from_what_was_kept(client, draft):
    opened = fields(client.get(change_url(draft)), FORM)
    opened["seen"] = keep(client, draft, opened, headline="Three envoys meet")["seen"]
    typed = {**opened, "headline": "Four envoys meet", "_save": "x"}
    assert client.post(change_url(draft), typed).status_code == 302
    draft.refresh_from_db()
    assert draft.headline == "Four envoys meet"


def test_what_is_published_at_the_very_moment_stays_published(client, editor, draft, monkeypatch):
    opened = fields(client.get(change_url(draft)), FORM)

    def publish_meanwhile(admin, request, article):
        Article.objects.get(pk=article.pk).publish()
        return True

    monkeypatch.setattr("articles.admin.article.ArticleAdmin.may_write", publish_meanwhile)
    answer = keep(client, draft, opened)
    draft.refresh_from_db()
    assert draft.state == Article.State.PUBLISHED
    assert "not saved yet" in answer["said"]


@pytest.mark.parametrize("when", ["now", "to come"])
def test_what_readers_see_or_will_see_is_never_touched(client, editor, article, when):
    if when == "to come":
        article.publish(at=timezone.now() + dt.timedelta(days=1))
    answer = keep(client, article, headline="Three envoys meet")
    article.refresh_from_db()
    assert article.headline == "Two envoys meet"
    assert "not saved yet" in answer["said"]
    assert "seen" not in answer
    assert UnsavedWork.objects.of(editor, article).get().data["headline"] == "Three envoys meet"


def test_no_button_sent_along_does_more_than_keep(client, article, draft):
    keep(client, article, headline="Three", _save="x", _publish="x")
    keep(client, draft, headline="Three", _publish="x")
    article.refresh_from_db()
    draft.refresh_from_db()
    assert article.headline == "Two envoys meet"
    assert draft.state == Article.State.DRAFT


def test_a_draft_that_cannot_be_saved_is_kept_aside(client, editor, draft):
    keep(client, draft, headline="", standfirst="Typed.")
    assert UnsavedWork.objects.of(editor, draft).get().data["standfirst"] == "Typed."


def test_a_draft_that_somebody_else_has_saved_is_kept_aside(client, editor, draft):
    opened = fields(client.get(change_url(draft)), FORM)
    draft.submit()
    keep(client, draft, opened, headline="Mine")
    draft.refresh_from_db()
    assert draft.headline == "Two envoys meet"
    assert UnsavedWork.objects.of(editor, draft).get().data["headline"] == "Mine"


def test_the_rows_of_a_draft_are_kept_aside(client, editor, draft):
    other = factories.article()
    added = {"see_also_links-TOTAL_FORMS": "1", "see_also_links-0-other": other.pk}
    keep(client, draft, **added, headline="Three envoys meet")
    draft.refresh_from_db()
    assert draft.headline == "Three envoys meet"
    kept = UnsavedWork.objects.of(editor, draft).get().data
    assert kept["see_also_links-0-other"] == str(other.pk)


def test_a_new_article_is_kept_until_it_is_saved(client, editor):
    keep(client, headline="Two envoys meet")
    assert not Article.objects.exists()
    assert "You have unsaved changes from" in client.get(ADD).content.decode()
    filled = fields(client.post(ADD, {"_restore": "x"}), FORM)
    assert filled["headline"] == "Two envoys meet"
    client.post(ADD, {**filled, "outlet": factories.outlet().pk, "_save": "x"})
    assert Article.objects.get().headline == "Two envoys meet"
    assert not UnsavedWork.objects.exists()


def test_unsaved_changes_are_offered_and_given_back(client, article):
    keep(client, article, headline="Three envoys meet", tags="Sea", published_at_0="01/02/2017")
    page = client.get(change_url(article))
    assert fields(page, FORM)["headline"] == "Two envoys meet"
    assert "You have unsaved changes from" in page.content.decode()
    restored = client.post(change_url(article), {**fields(page, UNSAVED), "_restore": "x"})
    filled = fields(restored, FORM)
    assert (filled["headline"], filled["tags"]) == ("Three envoys meet", "Sea")
    assert filled["published_at_0"] == "01/02/2017"
    assert "Nothing is saved yet" in restored.content.decode()
    client.post(change_url(article), {**filled, "_save": "x"})
    article.refresh_from_db()
    assert article.headline == "Three envoys meet"
    assert "You have unsaved changes" not in client.get(change_url(article)).content.decode()


def test_unsaved_changes_given_back_do_not_overwrite_what_was_saved_since(client, article):
    keep(client, article, headline="Three envoys meet")
    article.standfirst = "By somebody else."
    article.save()
    filled = fields(client.post(change_url(article), {"_restore": "x"}), FORM)
    assert client.post(change_url(article), {**filled, "_save": "x"}).status_code == 409


def test_unsaved_changes_can_be_discarded(client, article):
    keep(client, article, headline="Three envoys meet")
    response = client.post(change_url(article), {"_discard": "x"})
    assert response.url == change_url(article)
    assert not UnsavedWork.objects.exists()
    article.refresh_from_db()
    assert article.headline == "Two envoys meet"


def test_there_is_nothing_to_give_back_twice(client, article):
    assert client.post(change_url(article), {"_restore": "x"}).url == change_url(article)


def test_nobody_else_is_shown_what_is_not_saved(client, article):
    keep(client, article, headline="Three envoys meet")
    assert "Three envoys" not in words(client.get(article.get_absolute_url()))
    client.force_login(factories.member("Editor"))
    page = client.get(change_url(article)).content.decode()
    assert "You have unsaved changes" not in page
    assert "Three envoys" not in page


def test_the_token_of_the_form_is_not_kept(client, editor, article):
    keep(client, article, headline="Three", csrfmiddlewaretoken="x" * 64)
    assert "csrfmiddlewaretoken" not in UnsavedWork.objects.get().data


def test_nothing_is_kept_for_an_article_that_is_not_there(client, editor):
    assert client.post("/admin/articles/article/0/keep/").status_code == 404
    assert not UnsavedWork.objects.exists()


def test_a_reporter_keeps_nothing_in_somebody_elses_article(client, article):
    client.force_login(factories.member("Reporter"))
    url = f"/admin/articles/article/{article.pk}/keep/"
    assert client.post(url, {"headline": "Mine"}).status_code == 403
    assert not UnsavedWork.objects.exists()


@pytest.mark.parametrize("sent", [{}, {"headline": "\0"}, {"headline": "x" * 5000, "body": "<"}])
def test_whatever_is_sent_is_kept_or_saved_without_an_error(client, draft, sent):
    url = f"/admin/articles/article/{draft.pk}/keep/"
    assert client.post(url, sent).status_code == 200
