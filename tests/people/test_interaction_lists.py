"""How lists of interactions are read: names, kinds and addresses; no database."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.importers.rows import Record, Rejected, Where
from people.importers.interactions import addresses, formats, kinds, read, understood
from people.importers.interactions.rows import Sort
from people.importers.proper_case import properly_cased
from people.models import Kind
from people.status import Stance

HERE = Where(Path("list.csv"), line=2)


def row(**fields):
    """The row of a record whose columns are written with underscores."""
    return formats.row_of(Record(HERE, fields))


@pytest.mark.parametrize(
    ("capitals", "name"),
    [
        ("ANN J. FIELD", "Ann J. Field"),
        ("A.B. FIELD III", "A.B. Field III"),
        ("SAM MCCONNELL JR.", "Sam McConnell Jr."),
        ("ANN O'BRIEN-FIELD", "Ann O'Brien-Field"),
        ("XI FIELD", "Xi Field"),
        ("BANK OF THE FIELD, LLC", "Bank of the Field, LLC"),
        ("THE FIELD'S BANK CORP.", "The Field's Bank Corp."),
        ("DT FIELD II LP (USA)", "DT Field II LP (USA)"),
        ("12TH FIELD INC", "12th Field Inc"),
        ("ÉMILE FIELD", "Émile Field"),
        ("Ann deBrook", "Ann deBrook"),
        ("", ""),
    ],
)
def test_a_name_in_capitals_is_cased_as_newspapers_print_it(capitals, name):
    assert properly_cased(capitals) == name


@given(st.text(alphabet="abcdefgh MCOD'.-", max_size=30).map(str.upper))
def test_casing_a_name_changes_no_letter_and_is_done_once(name):
    cased = properly_cased(name)
    assert cased.upper() == name
    assert properly_cased(cased) == cased


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Wife", Kind.FAMILY),
        ("Father-in-law/son-in-law", Kind.FAMILY),
        ("Former CEO", Kind.EMPLOYMENT),
        ("Director (former member)", Kind.EMPLOYMENT),
        ("Deputy counsel", Kind.EMPLOYMENT),
        ("Owner", Kind.OWNERSHIP),
        ("Investor / board member", Kind.OWNERSHIP),
        ("Board member and donor", Kind.AFFILIATION),
        ("Managing member", Kind.AFFILIATION),
        ("Lender", Kind.PAYMENT),
        ("Major donor", Kind.PAYMENT),
        ("Friends", Kind.OTHER),
        ('"the director of it all," per The Courier', Kind.OTHER),
        ("Met when the one was an adviser to the other one's board", Kind.OTHER),
        ("", Kind.OTHER),
    ],
)
def test_the_kind_of_a_tie_is_told_by_the_first_word_that_tells_one(words, kind):
    assert kinds.of_connection(words) == kind


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Brook meets Field in Geneva.", Kind.MEETING),
        ("Brook testifies before the committee.", Kind.TESTIMONY),
        ("The envoy resigns.", Kind.RESIGNATION),
        ("Field pleads guilty.", Kind.PLEA),
        ("Field sends a friendly letter to Brook.", Kind.MESSAGE),
        ("Brook may have met with Field.", Kind.OTHER),
        ("Brook denies that he met with Field.", Kind.OTHER),
        ("Field doesn't resign; Brook resigned.", Kind.OTHER),
        ("Brook testifies that Field was fired.", Kind.OTHER),
        ("Emails show an interviewer's notes.", Kind.OTHER),
    ],
)
def test_the_kind_of_an_event_is_told_only_where_nothing_leaves_it_open(sentence, kind):
    assert kinds.of_event(sentence) == kind


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/2017/03/09/envoys.html", date(2017, 3, 9)),
        ("/world/2017/mar/9/envoys", date(2017, 3, 9)),
        ("/2017-03-09/envoys", date(2017, 3, 9)),
        ("/20170309-envoys", date(2017, 3, 9)),
        ("/2017/11/envoys", None),
        ("/2017/13/40/envoys", None),
        ("/envoys?date=/2017/03/09/", None),
        ("/web/20170309123456/envoys", None),
    ],
)
def test_a_day_is_read_out_of_an_address_only_where_it_is_whole(path, day):
    assert addresses.day_in(f"https://news.example{path}") == day


def test_the_number_of_a_post_tells_its_day():
    post = "https://twitter.com/envoy/status/816620855958601730"
    assert addresses.day_in(post) == date(2017, 1, 4)


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/2017/03/09/two-envoys-meet-in-geneva_story.html", "Two Envoys Meet in Geneva"),
        ("/documents/3534036-Field-Bank-2016-Report.html", "Field Bank 2016 Report"),
        ("/article_9e8f/view.do", ""),
        ("/", ""),
    ],
)
def test_the_words_of_an_address_stand_for_a_headline(path, title):
    assert addresses.title_in(f"https://news.example{path}") == title


def test_a_connection_becomes_a_sentence_of_the_two_names_the_person_first():
    told = row(
        **{
            "Entity A Type": "Organization",
            "Entity A": "FIELD BANK LLC",
            "Entity B Type": "Person",
            "Entity B": 'ANN J. "NAN" BROOK, JR.',
            "Connection": "Former director",
            "Source(s)": "https://a.example/1 | http://b.example/2 https://a.example/1",
        }
    )
    assert told.summary == "Ann J. Brook Jr. and Field Bank LLC: Former director."
    assert told.kind == Kind.EMPLOYMENT
    assert told.when.is_unknown
    person, bank = told.participants
    assert (person.sort, person.aliases, bank.sort) == (
        Sort.PERSON,
        ("Nan Brook",),
        Sort.ORGANIZATION,
    )
    assert [source.address for source in told.sources] == [
        "https://a.example/1",
        "http://b.example/2",
    ]
    assert {source.words for source in told.sources} == {told.summary}


@pytest.mark.parametrize(
    ("cell", "outlet", "problem"),
    [("Company register", "Company register", ""), ("General knowledge", "", "it names no source")],
)
def test_a_source_without_an_address_is_the_one_its_words_name(cell, outlet, problem):
    told = row(entity_a="ANN BROOK", entity_b="BANK", connection="Owner", source=cell)
    assert told.sources[0].outlet == outlet
    assert told.problem.startswith(problem)
    assert bool(told.problem) == bool(problem)


def test_an_event_of_a_table_and_of_timelinejs_is_the_same_row(tmp_path):
    event = '"start_date": {"year": "2017", "month": "3", "day": "9"}'
    text = '"headline": "Brook &quot;meets&quot; Field.", "text": "https://a.example/1"'
    timeline = tmp_path / "a.json"
    timeline.write_text(f'{{"events": [{{{event}, "text": {{{text}}}}}]}}')
    table = tmp_path / "a.csv"
    table.write_text(
        'date,description,source_url\n2017-03-09,"Brook ""meets"" Field.",https://a.example/1\n'
    )
    [drawn], [listed] = read(timeline), read(table)
    assert drawn.summary == listed.summary == 'Brook "meets" Field.'
    assert drawn.when == listed.when
    assert drawn.when.edtf == "2017-03-09"
    assert drawn.sources == listed.sources
    assert drawn.names_are_in_summary


def test_a_long_sentence_is_cut_in_the_summary_and_cited_whole():
    sentence = "Brook met Field in Geneva again. " * 12
    told = row(date="2017-03-09", description=sentence, source_url="https://a.example/1")
    assert len(told.summary) <= 300
    assert told.summary.endswith("…")
    assert told.sources[0].words == sentence.strip()
    assert not told.problem


@pytest.mark.parametrize(
    ("confirmed", "stance"), [(True, Stance.CONFIRMS), (False, Stance.REPORTS)]
)
def test_a_link_is_confirmed_or_reported_by_its_outlet(confirmed, stance):
    told = row(
        source="Ann Brook",
        target="Field Group",
        description="Brook met with the group",
        confirmed=confirmed,
        news_source_name="The Courier",
        news_source_url="https://a.example/1",
    )
    assert told.summary == "Brook met with the group."
    assert [party.sort for party in told.participants] == [Sort.PERSON, Sort.ORGANIZATION]
    assert told.sources[0].stance == stance
    assert told.kind == Kind.MEETING


@pytest.mark.parametrize(
    ("name", "sort"),
    [
        ("Ann Brook", Sort.PERSON),
        ("Brookbank", Sort.ORGANIZATION),
        ("Brook-Field Group", Sort.ORGANIZATION),
        ("Brook 2.0", Sort.ORGANIZATION),
    ],
)
def test_a_name_in_a_network_is_a_persons_unless_something_speaks_against_it(name, sort):
    told = row(source=name, target="Ann Hill", description="They are close")
    assert told.participants[0].sort == sort


def test_each_column_is_explained(tmp_path):
    table = tmp_path / "a.csv"
    table.write_text(
        "Date,topic,Description,Source URL\n2017,Envoys,They met.,https://a.example/\n"
    )
    found = understood(table)
    assert found.title == "a timeline of events"
    assert dict(found.columns) == {
        "Date": "when it happened",
        "topic": "not used",
        "Description": "the sentence, and in it the kind and the people",
        "Source URL": "the web address of the article cited",
    }


def test_a_list_of_no_known_format_is_refused_with_what_is_needed(tmp_path):
    table = tmp_path / "a.csv"
    table.write_text("name,born\nAnn Brook,1952\n")
    assert understood(table) is None
    [rejected] = read(table)
    assert isinstance(rejected, Rejected)
    assert "interactions: kind, summary" in rejected.reason


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("[1]", "it is no JSON object with a list of interactions, events, links"),
        ("{", "it is not JSON"),
        ('{"links": [1]}', "it is not a JSON object"),
    ],
)
def test_json_that_is_no_list_is_refused(tmp_path, content, reason):
    document = tmp_path / "a.json"
    document.write_text(content)
    [rejected] = read(document)
    assert rejected.reason == reason
