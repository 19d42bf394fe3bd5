"""The whole record as an archive: written, read into an empty site, and written again."""

import io
import json
import shutil
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import RequestFactory
from django.utils import timezone
from PIL import Image

from articles.models import Article, ArticleSlug, Correction, Photo, SeeAlso, Tag
from people.demo import loading, story
from people.exporters import FORMATS, Chosen
from people.importers.archive import ArchiveError, load
from people.merging import merge
from people.models import (
    Citation,
    Interaction,
    InteractionNumber,
    MentionDecision,
    Person,
    StatusChange,
)
from tests import factories

pytestmark = pytest.mark.django_db
BODY = "<p>Ann Field met John Brook in Geneva.</p><p>“We spoke,” said Ann Field.</p>"


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def archive_of(query="") -> bytes:
    request = RequestFactory().get(f"/exports/record.zip?{query}")
    return b"".join(FORMATS["record.zip"].write(Chosen.of(request)))


def lines_of(archive: bytes, name: str) -> list[dict]:
    with ZipFile(io.BytesIO(archive)) as file:
        return [json.loads(line) for line in file.read(name).splitlines()]


def empty_the_site():
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
    tables = [
        model._meta.db_table
        for app in ("articles", "people")
        for model in apps.get_app_config(app).get_models()
        if model.__name__ != "Edition"
    ]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"TRUNCATE {', '.join(tables)} CASCADE")


def kept(tmp_path, archive: bytes):
    path = tmp_path / "record.zip"
    path.write_bytes(archive)
    return path


def altered(archive: bytes, name: str, change) -> bytes:
    """The archive with the text of one of its files changed."""
    written = io.BytesIO()
    with ZipFile(io.BytesIO(archive)) as before, ZipFile(written, "w") as after:
        for info in before.infolist():
            text = before.read(info)
            after.writestr(info.filename, change(text) if info.filename == name else text)
    return written.getvalue()


def move_to_other_addresses(person, interaction):
    """Rename the person and a tag, and merge others into the person and the interaction."""
    merge(person, factories.person("Anna Field"))
    merge(interaction, factories.interaction("They met again."))
    person.slug = "mrs-field"
    person.save()
    tag = Tag.objects.get(name="Talks")
    tag.slug = "negotiations"
    tag.save()


def everything():
    """A record that has something of every sort."""
    ann = factories.person("Ann Field", aliases=["Annie Field"])
    john = factories.person("John Brook")
    factories.role(ann, organization=factories.organization("The Committee"), began="2016-01-01")
    article = factories.article("Two envoys meet", body=BODY, tags=["Geneva", "Talks"])
    article.slug = "envoys-met"
    article.save()
    other = factories.article("And then", published="2017-02-14")
    SeeAlso.objects.create(article=article, other=other)
    factories.correction(article)
    MentionDecision.objects.create(article=article, name="Ann", person=ann)
    picture = io.BytesIO()
    Image.new("RGB", (4, 3)).save(picture, "PNG")
    Photo.objects.create(
        article=article, alt="Two people.", image=ContentFile(picture.getvalue(), "two.png")
    )
    met = factories.interaction("Ann Field met John Brook.", people=[ann, john], place="Geneva")
    factories.citation(met, article, exact="Ann Field met John Brook in Geneva")
    denied = factories.interaction("He denied it.", responds_to=met, when="about March 2017")
    factories.citation(denied, other, exact="Neither would say why", attributed_to_words="an aide")
    factories.citation(met, other, exact="Neither", stance="denies", attributed_to_person=john)
    factories.quote(ann, article, exact="We spoke")
    move_to_other_addresses(ann, met)
    Citation.objects.update(created_at=factories.day("2020-05-05"))
    call_command("rebuild_record", verbosity=0)


def test_an_archive_read_into_an_empty_site_and_written_again_is_the_same_bytes(tmp_path):
    everything()
    before = archive_of()
    empty_the_site()
    load(kept(tmp_path, before))
    assert archive_of() == before


def test_the_demo_story_comes_back_from_its_archive(client, tmp_path):
    loading.load(story.read())
    addresses = ["/timeline/", "/people/michael-flynn/", "/changes/", "/articles/"]
    before, pages = archive_of(), [client.get(url).content for url in addresses]
    empty_the_site()
    load(kept(tmp_path, before))
    assert archive_of() == before
    assert [client.get(url).content for url in addresses] == pages


def test_both_clocks_come_back(tmp_path):
    everything()
    before = list(StatusChange.objects.values_list("known_at", "recorded_at", "status"))
    archive = archive_of()
    empty_the_site()
    load(kept(tmp_path, archive))
    assert list(StatusChange.objects.values_list("known_at", "recorded_at", "status")) == before
    assert {recorded for _, recorded, _ in before} == {factories.day("2020-05-05")}


def test_every_former_address_leads_where_it_led(client, tmp_path):
    everything()
    lost, met = InteractionNumber.objects.get().number, Interaction.objects.get(place="Geneva")
    formerly = {
        "/people/ann-field/": "/people/mrs-field/",
        "/people/anna-field/": "/people/mrs-field/",
        "/people/anna-field/quotes/": "/people/mrs-field/quotes/",
        "/people/ann-field/with/john-brook/": "/people/john-brook/with/mrs-field/",
        "/tags/talks/": "/tags/negotiations/",
        "/articles/two-envoys-meet/": "/articles/envoys-met/",
        f"/interactions/{lost}/": f"/interactions/{met.pk}/",
        f"/api/v1/interactions/{lost}/": f"/api/v1/interactions/{met.pk}/",
        "/api/v1/people/anna-field/": "/api/v1/people/mrs-field/",
    }
    for _ in range(2):
        answers = {old: client.get(old) for old in formerly}
        assert {old: answer.headers["Location"] for old, answer in answers.items()} == formerly
        assert {answer.status_code for answer in answers.values()} == {301}
        archive = archive_of()
        empty_the_site()
        load(kept(tmp_path, archive))


def test_a_former_number_is_never_given_to_another_interaction(tmp_path):
    everything()
    lost = InteractionNumber.objects.get().number
    archive = archive_of()
    assert lost > max(line["id"] for line in lines_of(archive, "interactions.jsonl"))
    empty_the_site()
    load(kept(tmp_path, archive))
    assert factories.interaction().pk == lost + 1


def test_a_former_address_of_what_readers_cannot_see_is_not_in_an_archive():
    hidden = factories.interaction("Nobody has reported this.")
    citation = factories.citation(factories.interaction("It was said twice."))
    lost = citation.interaction_id
    merge(hidden, citation.interaction)
    assert lines_of(archive_of(), "interactions.jsonl")[0]["former_ids"] == [lost]
    citation.article.withdraw("It was wrong.")
    assert lines_of(archive_of(), "interactions.jsonl") == []


def test_what_comes_back_can_be_worked_on(tmp_path):
    everything()
    archive = archive_of()
    empty_the_site()
    load(kept(tmp_path, archive))
    article = Article.objects.get(slug="envoys-met")
    assert ArticleSlug.objects.get().article == article
    with Photo.objects.get().image.open() as picture:
        assert picture.read()
    factories.correction(article)  # numbers go on after those that came
    factories.citation(factories.interaction(), article, exact="met John Brook")
    assert Correction.objects.count() == 2
    article.body = BODY.replace("Geneva", "Vienna")
    article.save()
    assert Citation.objects.filter(article=article, lost_at__isnull=False).count() == 1


def test_the_archive_holds_nothing_that_readers_cannot_see():
    everything()
    factories.article("A draft", published=None, tags=["Secret"])
    factories.article("Tomorrow", published=f"{timezone.now().year + 1}-01-01")
    factories.withdrawn_article(headline="Taken back")
    factories.interaction("Nobody has reported this.")
    archive = archive_of()
    told = [line["headline"] for line in lines_of(archive, "articles.jsonl")]
    assert sorted(told) == ["And then", "Two envoys meet"]
    assert {line["name"] for line in lines_of(archive, "tags.jsonl")} == {"Geneva", "Talks"}
    summaries = {line["summary"] for line in lines_of(archive, "interactions.jsonl")}
    assert summaries == {"Ann Field met John Brook.", "He denied it."}


def test_an_archive_of_an_earlier_day_knows_nothing_later():
    everything()
    [met] = lines_of(archive_of("as_of=2017-02-13"), "interactions.jsonl")
    assert met["status"] == "reported"
    assert [change["status"] for change in met["history"]] == ["reported"]
    assert len(met["citations"]) == 1


def test_a_filtered_archive_has_all_that_its_interactions_rest_on(tmp_path):
    everything()
    factories.article("Something else")
    factories.person("Zoe Stone")
    archive = archive_of("kind=meeting&person=john-brook")
    assert len(lines_of(archive, "articles.jsonl")) == 2
    assert {line["slug"] for line in lines_of(archive, "people.jsonl")} == {
        "mrs-field",
        "john-brook",
    }
    empty_the_site()
    load(kept(tmp_path, archive))
    assert Interaction.objects.published().count() == 1


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        ("people.jsonl", lambda text: text.replace(b"Ann", b"Eve"), "its hash differs"),
        ("manifest.json", lambda text: text.replace(b'"version": 1', b'"version": 9'), "version"),
        ("manifest.json", lambda text: b"{}", "does not hold together"),
    ],
)
def test_an_archive_that_was_changed_is_refused(tmp_path, name, change, said):
    everything()
    archive = altered(archive_of(), name, change)
    empty_the_site()
    with pytest.raises(ArchiveError, match=said):
        load(kept(tmp_path, archive))
    assert not Person.objects.exists()


def test_an_archive_is_not_read_into_a_site_that_has_a_record(tmp_path):
    everything()
    path = kept(tmp_path, archive_of())
    with pytest.raises(CommandError, match="needs an empty one"):
        call_command("import_archive", path)


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_archive_is_refused(tmp_path, content):
    with pytest.raises(CommandError):
        call_command("import_archive", kept(tmp_path, content))


def test_the_commands_say_what_they_did(tmp_path, capsys):
    everything()
    path = tmp_path / "kept.zip"
    call_command("export_record", "record.zip", output=path)
    assert "kept.zip" in capsys.readouterr().out
    assert path.read_bytes() == archive_of()
    empty_the_site()
    call_command("import_archive", path)
    assert "people" in capsys.readouterr().out
    assert archive_of() == path.read_bytes()


def test_a_filter_that_is_not_understood_exports_nothing(tmp_path):
    path = tmp_path / "kept.zip"
    with pytest.raises(CommandError, match="status"):
        call_command("export_record", "record.zip", output=path, filter="status=vague")
    assert list(tmp_path.glob("kept*")) == []
