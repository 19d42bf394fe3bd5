"""Two editors at the rows of one person or interaction."""

import pytest

from people.merging import merge
from people.models import Alias, Citation
from tests import factories
from tests.forms import asked, chosen, errors, fields
from tests.people.desk.rows import answer, opened, post

pytestmark = pytest.mark.django_db


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
