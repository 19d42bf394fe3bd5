"""Loading the demo story: once, again, and when its files do not fit."""

import shutil
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from articles.models import Article
from people.demo import loading, story
from people.models import Interaction, Person
from people.status import Status
from tests import factories

pytestmark = pytest.mark.django_db

STORY = story.read()


def row(name):
    return Interaction.objects.get(summary=STORY.interactions[name].summary)


def sanctions_status():
    return Interaction.objects.published().get(pk=row("sanctions").pk).current_status


# --- Loading --------------------------------------------------------------------------------


def everything():
    """Every row of the two apps, and the number of the edition."""
    models = [
        *apps.get_app_config("articles").get_models(),
        *apps.get_app_config("people").get_models(),
    ]
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


def test_loading_the_demo_again_changes_nothing(django_capture_on_commit_callbacks):
    loading.load(STORY)
    before = everything()
    with django_capture_on_commit_callbacks() as callbacks:
        assert not loading.load(STORY)
    assert everything() == before
    assert callbacks == []


def test_loading_the_demo_again_leaves_what_the_reader_changed():
    loading.load(STORY)
    article = Article.objects.get(external_id="demo-2017-01-12-column-on-calls")
    article.headline = article.slug = "mine-now"
    article.save()
    person = Person.objects.get(slug="jeff-sessions")
    person.slug = "the-senator"
    person.save()
    row("omission").delete()
    row("pardon").citations.all().delete()
    before = everything()
    assert not loading.load(STORY)
    assert everything() == before


def test_an_article_that_was_deleted_comes_back_with_its_citations():
    loading.load(STORY)
    Article.objects.get(external_id="demo-2017-12-01-flynn-pleads-guilty").delete()
    interactions = Interaction.objects.count()
    assert sanctions_status() == Status.DISPUTED
    loaded = loading.load(STORY)
    assert (loaded.people, loaded.articles, loaded.interactions) == (0, 1, 0)
    assert sanctions_status() == Status.CONFIRMED
    assert Interaction.objects.count() == interactions


def test_people_of_the_demo_are_found_in_articles_that_were_there_before():
    older = factories.article(body="<p>A spokesman for Dmitry Peskov declined to comment.</p>")
    loading.load(STORY)
    assert [str(mention.person) for mention in older.mentions.all()] == ["Dmitry Peskov"]


def test_a_person_who_was_there_before_is_not_entered_twice():
    known = factories.person("Jeff Sessions", description="As I wrote it")
    loading.load(STORY)
    assert Person.objects.get(name="Jeff Sessions") == known
    assert Person.objects.get(pk=known.pk).description == "As I wrote it"


def test_the_command_says_what_it_loaded():
    out = StringIO()
    call_command("load_demo", stdout=out)
    assert out.getvalue().startswith("Loaded the demo story: 10 people, 13 articles,")


def test_the_command_says_when_there_is_nothing_to_load():
    loading.load(STORY)
    out = StringIO()
    call_command("load_demo", stdout=out)
    assert out.getvalue() == "The demo story is there already: nothing to load.\n"


# --- Files that do not fit ------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path):
    """A copy of the story's files, to be spoiled."""
    return shutil.copytree(story.FOLDER, tmp_path / "demo")


def replace(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        (
            "interactions.toml",
            "He was interviewed by Fareed Zakaria on CNN.",
            "He was interviewed by Fareed Zakaria on television.",
            r"interactions.toml, \[peskov-interview\]: “He was interviewed by Fareed Zakaria on "
            r"television.” does not stand in 2017-03-12-peskov-interview.md. Closest is “He was",
        ),
        (
            "interactions.toml",
            "He was interviewed by Fareed Zakaria on CNN.",
            "Mr Peskov",
            r"“Mr Peskov” stands \d times in 2017-03-12-peskov-interview.md; quote more words",
        ),
        (
            "interactions.toml",
            'person = "mike-pence"',
            'person = "mike-pense"',
            r"interactions.toml, \[sanctions\]: there is no “mike-pense”",
        ),
        (
            "interactions.toml",
            'article = "2017-01-10-sessions-testifies"',
            'article = "2017-01-10"',
            r"interactions.toml, \[testimony\]: there is no “2017-01-10”",
        ),
        (
            "interactions.toml",
            'responds_to = "flynn-denial"',
            'responds_to = "pardon"',
            r"\[spokesman-statement\]: there is no “pardon” \(so far\)",
        ),
        ("interactions.toml", '"confirms"', '"agrees"', r"\[testimony\]: 'agrees' is not a valid"),
        ("interactions.toml", "29 December", "39 December", r"\[calls\]: There is no 39 December"),
        ("interactions.toml", "kind =", "sort =", r"\[testimony\]: .* argument 'sort'"),
        ("interactions.toml", "[testimony]", "[testimony", "interactions.toml: "),
        ("people.toml", "from 1997", "from 19977", r"people.toml, \[jeff-sessions\]: "),
        ("tags.toml", '"Pardon"', '"Pardons"', "2020-11-25-trump-pardons-flynn.md: .* “Pardon”"),
        (
            "articles/2017-02-13-flynn-resigns.md",
            'words = "incomplete information"',
            'words = "incomplete informations"',
            "2017-02-13-flynn-resigns.md: “incomplete informations” does not stand",
        ),
        (
            "articles/2017-02-13-flynn-resigns.md",
            '"2017-01-15-pence-on-television"',
            '"2017-01-15"',
            "2017-02-13-flynn-resigns.md: there is no “2017-01-15”",
        ),
        ("articles/2017-02-13-flynn-resigns.md", "+++", "---", "2017-02-13-flynn-resigns.md: "),
    ],
)
def test_files_that_do_not_fit_are_refused_with_the_place(folder, file, old, new, problem):
    replace(folder / file, old, new)
    with pytest.raises(story.StoryError, match=problem):
        story.read(folder)


def test_nothing_is_loaded_of_a_story_with_an_unknown_kind(folder):
    replace(folder / "interactions.toml", 'kind = "pardon"', 'kind = "amnesty"')
    with pytest.raises(story.StoryError, match=r"\[pardon\]: 'amnesty' is not a valid Kind"):
        loading.load(story.read(folder))
    assert not Person.objects.exists()


def test_the_command_reports_files_that_do_not_fit(monkeypatch):
    def misread():
        raise story.StoryError("people.toml: too many people.")

    monkeypatch.setattr(story, "read", misread)
    with pytest.raises(CommandError, match=r"was not loaded\. people\.toml: too many people\."):
        call_command("load_demo")
