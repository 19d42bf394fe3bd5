"""Work on many articles at once: shown first, done together."""

import datetime as dt

import pytest
from django.utils import timezone

from articles.models import Article, Version
from tests import factories as make
from tests.forms import errors, said

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/article/"
DO = {"_do": "x"}


def page(name, *articles):
    query = "&".join(f"id={article.pk}" for article in articles)
    return f"{LIST}bulk/{name}/?{query}"


def told(rows):
    return {article.headline: said for article, said in rows}


def names(article):
    return sorted(article.tags.names())


# --- Publishing ----------------------------------------------------------------------------------


def test_publishing_shows_first_what_readers_will_see(client, editor):
    dated = make.article(
        "Dated", published=None, published_at=make.day("2017-03-02"), tags=["Trade"]
    )
    make.article("Soon", published=None)
    Article.objects.filter(headline="Soon").update(
        published_at=timezone.now() + dt.timedelta(days=2)
    )
    articles = Article.objects.all()
    plan = client.get(page("publish", *articles)).context["plan"]

    public = told(plan.public)
    assert public["Dated"] == [
        "It will be at /articles/dated/, dated 2 March 2017, 12:00.",
        "It will be listed under Trade.",
    ]
    assert public["Soon"][0].startswith("It will be at /articles/soon/ from ")
    dated.refresh_from_db()
    assert dated.state == Article.State.DRAFT


def test_what_cannot_be_published_is_named_with_the_reason(client, editor):
    empty = make.article("Empty", body="", published=None)
    gone = make.withdrawn_article(headline="Gone")
    plan = client.get(page("publish", empty, gone)).context["plan"]
    assert told(plan.left) == {"Empty": "without a text", "Gone": "withdrawn"}
    assert plan.changing == []


def test_publishing_keeps_a_version_of_each_with_the_reason(client, editor):
    drafts = [make.article(published=None) for _ in range(2)]
    client.post(page("publish", *drafts), DO | {"why": "All of them checked"})
    for draft in drafts:
        draft.refresh_from_db()
        assert draft.is_public
        last = Version.objects.of(draft).last()
        assert (last.deed, last.why, last.made_by) == ("Published.", "All of them checked", editor)


def test_what_was_published_meanwhile_is_left(client, editor):
    article = make.article("Quick")
    response = client.post(page("publish", article), DO, follow=True)
    assert "Left as they are: “Quick” (published)." in said(response)


# --- Retagging -----------------------------------------------------------------------------------


def test_retagging_says_what_changes_for_each_article(client, editor):
    make.tag("Russia").synonyms.create(name="Kremlin")
    one = make.article("One", tags=["Trade"])
    draft = make.article("Draft", tags=["Trade", "Russia"], published=None)
    same = make.article("Same", tags=["Russia"])
    response = client.post(page("retag", one, draft, same), {"add": "kremlin", "remove": "TRADE"})

    plan = response.context["plan"]
    lost = "It will no longer be listed under “Trade”."
    assert told(plan.public) == {"One": ["It will be listed under “Russia”.", lost]}
    assert told(plan.hidden) == {"Draft": [lost]}
    assert told(plan.left) == {"Same": "nothing changes"}
    assert names(one) == ["Trade"]


def test_retagging_is_done_to_all_at_once(client, editor):
    articles = [make.article(tags=["Trade"]), make.article(published=None)]
    opened = articles[0].updated_at
    url = page("retag", *articles)
    response = client.post(url, DO | {"add": "Russia", "remove": "trade"}, follow=True)
    assert [names(article) for article in articles] == [["Russia"], ["Russia"]]
    assert "2 articles: Tags changed." in said(response)
    articles[0].refresh_from_db()
    assert articles[0].updated_at > opened


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ({}, "Name a tag to add or to remove."),
        ({"remove": "Nonsense"}, "There is no tag “Nonsense”."),
        ({"add": "x" * 101}, "is too long for a tag"),
    ],
)
def test_tags_that_cannot_be_meant_are_refused(client, editor, typed, complaint):
    article = make.article(tags=["Trade"])
    response = client.post(page("retag", article), DO | typed)
    assert complaint in errors(response)
    assert names(article) == ["Trade"]


# --- Outlet --------------------------------------------------------------------------------------


def test_an_outlet_is_set_once_it_was_shown(client, editor):
    courier = make.outlet("The Courier")
    article = make.article("One", outlet=make.outlet("The Post"))
    url = page("outlet", article)
    plan = client.post(url, {"outlet": courier.pk}).context["plan"]
    said_of_it = "It will be said to come from The Courier, no longer from The Post."
    assert told(plan.public) == {"One": [said_of_it]}

    client.post(url, DO | {"outlet": courier.pk})
    article.refresh_from_db()
    assert article.outlet == courier


# --- Which articles, and by whom -----------------------------------------------------------------


def test_the_page_of_a_form_names_the_articles_and_does_nothing(client, editor):
    article = make.article("One")
    response = client.get(page("retag", article))
    assert response.context["articles"] == [article]
    assert response.context["plan"] is None


@pytest.mark.parametrize("query", ["", "id=x", "id=99999999999999999999", "id=0"])
def test_no_articles_are_nothing_to_work_on(client, editor, query):
    response = client.get(f"{LIST}bulk/publish/?{query}")
    assert response.context["plan"].changing == []


def test_there_is_no_other_work(client, editor):
    assert client.get(f"{LIST}bulk/burn/").status_code == 404


def test_more_than_can_be_shown_are_taken_in_turn(client, editor, monkeypatch):
    monkeypatch.setattr("articles.admin.bulk.MOST_AT_ONCE", 2)
    articles = [make.article(published=None) for _ in range(3)]
    chosen = {"action": "retag_selected", "_selected_action": [row.pk for row in articles]}
    response = client.post(LIST, chosen, follow=True)
    assert "Only the first 2 were taken" in said(response)
    assert len(response.context["articles"]) == 2


def test_a_reporter_retags_their_own_drafts_only(client):
    reporter = make.member("Reporter")
    client.force_login(reporter)
    mine = make.article("Mine", published=None, created_by=reporter)
    other = make.article("Other", published=None)
    response = client.post(page("retag", mine, other), DO | {"add": "Trade"}, follow=True)
    assert names(mine) == ["Trade"]
    assert names(other) == []
    assert "“Other” (not yours to change)" in said(response)


def test_a_reporter_publishes_nothing_in_bulk(client):
    reporter = make.member("Reporter")
    client.force_login(reporter)
    mine = make.article(published=None, created_by=reporter)
    assert client.post(page("publish", mine), DO).status_code == 403
