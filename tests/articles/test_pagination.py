import datetime as dt
from contextlib import suppress

import pytest
from django.db.models import F
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Article, Tag
from articles.pagination import (
    NEWEST_ARTICLES,
    OLDEST_ARTICLES,
    AnyOf,
    BadCursor,
    Key,
    MergedPage,
    Page,
    count_up_to,
)
from tests import factories as make

BY_NAME = (Key("name", str), Key("pk", int))


@pytest.fixture
def seven_articles(db):
    """Two on each of three days and one more, so that dates alone do not tell them apart."""
    days = ["2017-01-01", "2017-01-02", "2017-01-03"]
    outlet = make.outlet()
    rows = [make.article(published=day, outlet=outlet) for day in days for _ in range(2)]
    return [*rows, make.article(published=days[0], outlet=outlet)]


def walk(keys, size, queryset=None):
    """All pages from the first to the last, by the cursor each gives for the next."""
    queryset = Article.objects.all() if queryset is None else queryset
    pages = [Page(queryset, keys, size=size)]
    while cursor := pages[-1].next_cursor:
        pages.append(Page(queryset, keys, size=size, after=cursor))
    return pages


@pytest.mark.parametrize("keys", [NEWEST_ARTICLES, OLDEST_ARTICLES])
@pytest.mark.parametrize("size", [1, 2, 3, 7, 20])
def test_the_pages_together_hold_every_row_once_and_in_order(seven_articles, keys, size):
    newest_first = sorted(seven_articles, key=lambda row: (row.published_at, row.pk), reverse=True)
    expected = newest_first if keys is NEWEST_ARTICLES else newest_first[::-1]

    assert [row for page in walk(keys, size) for row in page] == expected


@pytest.mark.parametrize("size", [1, 2, 3])
def test_the_way_back_leads_over_the_same_pages(seven_articles, size):
    pages = walk(NEWEST_ARTICLES, size)
    back = [pages[-1]]
    while cursor := back[-1].previous_cursor:
        back.append(Page(Article.objects.all(), NEWEST_ARTICLES, size=size, before=cursor))

    forwards = [row for page in pages for row in page]
    assert [row for page in reversed(back) for row in page] == forwards


def test_the_first_page_has_none_before_and_the_last_none_after(seven_articles):
    first, *_, last = walk(NEWEST_ARTICLES, 3)

    assert first.previous_cursor is None
    assert first.next_cursor is not None
    assert last.previous_cursor is not None
    assert last.next_cursor is None


def test_a_page_that_is_exactly_full_has_none_after(seven_articles):
    assert Page(Article.objects.all(), NEWEST_ARTICLES, size=7).next_cursor is None


def test_a_page_costs_one_query_and_one_row_more_than_it_shows(
    seven_articles, django_assert_num_queries
):
    with django_assert_num_queries(1) as queries:
        page = Page(Article.objects.all(), NEWEST_ARTICLES, size=3)
        assert (len(page), bool(page.next_cursor), page.previous_cursor) == (3, True, None)

    assert "LIMIT 4" in queries[0]["sql"]
    assert "OFFSET" not in queries[0]["sql"]
    assert "COUNT" not in queries[0]["sql"]


def test_rows_that_appear_meanwhile_move_nothing_to_another_page(seven_articles):
    first = Page(Article.objects.all(), NEWEST_ARTICLES, size=3)
    rest = [row for page in walk(NEWEST_ARTICLES, 3)[1:] for row in page]
    cursor = first.next_cursor
    make.article(published="2017-02-01")

    second = Page(Article.objects.all(), NEWEST_ARTICLES, size=3, after=cursor)
    assert list(second) == rest[:3]


@pytest.mark.parametrize("keys", [NEWEST_ARTICLES, OLDEST_ARTICLES])
@pytest.mark.parametrize("size", [1, 2, 3, 20])
def test_several_querysets_are_paged_as_one_list(seven_articles, keys, size):
    evens, odds = (Article.objects.alias(odd=F("pk") % 2).filter(odd=odd) for odd in (0, 1))
    expected = list(Page(Article.objects.all(), keys))
    pages = [MergedPage([evens, odds], keys, size=size)]
    while cursor := pages[-1].next_cursor:
        pages.append(MergedPage([evens, odds], keys, size=size, after=cursor))
    assert [row for page in pages for row in page] == expected

    back = [pages[-1]]
    while cursor := back[-1].previous_cursor:
        back.append(MergedPage([evens, odds], keys, size=size, before=cursor))
    assert [row for page in reversed(back) for row in page] == expected


@pytest.mark.django_db
def test_names_are_paged_as_the_database_sorts_them():
    names = ["Ann", "ann", "Zoë", "a~b", "~", "Émile", "O'Brien", "ann 2"]
    for name in names:
        Tag.objects.create(name=name, slug=f"t{names.index(name)}")

    expected = list(Tag.objects.order_by("name", "pk"))
    assert [row for page in walk(BY_NAME, 2, Tag.objects.all()) for row in page] == expected


def test_no_rows_are_one_empty_page(db):
    page = Page(Article.objects.all(), NEWEST_ARTICLES)

    assert (list(page), page.next_cursor, page.previous_cursor) == ([], None, None)


def test_a_cursor_beyond_the_last_row_gives_an_empty_page(seven_articles):
    page = Page(Article.objects.all(), NEWEST_ARTICLES, after="0001-01-01T00:00:00+00:00~0")

    assert list(page) == []
    assert page.next_cursor is None


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "~",
        "2017-02-13",
        "2017-02-13T12:00:00+00:00",
        "2017-02-13T12:00:00~1",  # without a time zone
        "2017-02-13T12:00:00+23:59~1",
        "2017-02-31T12:00:00+00:00~1",
        "2017-02-13T12:00:00+00:00~one",
        "2017-02-13T12:00:00+00:00~-1",
        "2017-02-13T12:00:00+00:00~9223372036854775808",
        "2017-02-13T12:00:00+00:00~1~2",
        "1; DROP TABLE articles_article~1",
    ],
)
def test_a_cursor_that_no_page_gave_out_is_refused(cursor):
    with pytest.raises(BadCursor):
        Page(Article.objects.none(), NEWEST_ARTICLES, after=cursor)


@given(st.text())
def test_any_text_is_a_cursor_or_refused_as_one(text):
    for keys in (NEWEST_ARTICLES, BY_NAME, (Key("sort_date", dt.date), Key("pk", int))):
        with suppress(BadCursor):
            Page(Article.objects.none(), keys, after=text)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "cursor",
    ["0001-01-01T00:00:00+00:00~0", "9999-12-31T23:59:59.999999+00:00~9223372036854775807"],
)
def test_the_outermost_cursors_are_no_trouble_to_the_database(cursor):
    for direction in ("after", "before"):
        assert list(Page(Article.objects.all(), NEWEST_ARTICLES, **{direction: cursor})) == []


@pytest.mark.django_db
@pytest.mark.parametrize(("rows", "counted"), [(0, 0), (3, 3), (4, 4), (6, 4)])
def test_counting_stops_right_after_the_limit(rows, counted):
    for number in range(rows):
        make.tag(name=f"Tag {number}")

    assert count_up_to(Tag.objects.all(), 3) == counted


@pytest.mark.parametrize("keys", [NEWEST_ARTICLES, OLDEST_ARTICLES])
@pytest.mark.parametrize("size", [1, 2, 7])
def test_what_several_querysets_have_is_paged_as_one_list_each_row_once(seven_articles, keys, size):
    early = Article.objects.filter(published_at__lt="2017-01-03T00:00Z")
    late = Article.objects.filter(published_at__gt="2017-01-02T00:00Z")

    pages = walk(keys, size, AnyOf(early, late))

    whole = list(Page(Article.objects.all(), keys))
    assert [row for page in pages for row in page] == whole
    back = Page(AnyOf(early, late), keys, size=size, before=pages[-1].previous_cursor)
    assert pages[-1].previous_cursor is None or list(back) == list(pages[-2])


def test_what_several_querysets_have_is_counted_once_and_no_further_than_the_limit(seven_articles):
    everything = Article.objects.all()

    assert count_up_to(AnyOf(everything, everything.order_by("headline")), 10) == 7
    assert count_up_to(AnyOf(everything, everything.order_by("headline")), 3) == 4
