"""The form of an article: what an editor types, and what is made of it."""

from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import html

from articles.admin.article import change_url
from articles.admin.forms import LARGEST_PHOTO
from articles.models import Article, SeeAlso, Tag
from articles.models.article import MAX_BODY, MAX_HEADLINE
from tests import factories
from tests.forms import errors, fields, said, send

pytestmark = pytest.mark.django_db
ADD = "/admin/articles/article/add/"
LIST = "/admin/articles/article/"
FORM = "article_form"


# --- Writing -------------------------------------------------------------------------------------


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
    assert response.url == change_url(article)
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
    send(client, change_url(draft), FORM, body="In Geneva.\n\nOn Tuesday.")
    draft.refresh_from_db()
    assert draft.body_html == "<p>In Geneva.</p><p>On Tuesday.</p>"


def test_the_editor_keeps_what_the_body_may_hold(client, draft):
    page = client.get(change_url(draft)).content.decode()
    assert "data-django-prose-editor-configurable" in page
    assert "<textarea" in page
    for extension in ("Table", "OrderedList", "Blockquote", "Link", "Superscript"):
        assert f"&quot;{extension}&quot;" in page


def test_the_inline_scripts_of_the_form_carry_the_nonce_of_the_policy(client, draft):
    response = client.get(change_url(draft))
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
    send(client, change_url(draft), FORM, tags="diplomacy, DIPLOMACY")
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
    send(client, change_url(draft), FORM, **added, **{"photos-0-image": picture()})
    photo = draft.photos.get()
    assert (photo.alt, photo.width) == ("Two flags", 1)
    assert f'src="{photo.image.url}"' in client.get(change_url(draft)).content.decode()


def test_a_photo_without_a_description_is_refused(client, draft, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    added = {"photos-TOTAL_FORMS": "1", "photos-0-position": "0", "photos-0-image": picture()}
    assert "This field is required" in errors(send(client, change_url(draft), FORM, **added))


@pytest.mark.parametrize(
    "content",
    [b"", b"GIF89a<script>alert(1)</script>", b"<svg xmlns='http://www.w3.org/2000/svg'/>"],
)
def test_a_file_that_is_no_picture_is_refused(client, draft, content):
    file = SimpleUploadedFile("flags.png", content, "image/png")
    added = {"photos-TOTAL_FORMS": "1", "photos-0-alt": "Two flags", "photos-0-position": "0"}
    response = send(client, change_url(draft), FORM, **added, **{"photos-0-image": file})
    assert errors(response)
    assert not draft.photos.exists()


def test_a_photo_whose_file_is_gone_is_chosen_again_or_deleted(client, draft):
    factories.photo(draft, image="gone.jpg")
    response = send(client, change_url(draft), FORM, headline="Three envoys meet")
    assert "Photo 1: Image: The file of this photo is not there any more" in errors(response)
    send(client, change_url(draft), FORM, **{"photos-0-DELETE": "on"})
    assert not draft.photos.exists()


def test_a_photo_of_more_than_ten_megabytes_is_refused(client, draft):
    added = {"photos-TOTAL_FORMS": "1", "photos-0-alt": "Two flags", "photos-0-position": "0"}
    file = picture(b"\0" * LARGEST_PHOTO)
    response = send(client, change_url(draft), FORM, **added, **{"photos-0-image": file})
    assert "at most 10 MB" in errors(response)


def test_an_article_does_not_point_to_itself(client, draft):
    added = {"see_also_links-TOTAL_FORMS": "1", "see_also_links-0-other": draft.pk}
    response = send(client, change_url(draft), FORM, **added, **{"see_also_links-0-position": "0"})
    assert "the article itself" in errors(response)


def test_an_article_is_pointed_to_once(client, draft):
    other = factories.article()
    SeeAlso.objects.create(article=draft, other=other)
    added = {"see_also_links-TOTAL_FORMS": "2", "see_also_links-1-other": other.pk}
    response = send(client, change_url(draft), FORM, **added, **{"see_also_links-1-position": "1"})
    assert response.status_code == 200
    assert draft.see_also_links.count() == 1


def picture(padding=b""):
    """The smallest picture, and what may follow it."""
    dot = bytes.fromhex(
        "47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b"
    )
    return SimpleUploadedFile("flags.gif", dot + padding, "image/gif")


# --- Bad input -----------------------------------------------------------------------------------


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
        ("language", "English", "such as “en”"),
    ],
)
def test_what_cannot_be_saved_is_said_and_nothing_typed_is_lost(
    client, draft, field, value, complaint
):
    factories.article("First", slug="taken", canonical_url="https://news.example/taken")
    response = send(client, change_url(draft), FORM, standfirst="Kept as typed.", **{field: value})
    assert response.status_code == 200
    assert complaint in errors(response)
    assert "Kept as typed." in response.content.decode()
    draft.refresh_from_db()
    assert draft.headline == "Two envoys meet"


def test_what_no_reader_sees_is_left_out_of_a_headline(client, draft):
    send(client, change_url(draft), FORM, headline="Two\0 en\u200bvoys\r\nmeet again")
    draft.refresh_from_db()
    assert draft.headline == "Two envoys meet again"


def test_a_language_is_kept_as_it_is_written_in_pages(client, draft):
    send(client, change_url(draft), FORM, language="pt_BR")
    draft.refresh_from_db()
    assert draft.language == "pt-br"


def test_bytes_that_are_no_text_do_no_harm(client, draft):
    filled = fields(client.get(change_url(draft)), FORM)
    filled = {key: value for key, value in filled.items() if key != "headline"}
    sent = urlencode({key: filled[key] for key in ("seen", "outlet")})
    response = client.post(
        change_url(draft),
        f"{sent}&headline=%ED%A0%80x&_save=x",
        content_type="application/x-www-form-urlencoded",
    )
    assert response.status_code == 200


@pytest.mark.parametrize(
    "query", ["q=%00", "q=%22", "p=-1", "p=x", "state=x", "outlet=%00", "tag=%00", "e=1", "o=x.y"]
)
def test_a_mangled_address_of_the_list_is_no_error(client, draft, query):
    assert client.get(f"{LIST}?{query}", follow=True).status_code == 200
