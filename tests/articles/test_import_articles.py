import json
from io import StringIO

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.importers import storing
from articles.models import Article, Edition, Outlet, Tag
from tests import factories

pytestmark = pytest.mark.django_db

ROW = {
    "id": "daily-1",
    "headline": "Envoys meet",
    "standfirst": "Nobody would say why.",
    "body": "The two envoys met.\n\nNeither would say why.",
    "byline": "Ann Field",
    "outlet": "The Daily",
    "date": "2017-02-13",
    "url": "https://daily.example/envoys",
    "tags": ["Diplomacy", "white_house"],
}


@pytest.fixture
def source(tmp_path):
    """Write rows as JSON Lines: `source({…}, {…})` is the path of the file."""

    def write(*rows, name="news.jsonl"):
        path = tmp_path / name
        path.write_text("".join(json.dumps(row) + "\n" for row in rows))
        return path

    return write


def run(*paths, **options):
    """What the command prints."""
    out = StringIO()
    call_command("import_articles", *map(str, paths), stdout=out, **options)
    return out.getvalue()


def counts(*paths, **options):
    return run(*paths, **options).splitlines()[0]


def test_a_row_becomes_an_article(source):
    run(source(ROW))
    article = Article.objects.get()
    assert article.headline == "Envoys meet"
    assert article.standfirst == "Nobody would say why."
    assert article.body_text == "The two envoys met.\n\nNeither would say why."
    assert article.byline == "Ann Field"
    assert article.outlet.name == "The Daily"
    assert article.external_id == "daily-1"
    assert article.canonical_url == "https://daily.example/envoys"
    assert article.slug == "envoys-meet"
    assert article.state == Article.State.DRAFT
    assert sorted(tag.name for tag in article.tags.all()) == ["Diplomacy", "White House"]


def test_with_publish_articles_come_out_on_their_own_dates(source):
    run(source(ROW), publish=True)
    assert Article.objects.published().get().published_at.date().isoformat() == "2017-02-13"


def test_a_published_article_has_a_page(source, client):
    run(source(ROW), publish=True)
    assert client.get("/articles/envoys-meet/").status_code == 200


def test_importing_again_changes_nothing(source):
    path = source(ROW, ROW | {"id": "daily-2", "url": "", "date": ""})
    assert counts(path, publish=True) == "Created 2, updated 0, unchanged 0, rejected 0"
    before = list(Article.objects.order_by("pk").values())
    edition = Edition.current()
    assert counts(path, publish=True) == "Created 0, updated 0, unchanged 2, rejected 0"
    assert list(Article.objects.order_by("pk").values()) == before
    assert Edition.current() == edition


def test_what_the_source_has_changed_is_brought_up_to_date(source):
    run(source(ROW))
    changed = ROW | {"headline": "Envoys met", "body": "They met.", "tags": ["diplomacy", "Trade"]}
    assert counts(source(changed)) == "Created 0, updated 1, unchanged 0, rejected 0"
    article = Article.objects.get()
    assert (article.headline, article.body_text) == ("Envoys met", "They met.")
    assert sorted(tag.name for tag in article.tags.all()) == ["Diplomacy", "Trade", "White House"]


def test_what_the_source_no_longer_says_is_kept(source):
    run(source(ROW))
    assert "unchanged 1" in run(source({**ROW, "byline": "", "standfirst": None, "tags": []}))
    assert Article.objects.get().byline == "Ann Field"


def test_publish_brings_out_what_was_imported_as_a_draft(source):
    path = source(ROW)
    run(path)
    assert "updated 1" in run(path, publish=True)
    assert Article.objects.get().is_public


def test_without_publish_a_published_article_stays_published(source):
    run(source(ROW), publish=True)
    run(source(ROW | {"headline": "Envoys met"}))
    assert Article.objects.get().is_public


def test_what_an_editor_has_changed_is_left_alone(source):
    run(source(ROW))
    article = Article.objects.get()
    editor = User.objects.create_user("editor")
    LogEntry.objects.log_actions(
        editor.pk, [article], CHANGE, "Changed headline.", single_object=True
    )
    assert counts(source(ROW | {"headline": "Other words"})) == (
        "Created 0, updated 0, unchanged 0, kept as edited here 1, rejected 0"
    )
    assert Article.objects.get().headline == "Envoys meet"


def test_a_withdrawn_article_stays_withdrawn(source):
    run(source(ROW), publish=True)
    Article.objects.get().withdraw("It was wrong.")
    run(source(ROW | {"headline": "Other words"}), publish=True)
    article = Article.objects.get()
    assert (article.is_withdrawn, article.headline) == (True, "Envoys meet")


def test_an_article_is_known_again_by_its_address(source):
    run(source({**ROW, "id": ""}))
    assert "updated 1" in run(source({**ROW, "id": "daily-1", "headline": "Other words"}))
    assert Article.objects.get().external_id == "daily-1"


def test_without_id_and_address_it_is_known_by_outlet_headline_and_day(source):
    bare = {**ROW, "id": "", "url": ""}
    run(source(bare))
    assert "updated 1" in run(source(bare | {"body": "Other words.", "outlet": "the daily"}))
    assert "created 1" in run(source(bare | {"date": "2017-02-14"})).lower()
    assert "created 1" in run(source(bare | {"outlet": "The Weekly"})).lower()


def test_the_same_headline_twice_gets_two_addresses(source):
    run(source(ROW, ROW | {"id": "daily-2", "url": "https://daily.example/again"}))
    assert sorted(Article.objects.values_list("slug", flat=True)) == [
        "envoys-meet",
        "envoys-meet-2",
    ]


def test_an_address_of_another_article_is_rejected(source):
    said = run(source(ROW, ROW | {"id": "daily-2"}))
    assert "news.jsonl:2 rejected: its web address is that of “Envoys meet” (id daily-1)" in said


def test_an_id_of_another_outlets_article_is_rejected(source):
    said = run(source(ROW, ROW | {"url": "", "outlet": "The Weekly"}))
    assert "news.jsonl:2 rejected: its id is that of “Envoys meet” (The Daily)" in said
    assert Article.objects.get().outlet.name == "The Daily"


def test_of_two_versions_in_one_run_the_first_counts_every_time(source):
    path = source(ROW, ROW | {"headline": "Other words"})
    for _ in range(2):
        assert "news.jsonl:2 rejected: it is the same article as" in run(path)
        assert Article.objects.get().headline == "Envoys meet"


def test_of_two_versions_in_different_batches_the_first_counts(source, monkeypatch):
    monkeypatch.setattr(storing.ArticleImporter, "BATCH", 1)
    assert "rejected 1" in run(source(ROW, ROW | {"headline": "Other words"}))


# --- Dates -------------------------------------------------------------------------------------


def test_an_undated_row_stays_a_draft_and_the_summary_says_so(source):
    said = run(source({**ROW, "date": None}), publish=True)
    assert "1 without a date, kept as drafts" in said
    assert Article.objects.get().state == Article.State.DRAFT


def test_a_text_file_has_no_date_and_comes_out_now(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Envoys meet\n\nThey met.")
    for outcome in ("Created 1, updated 0, unchanged 0", "Created 0, updated 0, unchanged 1"):
        assert counts(path, publish=True, outlet="The Daily") == f"{outcome}, rejected 0"
    article = Article.objects.published().get()
    assert timezone.now() - article.published_at < timezone.timedelta(minutes=5)


def test_a_date_to_come_schedules_the_article_and_the_summary_says_so(source):
    tomorrow = timezone.now() + timezone.timedelta(days=1)
    said = run(source(ROW | {"date": tomorrow.isoformat()}), publish=True)
    assert "1 scheduled for a date to come" in said
    assert Article.objects.get().is_scheduled


@pytest.mark.parametrize("date", ["soon", "0001-01-01", "9999-01-01", "2017-02-31"])
def test_a_date_nobody_can_mean_is_rejected(source, date):
    with pytest.raises(CommandError):
        run(source(ROW | {"date": date}))
    assert not Article.objects.exists()


# --- Outlets and tags --------------------------------------------------------------------------


def test_the_outlet_of_the_command_is_for_rows_that_name_none(source):
    run(source(ROW, {**ROW, "id": "2", "url": "", "outlet": ""}), outlet="The Weekly")
    assert sorted(Outlet.objects.values_list("name", flat=True)) == ["The Daily", "The Weekly"]


def test_a_row_without_an_outlet_is_rejected(source):
    said = run(source({**ROW, "outlet": ""}, ROW))
    assert "news.jsonl:1 rejected: it names no outlet; --outlet gives one" in said


def test_outlets_and_tags_on_record_are_used_whatever_their_case(source):
    outlet, tag = factories.outlet("THE DAILY"), factories.tag("DIPLOMACY")
    run(source(ROW))
    article = Article.objects.get()
    assert article.outlet == outlet
    assert tag in article.tags.all()
    assert Tag.objects.count() == 2


# --- Bad rows ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ({"headline": ""}, "it has no headline"),
        ({"headline": "x" * 10_000}, "its headline has 10,000 characters; 300 fit"),
        ({"body": "", "standfirst": ""}, "it has no text"),
        ({"body": "x" * 2_000_000}, "its text has 2,000,007 characters; 1,000,000 fit"),
        ({"outlet": "x" * 201}, "its outlet's name has 201 characters; 200 fit"),
    ],
)
def test_a_bad_row_is_reported_with_its_line_and_reason_and_stops_nothing(source, bad, reason):
    other = {"id": "daily-2", "url": ""}
    said = run(source(ROW, ROW | other | bad, ROW | other))
    assert said.startswith("Created 2, updated 0, unchanged 0, rejected 1")
    assert f"news.jsonl:2 rejected: {reason}" in said


def test_a_row_the_database_refuses_costs_the_others_of_its_batch_nothing(source, monkeypatch):
    save = Article.save

    def refuse_some(article, *args, **kwargs):
        save(article, *args, **kwargs)
        if article.external_id == "daily-2":
            raise ValueError("not this one")

    monkeypatch.setattr(Article, "save", refuse_some)
    said = run(source(*(ROW | {"id": f"daily-{n}", "url": ""} for n in (1, 2, 3))))
    assert "news.jsonl:2 rejected: it cannot be stored (not this one)" in said
    ids = Article.objects.order_by("pk").values_list("external_id", flat=True)
    assert list(ids) == ["daily-1", "daily-3"]


def test_a_script_in_the_body_never_reaches_readers(source):
    run(source(ROW | {"body": "<p onclick='x()'>They met.</p><script>alert(1)</script>"}))
    assert Article.objects.get().body_html == "<p>They met.</p>"


def test_at_most_fifty_rejected_rows_are_listed(source):
    path = source(ROW, *[{"headline": "x"}] * 60)
    said = run(path).splitlines()
    assert len(said) == 52
    assert said[-1] == "and 10 more; -v 2 lists them all"
    assert len(run(path, verbosity=2).splitlines()) == 61


def test_nothing_that_can_be_imported_is_an_error(tmp_path):
    with pytest.raises(CommandError, match="Nothing could be imported"):
        run(tmp_path / "none.txt")


def test_a_missing_file_beside_others_is_reported(source, tmp_path):
    said = run(tmp_path / "none.txt", source(ROW))
    assert "none.txt rejected: no such file or directory" in said
    assert Article.objects.exists()


# --- The run -----------------------------------------------------------------------------------


def test_a_dry_run_says_what_would_happen_and_changes_nothing(source):
    run(source(ROW))
    path = source(
        ROW | {"headline": "Other words"}, ROW | {"id": "2", "url": ""}, {}, name="b.jsonl"
    )
    said = run(path, dry_run=True)
    assert said.startswith("Created 1, updated 1, unchanged 0, rejected 1")
    assert "Nothing was changed" in said
    assert Article.objects.get().headline == "Envoys meet"


def test_no_bar_is_drawn_when_nobody_watches(source, capfd):
    run(source(ROW))
    assert capfd.readouterr().err == ""


def test_unchanged_rows_cost_a_few_queries_for_each_batch(source, django_assert_max_num_queries):
    path = source(*(ROW | {"id": f"daily-{n}", "url": ""} for n in range(30)))
    run(path)
    with django_assert_max_num_queries(70):  # two for the savepoint of each row
        run(path)
