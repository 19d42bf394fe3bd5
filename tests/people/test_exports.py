"""The record as tables, networks and timelines, and the page that offers them."""

import csv
import json
from io import StringIO

import pytest
from lxml import etree

from people.exporters import FORMATS
from people.models import Interaction
from tests import factories

pytestmark = pytest.mark.django_db
EXPORTS = 0


@pytest.fixture
def record():
    ann, john, zoe = map(factories.person, ("Ann Field", "John Brook", "Zoe Stone"))
    met = factories.interaction("Ann Field met John Brook.", people=[ann, john])
    again = factories.interaction("They met again.", people=[ann, john, zoe], when="2017-06")
    factories.citation(met)
    factories.citation(met, stance="denies", attributed_to_person=john)
    factories.citation(again, factories.article(published="2018-01-01"))
    return met, again


def got(client, name, query=""):
    response = client.get(f"/exports/{name}?{query}")
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def rows_of(content):
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"))))


def test_the_page_offers_every_format(client, record):
    page = client.get("/exports/").content.decode()
    assert all(f'href="/exports/{name}"' in page for name in FORMATS)


def test_the_page_asks_no_question_of_the_record(client, record, django_assert_num_queries):
    with django_assert_num_queries(1 + EXPORTS):  # the edition
        client.get("/exports/")


def test_the_page_hands_its_filters_on(client, record):
    page = client.get("/exports/?kind=meeting").content.decode()
    assert 'href="/exports/interactions.csv?kind=meeting"' in page


def test_the_page_says_what_it_ignored(client, record):
    assert "“vague” is not a status" in client.get("/exports/?status=vague").content.decode()


def test_a_download_refuses_what_it_does_not_understand(client, record):
    response = client.get("/exports/interactions.csv?status=vague")
    assert response.status_code == 400
    first, second = response.content.decode().splitlines()
    assert first == "No file was made, since it could not tell its readers:"
    assert "“vague” is not a status" in second


def test_a_format_nobody_has_heard_of_is_not_found(client):
    assert client.get("/exports/record.exe").status_code == 404


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_can_be_had_of_an_empty_record(client, name):
    assert isinstance(got(client, name), bytes)


@pytest.mark.parametrize("name", FORMATS)
def test_asking_about_a_download_makes_none(client, record, name):
    response = client.head(f"/exports/{name}")
    assert response.status_code == 200
    assert b"".join(response.streaming_content) == b""
    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'


def test_a_table_has_a_row_for_each_citation(client, record):
    met, again = record
    rows = rows_of(got(client, "interactions.csv"))
    assert [row["id"] for row in rows] == [str(met.pk), str(met.pk), str(again.pk)]
    assert rows[0]["people"] == "Ann Field; John Brook"
    assert rows[0]["status"] == "denied" or rows[0]["status"] == "disputed"
    assert rows[1]["attributed_to_person"] == "John Brook"


def test_a_cell_is_never_a_formula(client):
    factories.citation(factories.interaction("=HYPERLINK(1)"))
    assert rows_of(got(client, "interactions.csv"))[0]["summary"] == "'=HYPERLINK(1)"


def test_a_list_holds_what_the_timeline_shows(client, record):
    for query in ("", "person=zoe-stone", "status=reported", "to=2016-12-31", "as_of=2017-12-31"):
        told = [json.loads(line) for line in got(client, "interactions.jsonl", query).splitlines()]
        page = client.get(f"/timeline/?{query}").content.decode()
        shown = [row for row in Interaction.objects.all() if row.summary in page]
        assert sorted(line["id"] for line in told) == sorted(row.pk for row in shown)


def test_articles_come_with_their_text_and_its_hash(client, record):
    told = [json.loads(line) for line in got(client, "articles.jsonl").splitlines()]
    assert len(told) == 3
    assert all(len(line["text_sha256"]) == 64 and line["body_html"] for line in told)


def test_a_network_joins_those_who_took_part_together(client, record):
    tree = etree.fromstring(got(client, "people.graphml"))
    names = [node.findtext("{*}data") for node in tree.iter("{*}node")]
    edges = {
        (edge.get("source"), edge.get("target")): edge.findtext("{*}data")
        for edge in tree.iter("{*}edge")
    }
    assert names == ["Ann Field", "John Brook", "Zoe Stone"]
    assert sorted(edges.values()) == ["1", "1", "2"]


def test_both_networks_say_the_same(client, record):
    graphml = etree.fromstring(got(client, "people.graphml"))
    gexf = etree.fromstring(got(client, "people.gexf"))
    edges = [
        sorted((edge.get("source"), edge.get("target")) for edge in tree.iter("{*}edge"))
        for tree in (graphml, gexf)
    ]
    assert edges[0] == edges[1]
    assert [node.get("label") for node in gexf.iter("{*}node")] == [
        "Ann Field",
        "John Brook",
        "Zoe Stone",
    ]


def test_a_timeline_has_a_slide_for_what_has_a_date(client, record):
    undated = factories.interaction("Nobody knows <when>.", when="unknown")
    factories.citation(undated)
    first, second = json.loads(got(client, "timeline.json"))["events"]
    assert first["start_date"] == {"year": 2016, "month": 12, "day": 29}
    assert second["display_date"] == "June 2017"
    assert second["end_date"] == {"year": 2017, "month": 6, "day": 30}


def test_a_slide_never_carries_html_of_a_sentence(client):
    factories.citation(factories.interaction("<b>Ann</b> met."))
    [slide] = json.loads(got(client, "timeline.json"))["events"]
    assert slide["text"]["headline"] == "&lt;b&gt;Ann&lt;/b&gt; met."


def test_entities_refer_to_each_other(client, record):
    met, _ = record
    entities = [json.loads(line) for line in got(client, "record.ftm.jsonl").splitlines()]
    by_id = {entity["id"]: entity for entity in entities}
    event = by_id[f"interaction-{met.pk}"]
    assert event["schema"] == "Event"
    assert event["properties"]["involved"] == ["person-ann-field", "person-john-brook"]
    assert all(proof in by_id for proof in event["properties"]["proof"])


@pytest.mark.parametrize(
    ("kind", "schema", "first", "other"),
    [
        ("payment", "Payment", "payer", "beneficiary"),
        ("family", "Family", "person", "relative"),
        ("employment", "Employment", "employee", "employer"),
    ],
)
def test_a_tie_between_two_is_the_interval_made_for_it(client, kind, schema, first, other):
    people = [factories.person("Ann Field"), factories.person("John Brook")]
    factories.citation(factories.interaction(kind=kind, people=people))
    entities = [json.loads(line) for line in got(client, "record.ftm.jsonl").splitlines()]
    [tie] = [entity for entity in entities if entity["schema"] == schema]
    assert tie["properties"][first] == ["person-ann-field"]
    assert tie["properties"][other] == ["person-john-brook"]
