"""The names in an article, and whom an editor says they mean."""

import pytest

from people import mentions
from people.models import (
    MentionDecision,
    Person,
    UnresolvedName,
)
from tests import factories
from tests.forms import said
from tests.people.desk.rows import change, named

pytestmark = pytest.mark.django_db


def decide(client, article, means, *names):
    url = f"/admin/articles/article/{article.pk}/names/"
    return client.post(url, {"name": names, "means": means}, follow=True)


def open_names(article):
    return set(article.unresolved_names.values_list("name", flat=True))


@pytest.fixture
def shared():
    """An article that names a Mary Brook; two people are called so."""
    factories.person("Mary Brook", description="ambassador")
    factories.person("Mary Brook", description="novelist")
    return factories.article()


def test_the_people_found_stand_on_the_form_of_the_article(client):
    person = factories.person("Mary Brook")
    article = factories.article()
    page = client.get(change(article)).content.decode()
    assert change(person) in page
    assert "“Mary Brook”" in page
    assert "John Field" in page


def test_a_name_that_two_people_share_is_given_to_one(client, editor, shared):
    ambassador = Person.objects.get(description="ambassador")
    assert open_names(shared) >= {"Mary Brook"}
    page = decide(client, shared, ambassador.pk, "Mary Brook")
    assert "“Mary Brook”: Mary Brook, in this article." in said(page)
    assert named(shared) == {"Mary Brook": ["Mary Brook"]}
    assert MentionDecision.objects.get().decided_by == editor
    assert "Confirmed" in page.content.decode()


def test_a_mention_is_rejected_and_the_rejection_undone(client):
    factories.person("Mary Brook")
    article = factories.article()
    page = decide(client, article, "nobody", "Mary Brook")
    assert named(article) == {}
    assert "Decided to be nobody" in page.content.decode()
    decide(client, article, "undecided", "Mary Brook")
    assert named(article) == {"Mary Brook": ["Mary Brook"]}


def test_a_mention_is_redirected_to_somebody_else(client):
    factories.person("Mary Brook")
    sister = factories.person("Ann Brook")
    article = factories.article()
    decide(client, article, sister.pk, "Mary Brook")
    assert named(article) == {"Ann Brook": ["Mary Brook"]}


def test_somebody_new_is_found_at_once_here_and_elsewhere(client):
    article, other = factories.article(), factories.article()
    assert "John Field" in open_names(article)
    response = decide(client, article, "new", "John Field")
    assert response.redirect_chain[-1][0] == f"{change(article)}#people"
    assert "John Field" in named(article)
    assert "John Field" in named(other)


def test_asking_twice_for_somebody_new_makes_one_person(client):
    article = factories.article()
    decide(client, article, "new", "John Field")
    decide(client, article, "new", "John Field")
    assert Person.objects.count() == 1


def test_a_surname_that_means_two_people_makes_no_third(client):
    """The form that asks for somebody new was opened before the two were on record."""
    factories.person("Bill Hale")
    factories.person("Mary Hale")
    body = "<p>Bill Hale and Mary Hale left. Mr. Hale drove. Mrs. Hale did not.</p>"
    article = factories.article(body=body)
    assert [forms[-1] for forms in named(article).values()] == ["Hale", "Hale"]
    assert decide(client, article, "new", "Hale").status_code == 404


@pytest.mark.parametrize("means", ["", "x", "999999", "9" * 30, "\0", "-1"])
def test_a_decision_for_nobody_there_is_not_found(client, means):
    article = factories.article()
    assert decide(client, article, means, "John Field").status_code == 404
    assert not MentionDecision.objects.exists()


@pytest.mark.parametrize("name", ["Somebody Else", "", "\0", "x" * 300])
def test_a_name_that_is_not_in_the_article_is_not_decided_about(client, name):
    page = decide(client, factories.article(), "nobody", name)
    assert "not in this article any more" in said(page)
    assert not MentionDecision.objects.exists()


def test_whom_a_name_means_is_chosen_beside_the_places_it_stands(client, shared):
    url = f"/admin/articles/article/{shared.pk}/names/?name=Mary+Brook"
    page = client.get(url).content.decode()
    assert "<mark>Mary Brook</mark> met John Field" in page
    assert "ambassador" in page
    assert "novelist" in page
    assert "Nobody on record is called" in client.get(f"{url}&q=Zzyzx%00").content.decode()


def test_people_often_named_are_added_from_one_list(client):
    articles = [factories.article() for _ in range(2)]
    url = "/admin/people/person/often-named/"
    assert "John Field" in client.get(url).content.decode()
    page = client.post(url, {"name": "John Field"}, follow=True)
    assert "John Field is on record, found in 2 articles." in said(page)
    assert all("John Field" in named(article) for article in articles)
    assert "not waiting any more" in said(client.post(url, {"name": "John Field"}, follow=True))


def test_of_very_many_articles_older_ones_wait_and_nobody_is_added_again(client, monkeypatch):
    monkeypatch.setattr(mentions, "READ_AT_ONCE", 1)
    for _ in range(3):
        factories.article()
    url = "/admin/people/person/often-named/"
    first, again = (client.post(url, {"name": "John Field"}, follow=True) for _ in range(2))
    older = "Older articles are read when the record is rebuilt."
    assert f"John Field is on record, found in 1 article. {older}" in said(first)
    assert f"John Field is on record already. {older}" in said(again)
    assert Person.objects.count() == 1


def test_the_articles_are_narrowed_by_what_is_open_about_people(client, shared):
    nobody = factories.article("Rain", body="<p>It rained.</p>")

    def listed(query):
        response = client.get(f"/admin/articles/article/?{query}")
        return [row.pk for row in response.context["cl"].result_list]

    assert listed("people=shared") == [shared.pk]
    assert listed("people=unknown") == [shared.pk]
    assert nobody.pk in listed("people=nobody")


def test_the_form_of_an_article_takes_as_many_queries_for_many_people(
    client, shared, django_assert_num_queries
):
    for number in range(6):
        factories.citation(factories.interaction(), shared)
        UnresolvedName.objects.create(article=shared, name=f"N {number}", kind="unknown", count=1)
    client.get(change(shared))
    with django_assert_num_queries(23):
        client.get(change(shared))


def test_withdrawing_tells_which_interactions_rest_on_the_article(client):
    client.force_login(factories.member("Publisher"))
    article = factories.article()
    factories.citation(factories.interaction(), article)
    told_twice = factories.interaction()
    factories.citation(told_twice, article)
    factories.citation(told_twice)
    page = client.get(f"/admin/articles/article/withdraw/?id={article.pk}").content.decode()
    assert "1 interaction that no other article reports" in page
    assert "What it says of 1 interaction that others report too" in page
