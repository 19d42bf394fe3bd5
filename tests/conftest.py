import os

import hypothesis
import pytest
from django.db import connection
from django.utils import timezone

DUMMY = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}


@pytest.fixture(autouse=True)
def _pages_are_made_anew(settings):
    """A test is one transaction, so within it the edition never changes: keep no pages.

    `tests/newsroom/test_middleware.py` commits, and puts the real cache back.
    """
    settings.CACHES = {**settings.CACHES, "pages": DUMMY}


@pytest.fixture(autouse=True)
def _static_files_are_looked_up_when_asked_for(settings):
    """Every test has a client, and every client would go through all of them first."""
    settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture(autouse=True)
def _every_row_is_on_the_first_page_of_a_sitemap(monkeypatch):
    """A page has a range of keys, and keys go on from test to test."""
    monkeypatch.setattr("articles.sitemaps.KeyedSitemap.limit", 1_000_000_000)


@pytest.fixture
def commit(db):
    """Do what waits for the end of the transaction, which in a test never comes."""

    def run():
        waiting, connection.run_on_commit = connection.run_on_commit, []
        for _, function, *_ in waiting:
            function()

    return run


@pytest.fixture
def at(monkeypatch):
    """Make it another moment: `at(moment)`."""

    def set_clock(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return set_clock


# The same examples on every run of the continuous integration; new ones on one's own machine.
hypothesis.settings.register_profile("ci", derandomize=True, deadline=None)
if os.environ.get("CI"):
    hypothesis.settings.load_profile("ci")
