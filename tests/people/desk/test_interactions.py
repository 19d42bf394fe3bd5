"""Interactions at the desk."""

import pytest

from people.models import (
    Citation,
    Interaction,
    Participant,
)
from people.status import Status
from tests import factories
from tests.forms import errors, fields, said, send
from tests.people.desk.rows import change

pytestmark = pytest.mark.django_db
ADD = "/admin/people/interaction/add/"
FORM = "interaction_form"


MET = {"summary": "Mary Brook meets John Field.", "kind": "meeting", "when": "about june 2016"}


def cite(article, words=factories.MET, number=0, **changes):
    """The fields of one citation."""
    cited = {"article": article.pk, "exact": words, "stance": "reports", "occurrence": "1"}
    return {f"citations-{number}-{key}": value for key, value in (cited | changes).items()}


def test_an_interaction_is_recorded_from_an_article(client, editor):
    article = factories.article()
    mary, john = factories.person("Mary Brook"), factories.person("John Field")
    url = f"{ADD}?article={article.pk}&words=met+John+Field"
    begun = fields(client.get(url), FORM)
    assert begun["citations-0-exact"] == "met John Field"
    assert begun["citations-0-article"] == str(article.pk)
    people = {"participants-0-person": mary.pk, "participants-1-person": john.pk}
    response = client.post(url, {**begun, **MET, **people, "_save": "x"})
    assert response.url == f"{change(article)}#record"
    interaction = Interaction.objects.published().get()
    citation = interaction.citations.get()
    assert interaction.current_status == Status.REPORTED
    assert (citation.exact, citation.prefix) == ("met John Field", "Mary Brook ")
    assert citation.created_by == editor
    assert set(interaction.people.all()) == {mary, john}
    assert "About June 2016. Reported on the sole word of" in said(client.get(response.url))
    assert MET["summary"] in client.get(change(article)).content.decode()


@pytest.mark.parametrize(
    "query", ["article=999", f"article={'9' * 30}", "article=x", "article=%00", "words=x"]
)
def test_a_mangled_beginning_is_an_empty_form(client, query):
    assert fields(client.get(f"{ADD}?{query}"), FORM)["citations-0-exact"] == ""


def test_words_are_found_however_they_were_copied(client):
    article = factories.article(body="<p>“It’s — well — over,” she said.</p>")
    send(client, ADD, FORM, **MET, **cite(article, '"It\'s - well - over,"  she'))
    assert Citation.objects.get().exact == "“It’s — well — over,” she"


def test_words_that_are_not_in_the_article_are_refused_with_the_nearest_sentence(client):
    article = factories.article("Two envoys meet")
    words = "Mary Brook never met John Field in Geneva"
    response = send(client, ADD, FORM, **MET, **cite(article, words))
    assert "These words are not in “Two envoys meet”" in errors(response)
    assert "Mary Brook met John Field in Geneva on Tuesday." in errors(response)
    assert words in response.content.decode()
    assert not Interaction.objects.exists()


def test_of_several_places_the_first_is_taken_and_said_so(client):
    article = factories.article("Calls", body="<p>They spoke. Then they slept. They spoke.</p>")
    response = send(client, ADD, FORM, **MET, **cite(article, "They spoke."))
    assert Citation.objects.get().start == 0
    page = client.get(response.url)
    assert "The words stand in “Calls” 2 times; number 1 was taken." in said(page)


def test_an_editor_says_which_place_is_meant(client):
    article = factories.article(body="<p>They spoke. Then they slept. They spoke.</p>")
    send(client, ADD, FORM, **MET, **cite(article, "They spoke.", occurrence="2"))
    assert Citation.objects.get().start == 29
    response = send(client, ADD, FORM, **MET, **cite(article, "They spoke.", occurrence="3"))
    assert "stand in the article 2 times" in errors(response)


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"summary": "\u200b"}, "This field is required"),
        ({"summary": "x" * 301}, "at most 300 characters"),
        ({"kind": "duel"}, "Select a valid choice"),
        ({"when": "31 February 2017"}, "February"),
        ({"occurrences": "0"}, "occurred_at_least_once"),
        ({"participants-0-part": "host"}, "one of them"),
        ({"participants-0-description": "aides", "participants-0-person": "1"}, ""),
        ({"citations-0-exact": "\0"}, "Null characters"),
        ({"citations-0-occurrence": "0"}, "greater than or equal to 1"),
        ({"citations-0-said_on": "31/02/2017"}, "valid date"),
        ({"citations-0-when_given": "31 February 2017"}, "February"),
    ],
)
def test_what_cannot_be_recorded_is_said(client, changes, complaint):
    article = factories.article()
    response = send(client, ADD, FORM, **{**MET, **cite(article), **changes})
    assert complaint in errors(response)
    assert errors(response)
    assert not Interaction.objects.exists()


def test_a_citation_can_give_a_date_of_its_own_which_is_read_back(client):
    given = {"when_given": "about June 2016"}
    response = send(client, ADD, FORM, **MET, **cite(factories.article(), **given))
    citation = Citation.objects.get()
    page = client.get(f"/admin/people/interaction/{citation.interaction_id}/change/")

    assert response.status_code == 302
    assert citation.when_given.words() == "About June 2016"
    assert fields(page, FORM)["citations-0-when_given"] == "About June 2016"
    assert page.content.decode().count("data-date-words") >= 2


def test_words_are_said_by_one_party_at_most(client):
    person = factories.person("Mary Brook")
    said_by = {"attributed_to_person": person.pk, "attributed_to_words": "two officials"}
    response = send(client, ADD, FORM, **MET, **cite(factories.article(), **said_by))
    assert "at most one of them" in errors(response)


def test_a_person_takes_part_once(client):
    person = factories.person("Mary Brook")
    twice = {"participants-0-person": person.pk, "participants-1-person": person.pk}
    response = send(client, ADD, FORM, **MET, **twice)
    assert errors(response)
    assert not Participant.objects.exists()


def test_the_status_follows_every_change_of_the_citations(client):
    mary = factories.person("Mary Brook")
    interaction = factories.interaction(people=[mary])
    factories.citation(interaction, attributed_to_words="two officials")
    denial = cite(
        factories.article(published="2017-03-01"),
        number=1,
        stance="denies",
        attributed_to_person=mary.pk,
    )
    response = send(client, change(interaction), FORM, "_continue", **denial)
    assert Interaction.objects.published().get().current_status == Status.DISPUTED
    assert "Disputed: Mary Brook denied it" in client.get(response.url).content.decode()

    confirmed = {"citations-1-stance": "confirms"}
    send(client, change(interaction), FORM, "_continue", **confirmed)
    assert Interaction.objects.published().get().current_status == Status.CONFIRMED

    send(client, change(interaction), FORM, "_continue", **{"citations-1-DELETE": "on"})
    assert Interaction.objects.published().get().current_status == Status.REPORTED

    send(client, change(interaction), FORM, "_continue", **{"citations-0-DELETE": "on"})
    assert not Interaction.objects.published().exists()
    assert "it cites no published article" in client.get(change(interaction)).content.decode()


def test_deleting_an_interaction_takes_all_of_it_along(client):
    client.force_login(factories.member("Publisher"))
    interaction = factories.interaction(people=[factories.person()])
    factories.citation(interaction)
    client.post(f"/admin/people/interaction/{interaction.pk}/delete/", {"post": "yes"})
    assert not Interaction.objects.exists()
    assert not Citation.objects.exists()


def test_a_lost_passage_is_shown_and_found_again_by_other_words(client):
    citation = factories.citation(factories.interaction())
    citation.article.body = "<p>Mary Brook saw John Field.</p>"
    citation.article.save()
    interaction = citation.interaction
    page = client.get("/admin/people/interaction/?passages=lost")
    assert list(page.context["cl"].result_list) == [interaction]
    assert "Not there any more since" in client.get(change(interaction)).content.decode()
    send(client, change(interaction), FORM, **{"citations-0-exact": "saw John Field"})
    citation.refresh_from_db()
    assert (citation.exact, citation.is_lost) == ("saw John Field", False)


def test_a_sentence_edited_away_is_missed_by_all_until_it_is_put_back(client):
    citation = factories.citation(factories.interaction())
    article, interaction = citation.article, citation.interaction
    gone, back = "<p>Neither would say why.</p>", article.body

    for body, is_missed in ((gone, True), (back, False)):
        response = send(client, change(article), "article_form", body=body)
        assert response.status_code == 302
        for page in (article, interaction):
            told = client.get(page.get_absolute_url()).content.decode()
            assert factories.MET in told
            assert ("This passage has since been edited" in told) == is_missed
        listed = client.get("/admin/people/interaction/?passages=lost").context["cl"].result_list
        assert list(listed) == ([interaction] if is_missed else [])
        assert ("lost to an edit" in client.get("/admin/").content.decode()) == is_missed


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("about june 2016", {"words": "About June 2016"}),
        ("", {"words": "Date not reported"}),
    ],
)
def test_a_date_is_read_back_in_the_words_of_readers(client, typed, answer):
    assert client.get("/admin/people/interaction/date-words/", {"when": typed}).json() == answer


@pytest.mark.parametrize("typed", ["31 february 2017", "soon", "\0", "x" * 5000])
def test_a_date_that_cannot_be_read_is_said(client, typed):
    answer = client.get("/admin/people/interaction/date-words/", {"when": typed}).json()
    assert answer["error"]


def test_the_list_of_interactions_takes_a_fixed_number_of_queries(
    client, django_assert_num_queries
):
    for _ in range(8):
        factories.citation(factories.interaction())
    factories.interaction("Nothing is cited.")
    client.get("/admin/people/interaction/")
    with django_assert_num_queries(8):
        response = client.get("/admin/people/interaction/")
    assert len(response.context["cl"].result_list) == 9


def test_the_list_is_narrowed_by_status_and_words(client):
    told = factories.interaction("Two envoys dine.")
    factories.citation(told)
    untold = factories.interaction("Nobody saw it.")

    def listed(query):
        return list(client.get(f"/admin/people/interaction/?{query}").context["cl"].result_list)

    assert listed("status=reported") == [told]
    assert listed("status=none") == [untold]
    assert listed("q=dining") == [told]


@pytest.mark.parametrize(("citations", "queries"), [(1, 16), (4, 19)])
def test_the_form_of_an_interaction_looks_up_one_name_for_each_box(
    client, citations, queries, django_assert_num_queries
):
    """A box that searches shows the name of what it holds: an article for each citation."""
    interaction = factories.interaction()
    for _ in range(citations):
        factories.citation(interaction)
    client.get(change(interaction))
    with django_assert_num_queries(queries):
        client.get(change(interaction))
