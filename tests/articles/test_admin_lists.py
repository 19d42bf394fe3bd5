"""The lists of the desk: articles, outlets and tags, and its first page."""

import datetime as dt

import pytest
from django.utils import timezone

from articles.admin.article import change_url
from articles.admin.catalogue import NamedForm
from articles.admin.filters import OFFERED
from articles.models import Article, Outlet, Tag
from tests import factories
from tests.forms import errors, fields, said, send

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


@pytest.mark.parametrize("query", ["state=%00", "published_at__year=99999", "outlet__id__exact=x"])
def test_what_no_list_can_be_narrowed_by_is_left_out(client, editor, query):
    factories.article("Out")
    page = client.get(f"{LIST}?{query}", follow=True)
    assert page.redirect_chain == [(f"{LIST}?e=1", 302)]
    assert [row.headline for row in page.context["cl"].result_list] == ["Out"]


@pytest.mark.parametrize("pk", ["x", "\0", "9" * 5000])
@pytest.mark.parametrize("rows", ["article", "outlet", "tag", "subscription"])
def test_what_is_no_row_of_a_list_is_not_chosen(client, publisher, rows, pk):
    chosen = {"action": "delete_selected", "_selected_action": pk}
    page = client.post(f"/admin/articles/{rows}/", chosen, follow=True)
    assert "Items must be selected in order to perform actions on them." in said(page)


@pytest.mark.parametrize("field", ["article&field_name=outlet", "seealso&field_name=other"])
def test_a_box_with_completion_finds_words_with_what_is_no_text_between(client, editor, field):
    factories.article("Envoys meet", outlet=factories.outlet("Envoys Weekly"))
    address = f"/admin/autocomplete/?app_label=articles&model_name={field}&term=envo%00ys"
    [found] = client.get(address).json()["results"]
    assert "Envoys" in found["text"]


@pytest.mark.parametrize("moment", ["2017-02-13", "%00"])
def test_a_form_begins_without_the_moment_of_its_address(client, editor, moment):
    assert client.get(f"{ADD}?published_at={moment}").status_code == 200


# --- Outlets and tags ----------------------------------------------------------------------------


@pytest.mark.parametrize("model", [Outlet, Tag])
def test_a_name_is_taken_whatever_its_capitals(client, editor, model):
    model.objects.create(name="The Daily Paper")
    name = model._meta.model_name
    response = send(client, f"/admin/articles/{name}/add/", f"{name}_form", name="the daily  paper")
    assert f"There is already the {name} “The Daily Paper”" in errors(response)


@pytest.mark.parametrize("model", [Outlet, Tag])
def test_of_two_that_take_a_name_at_once_the_second_is_told(client, editor, model, monkeypatch):
    """The second was found valid before the first was saved."""
    model.objects.create(name="The Daily Paper")
    name = model._meta.model_name
    looks = iter([False, True])
    full_clean = NamedForm.full_clean

    def look(form):
        if next(looks):
            full_clean(form)
        else:
            form.cleaned_data, form._errors = {"name": "The Daily Paper"}, {}
            form.instance.name = "The Daily Paper"

    form = fields(client.get(f"/admin/articles/{name}/add/"), f"{name}_form")
    monkeypatch.setattr(NamedForm, "full_clean", look)
    page = client.post(f"/admin/articles/{name}/add/", {**form, "name": "The Daily Paper"})
    assert f"There is already the {name} “The Daily Paper”" in errors(page)


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
