"""The versions of an article: what they hold, what differs, and going back."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image

from articles import history
from articles.models import Article, Photo, SeeAlso, Version
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return make.article("Two envoys meet", tags=["Sea"])


def edit(article, **fields):
    for name, value in fields.items():
        setattr(article, name, value)
    article.save()
    return history.keep(article)


def shown(before, after, model=Article):
    """What differs, by its label: the words taken out and those put in."""
    found = history.differences(model, before.content, after.content)
    return {
        difference.label: [
            (piece.kind, piece.text)
            for part in difference.parts
            if part
            for piece in part.pieces
            if piece.kind != "same"
        ]
        for difference in found
    }


# --- Keeping ------------------------------------------------------------------------------------


def test_what_did_not_change_makes_no_version(article):
    assert history.keep(article)
    assert history.keep(article) is None


def test_a_history_begins_once_with_what_was_there_before(article):
    article.headline = "Not saved yet"
    history.begin(article)
    history.begin(article)
    [version] = Version.objects.of(article)
    assert version.content["headline"] == "Two envoys meet"


def test_a_change_of_tags_photos_links_or_corrections_is_a_change(article):
    history.keep(article)
    for change in (
        lambda: article.tags.add("Law"),
        lambda: make.photo(article),
        lambda: make.correction(article),
        lambda: SeeAlso.objects.create(article=article, other=make.article()),
    ):
        change()
        assert history.keep(article)


def test_typing_on_makes_one_version_until_it_is_saved(article):
    clara, dana = make.member(), make.member()
    for headline, user in [("A", clara), ("B", clara), ("C", dana)]:
        article.headline = headline
        article.save()
        history.keep_typed(article, user)
    kept = [(version.content["headline"], version.made_by) for version in Version.objects.all()]
    assert kept == [("B", clara), ("C", dana)]
    history.keep(article, dana, "Submitted for review.", "It is ready.")
    last = Version.objects.last()
    assert (Version.objects.count(), last.deed, last.why) == (
        2,
        "Submitted for review.",
        "It is ready.",
    )


# --- Telling apart ------------------------------------------------------------------------------


def test_what_differs_is_told_in_words(article):
    before = history.keep(article)
    article.tags.add("Law")
    make.correction(article, "It was Tuesday.", published_at=make.day("2017-03-01"))
    courier = make.outlet("The Courier")
    body = article.body.replace("Tuesday", "<em>Monday</em>")
    after = edit(article, headline="Three envoys meet", body=body, outlet=courier)
    found = shown(before, after)
    assert found["Headline"] == [("removed", "Two"), ("added", "Three")]
    assert found["Body"] == [("removed", "Tuesday."), ("added", "Monday.")]
    assert ("added", "Sea") not in found["Tags"]
    assert found["Corrections"] == [("added", "It was Tuesday. · 01 March 2017, 12:00")]
    assert found["Outlet"][-1] == ("added", "Courier")


def test_mere_formatting_is_no_difference_in_words(article):
    before = history.keep(article)
    after = edit(article, body=article.body.replace("Geneva", "<strong>Geneva</strong>"))
    assert shown(before, after) == {}


# --- Going back ---------------------------------------------------------------------------------


@pytest.fixture
def picture(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    file = BytesIO()
    Image.new("RGB", (2, 1)).save(file, "PNG")
    return ContentFile(file.getvalue(), "flags.png")


def test_going_back_brings_back_the_whole_article(article, picture):
    person = make.person("Mary Brook")
    citation = make.citation(make.interaction(people=[person]), article)
    photo = Photo.objects.create(article=article, image=picture, alt="Flags", caption="A hotel")
    other = make.article()
    link = SeeAlso.objects.create(article=article, other=other)
    version = history.keep(article)

    photo_id = photo.pk
    photo.delete()
    link.delete()
    make.correction(article)
    article.tags.set(["Law"])
    edit(article, headline="Nobody meets", body="<p>Nothing.</p>", slug="nobody")
    citation.refresh_from_db()
    assert citation.is_lost
    history.restore(article, version)

    article = Article.objects.get(pk=article.pk)
    assert (article.headline, article.body) == ("Two envoys meet", make.BODY)
    assert history.snapshot(article) == version.content
    assert article.photos.get().pk == photo_id
    assert set(article.tags.names()) == {"Sea"}
    citation.refresh_from_db()
    assert not citation.is_lost
    assert [mention.person for mention in article.mentions.all()] == [person]


def test_going_back_publishes_nothing_and_takes_nothing_from_readers(article):
    draft = make.article(published=None)
    version = history.keep(draft)
    draft.publish()
    history.restore(draft, version)
    assert draft.is_public

    version = history.keep(article)
    article.withdraw("It was wrong.")
    history.restore(article, version)
    assert (article.is_withdrawn, article.withdrawal_reason) == (True, "It was wrong.")


def test_what_points_at_something_deleted_since_stays_away(article):
    other = make.article()
    SeeAlso.objects.create(article=article, other=other)
    version = history.keep(article)
    other.delete()
    history.restore(article, version)
    assert not article.see_also_links.exists()


def test_a_version_whose_address_is_taken_does_not_come_back(article):
    version = history.keep(article)
    edit(article, slug="elsewhere")
    make.article(slug=version.content["slug"])
    with pytest.raises(ValidationError):
        history.restore(article, version)
