"""Tags at the desk: their form, merging them, and suggestions while writing."""

import pytest

from articles.admin.tags import merge_url
from articles.models import Article, Tag, TagSynonym
from tests import factories as make
from tests.forms import errors, said, send

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/tag/"
SUGGESTED = "/admin/articles/tag/suggested/"


def change(tag):
    return f"{LIST}{tag.pk}/change/"


def synonyms(tag):
    return [synonym.name for synonym in tag.synonyms.all()]


# --- The form and the list -----------------------------------------------------------------------


def test_synonyms_are_typed_into_the_form_of_a_tag(client, editor):
    tag = make.tag("Russia")
    send(client, change(tag), "tag_form", synonyms="Kremlin, Moscow")
    send(client, change(tag), "tag_form", synonyms="Kremlin, Russian government")
    assert synonyms(tag) == ["Kremlin", "Russian government"]


def test_a_renamed_tag_keeps_its_former_name_beside_new_synonyms(client, editor):
    tag = make.tag("Kremlin")
    send(client, change(tag), "tag_form", name="Russia", synonyms="Moscow", slug="")
    assert synonyms(tag) == ["Kremlin", "Moscow"]
    assert client.get("/tags/kremlin/").url == "/tags/russia/"


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ("Trade", "“Trade” is a tag of its own: merge it into this one."),
        ("tariffs", "“tariffs” is a synonym of “Trade”."),
        ("x" * 101, "is too long for a tag"),
    ],
)
def test_words_that_mean_another_tag_are_refused(client, editor, typed, complaint):
    make.tag("Trade").synonyms.create(name="Tariffs")
    tag = make.tag("Russia")
    response = send(client, change(tag), "tag_form", synonyms=typed)
    assert complaint in errors(response)
    assert synonyms(tag) == []


def test_a_tag_is_not_named_by_a_synonym_of_another(client, editor):
    make.tag("Trade").synonyms.create(name="Tariffs")
    response = send(client, f"{LIST}add/", "tag_form", name="tariffs")
    assert "“tariffs” is a synonym of “Trade”." in errors(response)


def test_a_tag_is_found_by_its_synonym(client, editor):
    make.tag("Russia").synonyms.create(name="Kremlin")
    make.tag("Trade")
    page = client.get(f"{LIST}?q=kreml")
    assert [tag.name for tag in page.context["cl"].result_list] == ["Russia"]


def test_a_synonym_typed_into_an_article_gives_its_tag(client, draft):
    make.tag("Russia").synonyms.create(name="Kremlin")
    url = f"/admin/articles/article/{draft.pk}/change/"
    send(client, url, "article_form", tags="Kremlin, Trade")
    assert sorted(draft.tags.names()) == ["Russia", "Trade"]


# --- Merging -------------------------------------------------------------------------------------


@pytest.fixture
def tags():
    for tagged in (["Russia"], ["Russia"], ["Kremlin"], ["Moscow"]):
        make.article(tags=tagged)
    return {tag.name: tag for tag in Tag.objects.all()}


def test_tags_chosen_in_the_list_are_merged_into_the_commonest(client, publisher, tags):
    chosen = {"action": "merge_selected", "_selected_action": [tag.pk for tag in tags.values()]}
    page = client.post(LIST, chosen, follow=True)
    assert page.context["kept"] == tags["Russia"]
    assert "1 article tagged “Kremlin” will be tagged “Russia”." in page.content.decode()
    assert Tag.objects.count() == 3

    done = client.post(page.redirect_chain[-1][0], follow=True)
    assert "into “Russia”" in said(done)
    assert list(Tag.objects.all()) == [tags["Russia"]]
    assert Article.objects.filter(tags__name="Russia").count() == 4


def test_tags_that_are_gone_by_now_are_not_merged(client, publisher, tags):
    page = client.post(LIST, {"action": "merge_selected", "_selected_action": [0]}, follow=True)
    assert "That tag is not there any more." in said(page)


def test_another_tag_may_be_kept(client, publisher, tags):
    page = client.get(merge_url([tags["Kremlin"], tags["Moscow"]], tags["Russia"]))
    [_, _, swap_url] = page.context["losses"][0]
    swapped = client.get(swap_url)
    assert swapped.context["kept"] == tags["Kremlin"]
    assert {tag.name for tag, *_ in swapped.context["losses"]} == {"Russia", "Moscow"}


def test_the_tag_to_keep_is_searched_for(client, publisher, tags):
    page = client.get(f"{merge_url([tags['Kremlin']])}&q=russ")
    assert [tag.name for tag, _ in page.context["found"]] == ["Russia"]


@pytest.mark.parametrize("query", ["", "lost=x", "lost=99999999999999999999", "lost=0&kept=0"])
def test_what_is_no_tag_is_not_merged(client, publisher, query):
    page = client.get(f"{LIST}merge/?{query}", follow=True)
    assert "That tag is not there any more." in said(page)


def test_a_tag_is_not_merged_into_one_that_is_gone(client, publisher, tags):
    page = client.post(f"{LIST}merge/?lost={tags['Kremlin'].pk}&kept=0", follow=True)
    assert "That tag is not there any more." in said(page)
    assert Tag.objects.count() == 3


# --- Suggestions ---------------------------------------------------------------------------------


def test_the_form_of_an_article_suggests_the_tags_it_names(client, draft):
    make.tag("Geneva")
    page = client.get(f"/admin/articles/article/{draft.pk}/change/").content.decode()
    assert 'data-tag="Geneva"' in page


def test_tags_are_suggested_for_words_that_are_not_saved(client, editor):
    make.tag("Geneva")
    TagSynonym.objects.create(tag=make.tag("Russia"), name="Kremlin")
    sent = {"headline": "In Geneva", "body": "<p>The Kremlin</p>", "tags": "geneva"}
    assert client.post(SUGGESTED, sent).json() == {"tags": ["Russia"]}


def test_nothing_is_suggested_for_nothing(client, editor):
    make.tag("Geneva")
    assert client.post(SUGGESTED).json() == {"tags": []}
