import json

import pytest
from django.db import transaction

from people.demo import loading, story


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demo story, loaded once for all tests of a module, which only look at it."""
    with django_db_blocker.unblock(), transaction.atomic():
        loading.load(story.read())
        yield
        transaction.set_rollback(True)


@pytest.fixture
def source(tmp_path):
    """Write a file, as text or JSON: `source("a.csv", "…")` is its path."""

    def write(name, content):
        path = tmp_path / name
        path.write_text(content if isinstance(content, str) else json.dumps(content))
        return path

    return write
