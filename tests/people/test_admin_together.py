"""Several editors at one person, interaction or organization: nobody's words are lost."""

import json

import pytest
from django.urls import reverse

from people.merging import merge
from people.models import Alias, Citation, Interaction, Person
from tests import factories
from tests.forms import asked, chosen, errors, fields, send

pytestmark = pytest.mark.django_db
CHOICE = "conflict_form"


def change(row):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def form_of(row):
    return f"{row._meta.model_name}_form"


@pytest.fixture(autouse=True)
def editor(client):
    user = factories.member("Publisher")
    client.force_login(user)
    return user


@pytest.fixture
def dana():
    return factories.member("Editor", first_name="Dana", last_name="Reed")


@pytest.fixture
def dana_saves(client, editor, dana):
    """Somebody else opens a row, changes some fields and saves it."""

    def save(row, **changes):
        client.force_login(dana)
        response = send(client, change(row), form_of(row), **changes)
        client.force_login(editor)
        assert response.status_code == 302

    return save


@pytest.fixture
def person():
    return factories.person(
        "Mary Brook",
        aliases=["Maria Brook"],
        description="ambassador",
        biography="Born by the sea.\nStudied law.",
        born="about 1950",
    )


@pytest.fixture
def interaction():
    people = [factories.person("Mary Brook"), factories.person("John Field")]
    return factories.interaction("Mary Brook meets John Field.", people=people)


def opened(client, row):
    """What a browser holds of the form of a row, before anybody changes anything."""
    return fields(client.get(change(row)), form_of(row))


def post(client, row, sent, **changes):
    return client.post(change(row), {**sent, "_save": "x", **changes})


def answer(client, row, refused, **choices):
    """Save what is chosen beforehand, but for some choices."""
    made = {f"choice-{key}": side for key, side in choices.items()}
    return client.post(change(row), {**fields(refused, CHOICE), **made, "_save": "x"})


# --- Two versions -------------------------------------------------------------------------------


def test_a_stale_person_shows_both_versions_and_saves_nothing(client, person, dana_saves):
    sent = opened(client, person)
    dana_saves(person, description="envoy", born="1951")
    refused = post(client, person, sent, description="consul", wikidata_id="Q1")
    page = refused.content.decode()
    assert refused.status_code == 409
    assert "Dana Reed changed this person on" in page
    assert "About 1950" in page
    assert asked(refused) == ["Description", "Born", "Wikidata id"]
    assert chosen(refused) == {"description": "both", "born": "theirs", "wikidata_id": "mine"}
    person.refresh_from_db()
    assert (person.description, person.wikidata_id) == ("envoy", "")


def test_what_was_chosen_of_a_person_is_saved(client, person, dana_saves):
    sent = opened(client, person)
    dana_saves(person, name="Mary Rivers", biography="Born by the sea.\nStudied law in Bern.")
    mine = {"name": "Mary Lake", "biography": "Born by the lake.\nStudied law."}
    refused = post(client, person, sent, **mine)
    assert chosen(refused) == {"sort_name": "theirs", "biography": "both"}
    assert answer(client, person, refused, name="theirs").status_code == 302
    person.refresh_from_db()
    assert person.name == "Mary Rivers"
    assert person.biography == "Born by the lake.\nStudied law in Bern."


def test_other_fields_of_an_interaction_are_asked_about_in_words(client, interaction, dana_saves):
    sent = opened(client, interaction)
    answered = factories.interaction("John Field calls.")
    dana_saves(interaction, kind="phone_call", responds_to=answered.pk)
    refused = post(client, interaction, sent, kind="interview", when="June 2016")
    page = refused.content.decode()
    for words in ("Phone call", "Interview", "June 2016", "29 December 2016", "John Field calls."):
        assert words in page
    assert chosen(refused) == {"when": "mine", "responds_to": "theirs"}
    answer(client, interaction, refused, kind="mine")
    interaction.refresh_from_db()
    assert (interaction.kind, interaction.responds_to) == ("interview", answered)
    assert interaction.when.words() == "June 2016"


def test_of_a_sentence_both_versions_can_be_kept(client, interaction, dana_saves):
    sent = opened(client, interaction)
    dana_saves(interaction, summary="Mary Brook meets John Field in Geneva.")
    refused = post(client, interaction, sent, summary="Mary Brook twice meets John Field.")
    assert chosen(refused) == {"summary": "both"}
    answer(client, interaction, refused)
    interaction.refresh_from_db()
    assert interaction.summary == "Mary Brook twice meets John Field in Geneva."


def test_what_only_the_other_changed_stays_theirs_without_a_question(client, person, dana_saves):
    sent = opened(client, person)
    dana_saves(person, description="envoy")
    assert post(client, person, sent, **{"aliases-1-name": "M. Brook"}).status_code == 302
    person.refresh_from_db()
    assert person.description == "envoy"
    assert person.aliases.filter(name="M. Brook").exists()


def test_rows_of_the_other_are_no_reason_to_ask(client, person, dana_saves):
    sent = opened(client, person)
    dana_saves(person, **{"aliases-1-name": "M. Brook", "roles-0-title": "consul"})
    assert post(client, person, sent, description="envoy").status_code == 302
    person.refresh_from_db()
    assert person.description == "envoy"
    assert person.known_names == ["Mary Brook", "M. Brook", "Maria Brook"]
    assert person.roles.get().title == "consul"


def test_the_same_words_twice_are_no_conflict(client, person, dana_saves):
    sent = opened(client, person)
    dana_saves(person, description="envoy")
    assert post(client, person, sent, description="envoy").status_code == 302


def test_whoever_chooses_too_late_chooses_again(client, person, dana_saves):
    sent = opened(client, person)
    dana_saves(person, description="envoy")
    refused = post(client, person, sent, description="consul")
    dana_saves(person, description="special envoy")
    again = answer(client, person, refused, description="mine")
    assert again.status_code == 409
    assert chosen(again) == {"description": "mine"}
    answer(client, person, again)
    person.refresh_from_db()
    assert person.description == "consul"


def test_a_side_that_is_not_offered_cannot_be_chosen(client, interaction, dana_saves):
    sent = opened(client, interaction)
    dana_saves(interaction, place="Geneva")
    refused = post(client, interaction, sent, place="Bern")
    for side in ("both", "", "x"):
        assert answer(client, interaction, refused, place=side).status_code == 409


def test_a_form_that_never_said_what_it_had_seen_is_asked_about(client, person):
    sent = {key: value for key, value in opened(client, person).items() if "initial-" not in key}
    refused = post(client, person, sent, description="envoy")
    assert "Description" in asked(refused)
    person.refresh_from_db()
    assert person.description == "ambassador"


@pytest.mark.parametrize("make", [factories.organization, factories.outlet, factories.tag])
def test_a_stale_name_of_the_catalogue_shows_both_versions(client, make, dana_saves):
    row = make("Sea")
    sent = opened(client, row)
    dana_saves(row, name="Ocean")
    refused = post(client, row, sent, name="Lake")
    assert f"Dana Reed changed this {row._meta.verbose_name} on" in refused.content.decode()
    assert asked(refused)[0] == "Name"
    answer(client, row, refused, name="theirs")
    row.refresh_from_db()
    assert row.name == "Ocean"


def test_the_synonyms_of_a_tag_that_two_editors_added_are_both_kept_on_show(client, dana_saves):
    tag = factories.tag("Sea")
    sent = opened(client, tag)
    dana_saves(tag, synonyms="Ocean")
    refused = post(client, tag, sent, synonyms="Main")
    assert chosen(refused) == {}
    answer(client, tag, refused, synonyms="theirs")
    assert [synonym.name for synonym in tag.synonyms.all()] == ["Ocean"]


# --- Rows ---------------------------------------------------------------------------------------


def test_another_name_that_two_editors_changed_is_asked_about(client, person, dana_saves):
    sent = opened(client, person)
    dana_saves(person, **{"aliases-0-name": "Marie Brook"})
    refused = post(client, person, sent, **{"aliases-0-name": "Mariya Brook"})
    assert asked(refused) == ["Other name 1: Name"]
    assert chosen(refused) == {}
    answer(client, person, refused, **{"aliases-0-name": "mine"})
    assert person.aliases.get().name == "Mariya Brook"


def test_a_part_that_two_editors_changed_is_asked_about(client, interaction, dana_saves):
    sent = opened(client, interaction)
    dana_saves(interaction, **{"participants-0-part": "host", "participants-1-part": "guest"})
    refused = post(client, interaction, sent, **{"participants-0-part": "caller"})
    assert asked(refused) == ["Participant 1: Part"]
    answer(client, interaction, refused, **{"participants-0-part": "theirs"})
    assert [row.part for row in interaction.participants.all()] == ["host", "guest"]


def test_whom_a_row_names_is_told_by_name(client, interaction, dana_saves):
    sent = opened(client, interaction)
    ann, jane = factories.person("Ann Hill"), factories.person("Jane Reed")
    dana_saves(interaction, **{"participants-0-person": ann.pk})
    refused = post(client, interaction, sent, **{"participants-0-person": jane.pk})
    page = refused.content.decode()
    assert "Ann Hill" in page
    assert "Jane Reed" in page
    answer(client, interaction, refused, **{"participants-0-person": "theirs"})
    assert ann in interaction.people.all()


def test_a_row_that_the_other_has_rewritten_is_not_deleted_unasked(client, person, dana_saves):
    role = factories.role(person, "envoy")
    sent = opened(client, person)
    dana_saves(person, **{"roles-0-title": "consul"})
    refused = post(client, person, sent, **{"roles-0-DELETE": "on"})
    assert asked(refused) == ["Role 1: deleted by you"]
    answer(client, person, refused, **{"roles-0-DELETE": "theirs"})
    role.refresh_from_db()
    assert role.title == "consul"


def test_a_row_that_the_other_deleted_is_no_obstacle(client, person, interaction, dana_saves):
    sent = opened(client, person)
    dana_saves(person, **{"aliases-0-DELETE": "on"})
    assert post(client, person, sent, wikidata_id="Q1").status_code == 302
    assert not person.aliases.exists()

    sent = opened(client, interaction)
    dana_saves(interaction, **{"participants-0-DELETE": "on"})
    assert post(client, interaction, sent, place="Geneva").status_code == 302
    assert [row.person.name for row in interaction.participants.all()] == ["John Field"]


def test_words_typed_into_a_row_that_the_other_deleted_come_back(client, person, dana_saves):
    sent = opened(client, person)
    dana_saves(person, **{"aliases-0-DELETE": "on"})
    post(client, person, sent, **{"aliases-0-name": "Marie Brook"})
    assert person.aliases.get().name == "Marie Brook"


def test_a_row_deleted_while_the_form_is_being_saved_is_saved_at_the_second_try(
    client, person, monkeypatch
):
    """The rows of the form are read before anybody else is kept out."""
    sent = opened(client, person) | {"aliases-0-name": "Marie Brook"}

    def clean(form):
        Alias.objects.all().delete()

    with monkeypatch.context() as patch:
        patch.setattr("people.admin.forms.PersonForm.clean", clean)
        refused = post(client, person, sent)
    assert "Somebody else has just deleted this" in errors(refused)
    post(client, person, fields(refused, "person_form"))
    assert person.aliases.get().name == "Marie Brook"


def test_what_both_have_added_is_there_once(client, person, interaction, dana_saves):
    added = {"aliases-1-name": "M. Brook", "roles-0-title": "consul", "roles-0-began": "01/02/2017"}
    sent = opened(client, person)
    dana_saves(person, **added)
    assert post(client, person, sent, **added).status_code == 302
    assert person.aliases.count() == 2
    assert person.roles.count() == 1

    said = {"participants-2-description": "two aides"}
    sent = opened(client, interaction)
    dana_saves(interaction, **said)
    assert post(client, interaction, sent, **said).status_code == 302
    assert interaction.participants.count() == 3


def test_a_form_sent_twice_adds_nothing_twice(client, interaction):
    article = factories.article()
    cited = {
        "citations-0-article": article.pk,
        "citations-0-exact": factories.MET,
        "participants-2-description": "two aides",
    }
    sent = opened(client, interaction)
    for _ in range(2):
        assert post(client, interaction, sent, **cited).status_code == 302
    assert interaction.citations.count() == 1
    assert interaction.participants.count() == 3


def test_whom_both_have_added_in_another_part_is_said(client, interaction, dana_saves):
    ann = factories.person("Ann Hill")
    sent = opened(client, interaction)
    dana_saves(interaction, **{"participants-2-person": ann.pk, "participants-2-part": "host"})
    mine = {"participants-2-person": ann.pk, "participants-2-part": "guest"}
    refused = post(client, interaction, sent, place="Geneva", **mine)
    assert "Somebody else has just added “Ann Hill”." in errors(refused)
    assert fields(refused, "interaction_form")["place"] == "Geneva"


def test_a_name_is_there_once_though_nobody_touched_its_row(client, person):
    sent = opened(client, person) | {"aliases-TOTAL_FORMS": "4"}
    blank = dict.fromkeys(("aliases-1-id", "aliases-2-id", "aliases-3-id"), "")
    names = {"aliases-1-name": "", "aliases-2-name": ""}
    refused = post(client, person, sent, **blank, **names, **{"aliases-3-name": "Maria Brook"})
    assert "duplicate" in errors(refused)
    other = post(client, person, sent, **blank, **names, **{"aliases-3-name": "M. Brook"})
    assert other.status_code == 302
    assert person.known_names == ["Mary Brook", "M. Brook", "Maria Brook"]


def test_a_row_nobody_touched_goes_along_with_a_merge(client, interaction):
    """Its person is another one by now."""
    sent = opened(client, interaction)
    lost = interaction.participants.first().person
    merge(factories.person("Mary E. Brook"), lost)
    assert post(client, interaction, sent, place="Geneva").status_code == 302
    assert interaction.participants.first().person.name == "Mary E. Brook"


def test_their_words_of_an_article_stay_where_they_stand(client, interaction):
    """Taking them does not look for them again: they may stand there more than once."""
    article = factories.article(body=f"<p>{factories.MET}.</p><p>{factories.MET}.</p>")
    citation = factories.citation(interaction, article)
    sent = opened(client, interaction)
    second = len(factories.MET) + 3
    Citation.objects.filter(pk=citation.pk).update(start=second, exact="Mary Brook met")
    mine = {"citations-0-stance": "denies", "citations-0-exact": "met John Field"}
    refused = post(client, interaction, sent, **mine)
    answer(client, interaction, refused, **{"citations-0-exact": "theirs"})
    citation.refresh_from_db()
    assert (citation.stance, citation.exact) == ("denies", "Mary Brook met")
    assert citation.start == second


@pytest.mark.parametrize("roles", [1, 10])
def test_saving_takes_as_many_queries_with_many_rows_that_nobody_touched(
    client, person, roles, django_assert_num_queries
):
    committee = factories.organization()
    for number in range(roles):
        factories.role(person, f"role {number}", organization=committee)
    sent = opened(client, person)
    post(client, person, sent)
    with django_assert_num_queries(34):
        post(client, person, sent, description="envoy")


# --- Deleted meanwhile --------------------------------------------------------------------------


def test_a_person_deleted_meanwhile_can_be_saved_as_a_new_one(client, person):
    factories.role(person, "envoy")
    sent = opened(client, person)
    person.delete()
    refused = post(client, person, sent, description="consul", **{"roles-0-title": "consul"})
    page = refused.content.decode()
    assert refused.status_code == 409
    assert "This person was deleted while you were writing." in page
    assert "Please correct" not in page
    client.post("/admin/people/person/add/", {**fields(refused, "person_form"), "_save": "x"})
    anew = Person.objects.get()
    assert (anew.name, anew.description) == ("Mary Brook", "consul")
    assert anew.known_names == ["Mary Brook", "Maria Brook"]
    assert anew.roles.get().title == "consul"


def test_an_interaction_deleted_meanwhile_can_be_saved_as_a_new_one(client, interaction):
    citation = factories.citation(interaction)
    sent = opened(client, interaction)
    interaction.delete()
    refused = post(client, interaction, sent, place="Geneva")
    client.post(
        "/admin/people/interaction/add/", {**fields(refused, "interaction_form"), "_save": "x"}
    )
    anew = Interaction.objects.get()
    assert anew.place == "Geneva"
    assert {row.person.name for row in anew.participants.all()} == {"Mary Brook", "John Field"}
    assert anew.citations.get().exact == citation.exact


def test_a_person_merged_meanwhile_leads_to_the_one_they_are_now(client, person):
    sent, url = opened(client, person), change(person)
    kept = factories.person("Mary E. Brook")
    merge(kept, person)
    refused = client.post(url, {**sent, "description": "consul", "_save": "x"})
    page = refused.content.decode()
    assert refused.status_code == 409
    assert "was merged into" in page
    assert f'href="{change(kept)}"' in page
    assert fields(refused, "person_form")["description"] == "consul"
    assert Person.objects.get() == kept


@pytest.mark.parametrize("pk", ["999999", "x", "9" * 40, "_00"])
def test_what_was_never_there_is_no_error(client, person, pk):
    sent = opened(client, person)
    response = client.post(f"/admin/people/person/{pk}/change/", {**sent, "_save": "x"})
    assert response.status_code == 409
    assert Person.objects.get() == person


def test_who_may_not_change_is_shown_no_other_version(client, person, dana_saves):
    sent = opened(client, person)
    dana_saves(person, description="envoy")
    client.force_login(factories.member("Reporter"))
    assert post(client, person, sent, description="consul").status_code == 403
    person.refresh_from_db()
    assert person.description == "envoy"


# --- Forged -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("make", "prefix"),
    [
        (factories.person, "aliases"),
        (factories.person, "roles"),
        (factories.interaction, "participants"),
        (factories.interaction, "citations"),
        (factories.article, "see_also_links"),
    ],
)
def test_a_forged_number_of_rows_is_refused_without_making_them(client, make, prefix):
    row = make()
    sent = opened(client, row)
    refused = post(client, row, sent, **{f"{prefix}-TOTAL_FORMS": "100000000"})
    assert "Please submit at most 1000 forms." in errors(refused)
    assert refused.content.count(b"<input") < 200


# --- Who else is here ---------------------------------------------------------------------------


def ping(client, row, **sent):
    response = client.post(f"{change(row).removesuffix('change/')}presence/", sent)
    return json.loads(response.content)["said"]


def test_whoever_opens_a_person_is_told_who_has_them_open(client, editor, dana, person):
    client.force_login(dana)
    assert ping(client, person) == ""
    client.force_login(editor)
    told = "Dana Reed has this person open too."
    assert ping(client, person) == told
    assert told in client.get(change(person)).content.decode()


def test_nobody_is_taken_for_one_in_another_row_of_the_same_number(client, editor, dana, person):
    client.force_login(dana)
    ping(client, person)
    client.force_login(editor)
    article = factories.article(pk=person.pk)
    assert ping(client, article) == ""


def test_a_form_is_told_that_somebody_else_has_saved(client, interaction, dana_saves):
    seen = opened(client, interaction)["seen"]
    assert ping(client, interaction, seen=seen) == ""
    dana_saves(interaction, place="Geneva")
    said = ping(client, interaction, seen=seen)
    assert "Dana Reed changed this interaction on" in said
    assert "you will see both versions" in said
