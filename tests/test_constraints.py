"""Each rule that the database keeps, and what would break it if it did not."""

from uuid import uuid4

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.models import (
    Article,
    Edition,
    FeedItem,
    Photo,
    Presence,
    SeeAlso,
    TaggedArticle,
    TagSynonym,
    UnsavedWork,
    Version,
)
from people.models import (
    Alias,
    Citation,
    DifferentPeople,
    DismissedSuggestion,
    Interaction,
    InteractionNumber,
    Mention,
    MentionDecision,
    Merge,
    Participant,
    Quote,
    Role,
    StatusChange,
    UnresolvedName,
)
from tests import factories as make

pytestmark = pytest.mark.django_db


def change(row, **fields):
    """Past every check in Python, as a careless query would."""
    type(row).objects.filter(pk=row.pk).update(**fields)


def twice(model, **fields):
    model.objects.bulk_create([model(**fields), model(**fields)])


def share(field, value, factory):
    for _ in range(2):
        change(factory(), **{field: value})


def twice_at_once():
    citation = make.citation(make.interaction())
    change_of_status = citation.interaction.status_changes.get()
    change_of_status.pk = None
    change_of_status.save(force_insert=True)


def twice_quoted():
    quote = make.quote(make.person())
    quote.pk = None
    quote.save(force_insert=True)


def two_speakers():
    citation = make.citation(make.interaction())
    change(citation, attributed_to_person=make.person(), attributed_to_words="an aide")


def merge(**fields):
    merge = {"of": "person", "kept_id": 1, "lost_id": 2, "lost": []}
    return Merge.objects.create(**merge | fields)


def lose_twice():
    merge(kept_id=1, lost_id=3)
    merge(kept_id=2, lost_id=3)


def different(order):
    pair = sorted([make.person(), make.person()], key=lambda person: order * person.pk)
    return {"person": pair[0], "other": pair[1]}


def synonym_twice():
    TagSynonym.objects.create(tag=make.tag("Russia"), name="Kremlin")
    TagSynonym.objects.create(tag=make.tag("Moscow"), name="KREMLIN")


def point_to_itself():
    article = make.article()
    SeeAlso.objects.create(article=article, other=article)


def answer_itself():
    interaction = make.interaction()
    change(interaction, responds_to=interaction)


VIOLATIONS = {
    "an_article_has_a_headline": lambda: change(make.article(), headline=""),
    "a_published_article_has_a_date": lambda: change(make.article(), published_at=None),
    "a_withdrawn_article_has_a_reason": lambda: change(
        make.withdrawn_article(), withdrawal_reason=""
    ),
    "a_withdrawn_article_has_its_moment": lambda: change(
        make.withdrawn_article(), withdrawn_at=None
    ),
    "a_web_address_is_one_article": lambda: share(
        "canonical_url", "https://paper.example/1", make.article
    ),
    "an_external_id_is_one_article": lambda: share("external_id", "17", make.article),
    "a_form_makes_one_article": lambda: share("form_key", uuid4(), make.article),
    "a_user_is_in_a_row_once": lambda: twice(
        Presence, of="article", row_id=1, user=make.member(), until=timezone.now()
    ),
    "unsaved_work_is_kept_once": lambda: twice(
        UnsavedWork, user=make.member(), article=make.article(), data={}
    ),
    "a_user_begins_one_article_at_a_time": lambda: twice(UnsavedWork, user=make.member(), data={}),
    "a_version_has_content": lambda: Version.objects.create(of="article", row_id=1, content={}),
    "an_article_is_pointed_to_once": lambda: twice(
        SeeAlso, article=make.article(), other=make.article()
    ),
    "an_article_points_to_others": point_to_itself,
    "a_photo_is_described": lambda: Photo.objects.create(
        article=make.article(), image="", width=1, height=1
    ),
    "a_correction_says_something": lambda: make.correction(make.article(), text=""),
    "an_article_carries_a_tag_once": lambda: twice(
        TaggedArticle, tag=make.tag(), content_object=make.article()
    ),
    "a_synonym_is_a_name": lambda: TagSynonym.objects.create(tag=make.tag(), name=""),
    "a_synonym_stands_for_one_tag": synonym_twice,
    "a_feed_is_subscribed_to_once": lambda: share(
        "feed_url", "https://paper.example/feed", make.subscription
    ),
    "a_failing_subscription_says_why": lambda: make.subscription(failures=1),
    "a_feed_item_is_brought_in_once": lambda: twice(
        FeedItem, subscription=make.subscription(), key="1"
    ),
    "there_is_one_edition": lambda: Edition.objects.create(pk=2),
    "a_person_has_a_name": lambda: change(make.person(), name=""),
    "a_wikidata_id_is_q_and_digits": lambda: make.person(wikidata_id="312"),
    "a_wikidata_id_is_one_person": lambda: share("wikidata_id", "Q312", make.person),
    "an_alias_is_a_name": lambda: Alias.objects.create(person=make.person(), name=" "),
    "a_person_has_an_alias_once": lambda: make.person(aliases=["Moll", "Moll"]),
    "an_organization_has_a_name": lambda: change(make.organization(), name=""),
    "a_role_has_a_title": lambda: make.role(make.person(), title=""),
    "a_role_ends_after_it_begins": lambda: Role.objects.create(
        person=make.person(), title="envoy", began="2017-02-13", ended="2017-02-12"
    ),
    "an_article_mentions_a_person_once": lambda: twice(
        Mention, article=make.article(), person=make.person(), count=1
    ),
    "a_mention_counts": lambda: make.mention(make.article(), make.person(), count=0),
    "a_decision_is_about_a_name": lambda: MentionDecision.objects.create(
        article=make.article(), name=""
    ),
    "a_name_in_an_article_is_decided_once": lambda: twice(
        MentionDecision, article=make.article(), name="Brook"
    ),
    "an_unresolved_name_is_listed_once": lambda: twice(
        UnresolvedName, article=make.article(), name="Ann Hill", kind="unknown", count=1
    ),
    "an_interaction_is_told": lambda: change(make.interaction(), summary=""),
    "an_interaction_is_of_a_known_kind": lambda: make.interaction(kind="duel"),
    "an_interaction_occurred_at_least_once": lambda: make.interaction(occurrences=0),
    "an_interaction_answers_another": answer_itself,
    "a_former_number_leads_to_one_interaction": lambda: twice(
        InteractionNumber, interaction=make.interaction(), number=7
    ),
    "a_participant_is_one_party": lambda: Participant.objects.create(
        interaction=make.interaction(), person=make.person(), description="an aide"
    ),
    "a_person_takes_part_once": lambda: make.interaction(people=[make.person()] * 2),
    "people_citation_quotes_words": lambda: Citation.objects.create(
        interaction=make.interaction(), article=make.article(), stance="reports", exact=""
    ),
    "a_citation_takes_a_stance": lambda: change(make.citation(make.interaction()), stance="doubts"),
    "a_citation_is_attributed_to_one_party": two_speakers,
    "a_status_changes_once_at_a_time": twice_at_once,
    "people_quote_quotes_words": lambda: Quote.objects.create(
        article=make.article(), speaker=make.person(), exact=""
    ),
    "a_quote_is_recorded_once": twice_quoted,
    "a_dismissal_is_of_words": lambda: DismissedSuggestion.objects.create(
        article=make.article(), kind="meeting", words=""
    ),
    "a_suggestion_is_dismissed_once": lambda: twice(
        DismissedSuggestion, article=make.article(), kind="meeting", words="They met."
    ),
    "a_merge_is_of_two": lambda: merge(kept_id=1, lost_id=1),
    "a_row_is_lost_to_one_merge": lose_twice,
    "different_people_are_told_once": lambda: DifferentPeople.objects.create(**different(-1)),
    "two_people_are_found_different_once": lambda: twice(DifferentPeople, **different(1)),
}


@pytest.mark.parametrize("name", VIOLATIONS)
def test_the_database_refuses_what_breaks_the_rule(name):
    with pytest.raises(IntegrityError, match=f'"{name}"'), transaction.atomic():
        VIOLATIONS[name]()


def test_every_rule_of_the_models_is_tested_here():
    rules = {
        constraint.name
        for app in ("articles", "people")
        for model in apps.get_app_config(app).get_models()
        for constraint in model._meta.constraints
    }

    assert rules == VIOLATIONS.keys()


def test_a_participant_is_somebody():
    with pytest.raises(IntegrityError, match="a_participant_is_one_party"), transaction.atomic():
        Participant.objects.create(interaction=make.interaction())


def test_articles_without_a_web_address_or_an_id_do_not_collide():
    make.article(canonical_url="", external_id="")
    make.article(canonical_url="", external_id="")

    assert Article.objects.count() == 2


def test_what_is_within_the_rules_is_kept():
    person = make.person(wikidata_id="Q312", aliases=["Moll"])
    make.role(person, began="2017-02-13", ended="2017-02-13")
    citation = make.citation(make.interaction(people=[person]), attributed_to_person=person)

    assert Interaction.objects.published().get() == citation.interaction
    assert StatusChange.objects.get().known_at <= timezone.now()
