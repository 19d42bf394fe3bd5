"""The pages of the admin: nothing stands in an editor's way, and few files have to come."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from articles.admin.tags import merge_url as tag_merge_url
from articles.models import Article, Tag
from people.admin.merging import merge_url
from people.models import Interaction, Person
from tests import factories
from tests.browser.test_accessibility import axe_problems

pytestmark = pytest.mark.browser

TABLET = {"width": 768, "height": 1024}
DESK = {"width": 1280, "height": 900}
MOST_REQUESTS = 12


def listed(model):
    return lambda: reverse(f"admin:{model}_changelist")


def added(model):
    return lambda: reverse(f"admin:{model}_add")


def one_of(model, page="change"):
    label = f"{model._meta.app_label}_{model._meta.model_name}"
    return lambda: reverse(f"admin:{label}_{page}", args=[model.objects.latest("pk").pk])


def two_of(model, url):
    return lambda: url(*model.objects.order_by("pk")[:2])


def chosen(page):
    pk = Article.objects.published().latest("pk").pk
    return f"{page}?id={pk}"


PAGES = {
    "first page": lambda: "/admin/",
    "articles": listed("articles_article"),
    "a new article": added("articles_article"),
    "an article": one_of(Article),
    "history of an article": one_of(Article, "history"),
    "deleting an article": one_of(Article, "delete"),
    "withdrawing": lambda: chosen(reverse("admin:articles_article_withdraw")),
    "publishing many": lambda: chosen(reverse("admin:articles_article_bulk", args=["publish"])),
    "retagging many": lambda: chosen(reverse("admin:articles_article_bulk", args=["retag"])),
    "setting outlets": lambda: chosen(reverse("admin:articles_article_bulk", args=["outlet"])),
    "importing a table": lambda: reverse("admin:articles_article_import"),
    "from a web address": lambda: reverse("admin:articles_article_bring"),
    "tags": listed("articles_tag"),
    "a tag": one_of(Tag),
    "merging tags": two_of(Tag, lambda lost, kept: tag_merge_url([lost], kept)),
    "choosing a tag": lambda: tag_merge_url([Tag.objects.latest("pk")]) + "&q=a",
    "outlets": listed("articles_outlet"),
    "a new outlet": added("articles_outlet"),
    "feeds": listed("articles_subscription"),
    "a new feed": added("articles_subscription"),
    "people": listed("people_person"),
    "a new person": added("people_person"),
    "a person": one_of(Person),
    "merging people": two_of(Person, merge_url),
    "choosing a person": lambda: merge_url(Person.objects.latest("pk")),
    "people who may be one": lambda: reverse("admin:people_person_duplicates"),
    "people often named": lambda: reverse("admin:people_person_strangers"),
    "interactions": listed("people_interaction"),
    "a new interaction": added("people_interaction"),
    "an interaction": one_of(Interaction),
    "merging interactions": two_of(Interaction, merge_url),
    "merges": listed("people_merge"),
}


@pytest.fixture
def desk(story, open_page, live_server):
    """Opens pages with everything allowed: `desk(viewport=…)`."""
    client = Client()
    client.force_login(factories.member(is_superuser=True))

    def open_desk(**options):
        page = open_page(**options)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}
        page.context.add_cookies([cookie])
        return page

    return open_desk


@pytest.mark.parametrize("viewport", [TABLET, DESK], ids=["tablet", "desk"])
def test_nothing_stands_in_the_way_of_an_editor(desk, viewport):
    page = desk(viewport=viewport)
    problems = {}
    for name, address in PAGES.items():
        page.goto(address())
        page.wait_for_load_state("networkidle")
        if found := axe_problems(page):
            problems[name] = found

    assert problems == {}


def test_the_login_is_for_everybody(live_server, open_page, transactional_db):
    page = open_page()
    page.goto("/admin/login/")
    assert axe_problems(page) == []


def test_the_form_of_an_article_comes_in_few_requests(desk):
    page, asked = desk(viewport=DESK), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(reverse("admin:articles_article_add"))
    page.wait_for_load_state("networkidle")

    expect(page.get_by_role("textbox", name="Body")).to_be_visible()
    assert len(asked) <= MOST_REQUESTS, asked


def test_a_question_mark_lists_the_keys_of_a_page(desk):
    page = desk(viewport=DESK)
    page.goto(reverse("admin:articles_article_changelist"))
    page.keyboard.press("?")

    keys = page.get_by_role("dialog", name="Keys of this page")
    expect(keys.get_by_role("definition").filter(has_text="Search")).to_be_visible()
    assert axe_problems(page) == []
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox", name="Search")).to_be_focused()
    page.keyboard.type("what?")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("searchbox", name="Search")).to_have_value("what?")


def test_a_new_tag_is_saved_by_its_key_and_begun_in_its_name(desk):
    page = desk(viewport=DESK)
    page.goto(reverse("admin:articles_tag_add"))
    expect(page.get_by_label("Name")).to_be_focused()
    page.keyboard.type("Grain")
    page.keyboard.press("Control+s")
    expect(page.get_by_text("was added successfully")).to_be_visible()
    assert Tag.objects.filter(name="Grain").exists()


def test_a_suggested_tag_is_added_by_its_button(desk):
    factories.tag("Wheat")
    page = desk(viewport=DESK)
    page.goto(reverse("admin:articles_article_add"))
    page.get_by_label("Headline").fill("Wheat is dear")
    tags = page.get_by_label("Tags")
    tags.fill("Grain")
    page.get_by_label("Headline").focus()
    tags.focus()
    page.get_by_role("button", name="Add the tag Wheat").click()
    expect(tags).to_have_value("Grain, Wheat")
    expect(page.get_by_role("button", name="Add the tag Wheat")).to_be_hidden()
