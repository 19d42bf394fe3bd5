"""The lists of the desk: articles, outlets and tags, and its first page."""

import datetime as dt

import pytest
from django.utils import timezone

from articles.admin.article import change_url
from articles.admin.filters import OFFERED
from articles.models import Article, Outlet, Tag
from tests import factories
from tests.forms import errors, said, send

pytestmark = pytest.mark.django_db
ADD = "/admin/articles/article/add/"
LIST = "/admin/articles/article/"
FORM = "article_form"


# --- The list ------------------------------------------------------------------------------------


def listed(client, query=""):
    return [row.headline for row in client.get(f"{LIST}?{query}").context["cl"].result_list]


def act(client, action, *articles):
    chosen = {"action": action, "_selected_action": [article.pk for article in articles]}
    return client.post(LIST, chosen, follow=True)


def test_the_list_is_narrowed_by_state_outlet_tag_and_words(client, editor):
    outlet = factories.outlet("The Daily Paper")
    factories.article("Out", outlet=outlet, tags=["Diplomacy"], body="<p>A façade falls.</p>")
    factories.article("Soon").publish(at=timezone.now() + dt.timedelta(days=1))
    factories.article("Begun", published=None)
    factories.withdrawn_article(headline="Gone")
    assert listed(client, "state=published") == ["Out"]
    assert listed(client, "state=scheduled") == ["Soon"]
    assert listed(client, "state=draft") == ["Begun"]
    assert listed(client, "state=withdrawn") == ["Gone"]
    assert listed(client, f"outlet={outlet.slug}") == ["Out"]
    assert listed(client, "tag=diplomacy") == ["Out"]
    assert listed(client, "q=facade") == ["Out"]
    assert listed(client, 'q="mary brook" -façade&state=draft') == ["Begun"]


def test_outlets_and_tags_offered_are_those_common_now_and_the_one_asked_for(client, editor):
    early = factories.outlet("Early Paper")
    factories.article("Old", outlet=early, published="2016-01-01")
    for outlet in [factories.outlet() for _ in range(OFFERED)]:
        factories.article(outlet=outlet)
        factories.article(outlet=outlet)

    def offered(query=""):
        filters = client.get(f"{LIST}?{query}").context["cl"].filter_specs
        [outlets] = [choice for choice in filters if choice.title == "outlet"]
        return [slug for slug, _ in outlets.lookup_choices]

    assert len(offered()) == OFFERED
    assert early.slug not in offered()
    assert offered(f"outlet={early.slug}")[0] == early.slug
    assert listed(client, f"outlet={early.slug}") == ["Old"]


def test_the_list_takes_as_many_queries_for_many_rows(client, editor, django_assert_num_queries):
    for _ in range(12):
        factories.article(tags=["Diplomacy"])
    client.get(LIST)
    with django_assert_num_queries(9):
        response = client.get(LIST)
    assert len(response.context["cl"].result_list) == 12
    assert "body" in response.context["cl"].result_list[0].get_deferred_fields()


def test_several_articles_are_published_at_once(client, editor):
    ready = factories.article(published=None)
    empty = factories.article("Empty", body="", published=None)
    gone = factories.withdrawn_article(headline="Gone")
    page = act(client, "publish_selected", ready, empty, gone)
    ready.refresh_from_db()
    assert not ready.is_public
    response = client.post(page.redirect_chain[-1][0], {"_do": "x"}, follow=True)
    ready.refresh_from_db()
    assert ready.is_public
    assert "1 article: Published." in said(response)
    assert "“Empty” (without a text)" in said(response)
    assert "“Gone” (withdrawn)" in said(response)


def test_several_articles_are_withdrawn_at_once(client, publisher):
    articles = [factories.article() for _ in range(2)]
    response = act(client, "withdraw_selected", *articles)
    url = response.redirect_chain[-1][0]
    assert all(article.headline in response.content.decode() for article in articles)
    client.post(url, {"reason": "They were wrong."})
    assert Article.objects.withdrawn().count() == 2


# --- Outlets and tags ----------------------------------------------------------------------------


@pytest.mark.parametrize("model", [Outlet, Tag])
def test_a_name_is_taken_whatever_its_capitals(client, editor, model):
    model.objects.create(name="The Daily Paper")
    name = model._meta.model_name
    response = send(client, f"/admin/articles/{name}/add/", f"{name}_form", name="the daily  paper")
    assert f"There is already the {name} “The Daily Paper”" in errors(response)


@pytest.mark.parametrize("model", [Outlet, Tag])
def test_a_new_name_gets_its_address_from_it(client, editor, model):
    name = model._meta.model_name
    send(client, f"/admin/articles/{name}/add/", f"{name}_form", name="Élysée")
    assert model.objects.get().slug == "elysee"


@pytest.mark.parametrize(("name", "queries"), [("outlet", 6), ("tag", 7)])
def test_a_list_of_names_counts_their_articles_in_one_query(
    client, editor, name, queries, django_assert_num_queries
):
    for _ in range(3):
        factories.article(tags=[f"Tag {next(factories.numbers)}"])
    client.get(f"/admin/articles/{name}/")
    with django_assert_num_queries(queries):
        response = client.get(f"/admin/articles/{name}/")
    assert [row.uses for row in response.context["cl"].result_list] == [1, 1, 1]


# --- The first page ------------------------------------------------------------------------------


def test_the_desk_shows_what_was_begun_and_what_waits(client, editor):
    mine = factories.article("My draft", published=None, created_by=editor)
    factories.article("Somebody else's draft", published=None)
    factories.article("Handed in", published=None).submit()
    page = client.get("/admin/").content.decode()
    assert change_url(mine) in page
    assert "Handed in" in page
    assert "Somebody else" not in page
