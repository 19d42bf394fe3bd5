import json

import pytest
from django.db import transaction

from people.demo import loading, story
from people.status import Stance
from tests import factories as make


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


@pytest.fixture
def brook():
    return make.person("Mary Brook", description="An envoy.", aliases=["Molly Stone"])


@pytest.fixture
def call(brook):
    """A call of Brook and Hill, reported in January 2017 and denied by Hill in February."""
    hill = make.person("Ann Hill")
    make.role(hill, "minister", began="2016-01-01")
    call = make.interaction(
        "Brook calls Hill.",
        kind="phone_call",
        when="about December 2016",
        people=[brook, hill],
        place="Geneva",
        occurrences=2,
    )
    paper = make.outlet("The Courier")
    reporting = make.article("Envoy calls", published="2017-01-01", outlet=paper)
    denying = make.article("Minister denies", published="2017-02-01", outlet=paper)
    make.citation(call, reporting, attributed_to_words="two officials")
    make.citation(
        call, denying, stance=Stance.DENIES, attributed_to_person=hill, exact="Neither would say"
    )
    return call
