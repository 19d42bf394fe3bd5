"""Interactions in our own format, from one site to another."""

import datetime as dt
import json
from io import StringIO

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.management import call_command

from people import dates
from people.models import Citation, Interaction, Participant, Person
from people.status import Stance
from tests import factories

pytestmark = pytest.mark.django_db

FILED = "https://courier.example/2017/03/09/envoys"


def run(*paths):
    """What the command prints."""
    out = StringIO()
    call_command("import_interactions", *map(str, paths), stdout=out, publish=True)
    return out.getvalue()


def everything():
    models = (Interaction, Participant, Citation)
    return [list(model.objects.order_by("pk").values()) for model in models]


def own(**fields):
    """An interaction in our own format, with what it needs."""
    cited = {"url": FILED, "words": "Ann Brook met John Field.", "outlet": "The Courier"}
    told = {
        "kind": "meeting",
        "summary": "Ann Brook met John Field.",
        "when": "2016-12",
        "participants": [{"person": "Ann Brook", "part": "host"}, {"person": "John Field"}],
        "citations": [cited],
    }
    return told | fields


def test_our_own_format_holds_all_there_is_to_an_interaction(source):
    paper = factories.article(slug="envoys-meet")
    cited = {
        "article": "envoys-meet",
        "words": factories.MET,
        "stance": "denies",
        "attributed_to_person": "Ann Brook",
        "said_on": "2017-02-01",
        "when_given": "2016",
    }
    parties = [
        {"person": "Ann Brook", "part": "caller"},
        {"organization": "The Bank"},
        {"description": "two aides", "part": "listeners"},
    ]
    told = own(place="Geneva", occurrences=2, participants=parties, citations=[cited])
    run(source("a.jsonl", told))
    row = Interaction.objects.get()
    assert (row.kind, row.place, row.occurrences) == ("meeting", "Geneva", 2)
    assert row.when.words() == "December 2016"
    assert [(party.label, party.part) for party in row.participants.all()] == [
        ("Ann Brook", "caller"),
        ("The Bank", ""),
        ("two aides", "listeners"),
    ]
    citation = row.citations.get()
    assert (citation.article, citation.exact) == (paper, factories.MET)
    assert (citation.stance, citation.said_on) == (Stance.DENIES, dt.date(2017, 2, 1))
    assert citation.when_given == dates.parse("2016")
    assert citation.attributed_to_person == Person.objects.get()


def test_a_table_of_our_own_adds_a_citation_with_each_row_that_repeats_the_sentence(source):
    head = "kind,summary,when,people,organizations,url,outlet,words,attributed_to_words\n"
    told = 'meeting,They met.,2016-12,"Ann Brook (host); Jo Hill",The Bank,'
    rows = f"{told}{FILED},The Courier,They met.,two aides\n{told}{FILED}/2,The Ledger,So it is.,\n"
    assert run(source("a.csv", head + rows)).startswith("Created 1, updated 1")
    row = Interaction.objects.get()
    assert [(party.label, party.part) for party in row.participants.all()] == [
        ("Ann Brook", "host"),
        ("Jo Hill", ""),
        ("The Bank", ""),
    ]
    assert [citation.speaker for citation in row.citations.order_by("pk")] == ["two aides", ""]


def test_quoted_words_have_to_stand_in_an_article_that_is_on_record(source):
    article = factories.article(canonical_url=FILED)
    quoted = own(citations=[{"url": FILED, "words": factories.MET}])
    said = run(source("a.jsonl", f"{json.dumps(own())}\n{json.dumps(quoted)}"))
    assert said.startswith("Created 1")
    assert f"a.jsonl:1 rejected: its words do not stand in “{article}”" in said


def test_importing_our_own_format_again_changes_nothing(source):
    path = source("a.jsonl", own())
    run(path)
    before = everything()
    assert run(path).startswith("Created 0, updated 0, unchanged 1, rejected 0")
    assert everything() == before


@pytest.mark.parametrize(
    ("field", "value"), [("summary", "They met."), ("when", dates.parse("2015"))]
)
def test_an_interaction_an_editor_has_changed_is_left_alone(source, field, value):
    path = source("a.jsonl", own())
    run(path)
    row = Interaction.objects.get()
    setattr(row, field, value)
    row.save()
    editor = factories.member()
    LogEntry.objects.log_actions(editor.pk, [row], CHANGE, "Changed.", single_object=True)
    before = everything()
    assert "kept as edited here 1" in run(path)
    assert everything() == before


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"kind": "lunch"}, "“lunch” is not a kind"),
        ({"summary": ""}, "it has no sentence that says what happened"),
        ({"summary": "x" * 301}, "its sentence has 301 characters; 300 fit"),
        ({"when": "soon"}, "its date cannot be read"),
        ({"occurrences": "often"}, "“often” does not say how often it happened"),
        ({"occurrences": 0}, "it cannot have happened 0 times"),
        ({"participants": ["Ann Brook"]}, "its participants are no list of objects"),
        ({"participants": [{"part": "host"}]}, "a participant is none of person"),
        ({"participants": [{"person": "x" * 201}]}, "a name in it has 201 characters; 200 fit"),
        ({"participants": [{"person": "Brook <1>"}]}, "“Brook <1>” is not a name"),
        ({"citations": []}, "it names no source; --outlet gives one"),
        ({"citations": [{"url": FILED}]}, "it quotes no words of its source"),
        ({"citations": [{"url": FILED, "words": "a", "stance": "doubts"}]}, "“doubts” is not a"),
        ({"citations": [{"article": "gone", "words": "a"}]}, "its article “gone” is not on record"),
        ({"citations": [{"url": FILED, "words": "a", "said_on": "soon"}]}, "“soon” is not a day"),
    ],
)
def test_a_bad_row_is_reported_with_line_and_reason_and_stops_nothing(source, change, reason):
    lines = "\n".join(json.dumps(row) for row in (own(), own(**change), own(when="2017")))
    said = run(source("a.jsonl", lines))
    assert said.startswith("Created 2, updated 0, unchanged 0, rejected 1")
    assert f"a.jsonl:2 rejected: {reason}" in said
