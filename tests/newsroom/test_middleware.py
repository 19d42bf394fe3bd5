"""The edition: while nothing changes nothing is rendered, and what changes is seen at once."""

import datetime as dt

import pytest
from django.conf import settings as site
from django.core.cache import caches
from django.db import transaction
from django.utils import timezone

from articles.models import Article, Edition
from people.models import Person
from people.status import Stance
from tests import factories as make
from tests.pages import words

pytestmark = pytest.mark.django_db

MEMORY = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "pages-of-tests"}
PAGES = [
    "/",
    "/articles/",
    "/articles/envoys-meet/",
    "/articles/withdrawn/",
    "/people/",
    "/people/mary-brook/",
    "/timeline/",
    "/tags/",
    "/tags/sea/",
    "/search/?q=envoys",
    "/about/certainty/",
    "/robots.txt",
    "/sitemap.xml",
    "/sitemap-articles.xml",
    "/sitemap-news.xml",
    "/feeds/articles.json",
    "/feeds/interactions.rss",
    "/feeds/changes.atom",
    "/cards/newsroom.png",
]


@pytest.fixture(autouse=True)
def _pages_are_kept(settings):
    settings.CACHES = {**site.CACHES, "pages": MEMORY}
    caches["pages"].clear()


@pytest.fixture
def story(commit):
    """A person, a tag, a citation and a withdrawn article."""
    story = {
        "person": make.person("Mary Brook", aliases=["Molly Stone"]),
        "article": make.article("Envoys meet", slug="envoys-meet", tags=["Sea"]),
        "withdrawn": make.withdrawn_article(headline="Withdrawn", slug="withdrawn"),
    }
    interaction = make.interaction(people=[story["person"]])
    story["citation"] = make.citation(interaction, story["article"])
    commit()
    return story


def edition(client, address="/"):
    return client.get(address)["ETag"]


# --- While nothing changes -------------------------------------------------------------------


@pytest.mark.usefixtures("story")
@pytest.mark.parametrize("address", PAGES)
def test_a_page_seen_before_answers_304_without_being_made(
    client, address, django_assert_num_queries
):
    known = edition(client, address)

    with django_assert_num_queries(1):
        answer = client.get(address, headers={"If-None-Match": known})
    assert answer.status_code == 304
    assert answer.content == b""
    assert answer["ETag"] == known


@pytest.mark.usefixtures("story")
@pytest.mark.parametrize("address", PAGES)
def test_a_page_made_before_is_given_from_memory(client, address, django_assert_num_queries):
    first = client.get(address)

    with django_assert_num_queries(1):
        second = client.get(address)
    assert second.status_code == first.status_code
    assert second.content == first.content
    assert second["ETag"] == first["ETag"]


@pytest.mark.usefixtures("story")
@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_the_same_for_everybody(client, address):
    answer = client.get(address)

    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    for policy in ("public", "max-age=0", "s-maxage=30", "stale-if-error=86400"):
        assert policy in answer["Cache-Control"]


@pytest.mark.usefixtures("story")
def test_pages_are_told_apart_by_their_whole_address(client):
    for address, shown in [
        ("/articles/?tag=sea", "1 article tagged Sea"),
        ("/articles/?tag=sea&q=dragons", "No articles"),
        ("/people/", "People"),
    ]:
        assert shown in words(client.get(address))
    assert client.head("/people/").content == b""
    assert client.get("/people/").content


@pytest.mark.usefixtures("story")
@pytest.mark.usefixtures("story")
def test_what_is_very_long_is_made_anew_under_the_same_validator(client, monkeypatch):
    monkeypatch.setattr("newsroom.middleware.LONGEST_KEPT", 100)
    known = edition(client)
    make.article("Not yet committed")

    answer = client.get("/")
    assert answer["ETag"] == known
    assert "Not yet committed" in words(answer)


def test_what_is_not_there_is_not_kept(client):
    assert client.get("/articles/nothing/").status_code == 404
    assert "Cache-Control" not in client.get("/articles/nothing/")
    make.article(slug="nothing")

    assert client.get("/articles/nothing/").status_code == 200


@pytest.mark.usefixtures("story")
@pytest.mark.parametrize("asked", ["", "*", "W/", 'W/"of another site"', "x" * 5000])
def test_a_validator_of_another_edition_gets_the_page(client, asked):
    assert client.get("/", headers={"If-None-Match": asked}).status_code == 200


@pytest.mark.parametrize("address", ["/healthz", "/readyz", "/style-0.css"])
def test_what_is_no_page_speaks_for_itself(client, address):
    answer = client.get(address)

    assert "ETag" not in answer
    assert "s-maxage" not in answer.get("Cache-Control", "")


# --- When something changes ------------------------------------------------------------------


def rename(person):
    person.name = "Mary Brooke"
    person.save()


CHANGES = {
    "an article is published": lambda story: make.article(),
    "an article is corrected": lambda story: make.correction(story["article"]),
    "an article is withdrawn": lambda story: story["article"].withdraw("It was wrong."),
    "an article is tagged": lambda story: story["article"].tags.add("Law"),
    "a tag is taken off": lambda story: story["article"].tags.remove("Sea"),
    "a photo is added": lambda story: make.photo(story["article"]),
    "an outlet is saved": lambda story: story["article"].outlet.save(),
    "a person is edited": lambda story: rename(story["person"]),
    "an alias is taken off": lambda story: story["person"].aliases.get().delete(),
    "a role is added": lambda story: make.role(story["person"]),
    "a denial is cited": lambda story: make.citation(
        story["citation"].interaction, stance=Stance.DENIES
    ),
    "a citation is taken off": lambda story: story["citation"].delete(),
    "an article is deleted": lambda story: story["article"].delete(),
    "an article goes back to its author": lambda story: story["article"].return_to_draft(),
    "an article of which little was read goes back": lambda story: (
        Article.objects.only("headline").get(pk=story["article"].pk).return_to_draft()
    ),
    "a draft is published": lambda story: make.article("Sea", published=None).publish(),
}


@pytest.mark.parametrize("what", CHANGES)
def test_every_page_has_a_new_edition_when(client, story, commit, what):
    before = edition(client)
    CHANGES[what](story)
    commit()

    assert edition(client) != before
    assert client.get("/people/", headers={"If-None-Match": before}).status_code == 200


def test_a_draft_that_is_written_leaves_the_pages_of_readers_as_they_are(client, story, commit):
    story["article"].tags.add("Law")
    commit()
    before = edition(client)
    outlet, body = story["article"].outlet, "<p>Mary Brook swam.</p>"
    draft = make.article("Brook", body=body, published=None, tags=["Law"], outlet=outlet)
    make.photo(draft)
    commit()
    draft = Article.objects.get(pk=draft.pk)
    draft.body = "<p>Mary Brook did not swim.</p>"
    draft.submit()
    commit()

    assert edition(client) == before


def test_a_withdrawal_is_seen_at_once(client, story, commit):
    address = story["article"].get_absolute_url()
    assert client.get(address).status_code == 200
    story["article"].withdraw("The witness was mistaken.")
    commit()

    assert client.get(address).status_code == 410
    assert address not in client.get("/articles/").content.decode()


@pytest.mark.usefixtures("story")
def test_a_scheduled_article_is_seen_when_its_time_has_come(client, commit, at):
    make.article("News to come", published="2999-01-01")
    commit()
    before = edition(client)
    assert "News to come" not in words(client.get("/"))

    at(make.day("2999-01-01") - dt.timedelta(seconds=1))
    assert edition(client) == before
    at(make.day("2999-01-01"))
    assert edition(client) != before
    assert "News to come" in words(client.get("/"))


@pytest.mark.usefixtures("story")
@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("/", "News to come"),
        ("/articles/", "3 articles"),
        ("/articles/news-to-come/", "News to come"),
        ("/articles/?tag=sea", "2 articles tagged Sea"),
        ("/tags/", "2 articles</span>"),
        ("/tags/sea/", "News to come"),
        ("/search/?q=come", "News to come"),
        ("/people/mary-brook/", "News to come"),
        ("/timeline/", "Envoys dine."),
        ("/changes/", "Envoys dine."),
        ("/feeds/changes.atom", "Envoys dine."),
        ("/sitemap-articles.xml", "news-to-come"),
    ],
)
def test_no_page_that_is_kept_hides_a_scheduled_article_when_its_time_has_come(
    client, story, commit, at, address, shown
):
    """Nothing is saved at that moment, and another article came out in the very same second."""
    moment = make.day("2999-01-01")
    made = make.article("News to come", slug="news-to-come", tags=["Sea"])
    made.publish(at=moment)
    make.citation(make.interaction("Envoys dine.", people=[story["person"]]), made)
    make.article("Just out").publish(at=moment - dt.timedelta(seconds=0.3))
    commit()
    at(moment - dt.timedelta(seconds=0.2))
    assert shown not in client.get(address).content.decode()

    at(moment)
    assert shown in " ".join(client.get(address).content.decode().split())


# --- The number ------------------------------------------------------------------------------


def number():
    return Edition.objects.values_list("number", flat=True).first() or 0


def test_the_edition_is_raised_once_for_a_transaction(commit):
    with transaction.atomic():
        make.article(tags=["Sea", "Law"])
        make.person()
        before = number()
    commit()

    assert number() == before + 1


def test_the_edition_is_raised_again_for_the_next_transaction(commit):
    for _ in range(2):
        before = number()
        make.person()
        commit()
        assert number() == before + 1


@transaction.atomic
def fail_after_a_change():
    make.person()
    raise ZeroDivisionError


def test_a_transaction_that_is_rolled_back_raises_nothing(commit):
    commit()
    before = number()
    with pytest.raises(ZeroDivisionError):
        fail_after_a_change()
    commit()

    assert number() == before


def test_of_two_savepoints_the_one_that_holds_raises_the_edition(commit):
    before = number()
    with pytest.raises(ZeroDivisionError):
        fail_after_a_change()
    with transaction.atomic():
        make.person()
    commit()

    assert number() == before + 1


def test_reading_raises_nothing(client, commit):
    make.article()
    commit()
    before = number()
    for address in PAGES:
        client.get(address)
    commit()

    assert number() == before


def test_a_bulk_change_says_so_itself(commit):
    before = number()
    Person.objects.filter(pk=0).update(updated_at=timezone.now())
    Edition.raise_number()
    commit()

    assert number() == before + 1


def test_a_site_on_which_nothing_ever_happened_has_an_edition():
    Edition.objects.all().delete()

    assert Edition.current() == "0"
