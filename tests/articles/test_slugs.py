import pytest
from django.core.validators import validate_slug
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Outlet
from articles.slugs import MAX_LENGTH, free_slug, slug_for
from tests import factories as make


def test_a_slug_is_the_text_in_small_ascii_letters():
    assert slug_for("Flynn resigns: “I’m sorry”", "article") == "flynn-resigns-im-sorry"
    assert slug_for("Müller in Łódź", "article") == "muller-in-lodz"
    assert slug_for("Путин", "person") == "putin"


@pytest.mark.parametrize("text", ["", "  ", "?!", "\0", "\ud800"])
def test_a_text_without_letters_gets_the_fallback(text):
    assert slug_for(text, "article") == "article"


def test_a_long_text_is_cut_at_a_word():
    slug = slug_for("a very long headline " * 20, "article")

    assert len(slug) <= MAX_LENGTH
    assert slug.endswith(("-a", "-very", "-long", "-headline"))


def test_one_word_longer_than_a_slug_is_cut_all_the_same():
    assert slug_for("a" * 10_000, "article") == "a" * MAX_LENGTH


@given(st.text())
def test_a_slug_is_always_one_that_an_address_can_hold(text):
    slug = slug_for(text, "article")

    validate_slug(slug)
    assert len(slug) <= MAX_LENGTH


@pytest.mark.django_db
def test_a_taken_slug_is_numbered():
    slugs = []
    for _ in range(3):
        slugs.append(free_slug("Flynn resigns", "article", Outlet.objects.all()))
        make.outlet(slug=slugs[-1])

    assert slugs == ["flynn-resigns", "flynn-resigns-2", "flynn-resigns-3"]


@pytest.mark.django_db
def test_a_long_taken_slug_keeps_room_for_its_number():
    text = "word " * 40
    make.outlet(slug=free_slug(text, "article", Outlet.objects.all()))
    second = free_slug(text, "article", Outlet.objects.all())

    assert second.endswith("-2")
    assert len(second) <= MAX_LENGTH


@pytest.mark.django_db
def test_a_slug_that_only_begins_like_a_taken_one_is_free():
    make.outlet(slug="flynn-resigns-again")

    assert free_slug("Flynn resigns", "article", Outlet.objects.all()) == "flynn-resigns"
