from io import StringIO

import pytest
from django.core.management import call_command

from people.management.commands import rebuild_record
from people.models import Alias, Citation, Mention, MentionDecision, StatusChange
from tests import factories

pytestmark = pytest.mark.django_db


def run(**options):
    """What the command prints."""
    out = StringIO()
    call_command("rebuild_record", stdout=out, **options)
    return out.getvalue().splitlines()


def mentioned():
    return set(Mention.objects.values_list("article__headline", "person__name", "count"))


@pytest.fixture
def story():
    """An article that names two people and reports their meeting; nothing derived is left of it."""
    people = [factories.person("Mary Brook"), factories.person("John Field")]
    article = factories.article("Envoys meet")
    interaction = factories.interaction(people=people)
    factories.citation(interaction, article)
    Mention.objects.all().delete()
    StatusChange.objects.all().delete()
    Citation.objects.update(start=0)


def test_all_that_is_derived_comes_back(story):
    assert run() == [
        "mentions: 1 articles read",
        "passages: found again in 1 articles",
        "status: history of 1 interactions computed",
    ]
    assert mentioned() == {("Envoys meet", "Mary Brook", 1), ("Envoys meet", "John Field", 1)}
    assert StatusChange.objects.get().status == "reported"
    citation = Citation.objects.get()
    assert citation.article.body_text[citation.start : citation.end] == citation.exact


@pytest.mark.parametrize("part", ["mentions", "passages", "status"])
def test_a_part_can_be_rebuilt_alone(story, part):
    assert [line.split(":")[0] for line in run(**{part: True})] == [part]
    assert Mention.objects.exists() == (part == "mentions")
    assert StatusChange.objects.exists() == (part == "status")


def test_new_names_are_found_in_old_articles():
    factories.article("Envoys meet")
    person = factories.person("Jane Stone")
    Alias.objects.create(person=person, name="Mary Brook")
    run(mentions=True)
    assert mentioned() == {("Envoys meet", "Jane Stone", 1)}


def test_editors_decisions_outlive_it():
    person = factories.person("Mary Brook")
    article = factories.article("Envoys meet")
    MentionDecision.objects.create(article=article, name="Mary Brook", person=None)
    run()
    assert not Mention.objects.filter(person=person).exists()


def test_rebuilding_twice_is_rebuilding_once(story):
    run()
    before = mentioned()
    run()
    assert mentioned() == before
    assert StatusChange.objects.count() == 1


def test_every_batch_is_done(monkeypatch):
    monkeypatch.setattr(rebuild_record, "BATCH", 2)
    factories.person("Mary Brook")
    for _ in range(5):
        factories.article()
    Mention.objects.all().delete()
    assert run(mentions=True) == ["mentions: 5 articles read"]
    assert Mention.objects.count() == 5


def test_an_empty_record_is_rebuilt_too():
    assert run()[0] == "mentions: 0 articles read"
