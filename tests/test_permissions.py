"""Who may do what at the desk: every page of the admin, for everybody who may come to it."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, Permission
from django.urls import NoReverseMatch, reverse

from articles.admin.tags import merge_url as tag_merge_url
from articles.models import Article
from people.admin.merging import merge_url
from people.merging import merge
from tests import factories
from tests.forms import buttons, errors, fields, said, send

pytestmark = pytest.mark.django_db

STRANGER, STAFF, REPORTER, EDITOR, PUBLISHER, SUPERUSER, NOBODY = range(7)
EVERYBODY = {
    "anonymous": STRANGER,
    "staff without a group": STAFF,
    "Reporter": REPORTER,
    "Editor": EDITOR,
    "Publisher": PUBLISHER,
    "superuser": SUPERUSER,
}


def pages(model, view, add, delete):
    """The pages Django makes for a model, and who at least may open each."""
    return {
        f"{model}_changelist": view,
        f"{model}_history": view,
        f"{model}_change": view,
        f"{model}_add": add,
        f"{model}_delete": delete,
    }


# Of which several editors may have one open.
SHARED = [
    *("articles_article", "articles_outlet", "articles_tag"),
    *("people_person", "people_organization", "people_interaction"),
]
# Who at least may open a page. A page missing here fails a test.
OPENED_BY = {
    "index": STAFF,
    "password_change": STAFF,
    "password_change_done": STAFF,
    "jsi18n": STAFF,
    "view_on_site": STAFF,
    "people_date_words": STAFF,
    "app_list": REPORTER,
    "autocomplete": REPORTER,
    **pages("articles_article", REPORTER, REPORTER, PUBLISHER),
    "articles_article_preview": REPORTER,
    "articles_article_bring": REPORTER,
    "articles_article_archived": REPORTER,
    "articles_article_lead_image": EDITOR,
    "articles_article_lead_image_file": REPORTER,
    **pages("articles_subscription", EDITOR, EDITOR, PUBLISHER),
    "articles_subscription_import": EDITOR,
    "articles_article_bulk": REPORTER,
    "articles_article_import": EDITOR,
    **{f"{model}_presence": REPORTER for model in SHARED},
    "articles_article_keep": EDITOR,
    "articles_article_keep_new": REPORTER,
    "articles_article_withdraw": PUBLISHER,
    **pages("articles_outlet", REPORTER, EDITOR, PUBLISHER),
    **pages("articles_tag", REPORTER, EDITOR, PUBLISHER),
    "articles_tag_merge": PUBLISHER,
    "articles_tag_suggested": REPORTER,
    **pages("people_person", REPORTER, EDITOR, PUBLISHER),
    **pages("people_organization", REPORTER, EDITOR, PUBLISHER),
    **pages("people_interaction", REPORTER, EDITOR, PUBLISHER),
    "people_name_decide": EDITOR,
    "people_article_record": EDITOR,
    "people_person_strangers": EDITOR,
    "people_person_duplicates": EDITOR,
    "people_person_merge": PUBLISHER,
    "people_interaction_merge": PUBLISHER,
    **pages("people_merge", PUBLISHER, NOBODY, NOBODY),
    "people_merge_undo": PUBLISHER,
    **pages("auth_user", SUPERUSER, SUPERUSER, SUPERUSER),
    "auth_user_password_change": SUPERUSER,
    **pages("auth_group", SUPERUSER, SUPERUSER, SUPERUSER),
}
# Who at least may send something to a page that others may look at.
CHANGED_BY = {
    "articles_article_change": EDITOR,
    **{f"{model}_presence": EDITOR for model in SHARED},
    "articles_outlet_change": EDITOR,
    "articles_tag_change": EDITOR,
    "people_person_change": EDITOR,
    "people_organization_change": EDITOR,
    "people_interaction_change": EDITOR,
    "people_merge_change": NOBODY,
}
READ_ONLY = {"autocomplete", "view_on_site", "jsi18n", "people_date_words", "app_list"}
FOR_ANYBODY = {"login", "logout"}
# What those get who may open a page, where that is not the page: some are only sent to.
STATUS = {
    "view_on_site": 404,
    "articles_article_keep": 405,
    "articles_article_keep_new": 405,
    "articles_tag_suggested": 405,
}


@pytest.fixture
def rows():
    """One row of everything, by the name of its model."""
    factories.person("Mary Brook")
    article = factories.article(published=None)
    factories.archived_copy(article, picture=b"JPEG")
    return {
        "article": article,
        "outlet": article.outlet,
        "subscription": factories.subscription(),
        "tag": factories.tag(),
        "person": factories.person(),
        "organization": factories.organization(),
        "interaction": factories.interaction(),
        "merge": merge(factories.interaction(), factories.interaction()),
        "user": factories.member("Editor"),
        "group": Group.objects.get(name="Editor"),
    }


@pytest.fixture
def enter(client):
    def enter(who):
        if who != "anonymous":
            group = who if who in {"Reporter", "Editor", "Publisher"} else None
            user = factories.member(group, is_superuser=who == "superuser")
            client.force_login(user)
            return user

    return enter


def address(name, rows):
    if name == "app_list":
        return reverse("admin:app_list", args=["people"])
    if name == "view_on_site":
        return reverse("admin:view_on_site", args=[0, 0])
    if name == "autocomplete":
        return "/admin/autocomplete/?app_label=articles&model_name=seealso&field_name=other"
    if name == "people_name_decide":
        return reverse(f"admin:{name}", args=[rows["article"].pk]) + "?name=Mary+Brook"
    if name == "articles_article_bulk":
        return reverse(f"admin:{name}", args=["retag"]) + f"?id={rows['article'].pk}"
    if name == "articles_tag_merge":
        return tag_merge_url([rows["tag"]])
    if name in {"people_person_merge", "people_interaction_merge"}:
        return merge_url(rows[name.split("_")[1]])
    try:
        return reverse(f"admin:{name}")
    except NoReverseMatch:
        return reverse(f"admin:{name}", args=[rows[name.split("_")[1]].pk])


def named_pages(patterns):
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            yield from named_pages(pattern.url_patterns)
        elif pattern.name:
            yield pattern.name


def test_every_page_of_the_admin_is_in_the_table():
    assert set(named_pages(admin.site.urls[0])) == {*OPENED_BY, *FOR_ANYBODY}


@pytest.mark.parametrize("who", EVERYBODY)
def test_a_page_opens_for_those_it_is_for(client, enter, rows, who):
    enter(who)
    for name, lowest in OPENED_BY.items():
        response = client.get(address(name, rows))
        if EVERYBODY[who] >= lowest:
            assert response.status_code == STATUS.get(name, 200), name
        elif who == "anonymous":
            assert response.status_code == 302, name
            assert response.url.startswith("/admin/login/"), name
        else:
            assert response.status_code in {403, 404}, name


@pytest.mark.parametrize("who", EVERYBODY)
def test_nobody_sends_anything_to_a_page_that_is_not_theirs(client, enter, rows, who):
    enter(who)
    for name, lowest in {**OPENED_BY, **CHANGED_BY}.items():
        if name in READ_ONLY or EVERYBODY[who] >= lowest:
            continue
        response = client.post(address(name, rows), {"_publish": "x", "post": "yes", "reason": "x"})
        assert response.status_code in ({302} if who == "anonymous" else {403, 404}), name
        assert "/admin/login/" in response.get("Location", "/admin/login/"), name


@pytest.mark.parametrize("slash", ["", "/"])
def test_leaving_out_a_slash_opens_no_door(client, rows, slash):
    for name in ("preview", "change", "names"):
        url = f"/admin/articles/article/{rows['article'].pk}/{name}{slash}"
        assert client.get(url).status_code in {301, 302}


# --- Reporters ----------------------------------------------------------------------------------


FORM = "article_form"


def change(article):
    return reverse("admin:articles_article_change", args=[article.pk])


def test_a_reporter_goes_on_writing_at_their_own_draft(client, enter):
    draft = factories.article(published=None, created_by=enter("Reporter"))
    send(client, change(draft), FORM, headline="Three envoys meet")
    send(client, change(draft), FORM, "_submit")
    draft.refresh_from_db()
    assert (draft.headline, draft.state) == ("Three envoys meet", Article.State.IN_REVIEW)


def test_a_reporter_changes_nothing_of_somebody_elses(client, enter):
    enter("Reporter")
    draft = factories.article("Two envoys meet", published=None)
    page = client.get(change(draft))
    assert "Two envoys meet" in page.content.decode()
    assert buttons(page) == []
    assert client.post(change(draft), {"headline": "Mine", "_save": "x"}).status_code == 403


def test_a_reporter_changes_nothing_that_readers_have(client, enter):
    article = factories.article(created_by=enter("Reporter"))
    assert client.post(change(article), {"headline": "Mine", "_save": "x"}).status_code == 403


@pytest.mark.parametrize(
    "sent",
    [
        {"_publish": "x"},
        {"_save": "x", "state": "published"},
        {"_save": "x", "state": "published", "published_at_0": "01/01/2017"},
    ],
)
def test_no_field_that_a_reporter_sends_publishes(client, enter, sent):
    draft = factories.article(published=None, created_by=enter("Reporter"))
    client.post(change(draft), {**fields(client.get(change(draft)), FORM), **sent})
    draft.refresh_from_db()
    assert draft.state == Article.State.DRAFT


def test_a_form_opened_before_a_demotion_does_not_publish(client, enter):
    user = enter("Editor")
    draft = factories.article(published=None, created_by=user)
    opened = fields(client.get(change(draft)), FORM)
    user.groups.set([Group.objects.get(name="Reporter")])
    response = client.post(change(draft), {**opened, "standfirst": "Typed.", "_publish": "x"})
    assert "that step is not open to you" in errors(response)
    assert "Typed." in response.content.decode()
    draft.refresh_from_db()
    assert draft.state == Article.State.DRAFT


@pytest.mark.parametrize("action", ["publish_selected", "withdraw_selected", "delete_selected"])
def test_no_bulk_action_goes_beyond_a_reporter(client, enter, action):
    mine = factories.article(published=None, created_by=enter("Reporter"))
    published = factories.article()
    chosen = {"action": action, "_selected_action": [mine.pk, published.pk], "post": "yes"}
    response = client.post("/admin/articles/article/", chosen, follow=True)
    assert action not in response.content.decode()
    states = Article.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [Article.State.DRAFT, Article.State.PUBLISHED]


def test_a_reporter_hands_in_only_their_own_in_bulk(client, enter):
    mine = factories.article(published=None, created_by=enter("Reporter"))
    other = factories.article("Another's", published=None)
    chosen = {"action": "submit_selected", "_selected_action": [mine.pk, other.pk]}
    page = client.post("/admin/articles/article/", chosen, follow=True)
    assert "1 article: Submitted for review." in said(page)
    assert "“Another's” (not yours to change)" in said(page)
    other.refresh_from_db()
    assert other.state == Article.State.DRAFT


def test_a_reporter_sees_who_is_named_and_decides_nothing(client, enter):
    factories.person("Mary Brook")
    article = factories.article(published=None, created_by=enter("Reporter"))
    page = client.get(change(article)).content.decode()
    assert "“Mary Brook”" in page
    assert f"{article.pk}/names/" not in page.split('id="people"')[1]


def test_whoever_may_not_read_an_article_decides_nothing_about_its_names(client):
    """The page shows what stands around them."""
    article = factories.article(published=None)
    user = factories.member()
    user.user_permissions.add(Permission.objects.get(codename="change_mentiondecision"))
    client.force_login(user)
    page = client.get(f"/admin/articles/article/{article.pk}/names/?name=John+Field")
    assert page.status_code == 403


# --- Editors and publishers ---------------------------------------------------------------------


def test_an_editor_does_not_withdraw_and_does_not_bring_back(client, enter):
    enter("Editor")
    published, gone = factories.article(), factories.withdrawn_article()
    assert buttons(client.get(change(published))) == ["Save", "Preview"]
    assert buttons(client.get(change(gone))) == ["Save", "Preview"]
    response = client.post(
        change(gone), {**fields(client.get(change(gone)), FORM), "_publish": "x"}
    )
    assert "is withdrawn, and that step is not open to you" in errors(response)


def test_an_editor_publishes_what_a_reporter_wrote(client, enter):
    draft = factories.article(published=None, created_by=factories.member("Reporter"))
    enter("Editor")
    send(client, change(draft), FORM, "_publish")
    draft.refresh_from_db()
    assert draft.is_public


def test_each_group_may_what_the_one_before_it_may():
    reporter, editor, publisher = (
        set(Group.objects.get(name=name).permissions.values_list("codename", flat=True))
        for name in ("Reporter", "Editor", "Publisher")
    )
    assert reporter < editor < publisher
    assert {"publish_article"} <= editor - reporter
    assert {"withdraw_article", "merge_person", "delete_article"} <= publisher - editor
