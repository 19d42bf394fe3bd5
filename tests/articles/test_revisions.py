"""What readers see of the history of an article."""

import datetime as dt

import pytest
from django.utils import timezone

from articles import history, revisions
from articles.models import Article
from tests import factories as make
from tests.pages import links, words

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2017, 3, 1, 12, tzinfo=dt.UTC)


@pytest.fixture
def clock(at):
    """A clock that stands: each call is so many hours after the first of March."""

    def hour(number):
        at(NOW + dt.timedelta(hours=number))

    hour(0)
    return hour


@pytest.fixture
def article(clock):
    row = make.article("Two envoys meet", slug="envoys", published="2017-02-13")
    history.keep(row)
    return row


def edit(article, **fields):
    for name, value in fields.items():
        setattr(article, name, value)
    article.save()
    history.keep(article)
    revisions.note(article)


def page(client, article):
    return client.get(f"{article.get_absolute_url()}history/")


def test_readers_see_what_changed_in_an_article_they_could_read(client, article, clock):
    clock(1)
    edit(article, headline="Three envoys meet", standfirst="In Geneva.")
    text = words(page(client, article))
    assert "1 March 2017, 13:00" in text
    assert "taken out: Two put in: Three envoys meet" in text
    assert "put in: In Geneva." in text


def test_the_article_says_that_it_was_updated_and_leads_to_what_changed(client, article, clock):
    address = f"{article.get_absolute_url()}history/"
    assert address not in links(client.get(article.get_absolute_url()))
    clock(1)
    edit(article, body="<p>Nobody met.</p>")
    shown = client.get(article.get_absolute_url())
    assert "Updated 1 March 2017" in words(shown)
    assert address in links(shown)


@pytest.mark.parametrize(
    "change",
    [
        {"body": make.BODY.replace("Geneva", "<em>Geneva</em>")},
        {"slug": "elsewhere"},
        {"language": "fr"},
        {"canonical_url": "https://courier.example/1"},
    ],
)
def test_what_is_not_said_in_words_is_no_update(client, article, clock, change):
    clock(1)
    edit(article, **change)
    assert article.revised_at is None
    assert "The words are what they were" in words(page(client, article))


def test_nothing_of_a_draft_is_shown(client, clock):
    article = make.article("A secret headline", slug="secret", published=None)
    history.keep(article)
    clock(1)
    edit(article, headline="A second secret")
    clock(2)
    article.headline = "Two envoys meet"
    article.publish()
    history.keep(article)
    revisions.note(article)
    assert article.revised_at is None
    assert "secret" not in words(page(client, article))


def test_nothing_of_what_was_changed_before_its_time_is_shown(client, clock):
    article = make.article("A secret headline", published="2017-03-02")
    history.keep(article)
    clock(1)
    edit(article, headline="Two envoys meet")
    clock(48)
    assert "secret" not in words(page(client, article))
    edit(article, headline="Three envoys meet")
    text = words(page(client, article))
    assert "secret" not in text
    assert "taken out: Two put in: Three" in text


def test_nothing_of_what_was_written_while_it_was_a_draft_again_is_shown(client, article, clock):
    clock(1)
    article.return_to_draft()
    history.keep(article)
    clock(2)
    edit(article, headline="A secret headline")
    clock(3)
    article.headline = "Three envoys meet"
    article.publish()
    edit(article)
    text = words(page(client, article))
    assert "secret" not in text
    assert "taken out: Two put in: Three" in text
    assert article.revised_at == NOW + dt.timedelta(hours=3)


def test_why_and_by_whom_stay_in_the_newsroom(client, article, clock):
    clock(1)
    article.headline = "Three envoys meet"
    article.save()
    dana = make.member(first_name="Dana", last_name="Reed")
    history.keep(article, by=dana, deed="Saved.", why="The lawyer rang.")
    text = words(page(client, article))
    assert "Dana" not in text
    assert "lawyer" not in text


def test_corrections_are_part_of_the_history(client, article):
    make.correction(article, "It was Tuesday.", published_at=NOW)
    assert "It was Tuesday." in words(page(client, article))


def test_the_newest_change_comes_first(article, clock):
    for number, headline in enumerate(["A", "B", "C"], 1):
        clock(number)
        edit(article, headline=headline)
    moments = [revision.at for revision in revisions.revisions(article)]
    assert moments == sorted(moments, reverse=True)
    assert len(moments) == 3


def test_a_long_history_says_that_it_is_not_the_whole(client, article, clock, monkeypatch):
    monkeypatch.setattr("articles.views.REVISIONS", 2)
    for number, headline in enumerate(["A", "B", "C"], 1):
        assert "others before" not in words(page(client, article))
        clock(number)
        edit(article, headline=headline)
    assert "These are the newest 2 changes; there were others before." in words(
        page(client, article)
    )


def test_going_back_to_the_first_words_is_an_update_too(article, clock):
    clock(1)
    edit(article, headline="Three envoys meet")
    clock(2)
    edit(article, headline="Two envoys meet")
    assert article.revised_at == NOW + dt.timedelta(hours=2)


def test_there_is_no_history_of_what_readers_cannot_read(client, article):
    for hidden in (
        make.article(published=None),
        make.article(published="2999-01-01"),
    ):
        assert page(client, hidden).status_code == 404
    assert client.get("/articles/nothing/history/").status_code == 404
    article.withdraw("It was wrong.")
    assert page(client, article).url == article.get_absolute_url()
    assert client.post(f"{article.get_absolute_url()}history/").status_code == 405


def test_an_old_address_leads_to_the_history_at_the_new_one(client, article, clock):
    clock(1)
    edit(article, slug="two-envoys")
    moved = client.get("/articles/envoys/history/")
    assert (moved.status_code, moved.url) == (301, "/articles/two-envoys/history/")


def test_a_history_takes_as_many_queries_for_many_changes(
    client, article, clock, django_assert_num_queries
):
    for number in range(6):
        clock(number)
        edit(article, headline=f"Headline {number}")
    page(client, article)
    with django_assert_num_queries(6):
        page(client, article)


def test_what_was_never_kept_was_never_updated(client):
    article = make.article(published=f"{timezone.now():%Y-%m-%d}")
    article.headline = "Imported again"
    article.save()
    assert list(revisions.revisions(article)) == []
    assert Article.objects.get().revised_at is None
