"""The demo story: that it fits together, and what its record says on which day."""

import datetime as dt

import pytest

from articles import passages
from articles.models import Article, Tag
from articles.parameters import end_of
from people.demo import story
from people.evidence import Evidence
from people.models import Citation, Interaction, Person, Quote, UnresolvedName
from people.since import since
from people.status import Status
from people.timelines import entries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

CONFIRMED, REPORTED, DISPUTED, DENIED = (
    Status.CONFIRMED,
    Status.REPORTED,
    Status.DISPUTED,
    Status.DENIED,
)
STORY = story.read()


def row(name):
    return Interaction.objects.get(summary=STORY.interactions[name].summary)


def status_on(day, name):
    """The status of an interaction at the end of a day; None when it was not known."""
    known = Interaction.objects.published(end_of(dt.date.fromisoformat(day)))
    return known.filter(pk=row(name).pk).values_list("current_status", flat=True).first()


# --- What the record says -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "day", "status"),
    [
        ("calls", "2017-01-11", None),
        ("calls", "2017-01-12", REPORTED),
        ("calls", "2017-02-12", REPORTED),
        ("calls", "2017-02-13", CONFIRMED),
        ("sanctions", "2017-01-14", None),
        ("sanctions", "2017-01-15", DENIED),
        ("sanctions", "2017-02-08", DENIED),
        ("sanctions", "2017-02-09", DISPUTED),
        ("sanctions", "2017-11-30", DISPUTED),
        ("sanctions", "2017-12-01", CONFIRMED),
        ("senate-office", "2017-02-28", None),
        ("senate-office", "2017-03-01", REPORTED),
        ("senate-office", "2017-03-02", CONFIRMED),
        ("cleveland", "2017-02-28", None),
        ("cleveland", "2017-03-02", CONFIRMED),
        ("fbi-interview", "2017-02-13", None),
        ("fbi-interview", "2017-02-14", REPORTED),
        ("fbi-interview", "2017-12-01", CONFIRMED),
        ("testimony", "2017-01-10", CONFIRMED),
        ("omission", "2017-02-28", None),
        ("omission", "2020-12-31", DISPUTED),
        ("trump-tower", "2020-12-31", REPORTED),
        ("clinton-side-meetings", "2020-12-31", REPORTED),
        ("government-contact", "2020-12-31", DENIED),
        ("pardon", "2020-11-24", None),
        ("pardon", "2020-11-25", CONFIRMED),
    ],
)
def test_the_record_of_the_demo_says_on_a_day_what_was_known_by_then(name, day, status):
    assert status_on(day, name) == status


@pytest.mark.parametrize(("name", "days"), [("calls", 14), ("senate-office", 174)])
def test_the_days_until_the_first_report_are_told(name, days):
    [entry] = entries([row(name)])
    assert entry.days_to_first_report == days


def test_the_testimony_is_recounted_as_a_denial_of_the_meeting():
    denial = row("senate-office").citations.get(stance="denies")
    assert str(denial.attributed_to_person) == "Jeff Sessions"
    assert denial.said_on == dt.date(2017, 1, 10)
    assert denial.article.published_at.date() == dt.date(2017, 3, 2)


def test_the_demo_has_something_undated_imprecise_answered_and_corrected():
    precisions = {interaction.when.precision for interaction in Interaction.objects.all()}
    assert {"unknown", "by", "from", "year", "day"} <= precisions
    assert row("flynn-denial").responds_to == row("sanctions")
    assert Article.objects.filter(corrections__isnull=False).count() == 1


# --- What the reader reads ------------------------------------------------------------------


def test_the_article_on_the_resignation_tells_what_became_known_since():
    article = Article.objects.get(external_id="demo-2017-02-13-flynn-resigns")
    lines = [later.interaction for later in since(Evidence(article))]

    assert lines == [
        row(name) for name in ("sanctions", "pardon", "plea", "trump-tower", "fbi-interview")
    ]


def test_every_article_of_the_demo_is_a_short_one():
    counts = {article.headline: article.word_count for article in Article.objects.published()}
    assert len(counts) == len(STORY.articles)
    assert {headline: count for headline, count in counts.items() if not 150 <= count <= 400} == {}


def test_every_article_of_the_demo_has_tags_a_standfirst_and_the_byline():
    for article in Article.objects.published():
        assert article.tags.exists()
        assert article.standfirst
        assert article.byline == "Demo desk"


def test_every_tag_of_the_demo_is_used_and_introduced():
    assert set(STORY.tags) == set(
        Tag.objects.exclude(description="").values_list("name", flat=True)
    )


def test_everyone_in_the_demo_is_named_by_an_article_and_has_a_timeline():
    public = Interaction.objects.published()
    for person in Person.objects.all():
        assert person.mentions.filter(article__in=Article.objects.published()).exists(), person
        assert public.filter(people=person).exists(), person


def test_no_name_in_the_demo_is_left_open():
    assert list(UnresolvedName.objects.values_list("article__headline", "name")) == []


@pytest.mark.parametrize("model", [Citation, Quote])
def test_every_passage_of_the_demo_stands_where_it_is_kept(model):
    rows = model.objects.select_related("article")
    assert rows
    for passage in rows:
        assert passage.article.body_text[passage.start : passage.end] == passage.exact
        assert len(passages.quote(passage.article.body_text, passage.exact)) == 1
