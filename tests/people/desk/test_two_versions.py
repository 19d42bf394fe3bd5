"""Two editors at one person, interaction or organization: nobody's words are lost."""

import json

import pytest

from people.merging import merge
from people.models import Interaction, Person
from tests import factories
from tests.forms import asked, chosen, errors, fields
from tests.people.desk.rows import answer, change, opened, post

pytestmark = pytest.mark.django_db


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
