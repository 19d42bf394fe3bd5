"""Answers to what the capture page of an article suggests, and taking them back."""

import pytest

from people.models import DismissedSuggestion, Interaction, Quote
from people.proposals import Proposals
from tests import factories
from tests.forms import said
from tests.people.capture.page import MET, TEXT, parsed, words

pytestmark = pytest.mark.django_db


def test_a_suggested_quote_is_accepted_with_one_press(send, article, editor, people):
    [proposal] = Proposals(article).quotes
    page = send(quote=proposal.key)

    quote = Quote.objects.get()
    assert (quote.speaker, quote.created_by) == (people[1], editor)
    assert "never in Geneva" in quote.exact
    assert "Quote recorded: John Field" in said(page)


def test_a_suggestion_that_is_set_aside_does_not_come_back_by_itself(send, article, editor):
    meeting = Proposals(article).interactions[0]
    page = send(dismiss=meeting.key)

    assert "Set aside: meeting." in said(page)
    assert DismissedSuggestion.objects.get().dismissed_by == editor
    assert "Meeting" not in " ".join(words(page, "//a[@class='proposal__yes']"))
    assert "is not there any more" in said(send(dismiss=meeting.key))


def test_what_is_set_aside_is_listed_and_brought_back(send, article, open_page):
    assert words(open_page(), "//details/summary") == []
    for proposal in Proposals(article).open:
        page = send(dismiss=proposal.key)
    assert words(page, "//details/summary") == ["3 set aside"]
    assert words(page, "//details//li/p")[0] == f"Meeting: Mary Brook, John Field {MET}"

    [key, *_] = parsed(page).xpath("//button[@name='bring_back']/@value")
    page = send(bring_back=key)
    assert "Brought back: meeting." in said(page)
    assert words(page, "//details/summary") == ["2 set aside"]
    [suggestion] = words(page, "//a[@class='proposal__yes']")
    assert suggestion == "Suggestion: Meeting: Mary Brook, John Field"
    assert len(parsed(page).xpath("//a[@autofocus]")) == 1


@pytest.mark.parametrize("deed", ["quote", "dismiss", "bring_back", "undo"])
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
