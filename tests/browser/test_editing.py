"""What an editor does in the admin, in the words that are written on it."""

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse
from playwright.sync_api import expect

from people.models import Interaction
from tests import factories

pytestmark = pytest.mark.browser

HEADLINE = "Brook and Field seen on a train"
SEEN = "A conductor saw Mary Brook and John Field on the night train to Basel"
SUMMARY = "Mary Brook and John Field take the night train."
PASSWORD = "a long word for it"


@pytest.fixture
def desk(groups, open_page):
    """The admin, with an editor logged in; two people and an outlet are on record."""
    factories.person("Mary Brook")
    factories.person("John Field")
    factories.outlet("The Courier")
    editor = User.objects.create_user("clara", password=PASSWORD, is_staff=True)
    editor.groups.add(Group.objects.get(name="Editor"))
    page = open_page()
    page.goto("/admin/")
    page.get_by_label("Username").fill("clara")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("button", name="Log out")).to_be_visible()
    return page


@pytest.fixture
def article(desk):
    return factories.article(HEADLINE, body=f"<p>{SEEN}.</p><p>They had luggage.</p>")


def test_an_article_is_written_published_read_and_found_again(desk):
    desk.get_by_role("link", name="Write an article").click()
    desk.get_by_label("Headline").fill(HEADLINE)
    desk.get_by_role("textbox", name="Body").fill(f"{SEEN}. They had luggage.")
    desk.get_by_role("combobox", name="Outlet").select_option(label="The Courier")
    desk.get_by_label("Tags").fill("Trains, Switzerland")
    desk.get_by_role("button", name="Publish").click()
    found = desk.get_by_role("region", name="People found in this text")
    expect(found.get_by_role("link", name="Mary Brook", exact=True)).to_be_visible()
    expect(found.get_by_role("link", name="John Field", exact=True)).to_be_visible()

    desk.get_by_role("link", name="View on site").click()
    expect(desk.get_by_role("heading", name=HEADLINE, level=1)).to_be_visible()
    expect(desk.get_by_text(SEEN)).to_be_visible()

    for name in ("Mary Brook", "John Field"):
        people = desk.get_by_role("complementary", name="People in this article")
        people.get_by_role("link", name=name, exact=True).click()
        expect(desk.get_by_role("heading", name=name, level=1)).to_be_visible()
        listed(desk).click()

    for name in ("Trains", "Switzerland"):
        desk.get_by_role("list", name="Tags").get_by_role("link", name=name).click()
        expect(desk.get_by_role("heading", name=name, level=1)).to_be_visible()
        listed(desk).click()

    desk.goto("/articles/?person=mary-brook&tag=trains")
    expect(desk.get_by_role("status")).to_contain_text("1 article")
    expect(listed(desk)).to_be_visible()


def test_an_interaction_is_recorded_by_pasting_the_words_that_report_it(desk, article):
    begin_interaction(desk, article)
    desk.get_by_role("textbox", name="Words:", exact=True).fill(SEEN)
    desk.get_by_role("button", name="Save", exact=True).click()
    reported = desk.get_by_role("region", name="What it reports")
    expect(reported.get_by_role("link", name=SUMMARY)).to_be_visible()

    desk.goto("/people/john-field/")
    entry = desk.get_by_role("region", name="2017", exact=True).get_by_role("listitem")
    expect(entry.filter(has_text=SUMMARY).first).to_contain_text("Reported")
    expect(entry.get_by_role("blockquote").first).to_contain_text(SEEN)

    entry.get_by_role("link", name="Read in context").click()
    expect(desk.locator(":target")).to_have_text(SEEN)


def test_words_that_are_not_in_the_article_are_refused_and_nothing_is_lost(desk, article):
    begin_interaction(desk, article)
    desk.get_by_role("textbox", name="Words:", exact=True).fill("They never took a train")
    desk.get_by_role("button", name="Save", exact=True).click()

    expect(desk.get_by_text(f"These words are not in “{HEADLINE}”.")).to_be_visible()
    expect(desk.get_by_role("textbox", name="Words:", exact=True)).to_have_value(
        "They never took a train"
    )
    expect(desk.get_by_label("Summary")).to_have_value(SUMMARY)
    expect(desk.get_by_label("When:", exact=True)).to_have_value("about January 2017")
    expect(desk.get_by_role("combobox", name="Person").first).to_contain_text("John Field")
    assert not Interaction.objects.exists()

    desk.get_by_role("textbox", name="Words:", exact=True).fill(SEEN)
    desk.get_by_role("button", name="Save", exact=True).click()
    reported = desk.get_by_role("region", name="What it reports")
    expect(reported.get_by_role("link", name=SUMMARY)).to_be_visible()


def test_the_form_of_a_new_article_begins_with_what_is_wrong(desk):
    desk.get_by_role("link", name="Write an article").click()
    expect(desk.get_by_label("Headline")).to_be_focused()
    desk.get_by_role("button", name="Save draft").click()
    expect(desk.get_by_role("alert", name="Nothing was saved")).to_be_focused()


@pytest.mark.parametrize("width", [768, 1280])
def test_a_long_headline_and_what_can_be_done_with_it_have_room(desk, width):
    article = factories.article("A long headline about envoys and what they said " * 4)
    desk.set_viewport_size({"width": width, "height": 900})
    desk.goto(reverse("admin:articles_article_change", args=[article.pk]))
    headline = desk.get_by_role("heading", name=article.headline).bounding_box()
    preview = desk.get_by_role("link", name="Preview").bounding_box()
    assert headline["y"] + headline["height"] <= preview["y"]
    if width == 768:
        assert headline["width"] > 0.85 * width


def begin_interaction(desk, article):
    """Fill in what happened, and who took part; not yet the words."""
    desk.goto(reverse("admin:articles_article_change", args=[article.pk]))
    desk.get_by_role("link", name="Record an interaction from this article").click()
    desk.get_by_label("Summary").fill(SUMMARY)
    desk.get_by_label("Kind").select_option(label="Encounter")
    desk.get_by_label("When:", exact=True).fill("about January 2017")
    expect(desk.get_by_text("Readers see: About January 2017")).to_be_visible()
    choose(desk, desk.get_by_role("combobox", name="Person").first, "John Field")


def choose(page, box, words):
    """Type into an autocomplete and take what it offers."""
    box.click()
    expect(page.locator(":focus")).to_have_role("searchbox")
    page.keyboard.type(words)
    page.get_by_role("option", name=words).click()


def listed(page):
    """The article where readers find it."""
    return page.get_by_role("main").get_by_role("link", name=HEADLINE)
