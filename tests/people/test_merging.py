"""Merging is exact: all that hung on one row hangs on the other, and undoing puts it all back."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core import serializers
from django.db import connection

from people import mentions
from people.merging import (
    HANGING_ON,
    CannotBeUndone,
    left_behind,
    merge,
    obstacle,
    preview,
    undo,
)
from people.models import (
    Alias,
    DifferentPeople,
    Interaction,
    InteractionNumber,
    Merge,
    Person,
    PersonSlug,
    Quote,
)
from people.status import Stance
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def twins():
    """One man entered twice, under two spellings, with something of every kind on each."""
    kept = make.person("Sergey Volkov", aliases=["Ambassador Volkov"])
    lost = make.person("Sergei Wolkow", aliases=["S. Wolkow"])
    make.role(lost, "ambassador")
    meeting = make.interaction("Volkov and Brook met.", people=[lost, make.person("Mary Brook")])
    make.citation(meeting)
    make.citation(meeting, stance=Stance.CONFIRMS, attributed_to_person=lost)
    make.quote(lost)
    return kept, lost


def written() -> str:
    """Everything about people and interactions that is not derived, and not about the merge."""
    hanging = {model for kinds in HANGING_ON.values() for model, *_ in kinds}
    models = sorted({*HANGING_ON, *hanging}, key=lambda model: model.__name__)
    rows = [row for model in models for row in model.objects.order_by("pk")]
    return serializers.serialize("json", rows)


def test_all_that_hung_on_the_lost_person_hangs_on_the_kept_one(twins):
    kept, lost = twins
    merge(kept, lost)
    assert not Person.objects.filter(name="Sergei Wolkow").exists()
    assert set(kept.known_names) == {
        "Sergey Volkov",
        "Ambassador Volkov",
        "S. Wolkow",
        "Sergei Wolkow",
    }
    assert [role.title for role in kept.roles.all()] == ["ambassador"]
    assert kept.quotes.count() == 1
    assert kept.assertions.count() == 1
    assert [i.summary for i in kept.interactions.all()] == ["Volkov and Brook met."]


def test_the_address_of_the_lost_person_leads_to_the_kept_one(client, twins):
    kept, lost = twins
    url = lost.get_absolute_url()
    merge(kept, lost)
    assert client.get(url).headers["Location"] == kept.get_absolute_url()


def test_undoing_puts_everything_back_to_the_letter(twins):
    before = written()
    kept, lost = twins
    done = merge(kept, lost)
    assert written() != before
    undo(done)
    assert written() == before
    assert done.is_undone


def test_articles_that_named_the_lost_person_name_the_kept_one_and_after_undoing_the_lost(twins):
    kept, lost = twins
    lost_id = lost.pk
    text = "<p>Sergei Wolkow came to the house on Monday. Wolkow left early.</p>"
    article = make.article(body=text)
    assert [m.person for m in article.mentions.all()] == [lost]
    done = merge(kept, lost)
    assert [m.person for m in article.mentions.all()] == [kept]
    undo(done)
    assert [m.person_id for m in article.mentions.all()] == [lost_id]


def test_two_parts_in_one_meeting_become_one_and_two_again(twins):
    kept, lost = twins
    meeting = make.interaction("Both spellings were listed.", people=[kept, lost])
    make.citation(meeting)
    done = merge(kept, lost)
    assert [p.person for p in meeting.participants.all()] == [kept]
    undo(done)
    assert [p.person_id for p in meeting.participants.all()] == [kept.pk, done.lost_id]


def test_the_word_of_the_lost_person_counts_as_the_kept_ones(twins):
    """He confirmed it under one spelling, and took part under the other."""
    kept, lost = twins
    meeting = make.interaction(people=[kept])
    make.citation(meeting)
    make.citation(meeting, stance=Stance.DENIES, attributed_to_words="an aide")
    make.citation(meeting, stance=Stance.CONFIRMS, attributed_to_person=lost)
    assert meeting.status_changes.latest().status == "disputed"
    done = merge(kept, lost)
    assert meeting.status_changes.latest().status == "confirmed"
    undo(done)
    assert meeting.status_changes.latest().status == "disputed"


def test_a_preview_tells_what_will_move(twins):
    assert preview(twins[1]) == [
        "1 part in an interaction",
        "1 citation",
        "1 quote",
        "1 alias",
        "1 role",
    ]


def test_merging_twice_can_be_undone_in_reverse(twins):
    before = written()
    kept, lost = twins
    third = make.person("Serge Volkoff")
    with_third = written()
    first = merge(lost, third)
    second = merge(kept, lost)
    undo(second)
    undo(first)
    assert written() == with_third != before


def test_nobody_is_merged_with_themselves(twins):
    with pytest.raises(ValueError, match="two rows"):
        merge(twins[0], twins[0])


def test_an_interaction_takes_over_the_citations_and_the_answers_of_another():
    kept, lost = make.interaction("They met."), make.interaction("There was a meeting.")
    make.citation(kept)
    make.citation(lost, stance=Stance.CONFIRMS)
    answer = make.interaction("He denied it.", responds_to=lost)
    done = merge(kept, lost)
    assert kept.status_changes.latest().status == "confirmed"
    assert Interaction.objects.get(pk=answer.pk).responds_to == kept
    undo(done)
    assert kept.status_changes.latest().status == "reported"
    assert Interaction.objects.get(pk=done.lost_id).status_changes.latest().status == "confirmed"


def test_the_address_of_a_lost_interaction_leads_to_the_kept_one_until_that_is_undone(client):
    kept, lost = make.interaction(), make.interaction()
    make.citation(kept)
    make.citation(lost)
    url = lost.get_absolute_url()
    done = merge(kept, lost)
    assert client.get(url).headers["Location"] == kept.get_absolute_url()
    day = "?as_of=2017-02-13"
    assert client.get(url + day).headers["Location"] == kept.get_absolute_url() + day
    undo(done)
    assert client.get(url).status_code == 200
    assert not InteractionNumber.objects.exists()


def test_an_interaction_merged_twice_over_leads_to_the_last_one_and_back(client):
    last, middle, first = (make.interaction() for _ in range(3))
    for interaction in (last, middle, first):
        make.citation(interaction)
    urls = [interaction.get_absolute_url() for interaction in (last, middle, first)]
    merge(middle, first)
    done = merge(last, middle)
    assert [client.get(url).headers.get("Location") for url in urls] == [None, urls[0], urls[0]]
    undo(done)
    assert [client.get(url).headers.get("Location") for url in urls] == [None, None, urls[1]]


def test_merges_made_before_numbers_were_kept_get_them():
    last, middle, first = (make.interaction() for _ in range(3))
    merges = [merge(middle, first), merge(last, middle)]
    InteractionNumber.objects.all().delete()
    Merge.objects.update(made={}, moved={})
    import_module("people.migrations.0012_fill_interaction_numbers").fill(apps, None)

    def leading():
        return dict(InteractionNumber.objects.values_list("number", "interaction"))

    assert leading() == {merges[0].lost_id: last.pk, merges[1].lost_id: last.pk}
    undo(merges[1])
    assert leading() == {merges[0].lost_id: merges[1].lost_id}
    undo(merges[0])
    assert leading() == {}


def test_a_former_address_of_an_interaction_that_is_not_public_leads_nowhere(client):
    kept, lost = make.interaction(), make.interaction()
    citation = make.citation(lost)
    url = lost.get_absolute_url()
    merge(kept, lost)
    citation.article.withdraw("It was wrong.")
    assert client.get(url).status_code == 404


def test_an_interaction_that_answered_the_lost_one_does_not_answer_itself():
    lost = make.interaction("They met.")
    kept = make.interaction("He denied that they met.", responds_to=lost)
    merge(kept, lost)
    kept.refresh_from_db()
    assert kept.responds_to is None


def test_a_former_address_of_the_lost_person_still_leads_somewhere(client, twins):
    kept, lost = twins
    lost.slug = "wolkow"
    lost.save()
    merge(kept, lost)
    former = PersonSlug.objects.get(slug="sergei-wolkow")
    assert former.person == kept
    assert client.get("/people/sergei-wolkow/").status_code == 301


def test_a_merge_says_what_it_was(twins):
    done = merge(*twins)
    assert str(done) == "“Sergei Wolkow” into “Sergey Volkov”"
    assert Merge.objects.get().of == Merge.Of.PEOPLE
    assert Alias.objects.filter(name="Sergei Wolkow").exists()
    assert mentions.known_names("Sergei Wolkow")


# --- What an editor decided, and what was lost meanwhile ----------------------------------------


def test_an_article_that_names_the_lost_person_by_decision_only_names_the_kept_one(twins):
    kept, lost = twins
    article = make.article(body="<p>John Field spoke to nobody.</p>")
    mentions.decide(article, "John Field", lost)
    done = merge(kept, lost)
    assert [m.person for m in article.mentions.all()] == [kept]
    undo(done)
    assert [m.person_id for m in article.mentions.all()] == [done.lost_id]


def test_whoever_is_not_the_lost_person_is_not_the_kept_one_either(twins):
    kept, lost = twins
    other = make.person("Sergio Volkov")
    DifferentPeople.objects.tell_apart(lost, other)
    DifferentPeople.objects.tell_apart(lost, kept)
    before = set(DifferentPeople.objects.values_list("person", "other"))
    done = merge(kept, lost)
    assert {(told.person, told.other) for told in DifferentPeople.objects.all()} == {(kept, other)}
    undo(done)
    assert set(DifferentPeople.objects.values_list("person", "other")) == before


def test_what_hung_on_something_deleted_since_is_left_out_when_undoing(twins):
    kept, lost = twins
    meeting = make.interaction(people=[kept, lost])
    done = merge(kept, lost)
    meeting.delete()
    undo(done)
    connection.check_constraints()
    assert [i.summary for i in kept.interactions.all()] == []
    assert Interaction.objects.filter(people=done.lost_id).count() == 1


def test_an_answer_to_something_deleted_since_is_an_answer_no_more():
    asked = make.interaction()
    lost = make.interaction(responds_to=asked)
    done = merge(make.interaction(), lost)
    asked.delete()
    assert undo(done).responds_to is None
    connection.check_constraints()


def test_a_quote_set_aside_is_found_again_in_the_text_of_today(twins):
    kept, lost = twins
    article = make.article()
    for speaker in twins:
        make.quote(speaker, article)
    done = merge(kept, lost)
    article.body = "<p>It rained. Neither would say why.</p>"
    article.save()
    undo(done)
    quote = Quote.objects.get(article=article, speaker=done.lost_id)
    assert article.body_text[quote.start :].startswith(quote.exact)


def test_what_only_the_lost_row_says_is_left_behind():
    kept = make.person("Sergey Volkov", description="ambassador", wikidata_id="Q5")
    lost = make.person("Sergei Volkov", description="ambassador", born="1950", biography="At sea.")
    assert left_behind(kept, lost) == ["biography", "born"]
    assert left_behind(lost, kept) == ["Wikidata id"]


def test_a_merge_that_cannot_be_undone_says_why(twins):
    done = merge(*twins)
    assert obstacle(done) == ""
    undo(done)
    with pytest.raises(CannotBeUndone, match="undone already"):
        undo(done)
