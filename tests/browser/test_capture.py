"""Recording what an article says, on the page made for it."""

import threading

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Article
from people.admin.capture import record_url
from people.models import Citation, Interaction, Quote
from tests import factories
from tests.browser import task
from tests.browser.test_accessibility import DESK, TELEPHONE, axe_problems, outline_problems

pytestmark = pytest.mark.browser

PASSWORD = "a long word for it"
MET = "Mary Brook met John Field in Geneva on 29 December 2016."
TABLET = {"width": 768, "height": 1024}
COLD = "It was a cold day."
CALLED = "Peter Marsh called John Field by telephone in January 2017."
SAID = "“We talked about fish,” Peter Marsh said."
TEXT = f"<p>{COLD} {MET} {COLD}</p><p>{CALLED}</p><p>{SAID}</p>"


@pytest.fixture
def people(groups):
    return [factories.person(name) for name in task.PEOPLE]


@pytest.fixture
def enter(people, open_page):
    """The admin in a browser of its own, with an editor logged in."""
    editor = User.objects.create_user("clara", password=PASSWORD, is_staff=True)
    editor.groups.add(Group.objects.get(name="Editor"))

    def enter(**options):
        page = open_page(**options)
        page.goto("/admin/")
        page.get_by_label("Username").fill("clara")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Log in").click()
        expect(page.get_by_role("button", name="Log out")).to_be_visible()
        return page

    return enter


@pytest.fixture
def article(people):
    return factories.article("Two envoys", body=TEXT, published="2017-02-13")


@pytest.fixture
def page(enter, article):
    page = enter()
    page.goto(record_url(article))
    return page


def sentence(page, words):
    return page.locator(".sentence", has_text=words)


def said(page):
    return page.get_by_role("status", name="Done")


def test_an_article_with_four_interactions_is_published_by_keyboard_alone(enter):
    factories.outlet(task.OUTLET)
    page = enter(permissions=["clipboard-read", "clipboard-write"])
    hands = task.Hands(page)

    task.do(hands)

    article = Article.objects.get(headline=task.HEADLINE)
    assert article.is_public
    assert article.body_text == task.as_paragraphs()
    assert [(i.kind, i.when.words()) for i in Interaction.objects.published()] == [
        ("meeting", "29 December 2016"),
        ("phone_call", "11 January 2017"),
        ("meeting", "February 2017"),
        ("payment", "3 March 2017"),
    ]


def test_one_key_opens_a_suggestion_and_one_confirms_it(page):
    expect(sentence(page, MET)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_label("What happened")).to_be_focused()
    page.keyboard.press("Enter")

    expect(said(page)).to_have_text("Recorded: Mary Brook met John Field")
    expect(sentence(page, CALLED)).to_be_focused()
    record = page.get_by_role("region", name="On record from it")
    expect(record).to_contain_text("Mary Brook met John Field")
    assert Citation.objects.get().exact == MET


def test_what_looks_the_same_is_cited_with_one_key(page, people):
    known = factories.interaction("They met in a hotel.", when="2016-12", people=people[:2])
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Cite it")).to_be_focused()
    page.keyboard.press("Enter")

    expect(said(page)).to_have_text("Cited: They met in a hotel.")
    assert Citation.objects.get().interaction == known


def test_enter_pressed_twice_never_cites_what_is_only_alike(page, people):
    factories.interaction("They met in a hotel.", when="unknown", people=people[:2])
    page.keyboard.press("Enter")
    offered = page.get_by_role("group", name="Is it one of these, on record already?")
    expect(offered).to_contain_text("They met in a hotel.")
    expect(page.get_by_label("What happened")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(offered.get_by_role("button", name="Cite it")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(said(page)).to_have_text("Recorded: Mary Brook met John Field")


def test_words_are_selected_with_the_keyboard(page):
    page.keyboard.press("k")
    expect(sentence(page, COLD).first).to_be_focused()
    page.keyboard.press("Shift+ArrowDown")
    expect(sentence(page, MET)).to_be_focused()
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Control+ArrowRight")
    page.keyboard.press("Alt+i")

    words = page.get_by_label("Words of the article")
    expect(words).to_have_value(f"{COLD} {MET}".removeprefix("It ").removesuffix("."))
    expect(page.get_by_label("When")).to_have_value("29 December 2016")


def test_words_are_selected_with_the_mouse(page):
    first, last = (sentence(page, CALLED).get_by_text(name) for name in ("Peter", "John"))
    start, end = first.bounding_box(), last.bounding_box()
    page.mouse.move(start["x"] + 1, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(end["x"] + end["width"], end["y"] + end["height"] / 2, steps=4)
    page.mouse.up()
    page.get_by_role("button", name="Record selected words").click()

    words = page.get_by_label("Words of the article")
    expect(words).to_have_value("Peter Marsh called John Field")


def test_a_click_on_a_sentence_opens_its_form(page):
    sentence(page, COLD).first.click()

    expect(page.get_by_label("Words of the article")).to_have_value(COLD)


def test_a_quote_is_accepted_a_suggestion_set_aside_and_the_last_deed_undone(page, people):
    page.keyboard.press("End")
    page.keyboard.press("q")
    expect(said(page)).to_have_text("Quote recorded: Peter Marsh")
    assert Quote.objects.get().speaker == people[2]

    page.keyboard.press("u")
    expect(said(page)).to_have_text("Taken back: Peter Marsh")
    expect(sentence(page, SAID)).to_be_focused()
    assert not Quote.objects.exists()

    page.keyboard.press("p")
    expect(sentence(page, CALLED)).to_be_focused()
    page.keyboard.press("x")
    expect(said(page)).to_have_text("Set aside: phone call.")
    expect(page.get_by_role("link", name="Phone call")).to_have_count(0)


def test_what_was_set_aside_is_brought_back_by_keyboard(page):
    page.keyboard.press("x")
    expect(said(page)).to_have_text("Set aside: meeting.")
    expect(sentence(page, CALLED)).to_be_focused()
    for _ in range(3):  # past the two buttons above the text
        page.keyboard.press("Shift+Tab")
    expect(page.get_by_text("1 set aside")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("listitem").filter(has_text="Bring back")).to_contain_text(MET)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(said(page)).to_have_text("Brought back: meeting.")
    expect(sentence(page, MET)).to_be_focused()
    expect(page.get_by_role("link", name="Suggestion: Meeting")).to_be_visible()
    expect(page.get_by_text("set aside")).to_have_count(0)


def test_mistakes_are_told_in_the_form_and_put_right(page):
    page.keyboard.press("Enter")
    page.get_by_label("When", exact=True).fill("soon")
    expect(page.get_by_text("“soon” is not a date").first).to_be_visible()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_label("When", exact=True)).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("When", exact=True)).to_be_focused()
    page.get_by_label("When", exact=True).fill("about June 2016")
    expect(page.get_by_text("Readers see: About June 2016")).to_be_visible()
    page.keyboard.press("Enter")

    expect(said(page)).to_contain_text("Recorded")
    assert Interaction.objects.get().when.words() == "About June 2016"


def test_what_was_typed_is_not_dropped_by_another_click(page):
    page.keyboard.press("Enter")
    page.get_by_label("What happened").fill("They met at night")
    sentence(page, COLD).first.click()
    expect(said(page)).to_contain_text("Record what is in the form first")
    expect(page.get_by_label("What happened")).to_have_value("They met at night")

    page.keyboard.press("Escape")
    expect(page.get_by_label("What happened")).to_have_count(0)
    sentence(page, CALLED).click()
    expect(page.get_by_label("What happened")).to_be_focused()


def test_the_text_is_shown_anew_when_it_was_changed_meanwhile(page, article):
    article.body = TEXT.replace(COLD, "It was a warm day.")
    article.save()
    sentence(page, CALLED).click()

    expect(said(page)).to_contain_text("The text was changed meanwhile")
    expect(sentence(page, "It was a warm day.").first).to_be_visible()


def test_no_page_is_loaded_while_recording(page):
    loads = []
    page.on("framenavigated", lambda frame: loads.append(frame.url))
    for name in ("Mary Brook met John Field", "Peter Marsh spoke by telephone"):
        page.keyboard.press("Enter")
        expect(page.get_by_label("What happened")).to_be_focused()
        page.keyboard.press("Enter")
        expect(said(page)).to_contain_text(name)

    assert loads == []


def test_nothing_is_lost_when_the_server_does_not_answer(page):
    working = threading.Event()

    def answer(route):
        if route.request.method == "GET" or working.is_set():
            route.continue_()
        else:
            route.fulfill(status=200, body="Sorry.")

    # Before the page is loaded: a page that is open may send one request more.
    page.route("**/record/", answer)
    page.reload()
    page.keyboard.press("Enter")
    page.get_by_label("What happened").fill("They met at night")
    page.keyboard.press("Enter")
    expect(said(page)).to_contain_text("Nothing is lost; try again")

    working.set()
    page.keyboard.press("Enter")
    expect(said(page)).to_have_text("Recorded: They met at night")


def test_a_question_mark_shows_the_keys_unless_one_is_typing(page):
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys")
    expect(keys).to_be_visible()
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    expect(sentence(page, MET)).to_be_focused()

    page.keyboard.press("Enter")
    page.get_by_label("What happened").press("?")
    expect(keys).to_be_hidden()


def test_tab_leads_out_of_the_text_and_through_the_form(page):
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Suggestion: Meeting")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Set aside: Meeting")).to_be_focused()
    page.get_by_role("button", name="Set aside: Quote: Peter Marsh").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Or paste words of the article")).to_be_focused()


def test_words_selected_in_the_form_of_an_article_are_recorded_from(enter, article):
    page = enter()
    page.goto(reverse("admin:articles_article_change", args=[article.pk]))
    page.get_by_role("textbox", name="Body").get_by_text(CALLED).click(click_count=3)
    page.keyboard.press("Alt+i")

    expect(page.get_by_label("Words of the article")).to_have_value(CALLED)


def test_everything_can_be_done_without_javascript(enter, article):
    page = enter(java_script_enabled=False)
    page.goto(record_url(article))
    page.get_by_role("link", name="Suggestion: Meeting").click()
    expect(page.get_by_label("What happened")).to_have_value("Mary Brook met John Field")
    page.get_by_role("button", name="Record").click()
    expect(page.get_by_text("Recorded: Mary Brook met John Field")).to_be_visible()

    page.get_by_label("Or paste words of the article").fill(COLD)
    page.get_by_role("button", name="Find these words").click()
    expect(page.get_by_text("These words stand in the article 2 times.")).to_be_visible()
    page.get_by_label("Or paste words of the article").fill('"We talked about fish"')
    page.get_by_role("button", name="Find these words").click()
    expect(page.get_by_label("Words of the article")).to_have_value("We talked about fish")
    page.get_by_role("link", name="Cancel").click()
    expect(page.get_by_label("What happened")).to_have_count(0)

    page.get_by_role("button", name="Suggestion: Quote: Peter Marsh").click()
    expect(page.get_by_text("Quote recorded: Peter Marsh")).to_be_visible()
    page.get_by_role("button", name="Set aside: Phone call").click()
    expect(page.get_by_text("No suggestions left")).to_be_visible()
    page.get_by_role("button", name="Undo: quote of Peter Marsh").click()
    expect(page.get_by_text("1 suggestion left")).to_be_visible()
    page.get_by_text("1 set aside").click()
    page.get_by_role("button", name="Bring back: Phone call: Peter Marsh, John Field").click()
    expect(page.get_by_text("2 suggestions left")).to_be_visible()


@pytest.mark.parametrize("viewport", [DESK, TABLET, TELEPHONE])
def test_nothing_stands_in_the_way_of_an_editor(enter, article, people, viewport):
    page = enter(viewport=viewport)
    page.goto(record_url(article))
    assert [*outline_problems(page), *axe_problems(page)] == []

    factories.interaction(when="2016-12", people=people[:2])
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Cite it")).to_be_focused()
    assert [*outline_problems(page), *axe_problems(page)] == []

    page.get_by_label("What happened").fill("")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("This field is required.")).to_be_visible()
    assert [*outline_problems(page), *axe_problems(page)] == []

    page.get_by_label("What happened").fill("They met")
    page.keyboard.press("Control+Enter")
    expect(said(page)).to_have_text("Recorded: They met")
    page.get_by_role("button", name="Set aside: Phone call").click()
    page.get_by_text("1 set aside").click()
    expect(page.get_by_role("button", name="Bring back: Phone call")).to_be_visible()
    assert [*outline_problems(page), *axe_problems(page)] == []

    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    assert [*outline_problems(page), *axe_problems(page)] == []
