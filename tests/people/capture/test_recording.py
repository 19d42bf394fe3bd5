"""Interactions as they are recorded from the capture page of an article."""

import pytest
from django.contrib.admin.models import LogEntry

from people.admin.capture import record_url
from people.models import Citation, Interaction, Participant
from tests import factories
from tests.forms import said
from tests.people.capture.page import AGAIN, DENIED, MET, TEXT, errors, parsed, words

pytestmark = pytest.mark.django_db


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


def begins_with(response) -> tuple[str, str | None]:
    """The name and the value of what has the focus when the form opens."""
    [first] = parsed(response).xpath("//*[@autofocus]")
    return first.get("name"), first.get("value")


def test_citing_what_looks_the_same_is_offered_first(send, sheet, known, open_page):
    page = open_page(start=0, end=len(MET))
    assert begins_with(page) == ("cite", str(known.pk))
    assert words(page, "//*[@id='alike-title']") == ["Already on record?"]

    told = send(**sheet(MET), cite=str(known.pk))
    assert "Cited: They met in Geneva." in said(told)
    assert Citation.objects.get().interaction == known
    assert Interaction.objects.count() == 1


@pytest.mark.parametrize(
    "changes", [{"when": "unknown"}, {"kind": "encounter"}, {"summary": "They met.", "others": 1}]
)
def test_citing_what_is_only_alike_is_offered_but_not_begun_with(changes, people, open_page):
    took_part = people[: 2 + changes.pop("others", 0)]
    alike = factories.interaction(**{"when": "2016-12", "people": took_part} | changes)

    page = open_page(start=0, end=len(MET))
    assert parsed(page).xpath("//button[@name='cite']/@value") == [str(alike.pk)]
    assert begins_with(page) == ("summary", None)
    [summary] = parsed(page).xpath("//textarea[@name='summary']")
    [title] = parsed(page).xpath(f"//*[@id='{summary.get('aria-describedby')}']/text()")
    assert title == "Is it one of these, on record already?"


def test_a_mere_guess_never_begins_with_citing(client, editor, people):
    guessed = "In December Mary Brook and John Field were silent."
    article = factories.article(body=f"<p>{guessed}</p>", published="2017-02-13")
    factories.interaction(kind="other", when="2016-12", people=people[:2])

    page = client.get(f"{record_url(article)}?start=0&end={len(guessed)}")
    assert len(words(page, "//button[@name='cite']")) == 1
    assert begins_with(page) == ("summary", None)


def test_to_cite_needs_only_the_words_to_be_right(send, sheet, known):
    send(**sheet(MET, summary="", when="soon"), cite=str(known.pk))
    assert Citation.objects.count() == 1

    page = send(**sheet(DENIED, exact="Nobody heard them."), cite=str(known.pk))
    assert "not in the text" in errors(page)
    assert Citation.objects.count() == 1


def test_what_was_offered_may_be_recorded_anew(send, sheet, known):
    send(**sheet(MET), record="")

    assert Interaction.objects.count() == 2


@pytest.mark.parametrize(("changed_to", "first"), [("payment", "cite"), ("deal", "summary")])
def test_what_is_alike_only_after_a_change_is_asked_about(send, sheet, people, changed_to, first):
    paid = factories.interaction(kind="payment", when="2016-12", people=people[:2])
    page = send(**sheet(MET, kind=changed_to), record="")

    assert Interaction.objects.count() == 1
    assert "Not recorded yet: look whether it is on record already." in said(page)
    assert parsed(page).xpath("//button[@name='cite']/@value") == [str(paid.pk)]
    assert begins_with(page)[0] == first


def test_what_is_sent_twice_is_recorded_once(send, sheet):
    sent = sheet(MET)
    send(**sent, record="")
    page = send(**sent, record="")

    assert Interaction.objects.count() == 1
    assert "Already on record?" in page.content.decode()


@pytest.mark.parametrize("name", ["prefix", "suffix", "opened_with"])
def test_a_mangled_field_that_nobody_sees_records_nothing(send, sheet, name):
    assert send(**sheet(MET, **{name: "a\0b"}), record="").status_code == 200
    assert not Citation.objects.exists()


@pytest.mark.parametrize("pk", ["999999", "x", "9" * 40, "²"])
def test_citing_what_is_not_on_record_is_answered_clearly(send, sheet, pk):
    page = send(**sheet(MET), cite=pk)

    assert "not on record any more" in page.content.decode()
    assert not Citation.objects.exists()
