"""How much work it is to publish an article with its record, by keyboard alone.

    python -m benchmarks.capture [CHROMIUM]

A database of its own is filled with three people and an outlet, and dropped afterwards. An
editor who is logged in pastes an article of 750 words, records its four interactions and
publishes it (`tests/browser/task.py`). Printed are presses of keys, pages loaded, the seconds
the program took, and those a person would take: by the keystroke-level model a press takes
0.28 s and a decision 1.35 s (Card, Moran and Newell, "The keystroke-level model for user
performance time with interactive systems", Communications of the ACM 23, 1980), and the four
sentences and what is drafted of them are read at 238 words a minute. Whoever brings an article
in has read it: that is left out.
"""

import os
import shutil
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
os.environ.setdefault("NEWSROOM_LOCAL", "1")

import django

django.setup()

from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from playwright.sync_api import sync_playwright
from pytest_django.live_server_helper import LiveServer

from articles.body import WORDS_PER_MINUTE, word_count
from people.models import Citation
from tests import factories
from tests.browser import task
from tests.browser.conftest import FLAGS, NAMES

PRESS, DECISION = 0.28, 1.35  # seconds
CLIPBOARD = ["clipboard-read", "clipboard-write"]


def logged_in() -> dict:
    """The cookie of an editor."""
    client = Client()
    client.force_login(User.objects.create_superuser("editor"))
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    return {"name": settings.SESSION_COOKIE_NAME, "value": session}


def words_read() -> int:
    """Those of the sentences recorded, and of what was drafted of them."""
    rows = Citation.objects.select_related("interaction")
    return sum(word_count(row.exact) + word_count(row.interaction.summary) for row in rows)


def measure(site: str, chromium: str):
    """Do the task once and print what it took."""
    factories.outlet(task.OUTLET)
    for name in task.PEOPLE:
        factories.person(name)
    hands, loads, took = by_keyboard(site, chromium, logged_in())
    by_hand = hands.presses * PRESS + hands.decisions * DECISION
    reading = words_read() / WORDS_PER_MINUTE * 60
    print(f"presses of keys       {hands.presses:6}")
    print(f"decisions             {hands.decisions:6}")
    print(f"pages loaded          {loads:6}")
    print(f"the program           {took:6.0f} s")
    print(f"a person, by model    {by_hand + reading:6.0f} s, {reading:.0f} of them reading")


def by_keyboard(site: str, chromium: str, cookie: dict) -> tuple[task.Hands, int, float]:
    """The hands that did the task, how many pages were loaded, and seconds."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        context = browser.new_context(base_url=site, permissions=CLIPBOARD)
        context.add_cookies([{**cookie, "url": site}])
        hands, loads = task.Hands(context.new_page()), []
        hands.page.on("load", lambda page: loads.append(page.url))
        started = time.monotonic()
        task.do(hands)
        took = time.monotonic() - started
        browser.close()
    return hands, len(loads), took


def main():
    chromium = sys.argv[1] if len(sys.argv) > 1 else next(filter(None, map(shutil.which, NAMES)))
    usual = connection.settings_dict["NAME"]
    connection.settings_dict["CONN_MAX_AGE"] = 0  # the server's threads leave none behind
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    server = LiveServer("localhost")
    try:
        measure(server.url, chromium)
    finally:
        server.stop()
        connection.creation.destroy_test_db(usual, verbosity=0)


if __name__ == "__main__":
    main()
