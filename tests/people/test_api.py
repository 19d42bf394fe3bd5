import datetime as dt

import pytest

from people.merging import merge
from people.models import Kind
from people.status import Stance
from tests import factories as make

pytestmark = pytest.mark.django_db

# Queries, that of the edition included.
PEOPLE, PERSON, ORGANIZATIONS = 3, 5, 3
TIMELINE, PERSON_TIMELINE, INTERACTION = 9, 10, 7
CITATIONS, CITATION, QUOTES, CHANGES = 3, 2, 3, 12
ROOT = "/api/v1"
HERE = "http://testserver"


@pytest.fixture
def get(client):
    """What an address of the API answers, read."""
    return lambda address: client.get(f"{ROOT}{address}").json()


@pytest.fixture
def meeting():
    """Brook and Field meet: reported on 12 January 2017, denied by Field on 13 February."""
    brook, field = make.person("Mary Brook"), make.person("John Field")
    meeting = make.interaction(
        "Brook meets Field.", people=[brook, field], when="between 3 and 9 June 2016"
    )
    first = make.article("Envoys meet", slug="first", published="2017-01-12", tags=["Sea"])
    second = make.article("Field denies", slug="second", published="2017-02-13")
    make.citation(meeting, first, attributed_to_words="two officials")
    make.citation(
        meeting,
        second,
        stance=Stance.DENIES,
        attributed_to_person=field,
        said_on=dt.date(2017, 2, 12),
    )
    return meeting


def summaries(answer):
    return [row["summary"] for row in answer["results"]]


# --- People and organizations ----------------------------------------------------------------


def test_people_are_listed_as_on_their_page(get):
    make.person("Mary Brook", description="Ambassador", wikidata_id="Q312")
    make.person("John Field")
    answer = get("/people/")

    assert [row["name"] for row in answer["results"]] == ["Mary Brook", "John Field"]
    assert answer["sentence"] == "2 people"
    assert answer["results"][0]["sort_name"] == "Brook, Mary"
    assert answer["results"][0]["wikidata_id"] == "Q312"
    assert [row["name"] for row in get("/people/?q=fie")["results"]] == ["John Field"]


def test_a_person_comes_with_names_dates_and_roles(get):
    brook = make.person("Mary Brook", aliases=["Molly Stone"], biography="A life.")
    brook.born = "about 1950"
    brook.save()
    senate = make.organization("The Senate")
    make.role(brook, "senator", organization=senate, began=dt.date(2009, 1, 3))
    row = get("/people/mary-brook/")

    assert row["url"] == f"{HERE}/people/mary-brook/"
    assert row["aliases"] == ["Molly Stone"]
    assert row["biography"] == "A life."
    assert row["born"]["edtf"] == "1950~"
    assert row["died"] is None
    [role] = row["roles"]
    assert (role["title"], role["began"], role["ended"]) == ("senator", "2009-01-03", None)
    assert role["organization"]["api_url"] == f"{HERE}/api/v1/organizations/the-senate/"


def test_a_person_who_was_merged_is_found_at_the_former_address(client, get):
    kept, lost = make.person("Mary Brook"), make.person("M. Brook", slug="m-brook")
    interaction = make.interaction("Brook speaks.", people=[lost])
    make.citation(interaction)
    merge(kept, lost)
    answer = client.get(f"{ROOT}/people/m-brook/")

    assert (answer.status_code, answer["Location"]) == (301, "/api/v1/people/mary-brook/")
    assert summaries(get("/people/m-brook/timeline/")) == ["Brook speaks."]


def test_organizations_are_listed_and_found(client, get):
    make.organization("The Senate", description="A chamber.")
    [row] = get("/organizations/")["results"]

    assert (row["name"], row["description"]) == ("The Senate", "A chamber.")
    assert get("/organizations/the-senate/") == row
    assert client.get(f"{ROOT}/organizations/the-house/").status_code == 404


# --- The record ------------------------------------------------------------------------------


def test_an_interaction_says_when_how_sure_and_why(get, meeting):
    row = get(f"/interactions/{meeting.pk}/")

    assert row["summary"] == "Brook meets Field."
    assert (row["kind"], row["kind_group"]) == ("meeting", "Contact")
    assert row["when"] == {
        "words": "Between 3 and 9 June 2016",
        "edtf": "[2016-06-03..2016-06-09]",
        "lower": "2016-06-03",
        "upper": "2016-06-09",
        "precision": "between",
        "qualifier": "",
    }
    assert row["status"] == "disputed"
    assert row["reason"].startswith("Disputed: John Field denied it on 12 February 2017")
    assert [(party["name"], party["person"]["slug"]) for party in row["participants"]] == [
        ("Mary Brook", "mary-brook"),
        ("John Field", "john-field"),
    ]


def test_the_history_of_a_status_has_both_clocks(get, meeting):
    first, second = get(f"/interactions/{meeting.pk}/")["history"]

    assert (first["previous"], first["status"]) == (None, "reported")
    assert (second["previous"], second["status"]) == ("reported", "disputed")
    assert second["known_at"] == "2017-02-13T12:00:00Z"
    assert second["recorded_at"] > second["known_at"]
    assert second["url"].startswith(f"{HERE}{meeting.get_absolute_url()}#")


def test_a_citation_has_the_selectors_of_its_passage(get, meeting):
    citation, denial = get(f"/interactions/{meeting.pk}/")["citations"]

    assert citation["target"] == {
        "type": "SpecificResource",
        "source": f"{HERE}/articles/first/",
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": "Mary Brook met John Field in Geneva",
                "prefix": "",
                "suffix": " on Tuesday.\n\nNeither would say ",
            },
            {"type": "TextPositionSelector", "start": 0, "end": 35},
        ],
    }
    text = get("/articles/first/")["text"]
    assert text[0:35] == citation["target"]["selector"][0]["exact"]
    assert citation["attributed_to"] == {
        "name": "two officials",
        "person": None,
        "organization": None,
    }
    assert denial["attributed_to"]["person"]["slug"] == "john-field"
    assert denial["said_on"] == "2017-02-12"


def test_a_passage_that_was_edited_away_has_no_position(get, meeting):
    citation = meeting.citations.first()
    citation.article.body = "<p>Nothing of the kind.</p>"
    citation.article.save()
    row = get(f"/citations/{citation.pk}/")

    assert row["is_lost"] is True
    assert [selector["type"] for selector in row["target"]["selector"]] == ["TextQuoteSelector"]


def test_as_of_an_earlier_day_the_interaction_is_as_it_stood(client, get, meeting):
    row = get(f"/interactions/{meeting.pk}/?as_of=2017-02-01")

    assert (row["status"], row["as_of"]) == ("reported", "2017-02-01")
    assert len(row["history"]) == len(row["citations"]) == 1
    [listed] = get("/timeline/?as_of=2017-02-01")["results"]
    assert listed["status"] == "reported"
    assert get("/timeline/?as_of=2017-01-01")["results"] == []
    answer = client.get(f"{ROOT}/interactions/{meeting.pk}/?as_of=2017-01-01")
    assert answer.status_code == 404


def test_a_day_that_cannot_be_read_is_ignored_with_a_notice(get, meeting):
    row = get(f"/interactions/{meeting.pk}/?as_of=yesterday")

    assert row["as_of"] is None
    assert "“yesterday” is not a date" in row["notices"][0]


def test_answers_point_to_each_other(get, meeting):
    answer = make.interaction("Field answers.", kind=Kind.STATEMENT, responds_to=meeting)
    make.citation(answer)

    assert get(f"/interactions/{answer.pk}/")["responds_to"]["id"] == meeting.pk
    [response] = get(f"/interactions/{meeting.pk}/")["responses"]
    assert response["api_url"] == f"{HERE}/api/v1/interactions/{answer.pk}/"


def test_an_interaction_merged_into_another_leads_on(client, meeting):
    other = make.interaction("Brook and Field meet.")
    make.citation(other)
    lost = other.pk
    merge(meeting, other)
    answer = client.get(f"{ROOT}/interactions/{lost}/")

    assert (answer.status_code, answer["Location"]) == (
        301,
        f"/api/v1/interactions/{meeting.pk}/",
    )


def test_an_interaction_that_nothing_public_tells_of_is_not_found(client, get):
    hidden = make.interaction("A secret.")
    make.citation(hidden, make.article(published=None))

    assert client.get(f"{ROOT}/interactions/{hidden.pk}/").status_code == 404
    assert get("/interactions/")["results"] == get("/citations/")["results"] == []


def test_timelines_are_of_everybody_of_one_and_of_two(get, meeting):
    brook, hill = meeting.people.get(slug="mary-brook"), make.person("Ann Hill")
    call = make.interaction("Brook calls Hill.", people=[brook, hill], when="2016-07-01")
    make.citation(call)

    assert summaries(get("/timeline/")) == ["Brook meets Field.", "Brook calls Hill."]
    assert get("/interactions/")["results"] == get("/timeline/")["results"]
    assert summaries(get("/timeline/?order=newest&limit=1")) == ["Brook calls Hill."]
    assert summaries(get("/people/ann-hill/timeline/")) == ["Brook calls Hill."]
    assert summaries(get("/people/john-field/with/mary-brook/")) == ["Brook meets Field."]
    assert summaries(get("/people/mary-brook/with/john-field/")) == ["Brook meets Field."]
    assert summaries(get("/timeline/?status=disputed&kind=meeting")) == ["Brook meets Field."]


@pytest.mark.parametrize("address", ["/people/nobody/timeline/", "/people/mary-brook/with/nobody/"])
def test_the_timeline_of_nobody_is_not_found(client, meeting, address):
    assert client.get(f"{ROOT}{address}").status_code == 404


# --- Passages --------------------------------------------------------------------------------


def test_citations_are_found_by_interaction_article_and_stance(get, meeting):
    other = make.interaction("Hill speaks.", kind=Kind.STATEMENT)
    make.citation(other)

    def found(query):
        return [row["interaction"]["summary"] for row in get(f"/citations/?{query}")["results"]]

    assert found("") == ["Brook meets Field.", "Brook meets Field.", "Hill speaks."]
    assert found("person=mary-brook&person=john-field&stance=denies") == ["Brook meets Field."]
    assert found("kind=statement") == found("order=newest&limit=1") == ["Hill speaks."]
    assert found("article=first") == found("tag=sea") == ["Brook meets Field."]
    assert found("to=2017-01-31") == found("as_of=2017-01-31") == ["Brook meets Field."]


def test_an_article_nobody_may_read_is_not_even_named(get):
    make.article("A secret plan", slug="plan", published=None)
    answer = get("/citations/?article=plan")

    assert answer["notices"] == ["There is no article “plan”, so it was left out of the filter."]
    assert "secret" not in answer["sentence"]


def test_quotes_are_found_by_speaker_and_article(client, get):
    brook, field = make.person("Mary Brook"), make.person("John Field")
    make.quote(brook, make.article(slug="first"), said_on=dt.date(2017, 2, 12))
    make.quote(field, make.article(slug="second"))
    hidden = make.quote(field, make.article(published=None))
    [row] = get("/quotes/?person=mary-brook")["results"]

    assert row["speaker"]["name"] == "Mary Brook"
    assert row["said_on"] == "2017-02-12"
    assert row["target"]["selector"][0]["exact"] == "Neither would say why."
    assert get(f"/quotes/{row['id']}/") == row
    assert get("/quotes/?article=second")["count"] == 1
    assert (
        get("/quotes/?q=neither&order=newest&limit=1")["results"][0]["speaker"]["name"]
        == "John Field"
    )
    assert client.get(f"{ROOT}/quotes/{hidden.pk}/").status_code == 404


# --- Changes ---------------------------------------------------------------------------------


def test_changes_are_of_three_types(get, meeting):
    article = make.article("Corrected", published="2017-02-14")
    make.correction(article, "A Tuesday.", published_at=make.day("2017-02-15"))
    make.withdrawn_article("It was wrong.", headline="Withdrawn", published="2017-02-16")
    withdrawal, correction, disputed, known = get("/changes/")["results"]

    assert (withdrawal["type"], withdrawal["reason"]) == ("withdrawal", "It was wrong.")
    assert withdrawal["article"]["headline"] == "Withdrawn"
    assert (correction["type"], correction["text"]) == ("correction", "A Tuesday.")
    assert (disputed["type"], disputed["previous"], disputed["status"]) == (
        "status",
        "reported",
        "disputed",
    )
    assert disputed["citation"]["stance"] == "denies"
    assert disputed["interaction"]["id"] == meeting.pk
    assert {person["slug"] for person in disputed["people"]} == {"mary-brook", "john-field"}
    assert disputed["recorded_at"] > disputed["moment"]
    assert known["previous"] is None


def test_changes_take_the_filters_of_their_page_and_are_paged(get, meeting):
    assert get("/changes/?since=2017-02-01")["count"] == 1
    assert get("/changes/?as_of=2017-02-01")["count"] == 1
    assert get("/changes/?tag=sea")["count"] == 1
    first = get("/changes/?limit=1")
    second = get(first["next"].removeprefix(f"{HERE}{ROOT}"))
    assert [row["status"] for row in first["results"] + second["results"]] == [
        "disputed",
        "reported",
    ]


# --- What stays in the house, and what it costs ----------------------------------------------


def test_editors_are_not_named(client, meeting):
    editor = make.member(first_name="Edith", email="edith@example.org")
    meeting.citations.update(created_by=editor)

    for address in ("/timeline/", "/citations/", f"/interactions/{meeting.pk}/", "/changes/"):
        told = client.get(f"{ROOT}{address}").content.decode()
        for secret in (editor.username, "Edith", "created_by", "withdrawal_reason"):
            assert secret not in told, address


@pytest.mark.parametrize("number", [2, 9])
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/people/", PEOPLE),
        ("/people/mary-brook/", PERSON),
        ("/organizations/", ORGANIZATIONS),
        ("/timeline/", TIMELINE),
        ("/people/mary-brook/timeline/", PERSON_TIMELINE),
        ("/people/mary-brook/with/john-field/", PERSON_TIMELINE),
        ("/interactions/{pk}/", INTERACTION),
        ("/citations/", CITATIONS),
        ("/citations/{citation}/", CITATION),
        ("/quotes/", QUOTES),
        ("/changes/", CHANGES),
    ],
)
def test_an_answer_costs_the_same_however_much_there_is(
    client, meeting, address, queries, number, django_assert_num_queries
):
    brook, field = meeting.people.order_by("pk")
    committee = make.organization("The Committee")
    for _ in range(number):
        make.role(brook, organization=committee)
        other = make.interaction(people=[brook, field], responds_to=meeting)
        other.participants.create(organization=make.organization())
        article = make.article()
        make.citation(other, article, attributed_to_organization=committee)
        make.citation(meeting)
        make.quote(brook)
        make.correction(article)
    citation = meeting.citations.first().pk

    with django_assert_num_queries(queries):
        client.get(f"{ROOT}{address.format(pk=meeting.pk, citation=citation)}")
