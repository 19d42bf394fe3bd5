"""Several editors at one article: nobody's words are lost."""

import datetime as dt
import json

import pytest
from django.utils import timezone

from articles.admin.article import change_url
from articles.models import Article, Presence, SeeAlso, UnsavedWork
from tests import factories
from tests.forms import asked, chosen, errors, fields, send

pytestmark = pytest.mark.django_db
ADD = "/admin/articles/article/add/"
FORM = "article_form"
CHOICE = "conflict_form"


@pytest.fixture
def dana():
    return factories.member("Editor", first_name="Dana", last_name="Reed")


@pytest.fixture
def opened(client, draft):
    """What a browser holds of the form of the draft, before anybody changes anything."""
    return fields(client.get(change_url(draft)), FORM)


@pytest.fixture
def dana_saves(client, editor, dana):
    """Somebody else opens an article, changes some fields and saves it."""

    def save(article, button="_save", **changes):
        client.force_login(dana)
        response = send(client, change_url(article), FORM, button, **changes)
        client.force_login(editor)
        return response

    return save


def post(client, article, opened, **changes):
    return client.post(change_url(article), {**opened, "_save": "x", **changes})


# --- Two versions -------------------------------------------------------------------------------


def test_a_stale_form_shows_both_versions_and_saves_nothing(client, draft, opened, dana_saves):
    dana_saves(draft, headline="Dana's headline")
    response = post(client, draft, opened, headline="My headline", standfirst="Typed.")
    assert response.status_code == 409
    page = response.content.decode()
    assert "Dana Reed changed this article on" in page
    for words in ("Dana&#x27;s", "My", "Typed."):
        assert words in page
    assert asked(response) == ["Headline", "Standfirst"]
    draft.refresh_from_db()
    assert (draft.headline, draft.standfirst) == ("Dana's headline", "")


def test_the_side_that_alone_changed_a_field_is_chosen_beforehand(
    client, draft, opened, dana_saves
):
    dana_saves(draft, headline="Dana's headline", byline="Dana Reed", tags="Sea")
    response = post(client, draft, opened, standfirst="Mine.", tags="Law", byline="Me")
    assert chosen(response) == {
        "headline": "theirs",
        "standfirst": "mine",
        "byline": "both",
        "tags": "both",
    }


def test_what_was_chosen_is_saved(client, draft, opened, dana_saves):
    body = "<p>One.</p><p>Two.</p><p>Three.</p>"
    send(client, change_url(draft), FORM, body=body, tags="Diplomacy")
    opened = fields(client.get(change_url(draft)), FORM)
    dana_saves(
        draft,
        headline="Dana's headline",
        standfirst="Dana's words.",
        body=body.replace("One.", "One, by Dana."),
        tags="Diplomacy, Sea",
    )
    refused = post(
        client,
        draft,
        opened,
        headline="My headline",
        standfirst="My words.",
        body=body.replace("Three.", "Three, by me."),
        tags="Law",
    )
    choice = fields(refused, CHOICE) | {"choice-headline": "mine", "choice-standfirst": "theirs"}
    client.post(change_url(draft), {**choice, "_save": "x"})
    draft.refresh_from_db()
    assert draft.headline == "My headline"
    assert draft.standfirst == "Dana's words."
    assert draft.body == "<p>One, by Dana.</p><p>Two.</p><p>Three, by me.</p>"
    assert set(draft.tags.names()) == {"Law", "Sea"}


def test_both_versions_of_the_same_words_are_kept_one_after_the_other(
    client, draft, opened, dana_saves
):
    dana_saves(draft, body="<p>By Dana.</p>")
    refused = post(client, draft, opened, body="<p>By me.</p>")
    assert chosen(refused) == {"body": "both"}
    client.post(change_url(draft), {**fields(refused, CHOICE), "_save": "x"})
    draft.refresh_from_db()
    assert draft.body == "<p>By Dana.</p><p>By me.</p>"


def test_of_what_cannot_be_joined_one_is_chosen(client, draft, opened, dana_saves):
    theirs, mine = factories.outlet("The Courier"), factories.outlet("Evening Post")
    dana_saves(draft, outlet=theirs.pk, published_at_0="01/02/2017", published_at_1="09:30:00")
    refused = post(client, draft, opened, outlet=mine.pk)
    assert chosen(refused) == {"published_at": "theirs"}
    assert "1 February 2017, 09:30" in refused.content.decode()
    choice = fields(refused, CHOICE) | {"choice-outlet": "theirs", "_save": "x"}
    client.post(change_url(draft), choice)
    draft.refresh_from_db()
    assert draft.outlet == theirs
    assert draft.published_at == dt.datetime(2017, 2, 1, 9, 30, tzinfo=dt.UTC)


def test_choosing_theirs_gets_rid_of_what_was_wrong_with_mine(client, draft, opened, dana_saves):
    dana_saves(draft, canonical_url="https://news.example/1")
    refused = post(client, draft, opened, canonical_url="javascript:x")
    assert "javascript:x" in refused.content.decode()
    choice = fields(refused, CHOICE) | {"choice-canonical_url": "theirs", "_save": "x"}
    assert client.post(change_url(draft), choice).status_code == 302


def test_whoever_chooses_too_late_chooses_again(client, draft, opened, dana_saves):
    dana_saves(draft, headline="Dana's headline")
    refused = post(client, draft, opened, headline="My headline")
    dana_saves(draft, headline="Dana's second headline")
    choice = fields(refused, CHOICE) | {"choice-headline": "mine", "_save": "x"}
    again = client.post(change_url(draft), choice)
    assert again.status_code == 409
    assert chosen(again) == {"headline": "mine"}
    client.post(change_url(draft), {**fields(again, CHOICE), "_save": "x"})
    draft.refresh_from_db()
    assert draft.headline == "My headline"


def test_a_correction_that_two_editors_changed_is_asked_about(client, editor, dana_saves):
    correction = factories.correction(factories.article(), "It was Monday.")
    article = correction.article
    opened = fields(client.get(change_url(article)), FORM)
    dana_saves(article, **{"corrections-0-text": "It was on Monday."})
    mine = {"corrections-0-text": "It was Monday, 13 February."}
    refused = post(client, article, opened, headline="Mine", **mine)
    assert asked(refused) == ["Headline", "Correction 1: Text"]
    assert chosen(refused) == {"headline": "mine", "corrections-0-text": "both"}
    client.post(change_url(article), {**fields(refused, CHOICE), "_save": "x"})
    correction.refresh_from_db()
    assert correction.text == "It was on Monday, 13 February."


def test_a_correction_alone_is_asked_about_too(client, editor, dana_saves):
    correction = factories.correction(factories.article(), "It was Monday.")
    article = correction.article
    opened = fields(client.get(change_url(article)), FORM)
    dana_saves(article, **{"corrections-0-text": "It was on Monday."})
    mine = {"corrections-0-text": "It was Monday, 13 February."}
    assert asked(post(client, article, opened, **mine)) == ["Correction 1: Text"]
    correction.refresh_from_db()
    assert correction.text == "It was on Monday."


@pytest.mark.parametrize(("side", "kept"), [("mine", []), ("theirs", ["It was Tuesday."])])
def test_a_correction_that_the_other_has_rewritten_is_not_deleted_unasked(
    client, editor, dana_saves, side, kept
):
    article = factories.correction(factories.article(), "It was Monday.").article
    opened = fields(client.get(change_url(article)), FORM)
    dana_saves(article, **{"corrections-0-text": "It was Tuesday."})
    refused = post(client, article, opened, **{"corrections-0-DELETE": "on"})
    assert asked(refused) == ["Correction 1: deleted by you"]
    assert chosen(refused) == {}

    choice = fields(refused, CHOICE) | {"choice-corrections-0-DELETE": side, "_save": "x"}
    client.post(change_url(article), choice)
    assert [correction.text for correction in article.corrections.all()] == kept


def test_a_correction_that_only_the_other_changed_stays_theirs(client, editor, dana_saves):
    correction = factories.correction(factories.article(), "It was Monday.")
    article = correction.article
    opened = fields(client.get(change_url(article)), FORM)
    dana_saves(article, **{"corrections-0-text": "It was Tuesday."})
    post(client, article, opened)
    correction.refresh_from_db()
    assert correction.text == "It was Tuesday."


def test_a_row_that_somebody_else_deleted_stays_deleted(client, editor, dana_saves):
    article = factories.article()
    for text in ("It was Monday.", "It was March."):
        factories.correction(article, text)
    opened = fields(client.get(change_url(article)), FORM)
    dana_saves(article, **{"corrections-0-DELETE": "on"})
    kept = {"corrections-1-text": "It was in March."}
    refused = post(client, article, opened, headline="Mine", **kept)
    client.post(change_url(article), {**fields(refused, CHOICE), "_save": "x"})
    article.refresh_from_db()
    assert article.headline == "Mine"
    assert [correction.text for correction in article.corrections.all()] == ["It was in March."]


def test_words_typed_into_a_row_that_somebody_else_deleted_come_back(client, editor, dana_saves):
    article = factories.correction(factories.article(), "It was Monday.").article
    opened = fields(client.get(change_url(article)), FORM)
    dana_saves(article, **{"corrections-0-DELETE": "on"})
    post(client, article, opened, **{"corrections-0-text": "It was Monday, 13 February."})
    assert article.corrections.get().text == "It was Monday, 13 February."


def test_a_deleted_row_can_be_deleted_once_more(client, editor, dana_saves):
    article = factories.correction(factories.article(), "It was Monday.").article
    opened = fields(client.get(change_url(article)), FORM)
    dana_saves(article, **{"corrections-0-DELETE": "on"})
    typed = {"corrections-0-text": "It was Tuesday.", "corrections-0-DELETE": "on"}
    assert post(client, article, opened, **typed).status_code == 302
    assert not article.corrections.exists()


def test_a_photo_that_somebody_else_deleted_does_not_hold_up_the_words(client, draft, dana_saves):
    factories.photo(draft)
    opened = fields(client.get(change_url(draft)), FORM)
    dana_saves(draft, **{"photos-0-DELETE": "on"})
    refused = post(client, draft, opened, headline="My headline")
    client.post(change_url(draft), {**fields(refused, CHOICE), "_save": "x"})
    draft.refresh_from_db()
    assert draft.headline == "My headline"
    assert not draft.photos.exists()


def test_the_same_words_twice_are_no_conflict(client, draft, opened, dana_saves):
    dana_saves(draft, headline="The same headline")
    assert post(client, draft, opened, headline="The same headline").status_code == 302


@pytest.mark.parametrize("seen", ["", "x", "\0"])
def test_a_form_that_never_said_what_it_had_seen_is_a_stale_one(client, draft, opened, seen):
    opened["seen"] = seen
    assert post(client, draft, opened, headline="My headline").status_code == 409


def test_what_was_typed_into_a_stale_form_is_kept_aside_too(
    client, editor, draft, opened, dana_saves
):
    dana_saves(draft, headline="Dana's headline")
    post(client, draft, opened, headline="My headline")
    kept = UnsavedWork.objects.of(editor, draft).get().data
    assert kept["headline"] == "My headline"
    assert "csrfmiddlewaretoken" not in kept


def test_publishing_meanwhile_changes_the_steps_that_are_open(client, draft, opened, dana_saves):
    dana_saves(draft, "_publish", headline="Dana's headline")
    refused = post(client, draft, opened, standfirst="Mine.")
    assert "Readers see the article" in refused.content.decode()
    client.post(change_url(draft), {**fields(refused, CHOICE), "_save": "x"})
    draft.refresh_from_db()
    assert draft.is_public
    assert (draft.headline, draft.standfirst) == ("Dana's headline", "Mine.")


def test_an_article_deleted_meanwhile_can_be_saved_as_a_new_one(client, editor, draft, opened):
    draft.delete()
    refused = post(client, draft, opened, headline="My headline", body="<p>Typed.</p>")
    assert refused.status_code == 409
    assert "was deleted" in refused.content.decode()
    filled = fields(refused, FORM)
    assert filled["headline"] == "My headline"
    client.post(ADD, {**filled, "_save": "x"})
    assert Article.objects.get().body == "<p>Typed.</p>"


def test_the_rows_of_an_article_deleted_meanwhile_come_back_with_it(client, editor, draft):
    other = factories.article()
    SeeAlso.objects.create(article=draft, other=other)
    factories.photo(draft)
    opened = fields(client.get(change_url(draft)), FORM)
    draft.delete()
    filled = fields(post(client, draft, opened), FORM)
    client.post(ADD, {**filled, "_save": "x"})
    assert Article.objects.get(headline=draft.headline).see_also_links.get().other == other


def test_an_error_after_the_choice_overwrites_nothing(client, draft, opened, dana_saves):
    dana_saves(draft, headline="Dana's headline")
    refused = post(client, draft, opened, headline="My headline", canonical_url="javascript:x")
    choice = fields(refused, CHOICE) | {"choice-headline": "theirs"}
    faulty = client.post(change_url(draft), {**choice, "_save": "x"})
    mended = {**fields(faulty, FORM), "canonical_url": "", "_save": "x"}
    assert client.post(change_url(draft), mended).status_code == 409
    draft.refresh_from_db()
    assert draft.headline == "Dana's headline"


# --- Who else is here ---------------------------------------------------------------------------


def ping(client, article, method="post", **sent):
    response = getattr(client, method)(f"/admin/articles/article/{article.pk}/presence/", sent)
    return json.loads(response.content)["said"]


def test_whoever_opens_an_article_is_told_who_has_it_open(client, editor, dana, draft):
    assert ping(client, draft) == ""
    client.force_login(dana)
    assert "has this article open too." in ping(client, draft)
    client.force_login(editor)
    assert ping(client, draft) == "Dana Reed has this article open too."
    page = client.get(change_url(draft)).content.decode()
    assert "Dana Reed has this article open too." in page


def test_whoever_only_looks_is_not_there(client, editor, draft):
    ping(client, draft, "get")
    assert not Presence.objects.exists()


def test_whoever_has_left_vanishes(client, editor, dana, draft, at):
    Presence.objects.enter(draft, dana)
    at(timezone.now() + Presence.LEASE)
    assert ping(client, draft) == ""
    assert [presence.user for presence in Presence.objects.all()] == [editor]


def test_a_form_is_told_that_somebody_else_has_saved(client, draft, opened, dana_saves):
    assert ping(client, draft, seen=opened["seen"]) == ""
    dana_saves(draft, headline="Dana's headline")
    said = ping(client, draft, seen=opened["seen"])
    assert "Dana Reed changed this article on" in said
    assert "you will see both versions" in said


def test_there_is_nobody_in_an_article_that_is_not_there(client, editor):
    assert client.post("/admin/articles/article/999/presence/").status_code == 404


def test_an_error_of_the_form_comes_after_the_choice(client, draft, opened, dana_saves):
    dana_saves(draft, standfirst="Dana's words.")
    refused = post(client, draft, opened, headline="")
    again = client.post(change_url(draft), {**fields(refused, CHOICE), "_save": "x"})
    assert "This field is required" in errors(again)
