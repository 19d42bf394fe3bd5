"""What the page of an article says of the interactions it cites."""

import pytest

from people.dates import parse
from people.evidence import Evidence
from people.status import Stance, Status
from tests import factories as make
from tests.pages import links, words

pytestmark = pytest.mark.django_db

# Queries of the page, that of the edition included, when something has become known since.
ARTICLE = 15

BROOK, HILL = "Mary Brook met John Field in Geneva", "Neither would say why"


@pytest.fixture
def meeting():
    """Reported on 1 January 2017."""
    return reported("Brook meets Field.", "2017-01-01")


def reported(summary, published, **fields):
    interaction = make.interaction(summary, **fields)
    make.citation(interaction, make.article(published=published))
    return interaction


def read(client, article):
    return client.get(article.get_absolute_url())


# --- What an article added -------------------------------------------------------------------


def test_what_nobody_knew_before_is_new(client, meeting):
    article = meeting.citations.get().article

    assert "Brook meets Field. New Reported ¶ Passage" in words(read(client, article))


def test_what_was_known_before_is_already_known(client, meeting):
    article = make.article(published="2017-02-01")
    make.citation(meeting, article)
    text = words(read(client, article))

    assert "Brook meets Field. Already known Reported ¶ Passage" in text
    assert "no new interactions and no changes of status" in text


def test_a_change_of_status_is_told_with_what_it_was_before(client, meeting):
    article = make.article(published="2017-02-01")
    make.citation(meeting, article, stance=Stance.CONFIRMS)
    text = words(read(client, article))

    assert "Brook meets Field. Changed from Reported to Confirmed ¶ Passage" in text
    assert "no new interactions and 1 change of status" in text


def test_what_changed_later_is_told_with_what_it_is_now(client, meeting):
    first = meeting.citations.get().article
    again = make.article(published="2017-02-01")
    make.citation(meeting, again)
    make.citation(meeting, make.article(published="2017-03-01"), stance=Stance.CONFIRMS)

    assert "New Reported now Confirmed" in words(read(client, first))
    assert "Already known Reported now Confirmed" in words(read(client, again))


def test_a_change_by_another_article_of_the_same_moment_is_not_claimed(client, meeting):
    article = make.article(published="2017-02-01")
    make.citation(meeting, article)
    make.citation(meeting, make.article(published="2017-02-01"), stance=Stance.CONFIRMS)

    assert "Already known Confirmed" in words(read(client, article))


def test_what_two_articles_bring_at_the_same_moment_is_new_in_both(client, meeting):
    article = make.article(published="2017-01-01")
    make.citation(meeting, article)

    assert "New Reported" in words(read(client, article))


def test_an_interaction_cited_twice_is_listed_once_with_both_passages(client, meeting):
    article = make.article(published="2017-02-01")
    passages = [make.citation(meeting, article, exact=exact) for exact in (BROOK, HILL)]
    page = read(client, article)

    assert "1, 2 Brook meets Field." in words(page)
    assert "¶ Passage 1 ¶ Passage 2" in words(page)
    assert {f"#{passage.anchor}" for passage in passages} <= set(links(page))


def test_passages_are_numbered_as_they_stand(client, meeting):
    article = make.article(published="2017-02-01")
    make.citation(meeting, article, exact=HILL)
    make.citation(make.interaction("Brook travels."), article, exact=BROOK)
    text = words(read(client, article))

    assert "1 Brook travels. New" in text
    assert "2 Brook meets Field. Already known" in text
    assert text.index("in Geneva1") < text.index("would say why2")


def test_what_is_not_public_is_not_listed(client, meeting):
    article = meeting.citations.get().article
    make.citation(meeting, make.article(published="2999-01-01"), stance=Stance.CONFIRMS)

    assert "New Reported ¶ Passage" in words(read(client, article))


def test_a_draft_adds_nothing(client, meeting):
    draft = make.article(published=None)
    make.citation(meeting, draft)
    [cited] = Evidence(draft).cited

    assert (cited.status_then, cited.is_new, cited.changed_from) == (None, False, None)
    assert cited.status == Status.REPORTED


# --- Closer dates ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("earlier", "told"),
    [
        ("December 2016", "Narrowed the date: December 2016 → to 29 December 2016"),
        ("unknown", "Gave the date: 29 December 2016"),
    ],
)
def test_an_article_that_knows_the_day_better_has_narrowed_the_date(client, earlier, told):
    meeting = make.interaction("Brook meets Field.")
    first = make.article(published="2017-01-01")
    make.citation(meeting, first, when_given=parse(earlier))
    article = make.article(published="2017-02-01")
    make.citation(meeting, article, when_given=parse("29 December 2016"))
    text = words(read(client, article))

    assert f"Brook meets Field. Already known Reported ¶ Passage {told}" in text
    assert "no changes of status and 1 narrowed date" in text
    assert "the date" not in words(read(client, first))


def test_the_first_article_narrows_nothing(client):
    citation = make.citation(make.interaction(), when_given=parse("29 December 2016"))

    assert "the date" not in words(read(client, citation.article))


@pytest.mark.parametrize("published", [None, "2999-01-01", "2017-03-01"])
def test_a_date_that_readers_do_not_know_yet_is_not_narrowed(client, meeting, published):
    unread = make.article(published=published)
    make.citation(meeting, unread, when_given=parse("December 2016"))
    article = make.article(published="2017-02-01")
    make.citation(meeting, article, when_given=parse("2016"))

    assert "Gave the date: During 2016" in words(read(client, article))


# --- Lost passages ---------------------------------------------------------------------------


def test_a_passage_that_was_edited_away_is_quoted_without_a_number(client, meeting):
    article = make.article(published="2017-02-01")
    make.citation(make.interaction("Brook travels."), article, exact=BROOK)
    make.citation(meeting, article, exact=HILL)
    article.body = f"<p>On Friday {HILL.lower()}.</p>"
    article.save()
    text = words(read(client, article))

    lost = "This passage has since been edited. It read:"
    assert f"Brook travels. New Reported {lost} “{BROOK}”" in text
    assert f"Brook meets Field. Already known Reported {lost} “{HILL}”" in text
    assert "Passage 1" not in text


def test_what_is_left_of_the_passages_is_numbered_from_one(client, meeting):
    article = make.article(published="2017-02-01")
    lost = make.citation(make.interaction("Brook travels."), article, exact=BROOK)
    kept = make.citation(meeting, article, exact=HILL)
    article.body = f"<p>{HILL}.</p>"
    article.save()
    page = read(client, article)

    assert "1 Brook meets Field." in words(page)
    assert f"#{kept.anchor}" in links(page)
    assert f"#{lost.anchor}" not in links(page)


def test_words_that_come_back_are_linked_again(client, meeting):
    article = make.article(published="2017-02-01")
    passage = make.citation(meeting, article)
    for body in ("<p>Gone.</p>", make.BODY):
        article.body = body
        article.save()
    page = read(client, article)

    assert f"#{passage.anchor}" in links(page)
    assert "has since been edited" not in words(page)


# --- Cost ------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 15])
def test_the_page_costs_the_same_whatever_the_article_cites(
    client, number, django_assert_num_queries
):
    article, person = make.article(), make.person()
    make.mention(article, person, count=99)
    make.citation(make.interaction(people=[person]), make.article(published="2018-01-01"))
    for _ in range(number):
        somebody = make.person()
        make.mention(article, somebody)
        make.citation(make.interaction(people=[somebody, person]), article)

    with django_assert_num_queries(ARTICLE):
        read(client, article)
