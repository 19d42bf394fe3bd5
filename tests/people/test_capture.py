"""The capture page of an article, as it is opened and sent."""

from urllib.parse import urlencode

import pytest
from django.contrib.admin.models import LogEntry
from lxml import html

from people.admin.capture import record_url
from people.models import Citation, DismissedSuggestion, Interaction, Participant, Quote
from people.proposals import Proposals
from tests import factories
from tests.forms import said

pytestmark = pytest.mark.django_db

MET = "Mary Brook met John Field in Geneva in December."
DENIED = "Peter Marsh denied that he had called Mary Brook."
SAID = "“I was never in Geneva,” John Field said."
AGAIN = "Nobody saw them."
TEXT = f"{MET} {AGAIN} {DENIED} {SAID} {AGAIN}"
QUERIES = 16
FETCHED = {"X-Requested-With": "XMLHttpRequest"}


@pytest.fixture
def editor(client):
    editor = factories.member("Editor")
    client.force_login(editor)
    return editor


@pytest.fixture
def people():
    return [factories.person(name) for name in ("Mary Brook", "John Field", "Peter Marsh")]


@pytest.fixture
def article(editor, people):
    return factories.article("Two envoys", body=f"<p>{TEXT}</p>", published="2017-02-13")


@pytest.fixture
def open_page(client, article):
    def open_page(**asked):
        return client.get(f"{record_url(article)}?{urlencode(asked)}")

    return open_page


@pytest.fixture
def send(client, article):
    """Send a deed as the page would, and follow where it leads."""

    def send(**sent):
        return client.post(record_url(article), sent, follow=True)

    return send


@pytest.fixture
def sheet(open_page):
    """What the form for these words of the text sends, with some fields changed."""

    def sheet(words, **changes):
        start = TEXT.index(words)
        page = parsed(open_page(start=start, end=start + len(words)))
        [form] = page.xpath("//form[@data-sheet]")
        fields = [(name, value) for name, value in form.form_values() if name not in changes]
        sent: dict[str, list] = {}
        for name, value in [*fields, *((name, v) for name, v in changes.items() if v is not None)]:
            sent.setdefault(name, []).extend(value if isinstance(value, list) else [value])
        return sent

    return sheet


def parsed(response):
    return html.fromstring(response.content.decode())


def words(response, path) -> list[str]:
    return [" ".join(element.text_content().split()) for element in parsed(response).xpath(path)]


def errors(response):
    return " ".join(words(response, "//*[contains(@class, 'errorlist')]"))


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


# --- Recording ----------------------------------------------------------------------------------


def test_the_form_as_it_was_filled_in_records(send, sheet, editor, people):
    page = send(**sheet(MET), record="")

    interaction = Interaction.objects.published().get()
    assert str(interaction) == "Mary Brook met John Field"
    assert interaction.when.words() == "December 2016"
    assert interaction.when_printed == "in December"
    assert interaction.when_basis == "Counted from the article's day, 13 February 2017."
    assert [p.person for p in interaction.participants.all()] == people[:2]
    citation = Citation.objects.get()
    assert (citation.exact, citation.stance, citation.created_by) == (MET, "reports", editor)
    assert "Recorded: Mary Brook met John Field" in said(page)
    assert "Meeting" not in " ".join(words(page, "//a[@class='proposal__yes']"))
    log = LogEntry.objects.get()
    assert (log.user, log.is_addition(), log.object_id) == (editor, True, str(interaction.pk))


def test_what_the_editor_changes_is_recorded(send, sheet, people):
    marsh = people[2]
    changes = {
        "summary": "Mary Brook and others dined.",
        "kind": "encounter",
        "when": "between 3 and 9 June 2016",
        "place": "Geneva",
        "people": [str(marsh.pk), str(people[0].pk)],
        f"part_{marsh.pk}": "host",
        "also": "two aides; The Committee",
        "stance": "confirms",
        "speaker": "two officials",
    }
    committee = factories.organization("The Committee")
    send(**sheet(MET, **changes), record="")

    interaction = Interaction.objects.get()
    assert (interaction.kind, interaction.place) == ("encounter", "Geneva")
    assert interaction.when.words() == "Between 3 and 9 June 2016"
    parties = [(p.label, p.part) for p in interaction.participants.all()]
    assert parties == [
        ("Peter Marsh", "host"),
        ("Mary Brook", ""),
        ("two aides", ""),
        ("The Committee", ""),
    ]
    assert Participant.objects.get(organization=committee).interaction == interaction
    citation = Citation.objects.get()
    assert (citation.stance, citation.speaker) == ("confirms", "two officials")


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"summary": ""}, "required"),
        ({"when": "soon"}, "not a date this site can read"),
        ({"kind": "duel"}, "Select a valid choice"),
        ({"people": None}, "Somebody took part"),
        ({"people": "999999"}, "not named in the text any more"),
        ({"also": "x" * 201}, "too long for one party"),
        ({"speaker": "x" * 201}, "at most 200 characters"),
        ({"stance": "doubts"}, "Select a valid choice"),
        ({"exact": "Nobody heard them."}, "not in the text of the article"),
        ({"start": "9" * 30}, ""),
    ],
)
def test_mistakes_are_told_and_nothing_typed_is_lost(send, sheet, changes, complaint):
    page = send(**sheet(MET, place="Geneva", **changes), record="")

    assert complaint in errors(page)
    if complaint:
        assert parsed(page).xpath("//input[@name='place']/@value") == ["Geneva"]
        assert len(parsed(page).xpath("//*[@autofocus]")) == 1
        assert not Interaction.objects.exists()


def test_a_name_of_several_people_is_not_guessed(send, sheet):
    factories.person("Ann Hill")
    factories.person("Ann Hill")

    page = send(**sheet(MET, also="Ann Hill"), record="")
    assert "Several people are called “Ann Hill”" in errors(page)


def test_words_are_found_again_when_the_text_was_changed_meanwhile(send, sheet, article):
    sent = sheet(MET)
    article.body = f"<p>It was cold.</p><p>{TEXT}</p>"
    article.save()
    send(**sent, record="")

    citation = Citation.objects.get()
    assert (citation.exact, citation.is_lost) == (MET, False)
    assert article.body_text[citation.start : citation.end] == MET


def test_words_that_are_gone_meanwhile_are_told_and_the_rest_is_kept(send, sheet, article):
    sent = sheet(MET)
    article.body = f"<p>{MET.replace('met', 'saw')}</p>"
    article.save()
    page = send(**sent, record="")

    assert "These words are not in the text of the article." in errors(page)
    assert "Mary Brook saw John Field" in errors(page)
    assert words(page, "//textarea[@name='summary']") == ["Mary Brook met John Field"]
    assert not Interaction.objects.exists()


def test_the_words_may_be_cut_where_the_same_stand_twice(send, open_page, article):
    start = TEXT.rindex(AGAIN)
    page = parsed(open_page(start=start, end=start + len(AGAIN)))
    sent = dict(page.xpath("//form[@data-sheet]")[0].form_values())
    sent |= {"exact": "Nobody", "summary": "Nobody saw them", "also": "nobody", "record": ""}
    send(**sent)

    assert Citation.objects.get().start == start


def test_a_draft_is_recorded_from_before_it_is_published(client, editor, people):
    draft = factories.article(body=f"<p>{MET}</p>", published=None)
    page = parsed(client.get(f"{record_url(draft)}?start=0&end={len(MET)}"))
    form = page.xpath("//form[@data-sheet]")[0]
    sent = {**dict(form.form_values()), "people": [person.pk for person in people[:2]]}
    client.post(record_url(draft), {**sent, "record": ""})

    assert Interaction.objects.get().when_basis.endswith(", when it was recorded.")
    assert not Interaction.objects.published().exists()
    draft.publish(at=factories.day("2017-02-13"))
    assert Interaction.objects.published().exists()


# --- What is on record already --------------------------------------------------------------------


@pytest.fixture
def known(people):
    return factories.interaction("They met in Geneva.", when="2016-12", people=people[:2])


def test_citing_what_looks_the_same_is_offered_first(send, sheet, known, open_page):
    page = parsed(open_page(start=0, end=len(MET)))
    [first] = page.xpath("//*[@autofocus]")
    assert (first.get("name"), first.get("value")) == ("cite", str(known.pk))

    told = send(**sheet(MET), cite=str(known.pk))
    assert "Cited: They met in Geneva." in said(told)
    assert Citation.objects.get().interaction == known
    assert Interaction.objects.count() == 1


def test_to_cite_needs_only_the_words_to_be_right(send, sheet, known):
    send(**sheet(MET, summary="", when="soon"), cite=str(known.pk))
    assert Citation.objects.count() == 1

    page = send(**sheet(DENIED, exact="Nobody heard them."), cite=str(known.pk))
    assert "not in the text" in errors(page)
    assert Citation.objects.count() == 1


def test_what_was_offered_may_be_recorded_anew(send, sheet, known):
    send(**sheet(MET), record="")

    assert Interaction.objects.count() == 2


def test_what_looks_the_same_only_after_a_change_is_asked_about(send, sheet, people):
    paid = factories.interaction(kind="payment", when="2016-12", people=people[:2])
    page = send(**sheet(MET, kind="deal"), record="")

    assert Interaction.objects.count() == 1
    assert parsed(page).xpath("//button[@name='cite']/@value") == [str(paid.pk)]
    assert parsed(page).xpath("//*[@autofocus]/@name") == ["cite"]


def test_what_is_sent_twice_is_recorded_once(send, sheet):
    sent = sheet(MET)
    send(**sent, record="")
    page = send(**sent, record="")

    assert Interaction.objects.count() == 1
    assert "Already on record?" in page.content.decode()


@pytest.mark.parametrize("pk", ["999999", "x", "9" * 40, "²"])
def test_citing_what_is_not_on_record_is_answered_clearly(send, sheet, pk):
    page = send(**sheet(MET), cite=pk)

    assert "not on record any more" in page.content.decode()
    assert not Citation.objects.exists()


# --- Quotes, rejecting, undoing -------------------------------------------------------------------


def test_a_suggested_quote_is_accepted_with_one_press(send, article, editor, people):
    [proposal] = Proposals(article).quotes
    page = send(quote=proposal.key)

    quote = Quote.objects.get()
    assert (quote.speaker, quote.created_by) == (people[1], editor)
    assert "never in Geneva" in quote.exact
    assert "Quote recorded: John Field" in said(page)


def test_a_rejected_suggestion_does_not_come_back(send, article, editor):
    meeting = Proposals(article).interactions[0]
    page = send(dismiss=meeting.key)

    assert "It will not come back." in said(page)
    assert DismissedSuggestion.objects.get().dismissed_by == editor
    assert "Meeting" not in " ".join(words(page, "//a[@class='proposal__yes']"))
    assert "is not there any more" in said(send(dismiss=meeting.key))


@pytest.mark.parametrize("deed", ["quote", "dismiss", "undo"])
def test_a_deed_about_what_is_not_there_is_answered_clearly(send, deed):
    page = send(**{deed: "0-meeting-00000000"})

    assert page.status_code == 200
    assert "any more" in said(page)


def test_a_quote_of_a_text_that_was_changed_meanwhile_is_not_taken(send, article):
    key = Proposals(article).quotes[0].key
    article.body = f"<p>{TEXT.replace('never', 'often')}</p>"
    article.save()

    assert "is not there any more" in said(send(quote=key))
    assert not Quote.objects.exists()


def test_the_last_recording_is_undone_and_suggested_again(send, sheet):
    page = send(**sheet(MET), record="")
    [undo] = parsed(page).xpath("//button[@name='undo']/@value")
    page = send(undo=undo)

    assert "Taken back: Mary Brook met John Field" in said(page)
    assert not Interaction.objects.exists()
    assert "Meeting" in " ".join(words(page, "//a[@class='proposal__yes']"))


def test_nobody_undoes_what_another_recorded(client, send, sheet, article):
    page = send(**sheet(MET), record="")
    [undo] = parsed(page).xpath("//button[@name='undo']/@value")
    client.force_login(factories.member("Editor"))

    page = send(undo=undo)
    assert "cannot be taken back" in said(page)
    assert Interaction.objects.exists()


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
