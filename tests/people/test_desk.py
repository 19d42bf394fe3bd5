"""The first page of the admin: what was begun, what waits, what needs attention, what changed."""

import datetime as dt

import pytest
from django.utils import timezone

from articles.models import Article
from people.admin import desk
from people.models import UnresolvedName
from people.status import Stance
from tests import factories as make

pytestmark = pytest.mark.django_db
QUERIES = 21


@pytest.fixture
def editor(client):
    user = make.member("Editor")
    client.force_login(user)
    return user


def told(user) -> dict[str, str]:
    """What needs attention, by the words that follow the number."""
    return {task.words: task.size for task in desk.tasks(user)}


def listed(client, user, words) -> list[str]:
    """The rows of the list behind a task."""
    [task] = [task for task in desk.tasks(user) if task.words == words]
    return [str(row) for row in client.get(task.url).context["cl"].result_list]


def test_there_is_nothing_to_do_in_an_empty_newsroom(client, editor):
    assert desk.tasks(editor) == []
    assert "Nothing: every name is decided" in client.get("/admin/").content.decode()


# --- What was begun and what waits ---------------------------------------------------------------


def test_the_piles_are_counted_and_lead_to_all_of_their_articles(client, editor):
    for number in range(6):
        make.article(f"Mine {number}", published=None, created_by=editor)
    make.article("Theirs", published=None)
    make.article("Handed in", published=None).submit()
    make.article("Soon").publish(at=timezone.now() + dt.timedelta(hours=3))

    piles = {pile.title: pile for pile in desk.piles(editor)}

    assert {title: pile.size for title, pile in piles.items()} == {
        "Your drafts": "6",
        "Awaiting review": "1",
        "Scheduled": "1",
    }
    assert len(piles["Your drafts"].articles) == desk.SHOWN
    for title, names in {"Awaiting review": ["Handed in"], "Scheduled": ["Soon"]}.items():
        rows = client.get(piles[title].url).context["cl"].result_list
        assert [row.headline for row in rows] == names
    assert len(client.get(piles["Your drafts"].url).context["cl"].result_list) == 6


# --- What needs attention ------------------------------------------------------------------------


def test_a_passage_lost_to_an_edit_is_told(client, editor):
    interaction = make.interaction("They meet.")
    make.citation(interaction)
    Article.objects.update(body="")
    for article in Article.objects.all():
        article.body = "<p>Something else.</p>"
        article.save()
    assert told(editor)["passage lost to an edit"] == "1"
    assert listed(client, editor, "passage lost to an edit") == ["They meet."]


def test_a_dispute_is_told_until_it_is_answered(client, editor):
    interaction = make.interaction("They meet.")
    make.citation(interaction)
    make.citation(interaction, stance=Stance.DENIES, attributed_to_words="a spokesman")
    words = "interaction disputed, without a response"
    assert told(editor)[words] == "1"
    assert listed(client, editor, words) == ["They meet."]

    make.interaction("She answers.", responds_to=interaction)
    assert words not in told(editor)


def test_an_interaction_without_a_date_is_told(client, editor):
    make.citation(make.interaction("They meet.", when="unknown"))
    make.citation(make.interaction("They met once.", when="2017"))
    assert told(editor)["interaction without a date"] == "1"
    assert listed(client, editor, "interaction without a date") == ["They meet."]


def test_names_that_two_people_share_are_told(client, editor):
    for name in ("John Field", "Jack Field"):
        make.person(name)
    make.article("Which one", body="<p>Mr. Field came.</p>")
    assert told(editor)["name two people share"] == "1"
    assert listed(client, editor, "name two people share") == ["Which one"]


def test_unknown_people_are_told_when_they_are_named_often(client, editor):
    for _ in range(2):
        make.article(body="<p>Ann Hill met nobody.</p>")
    assert told(editor)["unknown person often named"] == "1"


def test_possible_duplicates_are_told(client, editor):
    make.person("Robert Field")
    make.person("Bob Field")
    assert told(editor)["pair of people who may be one"] == "1"


def test_published_articles_that_name_nobody_are_told(client, editor):
    make.article("Wheat", body="<p>The harvest was good.</p>")
    make.article("A draft", body="<p>The harvest was good.</p>", published=None)
    assert told(editor)["recent article naming nobody"] == "1"
    assert listed(client, editor, "recent article naming nobody") == ["Wheat"]


def test_failing_feeds_are_told_to_those_who_keep_them(client, editor):
    make.subscription("https://paper.example/bad", failures=2, problem="It is gone.")
    make.subscription(failures=2, problem="It is gone.", active=False)
    assert told(editor)["feed failing"] == "1"
    assert listed(client, editor, "feed failing") == ["https://paper.example/bad"]
    assert "feed failing" not in told(make.member("Reporter"))


def test_more_than_anybody_counts_are_told_as_many(editor, monkeypatch):
    monkeypatch.setattr(desk, "MOST_COUNTED", 2)
    article = make.article(body="")
    UnresolvedName.objects.bulk_create(
        UnresolvedName(article=article, name=f"Name {number}", kind="shared", count=1)
        for number in range(4)
    )
    assert told(editor)["names two people share"] == "2+"


# --- What changed --------------------------------------------------------------------------------


def test_the_last_changes_are_told_with_who_made_them(client, editor):
    article = make.article("Two envoys meet", published=None)
    client.post(f"/admin/articles/article/bulk/publish/?id={article.pk}", {"_do": "x"})
    make.member("Reporter")
    [entry] = desk.changes(editor)
    assert (entry.object_repr, entry.user) == ("Two envoys meet", editor)
    page = client.get("/admin/").content.decode()
    assert f"{editor.username}," in page
    assert "Published." in page


def test_changes_of_what_one_may_not_see_are_not_told(client):
    admin = make.member(is_superuser=True)
    client.force_login(admin)
    row = {"feed_url": "https://paper.example/feed", "active": "on", "_save": "x"}
    client.post("/admin/articles/subscription/add/", row)
    assert [entry.object_repr for entry in desk.changes(admin)] == ["https://paper.example/feed"]
    assert desk.changes(make.member("Reporter")) == []


def test_the_desk_takes_as_many_queries_for_many_rows(client, editor, django_assert_num_queries):
    for number in range(8):
        make.citation(make.interaction(when="unknown"))
        draft = make.article(published=None, created_by=editor)
        if number % 2:
            draft.submit()
    client.get("/admin/")
    with django_assert_num_queries(QUERIES):
        client.get("/admin/")
