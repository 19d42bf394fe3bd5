import datetime as dt
from io import StringIO

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article, Outlet
from people import merging
from people.models import Citation, Interaction, Organization, Participant, Person, StatusChange
from people.status import Stance, Status
from tests import factories
from tests.pages import words

pytestmark = pytest.mark.django_db

TIES = "Entity A Type,Entity A,Entity B Type,Entity B,Connection,Source(s)\n"
EVENTS = "date,description,source_headline,source_outlet,source_url\n"
FILED = "https://courier.example/2017/03/09/who-owns-the-field-bank"
OWNER = f"{TIES}Person,ANN J. BROOK,Organization,FIELD BANK LLC,Owner,{FILED}\n"
MET = f"{EVENTS}2016-12-29,Ann Brook meets John Field.,Envoys meet,The Courier,{FILED}\n"


def run(*paths, publish=True, **options):
    """What the command prints."""
    out = StringIO()
    call_command("import_interactions", *map(str, paths), stdout=out, publish=publish, **options)
    return out.getvalue()


def everything():
    """Every row that an import makes."""
    models = (Article, Outlet, Person, Organization, Interaction, Participant, Citation)
    return {model: list(model.objects.order_by("pk").values()) for model in models}


# --- What a row becomes ---------------------------------------------------------------------


def test_a_connection_becomes_an_interaction_cited_on_a_stub_of_its_source(source):
    assert run(source("a.csv", OWNER)).startswith("Created 1")
    interaction = Interaction.objects.published().get()
    assert interaction.summary == "Ann J. Brook and Field Bank LLC: Owner."
    assert interaction.kind == "ownership"
    assert interaction.current_status == Status.REPORTED
    assert [party.label for party in interaction.participants.all()] == [
        "Ann J. Brook",
        "Field Bank LLC",
    ]
    citation = interaction.citations.get()
    assert citation.exact == interaction.summary
    stub = citation.article
    assert (stub.canonical_url, stub.outlet.name) == (FILED, "courier.example")
    assert stub.headline == "Who Owns the Field Bank"
    assert stub.body_text == interaction.summary


def test_the_page_of_a_stub_shows_the_sentence_the_outlet_and_the_original(client, source):
    run(source("a.csv", MET))
    page = client.get(Article.objects.get().get_absolute_url())
    assert "Envoys meet" in words(page)
    assert "The Courier" in words(page)
    assert "9 March 2017" in words(page)
    assert "Ann Brook meets John Field." in words(page)
    assert f'<a href="{FILED}">' in page.content.decode()


def test_each_address_in_a_cell_is_a_citation_and_sentences_of_one_source_share_its_stub(source):
    also = "https://ledger.example/1"
    run(source("a.csv", f"{OWNER[:-1]} | {also}\nPerson,JO FIELD,Person,AL HILL,Wife,{also}\n"))
    first, second = Interaction.objects.order_by("pk")
    assert [citation.article.canonical_url for citation in first.citations.order_by("pk")] == [
        FILED,
        also,
    ]
    stub = second.citations.get().article
    assert stub.body_text == f"{first.summary}\n\n{second.summary}"
    assert [stub.body_text[row.start : row.end] for row in stub.citations.order_by("pk")] == [
        first.summary,
        second.summary,
    ]


def test_a_sentence_within_another_is_cited_where_it_stands_alone(source):
    rows = "Person,MARY ANN HILL,,BANK,Owner,{0}\nPerson,ANN HILL,,BANK,Owner,{0}\n"
    run(source("a.csv", TIES + rows.format(FILED)))
    last = Citation.objects.get(interaction__summary__startswith="Ann")
    assert last.start == len("Mary Ann Hill and Bank: Owner.\n\n")


def test_an_event_is_read_for_the_people_it_names_and_no_others(source):
    brook, field = factories.person("Ann Brook"), factories.person("John Field")
    factories.person("Kim Hill")
    row = "2017-01-05,{} testifies.,,,https://courier.example/{}\n"
    said = run(source("a.csv", MET + row.format("Field", 2) + row.format("Hill", 3)))
    meeting, testimony, nobodys = Interaction.objects.order_by("pk")
    assert list(meeting.people.order_by("pk")) == [brook, field]
    assert meeting.kind == "meeting"
    assert meeting.when.edtf == "2016-12-29"
    assert list(testimony.people.all()) == [field]
    assert not nobodys.people.exists()
    assert "1 name nobody on record" in said
    assert Person.objects.count() == 3


def test_a_confirmed_link_is_confirmed_by_its_outlet(source):
    link = {
        "source": "Ann Brook",
        "target": "Field Group",
        "confirmed": True,
        "description": "Brook met with the group",
        "news_source_name": "NYT",
        "news_source_url": FILED,
    }
    run(source("a.json", {"nodes": [], "links": [link]}))
    assert Interaction.objects.published().get().current_status == Status.CONFIRMED
    assert Citation.objects.get().stance == Stance.CONFIRMS
    assert Outlet.objects.get().name == "New York Times"


def test_a_list_gets_a_stub_of_its_own_beside_the_article_at_the_same_address(source):
    article = factories.article(canonical_url=FILED)
    path = source("a.csv", OWNER)
    run(path)
    stub = Citation.objects.get().article
    assert stub != article
    assert stub.canonical_url == ""
    assert run(path).startswith("Created 0, updated 0, unchanged 1")


# --- Who is who ------------------------------------------------------------------------------


@pytest.mark.parametrize("capitals", ["ANN J. BROOK", "ANN BROOK", "ÁNN BROOK", "NAN BROOK"])
def test_a_name_in_capitals_is_somebody_known(source, capitals):
    brook = factories.person("Ann Brook", aliases=["Nan Brook"])
    run(source("a.csv", OWNER.replace("ANN J. BROOK", capitals)))
    assert list(Interaction.objects.get().people.all()) == [brook]


@pytest.mark.parametrize("capitals", ["BROOK", "ANNA BROOK", "ANN BROOK JR.", "ANN J. BROOKE"])
def test_a_surname_or_another_name_is_nobody_known(source, capitals):
    factories.person("Ann Brook")
    run(source("a.csv", OWNER.replace("ANN J. BROOK", capitals)))
    assert Person.objects.count() == 2


def test_a_name_written_just_so_goes_before_one_with_an_initial_more(source):
    factories.person("Ann K. Brook")
    brook = factories.person("Ann Brook")
    run(source("a.csv", OWNER.replace("ANN J. BROOK", "ANN BROOK")))
    assert list(Interaction.objects.get().people.all()) == [brook]


def test_a_name_that_two_people_share_is_rejected_with_both_and_makes_nothing(source):
    for _ in range(2):
        factories.person("Ann Brook")
    said = run(source("a.csv", f"{OWNER}Person,JO HILL,,THE BANK,Owner,{FILED}\n"))
    assert "a.csv:2 rejected: it may be Ann Brook (ann-brook) or Ann Brook (ann-brook-2)" in said
    assert Article.objects.get().body_text == "Jo Hill and The Bank: Owner."
    assert [bank.name for bank in Organization.objects.all()] == ["The Bank"]


def test_a_merged_person_is_the_one_kept(source):
    kept, lost = factories.person("Ann Brook"), factories.person("Nan Brook")
    merging.merge(kept, lost)
    run(source("a.csv", OWNER.replace("ANN J. BROOK", "NAN BROOK")))
    assert list(Interaction.objects.get().people.all()) == [kept]


def test_an_organization_is_known_whatever_its_case_and_marks(source):
    bank = factories.organization("The Field Bank, L.L.C.")
    run(source("a.csv", OWNER.replace("FIELD BANK LLC", "FIELD BANK L.L.C.")))
    assert Participant.objects.get(organization__isnull=False).organization == bank


# --- Two clocks ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "dated", "known"),
    [
        (FILED, dt.date(2017, 6, 1), dt.date(2017, 3, 9)),
        ("https://courier.example/1", dt.date(2017, 6, 1), dt.date(2017, 6, 1)),
        ("https://courier.example/1", None, dt.date(2026, 5, 4)),
    ],
)
def test_news_is_known_from_the_day_of_the_source_else_of_the_list_else_of_the_import(
    source, at, address, dated, known
):
    at(dt.datetime(2026, 5, 4, 12, tzinfo=dt.UTC))
    run(source("a.csv", MET.replace(FILED, address)), dated=dated)
    change = StatusChange.objects.get()
    assert timezone.localdate(change.known_at) == known
    article = change.citation.article
    assert bool(article.standfirst) == article.is_undated == (address != FILED)


def test_without_publish_sources_wait_as_drafts_and_come_out_when_asked(source):
    path = source("a.csv", MET)
    assert "1 rest on drafts" in run(path, publish=False)
    assert not Interaction.objects.published().exists()
    assert run(path).startswith("Created 0, updated 1")
    assert Interaction.objects.published().exists()
    assert run(path).startswith("Created 0, updated 0, unchanged 1")


# --- Again -----------------------------------------------------------------------------------


def test_importing_again_changes_nothing(source):
    paths = source("a.csv", OWNER), source("b.csv", MET)
    run(*paths)
    before = everything()
    assert run(*paths).startswith("Created 0, updated 0, unchanged 2, rejected 0")
    assert everything() == before


def test_the_same_event_under_two_topics_is_one(source):
    said = run(source("a.csv", MET + MET.partition("\n")[2]))
    assert said.startswith("Created 1, updated 0, unchanged 1")
    assert "1 repeat another row" in said


def test_the_same_event_in_another_source_gets_one_more_citation(source):
    run(source("a.csv", MET))
    again = source("b.csv", MET.replace(FILED, "https://ledger.example/1"))
    assert run(again).startswith("Created 0, updated 1")
    assert Interaction.objects.get().citations.count() == 2


def test_the_same_sentence_of_another_day_is_another_interaction(source):
    run(source("a.csv", MET + MET.partition("\n")[2].replace("2016-12-29", "2016-12-30")))
    assert Interaction.objects.count() == 2


def test_an_interaction_that_was_merged_does_not_come_back(source):
    path = source("a.csv", OWNER)
    run(path)
    kept = factories.interaction("Ann Brook owns the Field Bank.")
    merging.merge(kept, Interaction.objects.exclude(pk=kept.pk).get())
    assert run(path).startswith("Created 0, updated 0, unchanged 1")
    assert Interaction.objects.get() == kept


def test_an_interaction_that_was_deleted_does_not_come_back(source):
    path = source("a.csv", OWNER)
    run(path)
    Interaction.objects.get().delete()
    assert "kept as edited here 1" in run(path)
    assert not Interaction.objects.exists()


@pytest.mark.parametrize("is_withdrawn", [True, False])
def test_a_stub_that_was_withdrawn_or_edited_gets_no_more_sentences(source, is_withdrawn):
    run(source("a.csv", OWNER))
    stub, editor = Article.objects.get(), factories.member()
    if is_withdrawn:
        stub.withdraw("It was wrong.")
    else:
        LogEntry.objects.log_actions(editor.pk, [stub], CHANGE, "Changed.", single_object=True)
    with pytest.raises(CommandError):
        run(source("b.csv", OWNER.replace("ANN J. BROOK", "JO HILL")))
    assert Article.objects.get().body_text == "Ann J. Brook and Field Bank LLC: Owner."
    assert not Person.objects.filter(name="Jo Hill").exists()


# --- Options ---------------------------------------------------------------------------------


def test_what_names_no_source_is_given_an_outlet(source):
    path = source("a.csv", OWNER.replace(FILED, "General knowledge"))
    with pytest.raises(CommandError):
        run(path)
    assert run(path, outlet="The Courier").startswith("Created 1")
    assert Article.objects.get().outlet.name == "The Courier"


def test_a_dry_run_explains_the_columns_and_changes_nothing(source):
    said = run(source("a.csv", OWNER), dry_run=True)
    assert "a.csv is read as a table of connections:" in said
    assert "Connection     the kind, by its words; the sentence" in said
    assert "Created 1" in said
    assert not any(everything().values())


# --- Many ------------------------------------------------------------------------------------


def test_a_person_of_hundreds_of_interactions_costs_no_more_queries_than_one_of_three(
    client, source
):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            page = client.get("/people/ann-brook/")
        assert page.status_code == 200
        return len(captured), words(page)

    def ties(numbers):
        rows = (
            f"Person,ANN BROOK,Person,JO {factories.surname(number).upper()},Friends,{FILED}\n"
            for number in numbers
        )
        return TIES + "".join(rows)

    run(source("few.csv", ties(range(100, 103))))
    few, shown = queries()
    assert "3 interactions" in shown
    run(source("many.csv", ties(range(100, 400))))
    many, shown = queries()
    assert "300 interactions" in shown
    assert many == few
