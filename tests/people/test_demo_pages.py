"""The demo story as its readers meet it, day by day, on every page alike."""

import pytest

from articles.models import Article
from people.demo import story
from people.models import Interaction
from tests.pages import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

STORY = story.read()
FLYNN, KISLYAK = "/people/michael-flynn/", "/people/sergey-kislyak/"
SESSIONS = "/people/jeff-sessions/"
PAIR, OTHER_PAIR = f"{FLYNN}with/sergey-kislyak/", f"{SESSIONS}with/sergey-kislyak/"


def row(name):
    return Interaction.objects.get(summary=STORY.interactions[name].summary)


def lists(name):
    """Every page that lists an interaction of the story, but for the changes."""
    pages = [SESSIONS, OTHER_PAIR] if name == "senate-office" else [FLYNN, PAIR]
    return [*pages, KISLYAK, "/timeline/"]


@pytest.mark.parametrize(
    ("name", "day", "told"),
    [
        ("calls", "2017-01-12", "Reported on the sole word of a newspaper column"),
        ("calls", "2017-02-12", "Reported by two sources: a newspaper column"),
        ("calls", "2017-02-13", "Confirmed by Michael Flynn (The Demo Record, 13 February 2017)"),
        ("sanctions", "2017-01-15", "Denied: Mike Pence denied it"),
        ("sanctions", "2017-02-09", "Disputed: Mike Pence denied it"),
        (
            "sanctions",
            "2017-12-01",
            "Confirmed by Michael Flynn (The Demo Record, 1 December 2017)",
        ),
        ("senate-office", "2017-03-01", "Reported on the sole word of a newspaper"),
    ],
)
def test_every_page_of_a_day_gives_the_status_and_the_reason_of_that_day(client, name, day, told):
    summary = STORY.interactions[name].summary

    for address in [*lists(name), row(name).get_absolute_url()]:
        text = words(client.get(f"{address}?as_of={day}"))
        assert summary in text, address
        assert told in text, address


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("calls", "2017-01-11"),
        ("sanctions", "2017-01-14"),
        ("senate-office", "2017-02-28"),
    ],
)
def test_no_page_of_a_day_shows_what_was_not_known_yet(client, name, day):
    summary = STORY.interactions[name].summary

    for address in [*lists(name), "/changes/"]:
        assert summary not in words(client.get(f"{address}?as_of={day}")), address
    assert client.get(f"{row(name).get_absolute_url()}?as_of={day}").status_code == 404


@pytest.mark.parametrize(
    ("name", "day", "told", "reason"),
    [
        ("calls", "2017-01-12", "New Reported", "Reported on the sole word of a newspaper"),
        ("calls", "2017-02-13", "Reported → is now Confirmed", "Confirmed by Michael Flynn ("),
        ("sanctions", "2017-01-15", "New Denied", "Denied: Mike Pence denied it"),
        ("sanctions", "2017-02-09", "Denied → is now Disputed", "Disputed: Mike Pence denied it"),
        ("sanctions", "2017-12-01", "Disputed → is now Confirmed", "Confirmed by Michael Flynn ("),
        ("senate-office", "2017-03-01", "New Reported", "Reported on the sole word of a newspaper"),
        (
            "senate-office",
            "2017-03-02",
            "Reported → is now Confirmed",
            "Confirmed by Jeff Sessions",
        ),
    ],
)
def test_the_changes_of_a_day_tell_what_became_of_it_and_why(client, name, day, told, reason):
    interaction = row(name)
    text = words(client.get(f"/changes/?since={day}&as_of={day}"))

    mark = f"{interaction.when} {interaction.get_kind_display()} {interaction.summary}"
    assert f"{told} {mark}" in text
    assert reason in text.partition(mark)[2][:200]


@pytest.mark.parametrize(
    ("name", "days"), [("calls", 14), ("sanctions", 17), ("senate-office", 174)]
)
def test_every_page_tells_how_long_it_was_unknown(client, name, days):
    for address in [*lists(name), row(name).get_absolute_url(), "/changes/"]:
        _, _, told = words(client.get(address)).partition(STORY.interactions[name].summary)
        assert f"First reported {days} days after it happened" in told, address


def test_since_the_resignation_a_plea_and_a_pardon_became_known(client):
    article = Article.objects.get(external_id="demo-2017-02-13-flynn-resigns")
    text = words(client.get(article.get_absolute_url()))
    _, _, told = text.partition("Since then")
    told, _, _ = told.partition("People in this article")

    for name, known in (
        ("sanctions", "Confirmed since 1 December 2017, Disputed before"),
        ("pardon", "Confirmed known since 25 November 2020"),
        ("plea", "Confirmed known since 1 December 2017"),
    ):
        assert f"{STORY.interactions[name].summary} {known}" in told


def test_the_calls_and_the_sanctions_stand_between_flynn_and_kislyak(client):
    text = words(client.get(PAIR))

    assert "3 interactions" in text
    assert "First reported 14 days after it happened" in text
    for account in (
        "Confirmed by Michael Flynn",
        "Denied by Mike Pence",
        "Denied by Michael Flynn",
    ):
        assert account in text


def test_the_testimony_of_sessions_stands_beside_what_came_out(client):
    text = words(client.get("/people/jeff-sessions/denials/"))
    summary = STORY.interactions["senate-office"].summary
    _, _, told = text.partition(summary)

    assert text.count("10 January 2017 Denied by Jeff Sessions") == 2
    for account in (
        "By the same words of his testimony he denied the meeting in his Senate office.",
        "50 days later, 1 March 2017 Reported by a newspaper",
        "51 days later, 2 March 2017 Confirmed by Jeff Sessions",
    ):
        assert account in told


def test_sessions_denied_nothing_that_was_known_in_february(client):
    text = words(client.get("/people/jeff-sessions/denials/?as_of=2017-02-28"))

    assert "The record holds nothing that Jeff Sessions denied by this day." in text


def test_answers_are_shown_both_ways(client):
    claim, answer = row("sanctions"), row("pence-statement")

    assert f"Answered by: {answer.summary}" in words(client.get(claim.get_absolute_url()))
    assert f"Answers: {claim.summary}" in words(client.get(answer.get_absolute_url()))
    assert f"Answered by: {answer.summary}" in words(client.get(PAIR))


def test_an_answer_is_shown_only_once_it_is_known(client):
    claim, answer = row("sanctions"), row("flynn-denial")
    address = claim.get_absolute_url()

    assert answer.summary not in words(client.get(f"{address}?as_of=2017-02-08"))
    assert answer.summary in words(client.get(f"{address}?as_of=2017-02-09"))


def test_the_open_questions_of_the_story(client):
    text = words(client.get("/open-questions/"))

    for name in ("omission", "trump-tower", "clinton-side-meetings", "government-contact"):
        assert STORY.interactions[name].summary in text
    assert STORY.interactions["calls"].summary not in text


def test_the_words_of_flynn_are_quoted(client):
    text = words(client.get("/people/michael-flynn/quotes/"))

    assert "“incomplete information”" in text
    assert "said on 13 February 2017" in text
