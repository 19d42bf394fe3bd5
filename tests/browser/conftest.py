"""Tests in a real Chromium, against the running site.

They read pages as readers do: by what is written on them, never by class names. Whatever a test
is about, it fails when a page asks anything of another site, logs an error or breaks the content
security policy.

Such tests commit, so Django empties the database after each of them.
"""

import os
import shutil
from importlib import import_module

import pytest
from django.apps import apps
from django.core.cache import caches
from django.db import connection
from playwright.sync_api import expect, sync_playwright

from tests.browser.story import tell
from tests.browser.watch import Watch

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
]
MISSING = "These tests need Chromium: install it, or say in CHROMIUM= where yours is."
PATIENCE = 10_000  # milliseconds


@pytest.fixture(scope="session")
def chromium():
    """Where Chromium is. Without one the tests are skipped; in CI they fail."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if found is None and os.environ.get("CI") == "true":
        pytest.fail(MISSING)
    if found is None:
        pytest.skip(MISSING)
    return found


@pytest.fixture(scope="package")
def groups_are_left_behind(django_db_setup, django_db_blocker):
    """Whatever comes after these tests finds the groups that a migration made."""
    yield
    with django_db_blocker.unblock():
        make_groups()


@pytest.fixture(scope="package")
def browser(chromium, groups_are_left_behind):
    """One Chromium for all tests here."""
    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as patch:
        # Playwright runs an event loop in this thread, where Django would refuse to query.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        expect.set_options(timeout=PATIENCE)
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser, live_server):
    """Opens a page in a browser of its own: `open_page(java_script_enabled=False)`."""
    watch, contexts = Watch(live_server.url), []

    def open_page(**options):
        context = browser.new_context(base_url=live_server.url, reduced_motion="reduce", **options)
        context.set_default_timeout(PATIENCE)
        watch.follow(context)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
    assert watch.problems == []


@pytest.fixture
def story(transactional_db, settings, tmp_path):
    """A small story that shows everything a page can show."""
    settings.MEDIA_ROOT = tmp_path
    return tell()


@pytest.fixture
def groups(transactional_db):
    """The groups of editors, which emptying the database takes away."""
    make_groups()


@pytest.fixture(autouse=True)
def _pages_are_made_anew():
    """The server keeps pages as it does for readers, but none of another test's."""
    caches["pages"].clear()


def make_groups():
    groups = import_module("people.migrations.0002_groups")
    quotes = import_module("people.migrations.0005_quotes_for_editors")
    with connection.schema_editor() as schema_editor:
        groups.make_groups(apps, schema_editor)
        quotes.grant(apps, schema_editor)
