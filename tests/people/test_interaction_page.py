import pytest

from people.dates import parse
from people.status import Stance
from tests import factories as make
from tests.pages import links, notices, words

pytestmark = pytest.mark.django_db

# Queries, that of the edition included.
INTERACTION = 7


def test_an_interaction_shows_everything_that_was_said_of_it(client, call):
    page = client.get(call.get_absolute_url())
    text = words(page)

    assert page.status_code == 200
    for shown in (
        "About December 2016",
        "Disputed",
        "Phone call",
        "Brook calls Hill.",
        "Reported by two officials",
        "Denied by Ann Hill",
        "Ann Hill minister",
        "Place: Geneva",
        "It happened 2 times",
        "1 January 2017 First known: Reported",
        "1 February 2017 From Reported to Disputed",
    ):
        assert shown in text.replace("Ann Hillminister", "Ann Hill minister")
    assert {"/people/mary-brook/", "/people/ann-hill/"} <= set(links(page))


def test_a_passage_that_is_the_sentence_itself_is_not_quoted_again_unless_it_was_lost(client):
    article = make.article()
    interaction = make.interaction(f"{make.MET} on Tuesday.")
    make.citation(interaction, article, exact=f"{make.MET} on Tuesday.")
    for address in ("/timeline/", "/changes/", interaction.get_absolute_url()):
        page = client.get(address)
        assert f"“{interaction}”" not in words(page)
        assert interaction.citations.get().get_absolute_url() in links(page)

    article.body = "<p>Nothing.</p>"
    article.save()
    assert f"“{interaction}”" in words(client.get(interaction.get_absolute_url()))


def test_the_date_that_a_passage_gives_is_shown_with_it(client, call):
    make.citation(call, when_given=parse("2016"))

    assert "Gives the date: During 2016" in words(client.get(call.get_absolute_url()))


def test_an_interaction_can_be_read_as_it_stood_on_a_day(client, call):
    text = words(client.get(f"{call.get_absolute_url()}?as_of=2017-01-15"))

    assert "Denied by Ann Hill" not in text
    assert "Reported by two officials" in text


def test_before_it_was_known_there_is_no_interaction(client, call):
    assert client.get(f"{call.get_absolute_url()}?as_of=2016-12-31").status_code == 404


def test_a_day_that_does_not_exist_is_said(client, call):
    page = client.get(f"{call.get_absolute_url()}?as_of=2017-02-31")

    assert page.status_code == 200
    assert "“2017-02-31” is not a date" in notices(page)[0]


def test_a_passage_that_was_edited_away_is_shown_as_such(client, call):
    article = call.citations.get(stance=Stance.REPORTS).article
    article.body = "<p>Nothing.</p>"
    article.save()
    text = words(client.get(call.get_absolute_url()))

    assert "“Mary Brook met John Field in Geneva”" in text
    assert "This passage has since been edited." in text


@pytest.mark.parametrize("published", [None, "2999-01-01"])
def test_an_interaction_whose_only_source_is_not_public_is_not_found(client, published):
    citation = make.citation(make.interaction(), make.article(published=published))

    assert client.get(citation.interaction.get_absolute_url()).status_code == 404


def test_an_interaction_whose_only_source_was_withdrawn_is_not_found(client):
    citation = make.citation(make.interaction())
    citation.article.withdraw("It was wrong.")

    assert client.get(citation.interaction.get_absolute_url()).status_code == 404


def test_an_interaction_that_nobody_recorded_is_not_found(client):
    assert client.get("/interactions/1/").status_code == 404


@pytest.mark.parametrize("number", [3, 30])
@pytest.mark.parametrize("query", ["", "?as_of=2018-01-01"])
def test_an_interaction_costs_the_same_however_often_cited(
    client, call, number, query, django_assert_num_queries
):
    for _ in range(number):
        make.citation(call, attributed_to_person=make.person())

    with django_assert_num_queries(INTERACTION):
        client.get(f"{call.get_absolute_url()}{query}")
