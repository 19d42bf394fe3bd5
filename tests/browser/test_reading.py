"""What readers do, with and without JavaScript, with a mouse and with a keyboard."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import story as told

pytestmark = pytest.mark.browser

TELEPHONE = {"width": 320, "height": 640}


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def page(request, story, open_page):
    return open_page(java_script_enabled=request.param)


@pytest.fixture
def telephone(story, open_page):
    """Narrow, and without JavaScript."""
    return open_page(java_script_enabled=False, viewport=TELEPHONE)


def link(page, name, **options):
    return page.get_by_role("link", name=name, **options)


def heading(page, name):
    return page.get_by_role("heading", name=name, exact=True)


def test_from_the_front_page_to_an_article_to_a_person_of_it(page, story):
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name=story.geneva.headline).click()
    expect(heading(page, story.geneva.headline)).to_be_visible()

    panel = page.get_by_role("complementary", name="People in this article")
    panel.get_by_role("link", name="Mary Brook", exact=True).click()

    expect(heading(page, "Mary Brook")).to_be_visible()
    expect(page.get_by_text("Ambassador, Foreign Ministry")).to_be_visible()
    entry = page.get_by_role("region", name="2016", exact=True).get_by_role("listitem")
    expect(entry.filter(has_text=story.meeting.summary).first).to_contain_text("Confirmed")


def test_articles_are_filtered_by_a_person_and_a_tag_together(page, story):
    page.goto("/articles/")
    form = page.get_by_role("form", name="Filters")
    for field, option in [("Person", "John Field"), ("Tag", "Diplomacy")]:
        group = form.get_by_role("group", name=field)
        group.get_by_text("Any").click()
        group.get_by_role("checkbox", name=option).check()
    form.get_by_role("button", name="Apply").click()

    articles = page.get_by_role("main").get_by_role("article")
    expect(page.get_by_role("status")).to_contain_text("2 articles")
    expect(articles).to_have_count(2)
    expect(link(page, story.admission.headline)).to_have_count(0)

    link(page, "Remove Tag: Diplomacy").click()

    expect(articles).to_have_count(3)
    expect(link(page, "Remove Person: John Field")).to_be_visible()
    expect(link(page, "Remove Tag")).to_have_count(0)


def test_a_timeline_is_filtered_by_status(page, story):
    page.goto("/timeline/")
    form = page.get_by_role("form", name="Filters")
    group = form.get_by_role("group", name="Status")
    group.get_by_text("Any").click()
    group.get_by_role("checkbox", name="Denied").check()
    form.get_by_role("button", name="Apply").click()

    expect(page.get_by_role("status")).to_contain_text("1 interaction")
    expect(link(page, story.payment.summary)).to_be_visible()
    expect(link(page, story.meeting.summary)).to_have_count(0)


def test_a_search_finds_people_articles_and_interactions(page, story):
    page.goto("/")
    page.get_by_label("Search articles").fill("Brook")
    page.get_by_role("banner").get_by_role("button", name="Search").click()

    found = page.get_by_role("main")
    people = found.get_by_role("list", name="People of this name")
    expect(people.get_by_role("link", name="Mary Brook", exact=True)).to_be_visible()
    expect(heading(found, story.meeting.summary)).to_be_visible()
    expect(heading(found, story.geneva.headline)).to_be_visible()


def test_from_words_to_the_record_and_back_to_the_words(page, story):
    page.goto(story.geneva.get_absolute_url())
    link(page, f"Confirmed: {story.meeting.summary}").click()
    expect(heading(page, story.meeting.summary)).to_be_visible()

    source = page.get_by_role("listitem").filter(has_text=told.MET)
    link(source, "Read in context").click()

    words = page.locator(":target")
    expect(words).to_have_text(told.MET)
    expect(words).to_be_in_viewport()


def test_a_lost_passage_is_quoted_and_says_that_it_was_edited(page, story):
    page.goto(story.call.get_absolute_url())

    expect(page.get_by_text(told.LOST)).to_be_visible()
    expect(page.get_by_text("This passage has since been edited")).to_be_visible()


def test_a_denial_stands_under_the_claim_and_is_never_folded(page, story):
    page.goto(story.field.get_absolute_url())

    entries = page.get_by_role("region", name="2016", exact=True).get_by_role("listitem")
    dinner = entries.filter(has_text=story.dinner.summary)
    expect(dinner.get_by_role("list", name="Responses").first).to_be_visible()
    expect(dinner.get_by_text("Denied by Anna Reed").first).to_be_visible()


def test_a_withdrawn_article_says_why(page, story):
    page.goto(story.withdrawn.get_absolute_url())

    expect(page.get_by_text(story.withdrawn.withdrawal_reason)).to_be_visible()


def test_a_wrong_address_offers_what_is_like_it_and_a_search(page, story):
    page.goto("/people/mary-brooke/")
    expect(page.get_by_role("main").get_by_role("link", name="Mary Brook")).to_be_visible()

    page.get_by_label("Words to search for").fill("Geneva")
    page.get_by_role("main").get_by_role("button", name="Search").click()

    expect(heading(page, story.geneva.headline)).to_be_visible()


def test_people_are_found_in_the_index_by_name_and_by_letter(page, story):
    page.goto("/people/")
    page.get_by_role("searchbox", name="Find a person by name").fill("Moll")
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_role("status")).to_contain_text("1 person found")
    expect(link(page, "Brook, Mary")).to_be_visible()

    page.get_by_role("navigation", name="First letters").get_by_role("link", name="F").click()
    expect(link(page, "Brook, Mary")).to_have_count(0)
    link(page, "Show everyone").click()

    link(page, "Field, John").click()
    expect(heading(page, "John Field")).to_be_visible()


def test_the_record_as_it_stood_on_an_earlier_day(page, story):
    page.goto(f"{story.meeting.get_absolute_url()}?as_of=2017-02-12")
    expect(page.get_by_role("main")).to_contain_text("Disputed")

    link(page, "See it as it stands now").click()

    expect(page.get_by_role("main")).to_contain_text("Confirmed")


def test_the_keyboard_alone_skips_to_the_content(page, story):
    page.goto("/")
    page.keyboard.press("Tab")
    expect(link(page, "Skip to the content")).to_be_focused()
    expect(link(page, "Skip to the content")).to_be_in_viewport()

    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#main$"))
    page.keyboard.press("Tab")

    expect(page.get_by_role("main").locator(":focus")).to_have_count(1)


def test_the_keyboard_alone_filters_on_a_telephone(telephone, story):
    telephone.goto("/articles/")
    form = telephone.get_by_role("form", name="Filters")
    expect(form).to_be_hidden()

    tab_to(telephone, telephone.locator("summary", has_text="Filters"))
    telephone.keyboard.press("Enter")
    expect(form).to_be_visible()
    tab_to(telephone, form.locator("summary", has_text="Tag"))
    telephone.keyboard.press("Enter")
    tab_to(telephone, form.get_by_role("checkbox", name="Geneva talks"))
    telephone.keyboard.press("Space")
    expect(form.get_by_role("checkbox", name="Geneva talks")).to_be_checked()
    tab_to(telephone, form.get_by_role("button", name="Apply"))
    telephone.keyboard.press("Enter")

    expect(telephone.get_by_role("status")).to_contain_text("2 articles tagged Geneva talks")
    expect(telephone.locator("summary", has_text="Filters (1)")).to_be_visible()


def test_the_people_of_an_article_are_folded_on_a_telephone(telephone, story):
    telephone.goto(story.geneva.get_absolute_url())
    person = telephone.get_by_role("complementary").get_by_role("link", name="Mary Brook")
    expect(person.first).to_be_hidden()

    telephone.get_by_text("People in this article (3)").click()

    expect(person.first).to_be_visible()


def test_source_marks_can_be_hidden(page, story):
    page.goto(story.geneva.get_absolute_url())
    words = page.get_by_role("mark").filter(has_text=told.MET)
    note = link(page, f"Confirmed: {story.meeting.summary}")
    expect(note).to_be_visible()
    expect(words).to_have_css("text-decoration-line", "underline")

    page.get_by_role("checkbox", name="Hide source marks").check()

    expect(note).to_be_hidden()
    expect(words).to_have_css("text-decoration-line", "none")


def test_the_theme_is_chosen_and_remembered(story, open_page):
    page = open_page(color_scheme="light")
    page.goto("/")
    expect(page.locator("html")).to_have_css("background-color", "rgb(255, 255, 255)")

    page.get_by_role("radio", name="Dark").check()
    expect(page.locator("html")).to_have_css("background-color", "rgb(18, 18, 18)")
    page.goto("/people/")

    expect(page.locator("html")).to_have_css("background-color", "rgb(18, 18, 18)")
    expect(page.get_by_role("radio", name="Dark")).to_be_checked()


def test_without_javascript_there_is_no_theme_to_choose(story, open_page):
    page = open_page(java_script_enabled=False)
    page.goto("/")

    expect(page.get_by_role("radio")).to_have_count(0)


def tab_to(page, target):
    """Press Tab until `target` has the focus; fails when it never gets it."""
    for _ in range(40):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"The keyboard never gets to {target}")


def test_typing_ahead_offers_somebody_to_go_to_by_keyboard(story, open_page):
    page = open_page()
    page.goto("/search/")
    box = page.get_by_role("main").get_by_role("combobox", name="Words to search for")
    box.fill("mary br")  # at once: what is offered for fewer letters would come in between
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("Mary Brook")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status")).to_contain_text("suggestion")

    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    box.press("ArrowUp")
    expect(page.locator("[aria-selected=true]")).to_have_count(0)
    box.press("Escape")
    expect(options).to_have_count(0)
    expect(box).to_have_value("mary br")

    box.fill("mary brook")
    expect(options.first).to_contain_text("Mary Brook")
    box.press("ArrowDown")
    box.press("Enter")
    expect(heading(page, "Mary Brook")).to_be_visible()


def test_typing_ahead_offers_somebody_to_go_to_by_mouse(story, open_page):
    page = open_page()
    page.goto("/articles/")
    page.get_by_role("banner").get_by_role("combobox").press_sequentially("brook")
    page.get_by_role("option", name="Mary Brook").click()

    expect(heading(page, "Mary Brook")).to_be_visible()


def test_somebody_is_found_by_another_spelling(page, story):
    page.goto("/search/")
    box = page.get_by_role("main").get_by_label("Words to search for")
    box.fill("Mary Broock")
    box.press("Enter")

    people = page.get_by_role("list", name="People of this name")
    people.get_by_role("link", name="Mary Brook", exact=True).click()
    expect(heading(page, "Mary Brook")).to_be_visible()
