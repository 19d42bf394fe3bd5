"""People, organizations and interactions at the desk, and the names in an article."""

import pytest
from django.urls import reverse

from people import mentions
from people.models import (
    Citation,
    Interaction,
    MentionDecision,
    Organization,
    Participant,
    Person,
    UnresolvedName,
)
from people.status import Status
from tests import factories
from tests.forms import errors, fields, said, send

pytestmark = pytest.mark.django_db
ADD = "/admin/people/interaction/add/"
FORM = "interaction_form"


def change(row):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


@pytest.fixture(autouse=True)
def editor(client):
    user = factories.member("Editor")
    client.force_login(user)
    return user


# --- The names in an article --------------------------------------------------------------------


def decide(client, article, means, *names):
    url = f"/admin/articles/article/{article.pk}/names/"
    return client.post(url, {"name": names, "means": means}, follow=True)


def named(article):
    return {mention.person.name: mention.forms for mention in article.mentions.all()}


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


# --- People and organizations -------------------------------------------------------------------


def save_person(client, person=None, **changes):
    url = change(person) if person else "/admin/people/person/add/"
    return client.get(send(client, url, "person_form", "_continue", **changes).url)


def test_a_new_person_is_found_in_the_articles_there_are(client):
    article = factories.article()
    page = save_person(client, name="Mary  Brook", born="about 1958")
    person = Person.objects.get()
    assert "Mary Brook is now found in 1 article." in said(page)
    assert named(article) == {"Mary Brook": ["Mary Brook"]}
    assert (person.sort_name, person.born.words()) == ("Brook, Mary", "About 1958")


def test_another_name_of_a_person_is_found_too(client):
    person = factories.person("Mary Brook")
    article = factories.article(body="<p>Molly Rivers spoke.</p>")
    aliases = {"aliases-0-name": "Molly Rivers"}
    assert "now found in 1 article" in said(save_person(client, person, **aliases))
    assert named(article) == {"Mary Brook": ["Molly Rivers"]}


def test_a_person_whose_names_stay_is_not_looked_for_again(client):
    person = factories.person("Mary Brook")
    assert "now found" not in said(save_person(client, person, description="ambassador"))


def test_a_namesake_is_told_of_and_no_obstacle(client):
    first = factories.person("Michael Flynn", description="general")
    page = save_person(client, name="michael flynn")
    assert "There is already Michael Flynn (general)" in said(page)
    assert change(first) in page.content.decode()
    assert Person.objects.count() == 2


@pytest.mark.parametrize(
    ("field", "value", "complaint"),
    [
        ("name", "\u200b", "This field is required"),
        ("name", "x" * 201, "at most 200 characters"),
        ("born", "31 February 1958", "February"),
        ("wikidata_id", "312", "Q and digits"),
        ("slug", "taken", "Somebody else has this address"),
        ("aliases-0-name", "x" * 201, "at most 200 characters"),
        ("biography", "In\0Geneva", "Null characters"),
    ],
)
def test_what_cannot_be_said_of_a_person_is_refused(client, field, value, complaint):
    factories.person("Ann Field", slug="taken")
    person = factories.person("Mary Brook")
    response = send(client, change(person), "person_form", **{field: value})
    assert complaint in errors(response)


def test_a_role_ends_after_it_begins(client):
    person = factories.person("Mary Brook")
    role = {"roles-0-title": "ambassador", "roles-0-began": "02/02/2017"}
    role |= {"roles-0-ended": "01/01/2017"}
    assert "on or after the day it begins" in errors(
        send(client, change(person), "person_form", **role)
    )


@pytest.mark.parametrize("words", ["kislyak", "sergei kis", "Кисляк", "bear"])
def test_people_are_searched_by_name_and_alias_however_written(client, words):
    factories.person("Sergey Kislyak", aliases=["The Bear"])
    factories.person("Mary Brook")
    response = client.get("/admin/people/person/", {"q": words})
    assert [row.name for row in response.context["cl"].result_list] == ["Sergey Kislyak"]


def test_the_list_of_people_counts_in_a_fixed_number_of_queries(client, django_assert_num_queries):
    people = [factories.person() for _ in range(8)]
    factories.interaction(people=people)
    client.get("/admin/people/person/")
    with django_assert_num_queries(6):
        response = client.get("/admin/people/person/")
    assert [row.interaction_count for row in response.context["cl"].result_list] == [1] * 8


@pytest.mark.parametrize(
    "url",
    [
        "/admin/people/organization/?q=comm%00ittee",
        "/admin/autocomplete/?app_label=people&model_name=role&field_name=organization"
        "&term=comm%00ittee",
    ],
)
def test_an_organization_is_found_whatever_else_is_typed(client, url):
    factories.organization("The Committee")
    assert "The Committee" in client.get(url).content.decode()


def test_an_organization_is_known_once(client):
    factories.organization("The Committee")
    response = send(
        client, "/admin/people/organization/add/", "organization_form", name="the committee"
    )
    assert "There is already the organization “The Committee”" in errors(response)
    assert Organization.objects.count() == 1


# --- Interactions -------------------------------------------------------------------------------


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
