import pytest

DUMMY = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}


@pytest.fixture(autouse=True)
def _pages_are_made_anew(settings):
    """A test is one transaction, so within it the edition never changes: keep no pages.

    `tests/newsroom/test_middleware.py` commits, and puts the real cache back.
    """
    settings.CACHES = {**settings.CACHES, "pages": DUMMY}
