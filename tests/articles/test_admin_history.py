"""The history of an article at the desk: who changed what, when and why; and going back."""

import pytest
from lxml import html

from articles.admin.article import change_url
from articles.admin.withdrawal import withdrawal_url
from articles.models import Article, Version
from tests import factories
from tests.forms import fields, said, send

pytestmark = pytest.mark.django_db
ADD = "/admin/articles/article/add/"
FORM = "article_form"


@pytest.fixture
def article(editor):
    return factories.article("Two envoys meet", tags=["Sea"])


def history(article):
    return f"/admin/articles/article/{article.pk}/history/"


def told(response) -> list[list[str]]:
    """The rows of the table: when, who, what and why, the newest first."""
    page = html.fromstring(response.content.decode())
    rows = page.xpath("//tbody/tr")
    return [[" ".join(cell.text_content().split()) for cell in row[3:]] for row in rows]


def compared(response) -> str:
    [section] = html.fromstring(response.content.decode()).xpath("//*[@class='compared']")
    return " ".join(section.text_content().split())


def test_what_readers_had_before_a_withdrawal_can_be_told(client, publisher):
    """Else what is changed until it is published again would never have been changed."""
    article = factories.article("Two envoys meet")
    client.post(withdrawal_url(article.pk), {"reason": "It was wrong."})
    send(client, change_url(article), FORM, "_publish", headline="Three envoys meet")
    page = client.get(f"{article.get_absolute_url()}history/")
    assert "Two" in page.content.decode()


def test_every_save_is_told_with_who_what_and_why(client, editor, article):
    editor.first_name, editor.last_name = "Clara", "Stone"
    editor.save()
    send(client, change_url(article), FORM, headline="Three envoys meet", why="A third came.")
    assert told(client.get(history(article))) == [
        ["Clara Stone", "Changed Headline.", "A third came."],
        ["–", "As it was before.", ""],
    ]


def test_a_long_history_says_that_it_is_not_the_whole(client, article, monkeypatch):
    monkeypatch.setattr("articles.admin.history.NEWEST", 2)
    send(client, change_url(article), FORM, headline="Three envoys meet")
    assert "newest 2 versions" not in client.get(history(article)).content.decode()
    send(client, change_url(article), FORM, headline="Four envoys meet")
    response = client.get(history(article))
    assert "newest 2 versions" in response.content.decode()
    assert len(told(response)) == 2


def test_the_steps_of_an_article_are_told(client, editor):
    outlet = factories.outlet()
    new = {"headline": "Two envoys meet", "outlet": outlet.pk, "body": "<p>In Geneva.</p>"}
    send(client, ADD, FORM, **new)
    article = Article.objects.get()
    send(client, change_url(article), FORM, "_submit")
    send(client, change_url(article), FORM, "_publish")
    client.force_login(factories.member("Publisher"))
    client.post(f"/admin/articles/article/withdraw/?id={article.pk}", {"reason": "It was wrong."})
    deeds = [row[1] for row in told(client.get(history(article)))]
    assert deeds == ["Withdrawn: It was wrong.", "Published.", "Submitted for review.", "Added."]


def test_typing_is_told_once(client, editor, draft):
    for headline in ("A", "AB", "ABC"):
        opened = fields(client.get(change_url(draft)), FORM)
        client.post(f"/admin/articles/article/{draft.pk}/keep/", {**opened, "headline": headline})
    deeds = [row[1] for row in told(client.get(history(draft)))]
    assert deeds == ["Saved while it was typed.", "As it was before."]


def test_the_last_two_versions_are_compared_unless_others_are_asked_for(client, article):
    for headline in ("Three envoys meet", "Four envoys meet"):
        send(client, change_url(article), FORM, headline=headline, tags="Sea, Law")
    first, second, third = Version.objects.of(article)
    assert "taken out: Three put in: Four envoys meet" in compared(client.get(history(article)))
    asked = client.get(f"{history(article)}?before={first.pk}&after={third.pk}")
    assert "taken out: Two put in: Four envoys meet" in compared(asked)
    assert "Tags" in compared(asked)
    one = client.get(f"{history(article)}?after={second.pk}")
    assert "taken out: Two put in: Three envoys meet" in compared(one)


@pytest.mark.parametrize("query", ["after=x", "before=\0", "after=999", f"after={'9' * 40}"])
def test_a_mangled_comparison_shows_the_last_one(client, article, query):
    send(client, change_url(article), FORM, headline="Three envoys meet")
    assert "Three" in compared(client.get(f"{history(article)}?{query}"))


def test_versions_of_another_row_are_not_compared(client, article):
    other = factories.article()
    send(client, change_url(other), FORM, headline="Nothing to do with it")
    send(client, change_url(article), FORM, headline="Three envoys meet")
    version = Version.objects.of(other).last()
    page = client.get(f"{history(article)}?after={version.pk}")
    assert "Nothing to do" not in page.content.decode()


def test_an_editor_goes_back_to_a_version_and_that_is_a_new_one(client, article):
    send(client, change_url(article), FORM, headline="Three envoys meet", tags="Law")
    first = Version.objects.of(article).first()
    response = client.post(
        history(article), {"restore": first.pk, "why": "They were two."}, follow=True
    )
    assert "It is again as it was on" in said(response)
    article.refresh_from_db()
    assert article.headline == "Two envoys meet"
    assert list(article.tags.names()) == ["Sea"]
    [newest, *_] = told(response)
    assert newest[1].startswith("Went back to")
    assert newest[2] == "They were two."
    assert Version.objects.of(article).count() == 3
    assert article.revised_at


def test_a_version_that_cannot_come_back_says_why(client, article):
    first = article.slug
    send(client, change_url(article), FORM, slug="elsewhere")
    factories.article(slug=first)
    version = Version.objects.of(article).first()
    response = client.post(history(article), {"restore": version.pk}, follow=True)
    assert "cannot come back" in said(response)
    article.refresh_from_db()
    assert article.slug == "elsewhere"


def test_a_version_of_another_row_does_not_come_back_here(client, article):
    other = factories.article("Another")
    send(client, change_url(other), FORM, headline="Another one")
    version = Version.objects.of(other).first()
    response = client.post(history(article), {"restore": version.pk}, follow=True)
    assert "no such version" in said(response)
    article.refresh_from_db()
    assert article.headline == "Two envoys meet"


def test_a_reporter_reads_a_history_and_goes_back_to_nothing(client, article):
    send(client, change_url(article), FORM, headline="Three envoys meet")
    client.force_login(factories.member("Reporter"))
    page = client.get(history(article)).content.decode()
    assert "Three" in page
    assert "Go back" not in page
    version = Version.objects.of(article).first()
    assert client.post(history(article), {"restore": version.pk}).status_code == 403


def test_a_row_that_was_only_imported_has_no_history_yet(client, article):
    assert "Nothing was changed here" in client.get(history(article)).content.decode()
    assert client.get("/admin/articles/article/999/history/").status_code == 404
