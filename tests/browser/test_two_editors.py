"""Two editors in two browsers, at one row; and what is typed while nobody saves."""

import pytest
from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.contrib.auth.models import Group, User
from django.urls import reverse
from playwright.sync_api import expect

from articles.admin.article import change_url
from articles.models import Article, UnsavedWork
from people.models import Person
from tests import factories
from tests.browser.conftest import PATIENCE
from tests.browser.test_accessibility import axe_problems

pytestmark = pytest.mark.browser

PASSWORD = "a long word for it"
BODY = "<p>Two envoys met in Geneva.</p><p>Neither would say why.</p>"


@pytest.fixture
def enter(groups, open_page):
    """An editor's own browser, showing the form of a row."""

    def enter(first_name, row, **options):
        user = User.objects.create_user(
            first_name.lower(),
            password=PASSWORD,
            is_staff=True,
            first_name=first_name,
            last_name="Reed",
        )
        user.groups.add(Group.objects.get(name="Editor"))
        page = open_page(**options)
        page.goto(reverse(admin_urlname(row._meta, "change"), args=[row.pk]))
        page.get_by_label("Username").fill(user.username)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Log in").click()
        expect(page.get_by_role("button", name="Log out")).to_be_visible()
        page.wait_for_load_state()  # what is typed is kept by scripts
        return page

    return enter


@pytest.fixture
def article(transactional_db):
    return factories.article("Two envoys meet", body=BODY)


@pytest.fixture
def person(transactional_db):
    return factories.person("Mary Brook", description="envoy", aliases=["Maria Brook"])


def description(page):
    return page.get_by_label("Description")


def other_name(page):
    """The first of the other names of a person."""
    return page.get_by_role("group", name="Other names").get_by_label("Name").first


def choose(page, field, side):
    page.get_by_role("group", name=field).get_by_label(side).check()


def problems_of(page):
    """What axe finds, colours not in the middle of a change; it needs styles of its own."""
    page.wait_for_load_state()
    page.add_style_tag(content="* { transition: none !important; }")
    return axe_problems(page)


def headline(page):
    return page.get_by_label("Headline")


def text(page):
    return page.get_by_role("textbox", name="Body")


def save(page):
    page.get_by_role("button", name="Save", exact=True).click()


def test_two_editors_write_at_once_and_both_texts_survive(article, enter):
    clara, dana = enter("Clara", article), enter("Dana", article)
    text(clara).locator("p").first.click()
    clara.keyboard.press("End")
    clara.keyboard.type(" It rained.")
    text(dana).locator("p").last.click()
    dana.keyboard.press("End")
    dana.keyboard.type(" A waiter saw them.")
    headline(dana).fill("Two envoys meet in Geneva")
    save(dana)
    expect(dana.get_by_text("Saved.")).to_be_visible()

    save(clara)
    expect(clara.get_by_text("Dana Reed changed this article on")).to_be_visible()
    choice = clara.get_by_role("group", name="Headline")
    expect(choice.get_by_role("radio", name="Theirs")).to_be_checked()
    both = clara.get_by_role("group", name="Body").get_by_role("radio", name="Both")
    expect(both).to_be_checked()
    save(clara)

    expect(clara.get_by_text("Saved.")).to_be_visible()
    expect(headline(clara)).to_have_value("Two envoys meet in Geneva")
    article.refresh_from_db()
    assert article.body_text == (
        "Two envoys met in Geneva. It rained.\n\nNeither would say why. A waiter saw them."
    )


def test_the_choice_between_two_versions_needs_the_keyboard_alone(article, enter):
    clara, dana = enter("Clara", article), enter("Dana", article)
    headline(clara).fill("Clara's headline")
    headline(dana).fill("Dana's headline")
    save(dana)
    expect(dana.get_by_text("Saved.")).to_be_visible()
    save(clara)
    both = clara.get_by_role("group", name="Headline").get_by_role("radio", name="Both")
    expect(both).to_be_visible()
    clara.wait_for_load_state()
    both.focus()
    clara.keyboard.press("ArrowUp")
    clara.keyboard.press("Enter")

    expect(clara.get_by_text("Saved.")).to_be_visible()
    expect(headline(clara)).to_have_value("Dana's headline")


def test_the_form_says_who_else_has_it_open_and_who_has_saved(article, enter):
    enter("Clara", article)
    dana = enter("Dana", article)
    here = dana.get_by_role("status").filter(has_text="has this article open too")
    expect(here).to_have_text("Clara Reed has this article open too.", timeout=2 * PATIENCE)


def test_two_editors_at_one_person_choose_field_by_field(person, enter):
    clara, dana = enter("Clara", person), enter("Dana", person)
    here = dana.get_by_role("status").filter(has_text="has this person open too")
    expect(here).to_have_text("Clara Reed has this person open too.", timeout=2 * PATIENCE)
    description(dana).fill("special envoy")
    other_name(dana).fill("Marie Brook")
    save(dana)
    expect(dana.get_by_text("was changed successfully")).to_be_visible()

    description(clara).fill("envoy to Bern")
    other_name(clara).fill("Mariya Brook")
    clara.get_by_label("Born").fill("about 1950")
    save(clara)
    expect(clara.get_by_text("Dana Reed changed this person on")).to_be_visible()
    choose(clara, "Description", "Both")
    choose(clara, "Other name 1: Name", "Theirs")
    expect(clara.get_by_role("group", name="Born").get_by_label("Mine")).to_be_checked()
    save(clara)

    expect(clara.get_by_text("was changed successfully")).to_be_visible()
    person.refresh_from_db()
    assert person.description == "special envoy to Bern"
    assert person.born.words() == "About 1950"
    assert person.known_names == ["Mary Brook", "Marie Brook"]


def test_a_person_deleted_by_another_editor_is_not_lost(person, enter):
    page = enter("Clara", person)
    description(page).fill("special envoy")
    person.delete()
    save(page)
    expect(page.get_by_text("This person was deleted while you were writing.")).to_be_visible()
    expect(other_name(page)).to_have_value("Maria Brook")
    save(page)
    expect(page.get_by_text("was added successfully")).to_be_visible()
    assert Person.objects.get().description == "special envoy"


def test_the_choice_between_two_versions_of_a_person_stands_in_nobodys_way(person, enter):
    page = enter("Clara", person, bypass_csp=True)
    Person.objects.update(description="ambassador")
    description(page).fill("consul")
    save(page)
    expect(page.get_by_role("group", name="Description")).to_be_visible()
    assert problems_of(page) == []


def test_a_draft_saves_itself_and_says_so(article, enter):
    article.return_to_draft()
    page = enter("Clara", article)
    headline(page).fill("Three envoys meet")
    said = page.get_by_role("status")
    expect(said.filter(has_text="Unsaved changes")).to_be_visible()
    expect(said.filter(has_text="Saved at")).to_be_visible()
    assert Article.objects.get().headline == "Three envoys meet"

    headline(page).fill("Four envoys meet")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Published.", exact=True).first).to_be_visible()
    assert Article.objects.get().headline == "Four envoys meet"


def test_what_was_not_saved_of_a_published_article_comes_back(article, enter):
    page = enter("Clara", article)
    text(page).locator("p").first.click()
    page.keyboard.press("End")
    page.keyboard.type(" It rained.")
    expect(page.get_by_text("not saved yet")).to_be_visible()
    page.goto("/admin/")
    assert "rained" not in Article.objects.get().body_text
    assert UnsavedWork.objects.exists()

    page.goto(change_url(article))
    page.get_by_role("button", name="Restore the unsaved changes").click()
    expect(text(page)).to_contain_text("It rained.")
    save(page)
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert "It rained." in Article.objects.get().body_text


def test_the_first_error_is_one_step_away(article, enter):
    article.return_to_draft()
    page = enter("Clara", article)
    headline(page).fill("")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("alert")).to_be_focused()
    page.wait_for_load_state()
    page.get_by_role("link", name="Go to the first error").click()
    expect(headline(page)).to_be_focused()


def test_an_error_in_the_text_leads_into_its_editor(article, enter):
    article.body = ""
    article.return_to_draft()
    page = enter("Clara", article)
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("alert")).to_be_focused()
    page.wait_for_load_state()
    expect(text(page)).to_be_visible()
    page.get_by_role("link", name="An article needs a text").click()
    expect(text(page)).to_be_focused()


def test_a_preview_of_what_is_typed_opens_beside_the_form(article, enter):
    page = enter("Clara", article)
    headline(page).fill("Three envoys meet")
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Preview").click()
    heading = opened.value.get_by_role("heading", name="Three envoys meet", level=1)
    expect(heading).to_be_visible()
    expect(headline(page)).to_have_value("Three envoys meet")
    assert Article.objects.get().headline == "Two envoys meet"


def test_no_screen_of_writing_stands_in_the_way(article, enter):
    page = enter("Clara", article, bypass_csp=True)
    headline(page).fill("")
    save(page)
    expect(page.get_by_role("link", name="Go to the first error")).to_be_visible()
    assert problems_of(page) == []

    headline(page).fill("Three envoys meet")
    expect(page.get_by_text("not saved yet")).to_be_visible()
    page.goto(change_url(article))
    assert problems_of(page) == []
    page.get_by_role("button", name="Restore the unsaved changes").click()
    expect(page.get_by_text("Nothing is saved yet")).to_be_visible()
    assert problems_of(page) == []

    article.body = "<p>By Dana.</p>"
    article.save()
    headline(page).fill("Four envoys meet")
    save(page)
    expect(page.get_by_role("group", name="Headline")).to_be_visible()
    assert problems_of(page) == []

    save(page)
    expect(page.get_by_text("Saved.")).to_be_visible()
    page.get_by_role("link", name="History").click()
    expect(page.get_by_role("heading", name="What changed between")).to_be_visible()
    assert problems_of(page) == []


def test_an_editor_goes_back_to_what_the_article_was(article, enter):
    page = enter("Clara", article)
    headline(page).fill("Three envoys meet")
    page.get_by_label("Why?").fill("A third one came.")
    save(page)
    expect(page.get_by_text("Saved.")).to_be_visible()
    page.get_by_role("link", name="History").click()
    expect(page.get_by_role("row").filter(has_text="A third one came.")).to_contain_text("Clara")
    page.get_by_role("button", name="Go back to").click()

    expect(page.get_by_text("It is again as it was on")).to_be_visible()
    assert Article.objects.get().headline == "Two envoys meet"
    page.goto(article.get_absolute_url())
    page.get_by_role("link", name="see what changed").click()
    expect(page.get_by_role("main")).to_contain_text("Three")
