"""Every kind of page, light and dark, on a telephone and on a desk."""

from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.template.loader import render_to_string
from django.urls import get_resolver

from tests.browser.page_kinds import FOR_PROGRAMS, PAGE_KINDS

pytestmark = pytest.mark.browser

TELEPHONE = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 800}
# What axe looks at: everything in light, and in dark the colours.
SCHEMES = {
    "light": {"resultTypes": ["violations"]},
    "dark": {
        "resultTypes": ["violations"],
        "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    },
}
KINDS = [pytest.param(kind, id=kind.name) for kind in PAGE_KINDS]

OUTLINE = """() => ({
  headings: [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map((h) => +h.tagName[1]),
  ids: [...document.querySelectorAll("[id]")].map((element) => element.id),
  overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
})"""
UNFOLD = """() => {
  for (const details of document.querySelectorAll("main details")) {
    details.removeAttribute("name");
    details.open = true;
  }
}"""
# What a reader may set, by success criterion 1.4.12 of the Web Content Accessibility Guidelines.
SPACE_OUT = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important; }
    p { margin-block-end: 2em !important; }
  `);
  document.adoptedStyleSheets = [sheet];
}"""
CLIPPED = """() => [...document.querySelectorAll("body *")]
  .filter((element) => {
    const style = getComputedStyle(element);
    return style.overflowX !== "visible" && style.overflowX !== "auto"
      && style.clipPath === "none" && style.webkitLineClamp === "none"
      && element.checkVisibility()
      && (element.scrollWidth > element.clientWidth + 1
        || element.scrollHeight > element.clientHeight + 1);
  })
  .map((element) => `${element.className || element.tagName}: ${element.innerText}`)
"""


def problems_of(page) -> list[str]:
    """What is wrong with an open page, all that is folded unfolded."""
    page.evaluate(UNFOLD)
    return [*outline_problems(page), *axe_problems(page)]


def outline_problems(page) -> list[str]:
    outline = page.evaluate(OUTLINE)
    headings, ids = outline["headings"], outline["ids"]
    problems = [f"id “{name}” twice" for name in set(ids) if ids.count(name) > 1]
    if headings.count(1) != 1:
        problems.append(f"{headings.count(1)} headings of level 1")
    if any(after > before + 1 for before, after in pairwise([0, *headings])):
        problems.append(f"a heading level is skipped: {headings}")
    if outline["overflow"] > 0:
        problems.append(f"{outline['overflow']} pixels wider than the screen")
    return problems


def axe_problems(page) -> list[str]:
    problems = []
    for scheme, options in SCHEMES.items():
        page.emulate_media(color_scheme=scheme)
        for violation in Axe().run(page, options=options).response["violations"]:
            places = [node["target"] for node in violation["nodes"]]
            problems.append(f"{scheme}: {violation['help']}: {places}")
    return problems


def spacing_problems(page) -> list[str]:
    """What is cut off, or sticks out, once a reader has spaced out the text."""
    page.evaluate(SPACE_OUT)
    clipped = [f"cut off: {text}" for text in page.evaluate(CLIPPED)]
    return [*clipped, *outline_problems(page)]


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_stands_in_the_way_of_a_reader_at_a_desk(kind, story, open_page):
    page = open_page(viewport=DESK)

    assert page.goto(kind.address(story)).status == kind.status
    assert problems_of(page) == []


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_stands_in_the_way_of_a_reader_with_a_telephone(kind, story, open_page):
    page = open_page(viewport=TELEPHONE)

    assert page.goto(kind.address(story)).status == kind.status
    assert problems_of(page) == []
    assert spacing_problems(page) == []


@pytest.mark.parametrize("template", ["500.html", "503.html"])
def test_the_pages_for_trouble_are_readable_too(template, live_server, open_page):
    page = open_page(viewport=TELEPHONE)
    page.route("**/trouble/", lambda route: route.fulfill(body=render_to_string(template)))

    page.goto("/trouble/")

    assert problems_of(page) == []


def test_no_two_routes_share_a_title(story, open_page):
    page = open_page(java_script_enabled=False)
    routes = {}
    for kind in PAGE_KINDS:
        page.goto(kind.address(story))
        routes.setdefault(page.title(), set()).add(kind.route)

    assert "" not in routes
    assert {title: found for title, found in routes.items() if len(found) > 1} == {}


def test_every_route_for_readers_is_among_the_kinds():
    namespaces = get_resolver().namespace_dict
    routes = {
        f"{namespace}:{name}"
        for namespace in ("newsroom", "articles", "people")
        for name in namespaces[namespace][1].reverse_dict
        if isinstance(name, str)
    }

    assert {kind.route for kind in PAGE_KINDS if kind.route} == routes - FOR_PROGRAMS
