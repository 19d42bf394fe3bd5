"""Writing, publishing and withdrawing articles at the desk."""

import datetime as dt

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from lxml import html

from articles.admin.forms import LARGEST_PHOTO
from articles.models import Article, Outlet, SeeAlso, Tag
from articles.models.article import MAX_BODY, MAX_HEADLINE
from tests import factories
from tests.forms import buttons, errors, fields, said, send

pytestmark = pytest.mark.django_db
ADD = "/admin/articles/article/add/"
LIST = "/admin/articles/article/"
FORM = "article_form"
WORKFLOW = {
    "Reporter": ["Save draft", "Submit for review"],
    "Editor": ["Save draft", "Submit for review", "Publish"],
}


def change(article):
    return reverse("admin:articles_article_change", args=[article.pk])


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


# --- Writing ------------------------------------------------------------------------------------


def test_an_editor_writes_and_publishes_an_article_in_one_form(client, editor):
    outlet = factories.outlet()
    response = send(
        client,
        ADD,
        FORM,
        "_publish",
        headline="Two  envoys meet",
        body="<p>In Geneva.</p>",
        outlet=outlet.pk,
        tags="Diplomacy, White House",
    )
    article = Article.objects.get()
    assert response.url == change(article)
    assert article.is_public
    assert (article.headline, article.slug) == ("Two envoys meet", "two-envoys-meet")
    assert {tag.name for tag in article.tags.all()} == {"Diplomacy", "White House"}
    assert article.created_by == editor
    assert "Published." in said(client.get(response.url))


def test_a_saved_draft_is_nobody_elses_to_read(client, editor):
    send(client, ADD, FORM, headline="Two envoys meet", outlet=factories.outlet().pk)
    article = Article.objects.get()
    assert article.state == Article.State.DRAFT
    assert client.get(article.get_absolute_url()).status_code == 404


def test_adding_saves_the_article_once(client, editor, django_assert_max_num_queries):
    outlet = factories.outlet()
    filled = fields(client.get(ADD), FORM)
    filled |= {"headline": "Two envoys meet", "outlet": outlet.pk, "_save": "x"}
    with django_assert_max_num_queries(100) as captured:
        client.post(ADD, filled)
    written = [query["sql"] for query in captured if '"articles_article" ' in query["sql"]]
    assert [sql.split()[0] for sql in written if not sql.startswith("SELECT")] == ["INSERT"]


def test_a_body_without_markup_is_read_as_paragraphs(client, draft):
    send(client, change(draft), FORM, body="In Geneva.\n\nOn Tuesday.")
    draft.refresh_from_db()
    assert draft.body_html == "<p>In Geneva.</p><p>On Tuesday.</p>"


def test_the_editor_keeps_what_the_body_may_hold(client, draft):
    page = client.get(change(draft)).content.decode()
    assert "data-django-prose-editor-configurable" in page
    assert "<textarea" in page
    for extension in ("Table", "OrderedList", "Blockquote", "Link", "Superscript"):
        assert f"&quot;{extension}&quot;" in page


def test_the_inline_scripts_of_the_form_carry_the_nonce_of_the_policy(client, draft):
    response = client.get(change(draft))
    [script] = html.fromstring(response.content.decode()).xpath("//script[@type='importmap']")
    policy = response.headers["Content-Security-Policy"]
    assert script.get("nonce")
    assert f"'nonce-{script.get('nonce')}'" in policy.split("script-src")[1].split(";")[0]


def test_tags_are_suggested_by_how_they_begin(client, editor):
    factories.tag("Diplomacy")
    factories.tag("Russia")
    url = "/admin/autocomplete/?app_label=articles&model_name=taggedarticle&field_name=tag&term=dip"
    assert [found["text"] for found in client.get(url).json()["results"]] == ["Diplomacy"]


def test_a_tag_spelt_with_other_capitals_is_the_same_tag(client, draft):
    factories.tag("Diplomacy")
    send(client, change(draft), FORM, tags="diplomacy, DIPLOMACY")
    assert list(draft.tags.values_list("name", flat=True)) == ["Diplomacy"]
    assert Tag.objects.count() == 1


def test_an_article_is_suggested_by_the_words_its_headline_begins(client, editor):
    factories.article("Two envoys meet in Geneva")
    factories.article("Nothing happens", body="<p>The envoys stay at home.</p>")
    url = "/admin/autocomplete/?app_label=articles&model_name=seealso&field_name=other&term="
    found = client.get(f"{url}envoy gen").json()["results"]
    assert [row["text"] for row in found] == ["Two envoys meet in Geneva"]


def test_a_photo_is_added_with_its_description(client, draft, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    added = {"photos-TOTAL_FORMS": "1", "photos-0-alt": "Two flags", "photos-0-position": "0"}
    send(client, change(draft), FORM, **added, **{"photos-0-image": picture()})
    photo = draft.photos.get()
    assert (photo.alt, photo.width) == ("Two flags", 1)
    assert f'src="{photo.image.url}"' in client.get(change(draft)).content.decode()


def test_a_photo_without_a_description_is_refused(client, draft, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    added = {"photos-TOTAL_FORMS": "1", "photos-0-position": "0", "photos-0-image": picture()}
    assert "This field is required" in errors(send(client, change(draft), FORM, **added))


@pytest.mark.parametrize(
    "content",
    [b"", b"GIF89a<script>alert(1)</script>", b"<svg xmlns='http://www.w3.org/2000/svg'/>"],
)
def test_a_file_that_is_no_picture_is_refused(client, draft, content):
    file = SimpleUploadedFile("flags.png", content, "image/png")
    added = {"photos-TOTAL_FORMS": "1", "photos-0-alt": "Two flags", "photos-0-position": "0"}
    response = send(client, change(draft), FORM, **added, **{"photos-0-image": file})
    assert errors(response)
    assert not draft.photos.exists()


def test_a_photo_of_more_than_ten_megabytes_is_refused(client, draft):
    added = {"photos-TOTAL_FORMS": "1", "photos-0-alt": "Two flags", "photos-0-position": "0"}
    file = picture(b"\0" * LARGEST_PHOTO)
    response = send(client, change(draft), FORM, **added, **{"photos-0-image": file})
    assert "at most 10 MB" in errors(response)


def test_an_article_does_not_point_to_itself(client, draft):
    added = {"see_also_links-TOTAL_FORMS": "1", "see_also_links-0-other": draft.pk}
    response = send(client, change(draft), FORM, **added, **{"see_also_links-0-position": "0"})
    assert "the article itself" in errors(response)


def test_an_article_is_pointed_to_once(client, draft):
    other = factories.article()
    SeeAlso.objects.create(article=draft, other=other)
    added = {"see_also_links-TOTAL_FORMS": "2", "see_also_links-1-other": other.pk}
    response = send(client, change(draft), FORM, **added, **{"see_also_links-1-position": "1"})
    assert response.status_code == 200
    assert draft.see_also_links.count() == 1


def picture(padding=b""):
    """The smallest picture, and what may follow it."""
    dot = bytes.fromhex(
        "47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b"
    )
    return SimpleUploadedFile("flags.gif", dot + padding, "image/gif")


# --- Bad input ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "value", "complaint"),
    [
        ("headline", "", "This field is required"),
        ("headline", "\u200b\u200b", "This field is required"),
        ("headline", "word " * 2000, f"at most {MAX_HEADLINE} characters"),
        ("body", "<p>" + "word " * 400_000 + "</p>", f"at most {MAX_BODY} characters"),
        ("body", "<p>In\0Geneva</p>", "Null characters are not allowed"),
        ("slug", "taken", "Another article has this address"),
        ("canonical_url", "https://news.example/taken", "“First” has this web address already"),
        ("canonical_url", "javascript:alert(1)", "valid URL"),
        ("tags", "a" * 101, "too long for a tag"),
        ("published_at_0", "31/02/2017", "valid date"),
        ("outlet", "999999", "Select a valid choice"),
    ],
)
def test_what_cannot_be_saved_is_said_and_nothing_typed_is_lost(
    client, draft, field, value, complaint
):
    factories.article("First", slug="taken", canonical_url="https://news.example/taken")
    response = send(client, change(draft), FORM, standfirst="Kept as typed.", **{field: value})
    assert response.status_code == 200
    assert complaint in errors(response)
    assert "Kept as typed." in response.content.decode()
    draft.refresh_from_db()
    assert draft.headline == "Two envoys meet"


def test_what_no_reader_sees_is_left_out_of_a_headline(client, draft):
    send(client, change(draft), FORM, headline="Two\0 en\u200bvoys\r\nmeet again")
    draft.refresh_from_db()
    assert draft.headline == "Two envoys meet again"


def test_bytes_that_are_no_text_do_no_harm(client, draft):
    filled = fields(client.get(change(draft)), FORM)
    filled = {key: value for key, value in filled.items() if key != "headline"}
    sent = "&".join(f"{key}={value}" for key, value in filled.items() if key in ("seen", "outlet"))
    response = client.post(
        change(draft),
        f"{sent}&headline=%ED%A0%80x&_save=x",
        content_type="application/x-www-form-urlencoded",
    )
    assert response.status_code == 200


@pytest.mark.parametrize(
    "query", ["q=%00", "q=%22", "p=-1", "p=x", "state=x", "outlet__id__exact=%00", "e=1", "o=x.y"]
)
def test_a_mangled_address_of_the_list_is_no_error(client, draft, query):
    assert client.get(f"{LIST}?{query}", follow=True).status_code == 200


# --- From draft to reader -----------------------------------------------------------------------


@pytest.mark.parametrize("group", WORKFLOW)
def test_the_buttons_are_the_steps_that_are_open(client, group):
    client.force_login(factories.member(group))
    assert buttons(client.get(ADD)) == WORKFLOW[group]


def test_a_published_article_is_saved_or_withdrawn(client, publisher):
    article = factories.article()
    assert buttons(client.get(change(article))) == ["Save", "Withdraw…", "Delete"]
    assert article.get_absolute_url() in client.get(change(article)).content.decode()


def test_a_draft_is_submitted_and_taken_back(client, draft):
    send(client, change(draft), FORM, "_submit")
    draft.refresh_from_db()
    assert draft.state == Article.State.IN_REVIEW
    send(client, change(draft), FORM, "_take_back")
    draft.refresh_from_db()
    assert draft.state == Article.State.DRAFT


def test_an_article_dated_in_the_future_is_scheduled(client, draft):
    later = timezone.now() + dt.timedelta(days=2)
    day, time = later.strftime("%d/%m/%Y"), later.strftime("%H:%M")
    response = send(
        client, change(draft), FORM, "_publish", published_at_0=day, published_at_1=time
    )
    draft.refresh_from_db()
    assert draft.is_scheduled
    page = client.get(response.url)
    assert "Readers see it from" in said(page)
    assert buttons(page) == ["Save", "Back to draft"]


def test_an_article_without_a_text_is_not_published(client, editor):
    empty = factories.article(body="", published=None)
    response = send(client, change(empty), FORM, "_publish")
    assert "needs a text" in errors(response)
    empty.refresh_from_db()
    assert empty.state == Article.State.DRAFT


def test_what_readers_have_cannot_be_moved_to_the_future(client, editor):
    article = factories.article()
    response = send(client, change(article), FORM, published_at_0="01/01/2099")
    assert "cannot be in the future" in errors(response)


def test_a_published_article_keeps_a_date(client, editor):
    article = factories.article()
    response = send(client, change(article), FORM, published_at_0="", published_at_1="")
    assert "needs its date" in errors(response)


def test_history_names_the_step_that_was_taken(client, draft):
    send(client, change(draft), FORM, "_publish")
    assert LogEntry.objects.get().get_change_message() == "Published."


# --- Two editors --------------------------------------------------------------------------------


def test_a_stale_form_does_not_overwrite_what_somebody_else_saved(client, draft):
    opened = fields(client.get(change(draft)), FORM)
    other = factories.member("Editor", first_name="Dana", last_name="Reed")
    client.force_login(other)
    send(client, change(draft), FORM, headline="Dana's headline")
    mine = {**opened, "headline": "My headline", "standfirst": "Typed.", "_save": "x"}
    response = client.post(change(draft), mine)
    assert "Dana Reed changed this article on" in errors(response)
    assert "Typed." in response.content.decode()
    draft.refresh_from_db()
    assert draft.headline == "Dana's headline"


def test_saving_once_more_is_the_editors_own_decision(client, draft):
    opened = fields(client.get(change(draft)), FORM)
    draft.submit()
    refused = client.post(change(draft), {**opened, "headline": "My headline", "_save": "x"})
    assert "Somebody changed this article" in errors(refused)
    client.post(change(draft), {**fields(refused, FORM), "_save": "x"})
    draft.refresh_from_db()
    assert (draft.headline, draft.state) == ("My headline", Article.State.IN_REVIEW)


def test_a_form_that_never_said_what_it_had_seen_is_refused(client, draft):
    filled = {**fields(client.get(change(draft)), FORM), "headline": "My headline", "_save": "x"}
    del filled["seen"]
    assert "changed this article" in errors(client.post(change(draft), filled))


# --- Preview ------------------------------------------------------------------------------------


def test_a_preview_shows_the_page_as_readers_will_see_it(client, draft):
    response = client.get(f"/admin/articles/article/{draft.pk}/preview/")
    page = response.content.decode()
    assert "Readers do not see this page yet" in page
    assert "Mary Brook met John Field" in page
    assert "articles/article_detail.html" in [template.name for template in response.templates]
    assert "no-store" in response.headers["Cache-Control"]


def test_a_preview_of_nothing_is_not_found(client, editor):
    assert client.get("/admin/articles/article/999/preview/").status_code == 404


# --- Withdrawing --------------------------------------------------------------------------------


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
    page = client.get(change(article))
    assert "It was wrong." in page.content.decode()
    assert buttons(page) == ["Save", "Publish again", "Delete"]
    send(client, change(article), FORM, "_publish")
    article.refresh_from_db()
    assert article.is_public


# --- The list -----------------------------------------------------------------------------------


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
    assert listed(client, f"outlet__id__exact={outlet.pk}") == ["Out"]
    assert listed(client, "tag=diplomacy") == ["Out"]
    assert listed(client, "q=facade") == ["Out"]
    assert listed(client, 'q="mary brook" -façade&state=draft') == ["Begun"]


def test_the_list_takes_as_many_queries_for_many_rows(client, editor, django_assert_num_queries):
    for _ in range(12):
        factories.article(tags=["Diplomacy"])
    client.get(LIST)
    with django_assert_num_queries(10):
        response = client.get(LIST)
    assert len(response.context["cl"].result_list) == 12
    assert "body" in response.context["cl"].result_list[0].get_deferred_fields()


def test_several_articles_are_published_at_once(client, editor):
    ready = factories.article(published=None)
    empty = factories.article("Empty", body="", published=None)
    gone = factories.withdrawn_article(headline="Gone")
    response = act(client, "publish_selected", ready, empty, gone)
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


# --- Outlets and tags ---------------------------------------------------------------------------


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


@pytest.mark.parametrize("name", ["outlet", "tag"])
def test_a_list_of_names_counts_their_articles_in_one_query(
    client, editor, name, django_assert_num_queries
):
    for _ in range(3):
        factories.article(tags=[f"Tag {next(factories.numbers)}"])
    client.get(f"/admin/articles/{name}/")
    with django_assert_num_queries(6):
        response = client.get(f"/admin/articles/{name}/")
    assert [row.uses for row in response.context["cl"].result_list] == [1, 1, 1]


# --- The first page -----------------------------------------------------------------------------


def test_the_desk_shows_what_was_begun_and_what_waits(client, editor):
    mine = factories.article("My draft", published=None, created_by=editor)
    factories.article("Somebody else's draft", published=None)
    factories.article("Handed in", published=None).submit()
    page = client.get("/admin/").content.decode()
    assert change(mine) in page
    assert "Handed in" in page
    assert "Somebody else" not in page
