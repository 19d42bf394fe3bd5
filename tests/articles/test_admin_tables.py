"""Tables of articles: into the desk, and out of it."""

import csv
import io

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.admin import tables
from articles.models import Article
from tests import factories as make
from tests.forms import errors, said

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/article/"
IMPORT = f"{LIST}import/"
TABLE = """headline,body,outlet,published_at,tags
Two envoys meet,They met in Geneva.,The Courier,2017-03-02,"Trade, Diplomacy"
No date,They met again.,The Courier,,
Bad date,They met again.,The Courier,soon,
,Nothing to head it.,The Courier,2017-03-02,
"""


def upload(text=TABLE):
    return SimpleUploadedFile("news.csv", text.encode() if isinstance(text, str) else text)


def exported(client, *articles):
    chosen = {"action": "export_selected", "_selected_action": [row.pk for row in articles]}
    response = client.post(LIST, chosen)
    content = b"".join(response.streaming_content)
    return content, list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


# --- Importing -----------------------------------------------------------------------------------


def test_a_table_is_tried_before_it_is_taken(client, editor):
    page = client.post(IMPORT, {"file": upload()})
    told = [
        (result.where.line, result.outcome.value, result.note) for result in page.context["results"]
    ]
    assert told == [
        (2, "created", ""),
        (3, "created", ""),
        (4, "rejected", "its date “soon” cannot be read"),
        (5, "rejected", "it has no headline"),
    ]
    assert "Line 4: its date “soon” cannot be read" in page.content.decode()
    assert not Article.objects.exists()


def test_what_was_tried_is_taken_without_choosing_the_file_again(client, editor):
    tried = client.post(IMPORT, {"file": upload()})
    kept = tried.context["form"].data["kept"]
    page = client.post(IMPORT, {"kept": kept, "_import": "x"}, follow=True)
    assert "Created 2" in said(page)
    assert "Line 4: its date “soon” cannot be read" in page.content.decode()
    article = Article.objects.get(headline="Two envoys meet")
    assert (article.state, article.created_by) == (Article.State.DRAFT, editor)
    assert sorted(article.tags.names()) == ["Diplomacy", "Trade"]
    assert LogEntry.objects.filter(user=editor).count() == 2


def test_articles_of_a_table_are_published_on_their_dates(client, editor):
    client.post(IMPORT, {"file": upload(), "publish": "on", "_import": "x"})
    states = dict(Article.objects.values_list("headline", "state"))
    assert states == {"Two envoys meet": "published", "No date": "draft"}


def test_an_outlet_is_given_to_rows_without_one(client, editor):
    outlet = make.outlet("The Post")
    table = "headline,body,outlet\nOne,They met.,\nTwo,They met.,The Courier\n"
    client.post(IMPORT, {"file": upload(table), "outlet": outlet.pk, "_import": "x"})
    outlets = dict(Article.objects.values_list("headline", "outlet__name"))
    assert outlets == {"One": "The Post", "Two": "The Courier"}


def test_importing_again_changes_nothing(client, editor):
    for _ in range(2):
        page = client.post(IMPORT, {"file": upload(), "_import": "x"}, follow=True)
    assert "Unchanged 2" in said(page) or "unchanged 2" in said(page)
    assert Article.objects.count() == 2


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"\0\1\2PNG", "it is a binary file"),
        (b"\xff\xfe", "it is empty"),
        ("headline,headline\na,b\n", "two columns are called “headline”"),
        ('headline\n"never closed', "it has no text"),
    ],
)
def test_what_is_no_table_is_rejected_with_the_reason(client, editor, content, complaint):
    page = client.post(IMPORT, {"file": upload(content), "_import": "x"})
    assert complaint in page.content.decode()
    assert not Article.objects.exists()


@pytest.mark.parametrize(
    ("sent", "complaint"),
    [
        ({}, "Choose a file."),
        ({"kept": "no base64!"}, "Choose the file again."),
        ({"kept": "AAAA"}, "Choose the file again."),
        ({"kept": "é"}, "Choose the file again."),
        ({"file": upload(b" " * (tables.LARGEST + 1))}, "It has more than 4 MB."),
        ({"file": upload(), "outlet": "x"}, "Select a valid choice."),
    ],
)
def test_what_cannot_be_used_is_refused(client, editor, sent, complaint):
    page = client.post(IMPORT, sent | {"_import": "x"})
    assert complaint in errors(page)
    assert not Article.objects.exists()


def test_a_long_table_is_cut_and_says_where(client, editor, monkeypatch):
    monkeypatch.setattr(tables, "MOST_ROWS", 1)
    page = client.post(IMPORT, {"file": upload(), "_import": "x"})
    assert "Line 3: from here on the table is too long." in page.content.decode()
    assert Article.objects.count() == 1


def test_a_reporter_imports_nothing(client):
    client.force_login(make.member("Reporter"))
    assert client.post(IMPORT, {"file": upload(), "_import": "x"}).status_code == 403
    assert "Import a table" not in client.get(LIST).content.decode()


# --- Exporting -----------------------------------------------------------------------------------


def test_articles_are_exported_with_their_tags_and_dates(client, editor):
    article = make.article(
        "Two envoys meet", tags=["Trade", "Diplomacy"], canonical_url="https://paper.example/1"
    )
    _, [row] = exported(client, article)
    assert row["headline"] == "Two envoys meet"
    assert row["tags"] == "Diplomacy, Trade"
    assert row["published_at"] == "2017-02-13T12:00:00+00:00"
    assert row["body_html"] == article.body


@pytest.mark.parametrize("headline", ["=HYPERLINK(1)", "+1", "-1", "@SUM(1)"])
def test_no_cell_is_a_formula(client, editor, headline):
    _, [row] = exported(client, make.article(headline))
    assert row["headline"] == f"'{headline}"


def test_what_was_exported_is_imported_without_change(client, editor):
    articles = [
        make.article(tags=["Trade"], canonical_url="https://paper.example/1"),
        make.article(),
    ]
    content, _ = exported(client, *articles)
    page = client.post(IMPORT, {"file": upload(content)})
    assert [result.outcome.value for result in page.context["results"]] == ["unchanged"] * 2


def test_only_the_articles_chosen_are_exported(client, editor):
    chosen, _ = make.article("Chosen"), make.article("Other")
    _, rows = exported(client, chosen)
    assert [row["headline"] for row in rows] == ["Chosen"]
