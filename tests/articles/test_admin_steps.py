"""The way of an article from draft to reader, and back."""

import datetime as dt

import pytest
from django.contrib.admin.models import LogEntry
from django.utils import timezone
from lxml import html

from articles.admin.article import change_url
from articles.models import Article, Tag
from tests import factories
from tests.forms import buttons, errors, fields, said, send

pytestmark = pytest.mark.django_db
ADD = "/admin/articles/article/add/"
LIST = "/admin/articles/article/"
FORM = "article_form"
WORKFLOW = {
    "Reporter": ["Save draft", "Submit for review", "Preview"],
    "Editor": ["Save draft", "Submit for review", "Publish", "Preview"],
}


# --- From draft to reader ------------------------------------------------------------------------


@pytest.mark.parametrize("group", WORKFLOW)
def test_the_buttons_are_the_steps_that_are_open(client, group):
    client.force_login(factories.member(group))
    assert buttons(client.get(ADD)) == WORKFLOW[group]


def test_a_published_article_is_saved_or_withdrawn(client, publisher):
    article = factories.article()
    assert buttons(client.get(change_url(article))) == ["Save", "Preview", "Withdraw…", "Delete"]
    assert article.get_absolute_url() in client.get(change_url(article)).content.decode()


def test_a_draft_is_submitted_and_taken_back(client, draft):
    send(client, change_url(draft), FORM, "_submit")
    draft.refresh_from_db()
    assert draft.state == Article.State.IN_REVIEW
    send(client, change_url(draft), FORM, "_take_back")
    draft.refresh_from_db()
    assert draft.state == Article.State.DRAFT


def test_an_article_dated_in_the_future_is_scheduled(client, draft):
    later = timezone.now() + dt.timedelta(days=2)
    day, time = later.strftime("%d/%m/%Y"), later.strftime("%H:%M")
    response = send(
        client, change_url(draft), FORM, "_publish", published_at_0=day, published_at_1=time
    )
    draft.refresh_from_db()
    assert draft.is_scheduled
    page = client.get(response.url)
    assert said(page).startswith("Scheduled. Readers see it from")
    assert LogEntry.objects.get().get_change_message() == "Scheduled."
    assert buttons(page) == ["Save", "Back to draft", "Preview"]


def test_taking_back_is_never_the_button_that_stands_out(client):
    client.force_login(reporter := factories.member("Reporter"))
    article = factories.article(published=None, created_by=reporter)
    article.submit()
    page = html.fromstring(client.get(change_url(article)).content.decode())
    looks = {
        button.get("value"): button.get("class") for button in page.xpath("//input[@type='submit']")
    }
    assert looks["Back to draft"] == "quiet-button"
    assert looks["Save"] is None


def test_an_article_without_a_text_is_not_published(client, editor):
    empty = factories.article(body="", published=None)
    response = send(client, change_url(empty), FORM, "_publish")
    assert "needs a text" in errors(response)
    empty.refresh_from_db()
    assert empty.state == Article.State.DRAFT


def test_what_readers_have_cannot_be_moved_to_the_future(client, editor):
    article = factories.article()
    response = send(client, change_url(article), FORM, published_at_0="01/01/2099")
    assert "cannot be in the future" in errors(response)


def test_a_published_article_keeps_a_date(client, editor):
    article = factories.article()
    response = send(client, change_url(article), FORM, published_at_0="", published_at_1="")
    assert "needs its date" in errors(response)


def test_history_names_the_step_that_was_taken(client, draft):
    send(client, change_url(draft), FORM, "_publish")
    assert LogEntry.objects.get().get_change_message() == "Published."


# --- Preview -------------------------------------------------------------------------------------


def test_a_preview_shows_the_page_as_readers_will_see_it(client, draft):
    response = client.get(f"/admin/articles/article/{draft.pk}/preview/")
    page = response.content.decode()
    assert "Readers do not see this page yet" in page
    assert "Mary Brook met John Field" in page
    assert "articles/article_detail.html" in [template.name for template in response.templates]
    assert "no-store" in response.headers["Cache-Control"]


def test_a_preview_of_nothing_is_not_found(client, editor):
    assert client.get("/admin/articles/article/999/preview/").status_code == 404


def test_a_preview_shows_what_is_typed_and_saves_nothing(client, draft):
    factories.person("Ann Hill")
    response = send(
        client,
        change_url(draft),
        FORM,
        "_preview",
        headline="Ann Hill resigns",
        body="<p>Ann Hill is out.</p>",
        tags="Cabinet",
    )
    page = response.content.decode()
    assert "nothing of it is saved" in page
    for shown in ("<h1>Ann Hill resigns</h1>", "is out.", "Cabinet", "/people/ann-hill/"):
        assert shown in page
    draft.refresh_from_db()
    assert draft.headline == "Two envoys meet"
    assert not Tag.objects.exists()
    assert not draft.mentions.exists()


def test_a_preview_of_a_new_article_makes_none(client, editor):
    typed = {"headline": "Two envoys meet", "outlet": factories.outlet().pk}
    response = send(client, ADD, FORM, "_preview", **typed)
    assert "<h1>Two envoys meet</h1>" in response.content.decode()
    assert not Article.objects.exists()


def test_a_preview_does_not_ask_about_what_somebody_else_has_saved(client, draft):
    opened = fields(client.get(change_url(draft)), FORM)
    draft.submit()
    response = client.post(change_url(draft), {**opened, "headline": "Mine", "_preview": "x"})
    assert "<h1>Mine</h1>" in response.content.decode()


def test_what_is_not_valid_is_not_previewed(client, draft):
    response = send(client, change_url(draft), FORM, "_preview", headline="")
    assert "This field is required" in errors(response)


# --- Withdrawing ---------------------------------------------------------------------------------


def test_withdrawing_asks_for_a_reason_and_says_what_readers_lose(client, publisher):
    article = factories.article("Two envoys meet")
    url = f"/admin/articles/article/withdraw/?id={article.pk}"
    assert "Its page" in client.get(url).content.decode()
    assert "This field is required" in errors(client.post(url, {"reason": "  "}))
    client.post(url, {"reason": "It was wrong."})
    article.refresh_from_db()
    assert article.withdrawal_reason == "It was wrong."
    assert "It was wrong." in LogEntry.objects.get().get_change_message()
    assert client.get(article.get_absolute_url()).status_code == 410


def test_only_what_readers_have_is_withdrawn(client, publisher):
    draft = factories.article(published=None)
    url = f"/admin/articles/article/withdraw/?id={draft.pk}&id=x&id=%00&id={'9' * 30}"
    assert "nothing to withdraw" in client.get(url).content.decode()
    client.post(url, {"reason": "It was wrong."})
    draft.refresh_from_db()
    assert draft.state == Article.State.DRAFT


def test_a_withdrawn_article_is_published_again_by_a_publisher(client, publisher):
    article = factories.withdrawn_article("It was wrong.")
    page = client.get(change_url(article))
    assert "It was wrong." in page.content.decode()
    assert buttons(page) == ["Save", "Publish again", "Preview", "Delete"]
    send(client, change_url(article), FORM, "_publish")
    article.refresh_from_db()
    assert article.is_public
