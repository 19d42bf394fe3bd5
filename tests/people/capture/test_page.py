"""The capture page of an article, as it is opened."""

import pytest

from people.admin.capture import record_url
from people.models import Quote
from people.proposals import Proposals
from tests import factories
from tests.forms import said
from tests.people.capture.page import AGAIN, DENIED, MET, SAID, TEXT, errors, parsed, words

pytestmark = pytest.mark.django_db

QUERIES = 16
FETCHED = {"X-Requested-With": "XMLHttpRequest"}


# --- The page -----------------------------------------------------------------------------------


def test_the_text_stands_on_the_page_sentence_by_sentence(open_page):
    page = parsed(open_page())
    sentences = page.find_class("sentence")

    assert [s.text_content() for s in sentences] == [MET, AGAIN, DENIED, SAID, AGAIN]
    for sentence in sentences:
        place = slice(int(sentence.get("data-start")), int(sentence.get("data-end")))
        assert TEXT[place] == sentence.text_content()


def test_people_are_marked_and_suggestions_stand_beside_their_sentences(open_page):
    page = open_page()

    assert words(page, "//*[@class='named']")[:2] == ["Mary Brook", "John Field"]
    assert words(page, "//a[@class='proposal__yes']") == [
        "Suggestion: Meeting: Mary Brook, John Field",
        "Suggestion: Phone call: Peter Marsh, Mary Brook",
    ]
    assert words(page, "//button[@name='quote']") == ["Suggestion: Quote: John Field"]


def test_what_is_on_record_is_marked_and_listed(open_page, article, people):
    meeting = factories.interaction("They met in Geneva.", people=people[:2])
    factories.citation(meeting, article, exact="met John Field in Geneva")
    factories.quote(people[1], article, exact="I was never in Geneva")
    page = open_page()

    assert words(page, "//mark") == ["met", "John Field", "in Geneva", "I was never in Geneva"]
    [note, quote] = parsed(page).find_class("note")
    entry = parsed(page).get_element_by_id(note.get("href").removeprefix("#")).text_content()
    assert "They met in Geneva." in entry
    assert "Reported" in entry
    assert quote.get("aria-label") == "Quote of John Field"


def test_what_only_a_draft_reports_is_said_not_to_be_public(client, editor, people):
    draft = factories.article(published=None)
    factories.citation(factories.interaction(people=people[:2]), draft)

    assert "Not public yet" in client.get(record_url(draft)).content.decode()


def test_words_that_an_edit_took_away_are_told(open_page, article, people):
    factories.citation(factories.interaction(people=people), article, exact=MET)
    article.body = f"<p>{AGAIN}</p>"
    article.save()

    page = open_page().content.decode()
    assert "not in the article any more" in page
    assert "<mark" not in page


def test_an_article_without_a_text_has_a_page(client, editor):
    draft = factories.article(body="", published=None)

    page = client.get(record_url(draft)).content.decode()
    assert "has no text yet" in page
    assert "No suggestions left" in page


def test_lines_of_a_list_are_lines_of_the_page(client, editor):
    article = factories.article(body="<ul><li>They met.</li><li>They dined.</li></ul>")

    page = client.get(record_url(article))
    assert words(page, "//p[span[@class='sentence']]") == ["They met.", "They dined."]


def test_the_page_takes_so_many_queries(open_page, article, people, django_assert_num_queries):
    for _ in range(3):
        factories.citation(factories.interaction(people=people), article, exact=MET)
    open_page()
    with django_assert_num_queries(QUERIES):
        open_page()


def test_the_script_gets_the_parts_without_what_stands_around_them(client, article):
    response = client.get(record_url(article), headers=FETCHED)

    assert b"capture-text" in response.content
    assert b"<html" not in response.content


# --- Beginning ----------------------------------------------------------------------------------


def test_a_suggestion_opens_a_filled_in_form(open_page):
    link = parsed(open_page()).find_class("proposal__yes")[0].get("href")
    form = dict(parsed(open_page(**query(link))).xpath("//form[@data-sheet]")[0].form_values())

    assert form["summary"].strip() == "Mary Brook met John Field"
    assert (form["kind"], form["when"]) == ("meeting", "December 2016")
    assert (form["stance"], form.get("speaker", "")) == ("reports", "")
    assert form["exact"].strip() == MET


def query(link):
    return dict(pair.split("=") for pair in link.partition("?")[2].split("&"))


def test_a_denial_is_filled_in_with_who_denies(sheet):
    form = sheet(DENIED)

    assert (form["stance"], form["speaker"]) == (["denies"], ["Peter Marsh"])


def test_the_form_begins_at_the_sentence_and_reads_the_date_back(open_page):
    page = open_page(start=0, end=len(MET))

    assert parsed(page).xpath("//*[@autofocus]/@name") == ["summary"]
    assert words(page, "//output") == ["Readers see: December 2016"]


def test_pasted_words_open_the_form_however_they_were_copied(open_page):
    page = open_page(words='"I was never  in Geneva," John Field said')

    assert words(page, "//textarea[@name='exact']") == [SAID.rstrip(".")]


@pytest.mark.parametrize(
    ("pasted", "complaint"),
    [
        (AGAIN, "stand in the article 2 times. Give a few more words"),
        ("Nobody heard them.", "not in the text of the article. The nearest sentence is: “Nobody"),
        ("", "required"),
        ("a\0b", "Null characters"),
    ],
)
def test_pasted_words_that_cannot_be_told_are_answered_clearly(open_page, pasted, complaint):
    page = open_page(words=pasted)

    assert complaint in errors(page)
    assert parsed(page).xpath("//form[@data-sheet]") == []


@pytest.mark.parametrize(
    "asked",
    [
        {"start": "0", "end": "999999"},
        {"start": "9", "end": "3"},
        {"start": "-1", "end": "4"},
        {"start": "x", "end": "4"},
        {"start": "4"},
        {"start": "4", "end": "9" * 30},
    ],
)
def test_places_that_are_not_in_the_text_are_answered_clearly(open_page, asked):
    page = open_page(**asked)

    assert page.status_code == 200
    assert "no such words" in said(page)


def test_an_unknown_kind_or_place_changes_nothing(open_page):
    assert open_page(start=0, end=len(MET), kind="duel").status_code == 200
    for after in ("x", "-1", "9" * 40, "²"):
        assert open_page(after=after).status_code == 200


def test_the_next_suggestion_is_the_one_to_go_on_with(open_page):
    page = parsed(open_page(after=len(MET)))
    [link] = page.xpath("//*[@autofocus]")
    assert "Phone call" in link.text_content()

    page = parsed(open_page(after=len(TEXT)))
    [link] = page.xpath("//*[@autofocus]")
    assert "Meeting" in link.text_content()


# --- Who may --------------------------------------------------------------------------------------


@pytest.mark.parametrize("group", ["Reporter", None])
def test_who_may_not_add_to_the_record_neither_opens_nor_sends(client, article, group):
    client.force_login(factories.member(group))

    assert client.get(record_url(article)).status_code == 403
    assert client.post(record_url(article), {"record": ""}).status_code == 403


def test_who_may_not_add_quotes_accepts_none(client, send, article, editor):
    editor.groups.get().permissions.remove(
        *editor.groups.get().permissions.filter(codename="add_quote")
    )

    assert send(quote=Proposals(article).quotes[0].key).status_code == 403
    assert not Quote.objects.exists()


def test_an_article_that_is_not_there_has_no_such_page(client, editor):
    url = "/admin/articles/article/999999/record/"

    assert client.get(url).status_code == 404
    assert client.post(url, {"record": ""}).status_code == 404


def test_the_form_of_an_article_leads_to_its_record(client, article):
    page = client.get(f"/admin/articles/article/{article.pk}/change/")

    assert parsed(page).xpath(f"//a[@href='{record_url(article)}']/text()")[0] == "Record"
