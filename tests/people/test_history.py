"""The versions of people and interactions: comparing them, and going back."""

import pytest
from django.urls import reverse

from articles.models import Version
from people.models import Mention
from people.status import Stance, Status
from tests import factories
from tests.forms import said, send

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def editor(client):
    user = factories.member("Editor")
    client.force_login(user)
    return user


def page(row, view="change"):
    return reverse(f"admin:people_{row._meta.model_name}_{view}", args=[row.pk])


def go_back(client, row):
    first = Version.objects.of(row).first()
    return client.post(page(row, "history"), {"restore": first.pk}, follow=True)


def test_a_person_goes_back_with_names_and_roles_and_articles_are_read_again(client):
    article = factories.article(body="<p>Molly Stone met John Field.</p>")
    person = factories.person("Mary Brook", aliases=["Molly Stone"])
    role = factories.role(person, "ambassador", began="2015-06-01")
    send(
        client,
        page(person),
        "person_form",
        name="Mary Reed",
        **{"aliases-0-DELETE": "on", "roles-0-title": "senator"},
    )
    assert not Mention.objects.filter(article=article).exists()

    response = go_back(client, person)
    assert "It is again as it was on" in said(response)
    person.refresh_from_db()
    role.refresh_from_db()
    assert (person.name, role.title) == ("Mary Brook", "ambassador")
    assert [alias.name for alias in person.aliases.all()] == ["Molly Stone"]
    assert Mention.objects.get(article=article).person == person


def test_what_changed_of_a_person_is_told_in_words(client):
    person = factories.person("Mary Brook", born="1956-03-24")
    send(client, page(person), "person_form", born="March 1957", why="The registry.")
    shown = client.get(page(person, "history")).content.decode()
    assert "1956" in shown
    assert "1957" in shown
    assert "The registry." in shown


def test_an_interaction_goes_back_with_its_participants_citations_and_status(client):
    people = [factories.person("Mary Brook"), factories.person("John Field")]
    interaction = factories.interaction("They meet.", people=people)
    citation = factories.citation(interaction)
    changed = {
        "summary": "They do not meet.",
        "participants-1-DELETE": "on",
        "citations-0-stance": Stance.DENIES.value,
    }
    send(client, page(interaction), "interaction_form", **changed)
    assert interaction.status_changes.get().status == Status.DENIED

    go_back(client, interaction)
    interaction.refresh_from_db()
    citation.refresh_from_db()
    assert (interaction.summary, citation.stance) == ("They meet.", Stance.REPORTS)
    assert list(interaction.people.order_by("pk")) == people
    assert interaction.status_changes.get().status == Status.REPORTED


def test_a_citation_that_comes_back_finds_its_words_in_the_present_text(client):
    interaction = factories.interaction()
    citation = factories.citation(interaction)
    send(client, page(interaction), "interaction_form", **{"citations-0-DELETE": "on"})
    article = citation.article
    article.body = f"<p>It rained.</p>{article.body}"
    article.save()

    go_back(client, interaction)
    [back] = interaction.citations.all()
    assert back.pk == citation.pk
    assert article.body_text[back.start : back.end] == citation.exact
    assert interaction.status_changes.exists()


def test_a_merge_is_part_of_the_history_of_who_was_kept(client):
    client.force_login(factories.member("Publisher"))
    kept, lost = factories.person("Mary Brook"), factories.person("Molly Brook")
    client.post(reverse("admin:people_person_merge") + f"?lost={lost.pk}&kept={kept.pk}")
    assert "Merged “Molly Brook” into it." in Version.objects.of(kept).last().deed


def test_somebody_deleted_since_does_not_come_back(client):
    person = factories.person("Mary Brook")
    interaction = factories.interaction(people=[person, factories.person("John Field")])
    send(client, page(interaction), "interaction_form", **{"participants-0-DELETE": "on"})
    person.delete()
    go_back(client, interaction)
    assert [str(row) for row in interaction.participants.all()] == ["John Field"]
