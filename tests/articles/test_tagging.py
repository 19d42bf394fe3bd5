"""Tags: their former addresses, their synonyms, merging them, and suggesting them."""

import pytest

from articles import tagging
from articles.importers.results import Outcome
from articles.importers.rows import Row, Where
from articles.importers.storing import ArticleImporter
from articles.models import Article, Tag, TagSlug, TagSynonym
from tests import factories as make

pytestmark = pytest.mark.django_db
MERGING = 13  # queries


def names(article) -> list[str]:
    return sorted(article.tags.names())


# --- Renaming ------------------------------------------------------------------------------------


def test_the_former_address_of_a_tag_leads_to_where_it_is(client):
    tag = make.tag("Kremlin")
    make.article(tags=["Kremlin"])
    tag.slug = "russia"
    tag.save()

    for address in ("/tags/{}/", "/api/v1/tags/{}/"):
        response = client.get(address.format("kremlin"))
        assert (response.status_code, response.url) == (301, address.format("russia"))


def test_the_former_slug_of_a_tag_goes_on_filtering(client):
    tag = make.tag("Kremlin")
    make.article("In Moscow", tags=["Kremlin"])
    tag.slug = "russia"
    tag.save()

    page = client.get("/articles/?tag=kremlin")
    assert [row.headline for row in page.context["articles"]] == ["In Moscow"]


def test_a_tag_that_takes_an_address_back_does_not_lead_to_itself():
    tag = make.tag("Kremlin")
    for slug in ("russia", "kremlin"):
        tag.slug = slug
        tag.save()

    assert [former.slug for former in TagSlug.objects.all()] == ["russia"]


def test_a_new_tag_does_not_take_the_former_address_of_another():
    tag = make.tag("Kremlin")
    tag.name, tag.slug = "Russia", ""
    tag.save()
    TagSynonym.objects.all().delete()

    assert make.tag("Kremlin").slug == "kremlin-2"


def test_a_tag_goes_on_being_found_by_its_former_name():
    tag = make.tag("Kremlin")
    tag.name = "Russia"
    tag.save()

    assert names(make.article(tags=["kremlin"])) == ["Russia"]


def test_other_capitals_are_no_other_name():
    tag = make.tag("kremlin")
    tag.name = "Kremlin"
    tag.save()

    assert not TagSynonym.objects.exists()


# --- Synonyms ------------------------------------------------------------------------------------


def test_a_synonym_gives_the_tag_it_stands_for():
    make.tag("Russia").synonyms.create(name="Kremlin")
    article = make.article(tags=["KREMLIN", "russia", "Trade"])

    assert names(article) == ["Russia", "Trade"]
    assert not Tag.objects.filter(name__iexact="kremlin").exists()


def test_imported_synonyms_give_the_tag_and_nothing_new_the_second_time():
    make.tag("Russia").synonyms.create(name="Kremlin")
    row = {"headline": "They met", "body": "<p>In Moscow.</p>", "outlet": "The Courier"}

    outcomes = [
        [
            result.outcome
            for result in ArticleImporter().store([Row(**row, where=Where("a"), tags=("Kremlin",))])
        ]
        for _ in range(2)
    ]

    assert outcomes == [[Outcome.CREATED], [Outcome.UNCHANGED]]
    assert names(Article.objects.get()) == ["Russia"]


# --- Merging -------------------------------------------------------------------------------------


def test_merging_moves_all_that_a_tag_had():
    kept, lost = make.tag("Russia"), make.tag("Kremlin")
    lost.synonyms.create(name="Moscow")
    both, one = make.article(tags=["Russia", "Kremlin"]), make.article(tags=["Kremlin"])
    feed = make.subscription()
    feed.tags.add(lost)

    tagging.merge(lost, kept)

    assert names(both) == names(one) == ["Russia"]
    assert list(feed.tags.all()) == [kept]
    assert [synonym.name for synonym in kept.synonyms.all()] == ["Kremlin", "Moscow"]
    assert list(Tag.objects.all()) == [kept]


def test_a_merged_tag_keeps_all_its_addresses(client):
    kept, lost = make.tag("Russia"), make.tag("Moscow")
    lost.slug = "kremlin"
    lost.save()
    tagging.merge(lost, kept)

    for slug in ("moscow", "kremlin"):
        assert client.get(f"/tags/{slug}/").url == "/tags/russia/"


def test_merging_says_before_what_it_will_do():
    kept, lost = make.tag("Russia"), make.tag("Kremlin")
    make.article(tags=["Russia", "Kremlin"])
    make.article(tags=["Kremlin"])

    assert tagging.preview(lost, kept) == [
        "1 article tagged “Kremlin” will be tagged “Russia”.",
        "1 article tagged both will keep “Russia” only.",
        "/tags/kremlin/ will lead to /tags/russia/.",
        "“Kremlin”, typed or imported as a tag, will give “Russia”.",
    ]


def test_a_tag_is_not_merged_into_itself():
    tag = make.tag()
    with pytest.raises(ValueError, match="two tags"):
        tagging.merge(tag, tag)


def test_merging_takes_as_many_queries_for_many_articles(django_assert_num_queries):
    kept = make.tag("Russia")
    for number in range(6):
        make.article(tags=["Kremlin"] if number else [])
    lost = Tag.objects.get(name="Kremlin")

    with django_assert_num_queries(MERGING):
        tagging.merge(lost, kept)


# --- Suggesting ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["Russia speaks.", "RUSSIA’s answer", "from russia, again", "(Russia)"],
)
def test_a_name_is_found_whatever_stands_beside_it(text):
    assert tagging.times_named(text, ["Russia", "?!"]) == {"Russia": 1}


@pytest.mark.parametrize("text", ["Prussia", "Russians", "White", "House white"])
def test_a_part_of_a_word_is_no_name(text):
    assert tagging.times_named(text, ["Russia", "White House"]) == {}


def test_tags_that_a_text_names_are_suggested_most_often_named_first():
    make.tag("Élysée")
    make.tag("Trade")
    make.tag("Russia").synonyms.create(name="Kremlin")

    assert tagging.suggested("The Kremlin and Russia, said the Elysee.") == ["Russia", "Élysée"]


def test_tags_of_articles_like_it_are_suggested():
    for _ in range(2):
        make.article("Envoys on a train to Basel", tags=["Diplomacy"])
    make.article("Envoys on a train to Basel", tags=["Once"])
    make.article("Wheat harvest", tags=["Farming"])

    assert tagging.suggested("They met.", "Three envoys on a train") == ["Diplomacy"]


def test_what_an_article_carries_is_not_suggested():
    make.tag("Russia")
    assert tagging.suggested("Russia speaks.", carried=["russia"]) == []


def test_drafts_suggest_nothing():
    for _ in range(2):
        make.article("Envoys on a train", tags=["Diplomacy"], published=None)
    assert tagging.suggested("They met.", "Envoys on a train") == []


@pytest.mark.parametrize("title", ["", "?!", "a & b | !c", "it's: (so)", "\\"])
def test_any_title_has_suggestions_or_none(title):
    assert tagging.suggested("They met.", title) == []
