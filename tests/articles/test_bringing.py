"""Bringing in an article from a web address: the draft, what is kept of the page, the desk."""

import signal
import subprocess
from contextlib import suppress
from io import BytesIO

import pytest
from django.urls import reverse
from PIL import Image

from articles import bringing
from articles.admin import ArticleAdmin
from articles.bringing import NotBrought, bring
from articles.management.commands import read_page
from articles.models import ArchivedCopy, Article, Outlet, Photo
from tests import factories
from tests.forms import errors, fields, said
from tests.pages import words

pytestmark = pytest.mark.django_db

TEXT = "".join(
    f"<p>They met in Geneva for the {nth} time, and neither of them would say why it was.</p>"
    for nth in ("first", "second", "third", "fourth", "fifth", "sixth")
)
PAGE = f"""<!doctype html><html lang="en"><head><title>Two envoys meet - The Paper</title>
<meta property="og:title" content="Two envoys meet"><meta property="og:image" content="/a.png">
<meta property="og:site_name" content="The Paper"><meta name="author" content="Ann Reed">
<meta name="description" content="Nobody knows why.">
<meta property="article:published_time" content="2017-02-13T12:00:00Z"></head>
<body><article><h1>Two envoys meet</h1>{TEXT}</article><script>alert(1)</script></body></html>"""
BARE = "<!doctype html><html><body><p>Hello.</p></body></html>"
HTML = {"Content-Type": "text/html; charset=utf-8"}
TOLD_OF = bringing.told_of
BRING = "/admin/articles/article/bring/"


def picture(width=800, height=600, kind="PNG", **options) -> bytes:
    file = BytesIO()
    Image.new("RGB", (width, height), "teal").save(file, kind, **options)
    return file.getvalue()


@pytest.fixture(autouse=True)
def _pages_are_read_in_this_process(monkeypatch):
    """Starting another one takes a second; the tests of that have their own fixture."""
    monkeypatch.setattr(bringing, "told_of", read_page.told_of)


@pytest.fixture
def reader(monkeypatch, site):
    """Pages are read by a process of its own, as on the running site."""
    monkeypatch.setattr(bringing, "told_of", TOLD_OF)
    monkeypatch.setenv("TRIAL_HOSTS", site.host)
    monkeypatch.setenv("NEWSROOM_LOCAL", "1")


@pytest.fixture
def page(site):
    """Put a page on the site: `page(PAGE)` is its address."""

    def page(content=PAGE, path="/envoys", **headers):
        site.pages[path] = (200, {**HTML, **headers}, content.encode())
        site.pages["/a.png"] = (200, {}, picture())
        return site.url + path

    return page


def brought_by(client, address):
    return client.post(BRING, {"address": address}, follow=True)


# --- The draft ----------------------------------------------------------------------------------


def test_an_article_is_brought_in_as_a_draft_of_whoever_asked(page, editor):
    address = page()
    brought = bring(address, editor)
    draft = Article.objects.get()
    assert (brought.article, brought.is_new, brought.missing) == (draft, True, [])
    assert draft.headline == "Two envoys meet"
    assert draft.standfirst == "Nobody knows why."
    assert draft.body_text.startswith("They met in Geneva for the first time")
    assert draft.byline == "Ann Reed"
    assert draft.outlet.name == "The Paper"
    assert draft.published_at == factories.day("2017-02-13")
    assert draft.canonical_url == address
    assert (draft.language, draft.state) == ("en", Article.State.DRAFT)
    assert draft.created_by == editor


def test_what_is_not_on_the_page_is_named(page, editor):
    brought = bring(page(BARE), editor)
    assert brought.missing == ["headline", "standfirst", "byline", "date"]
    assert brought.article.headline == "Untitled: 127.0.0.1"
    assert not brought.article.archived_copy.picture


@pytest.mark.parametrize("name", ["the paper", "Something Else"])
def test_its_outlet_is_the_one_of_that_name_or_of_that_site(page, editor, site, name):
    paper = factories.outlet(name, homepage=site.url)
    assert bring(page(), editor).article.outlet == paper
    assert Outlet.objects.count() == 1


def test_an_address_on_record_leads_to_its_article(page, editor, site):
    address = page()
    article = bring(address, editor).article
    asked = len(site.asked)
    again = bring(f"{address}/?utm_source=letter#top", editor)
    assert (again.article, again.is_new) == (article, False)
    assert len(site.asked) == asked


def test_the_address_a_page_gives_as_its_own_is_looked_up_too(page, editor, site):
    article = factories.article(canonical_url=f"{site.url}/envoys")
    short = page(PAGE.replace("<title>", '<link rel="canonical" href="/envoys"><title>'), "/e")
    assert bring(short, editor).article == article


@pytest.mark.parametrize("claimed", ["https://other.example/envoys", "/", "mailto:ann@reed"])
def test_a_page_does_not_speak_for_another_site(page, editor, claimed):
    address = page(PAGE.replace("<title>", f'<link rel="canonical" href="{claimed}"><title>'))
    assert bring(address, editor).article.canonical_url == address


def test_one_brought_in_twice_at_once_is_one(page, editor, monkeypatch):
    address = page()
    first = bring(address, editor).article
    answers = iter([None, None, first])
    monkeypatch.setattr(bringing, "article_at", lambda address: next(answers))
    assert bring(address, editor).article == first
    assert Article.objects.count() == ArchivedCopy.objects.count() == 1


def test_one_that_meets_another_of_its_headline_is_brought_in_all_the_same(
    page, editor, monkeypatch
):
    factories.article("Two envoys meet")
    slugs = iter(["two-envoys-meet", "two-envoys-meet-2"])
    monkeypatch.setattr(Article, "_free_slug", lambda article: next(slugs))
    assert bring(page(), editor).article.slug == "two-envoys-meet-2"


@pytest.mark.parametrize("charset", ["windows-1251", "utf-8", "no-such-thing"])
def test_a_page_is_read_in_the_encoding_its_server_names(site, editor, charset):
    known = charset.replace("no-such-thing", "utf-8")
    content = PAGE.replace("Two envoys", "Два посла").encode(known)
    site.pages["/"] = (200, {"Content-Type": f"text/html; charset={charset}"}, content)
    assert bring(site.url, editor).article.headline == "Два посла meet"


# --- Pages that will not be read ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "It could not be read: it is empty."),
        (b"\0\0\0\1", "It could not be read: it is a binary file."),
        (b"<p>" * 1_000_000, "It could not be fetched: it has more than 2 MB."),
    ],
)
def test_a_page_that_cannot_be_read_is_told(site, editor, content, reason):
    site.pages["/"] = (200, HTML, content)
    with pytest.raises(NotBrought, match=reason.replace(".", r"\.")):
        bring(site.url, editor)
    assert not Article.objects.exists()


def test_a_page_of_the_inner_network_is_not_fetched(editor):
    with pytest.raises(NotBrought, match="not a host on the public internet"):
        bring("http://169.254.169.254/latest/", editor)


def test_a_page_is_read_by_another_process(page, editor, reader):
    assert bring(page(), editor).article.archived_copy.content == PAGE.encode()


def test_a_page_that_takes_too_long_is_given_up(page, editor, reader, monkeypatch):
    monkeypatch.setattr(bringing, "SECONDS", 0.01)
    with pytest.raises(NotBrought, match="took too long, so it was given up"):
        bring(page(), editor)


def test_a_reader_ends_by_itself_when_its_time_is_up(editor, reader, monkeypatch):
    ended = subprocess.CompletedProcess([], -signal.SIGALRM)
    monkeypatch.setattr(subprocess, "run", lambda *args, **options: ended)
    with pytest.raises(NotBrought, match="took too long, so it was given up"):
        bring("https://paper.example/1", editor)


def test_a_reader_that_stumbles_leaves_a_trace(page, editor, reader, monkeypatch, caplog):
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "newsroom.nowhere")
    with pytest.raises(NotBrought, match="The program stumbled over this page"):
        bring(page(), editor)
    assert "newsroom.nowhere" in caplog.text


def test_a_page_made_to_be_hard_to_read_does_no_harm(site, page, editor, reader):
    site.pages["/"] = (200, HTML, b"<div>" * 300_000)
    with suppress(NotBrought):
        bring(site.url, editor)
    assert bring(page(), editor).is_new


# --- What is kept -------------------------------------------------------------------------------


def test_the_page_is_archived_as_it_came(page, editor):
    address = page()
    copy = bring(address, editor).article.archived_copy
    assert copy.content == PAGE.encode()
    assert (copy.address, copy.content_type) == (address, HTML["Content-Type"])
    assert len(copy.compressed) < len(PAGE)


def test_an_archived_page_is_shown_sealed(page, client, editor):
    article = bring(page(), editor).article
    response = client.get(reverse("admin:articles_article_archived", args=[article.pk]))
    assert response.content == PAGE.encode()
    policy = response["Content-Security-Policy"]
    assert policy.startswith("sandbox; default-src 'none';")
    assert "allow" not in policy
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_page_of_a_mangled_type_is_archived_too(page, client, editor):
    address = page(**{"Content-Type": "text/html;\0 charset=utf-8"})
    article = bring(address, editor).article
    response = client.get(reverse("admin:articles_article_archived", args=[article.pk]))
    assert response["Content-Type"] == "text/html; charset=utf-8"


def test_the_picture_of_a_page_is_redrawn_without_what_else_is_in_its_file(site, page, editor):
    address = page()
    exif = Image.Exif()
    exif[0x010E] = "a secret place"
    site.pages["/a.png"] = (200, {}, picture(3000, 600, "JPEG", exif=exif) + b"<script>")
    kept = bytes(bring(address, editor).article.archived_copy.picture)
    assert b"secret" not in kept
    assert b"<script>" not in kept
    with Image.open(BytesIO(kept)) as image:
        assert (image.format, image.size) == ("JPEG", (2400, 480))


@pytest.mark.parametrize(
    "content",
    [b"", b"<svg onload='alert(1)'/>", picture()[:200], picture(100, 100), picture(8000, 7000)],
    ids=["nothing", "svg", "cut off", "too small", "too large"],
)
def test_what_is_no_picture_of_use_is_left_out(site, page, editor, content):
    address = page()
    site.pages["/a.png"] = (200, {}, content)
    assert not bring(address, editor).article.archived_copy.picture


# --- At the desk --------------------------------------------------------------------------------


def test_the_draft_opens_with_what_could_not_be_found(page, client, editor):
    opened = brought_by(client, page(PAGE.replace("Ann Reed", "")))
    assert "Brought in as a draft. Not found on the page: byline." in said(opened)
    assert "It has a picture: describe it, and it becomes a photo." in words(opened)
    assert fields(opened, "article_form")["headline"] == "Two envoys meet"


def test_the_article_on_record_opens_instead(page, client, editor):
    address = page()
    article = factories.article(canonical_url=address)
    opened = brought_by(client, address)
    assert "on record already" in said(opened)
    assert opened.redirect_chain[-1][0] == f"/admin/articles/article/{article.pk}/change/"


@pytest.mark.parametrize(
    ("address", "complaint"),
    [
        ("", "This field is required."),
        ("not an address", "Enter a valid URL."),
        ("http://127.0.0.1/", "not a host on the public internet"),
        ("ftp://paper.example/", "only web addresses (http, https) can be fetched"),
    ],
)
def test_what_is_wrong_with_an_address_is_said_beside_it(client, editor, address, complaint):
    response = brought_by(client, address)
    assert response.status_code == 200
    assert complaint in errors(response)


def test_looking_at_the_form_brings_nothing_in(page, client, editor, site):
    client.get(BRING, {"address": page()})
    assert site.asked == []


def test_a_picture_becomes_a_photo_once_it_is_described(page, client, editor, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    article = bring(page(), editor).article
    url = reverse("admin:articles_article_lead_image", args=[article.pk])
    assert "This field is required" in errors(client.post(url, {"_add": "x", "alt": ""}))
    assert not Photo.objects.exists()
    client.post(url, {"_add": "x", "alt": "Two people shake hands.", "credit": "Ann Reed"})
    photo = article.photos.get()
    assert (photo.alt, photo.credit, photo.width) == ("Two people shake hands.", "Ann Reed", 800)
    assert client.get(url).status_code == 404


def test_a_picture_described_twice_at_once_is_one_photo(
    page, client, editor, settings, tmp_path, monkeypatch
):
    """Both have looked for the picture before the first has saved it."""
    settings.MEDIA_ROOT = tmp_path
    copy = bring(page(), editor).article.archived_copy
    monkeypatch.setattr(ArticleAdmin, "_copy_with_picture", lambda *_: copy)
    url = reverse("admin:articles_article_lead_image", args=[copy.article_id])
    for _ in range(2):
        client.post(url, {"_add": "x", "alt": "Two people shake hands."})
    assert Photo.objects.count() == 1


def test_a_picture_can_be_left_out(page, client, editor):
    article = bring(page(), editor).article
    url = reverse("admin:articles_article_lead_image", args=[article.pk])
    assert client.get(f"{url}file/")["Content-Type"] == "image/jpeg"
    client.post(url, {"_leave": "x"})
    assert client.get(url).status_code == 404
    assert not Photo.objects.exists()
    assert article.archived_copy.content == PAGE.encode()


def test_the_form_of_the_article_leads_to_its_page_and_picture(page, client, editor):
    article = bring(page(), editor).article
    form = client.get(reverse("admin:articles_article_change", args=[article.pk]))
    assert "archived/" in form.content.decode()
    assert "lead-image/" in form.content.decode()
    other = client.get(reverse("admin:articles_article_change", args=[factories.article().pk]))
    assert "archived/" not in other.content.decode()
