import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.importers import values

NOON = dt.datetime(2016, 12, 29, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    "told",
    [
        "2016-12-29T12:00:00Z",
        "2016-12-29T07:00:00-05:00",
        "2016-12-29 12:00",
        "Thu, 29 Dec 2016 12:00:00 GMT",
        "Thu, 29 Dec 2016 07:00:00 -0500",
        1483012800,
        1483012800000,
        "1483012800",
        {"$date": 1483012800000},
        {"$date": "2016-12-29T12:00:00Z"},
    ],
)
def test_one_moment_is_read_however_it_is_written(told):
    assert values.moment(told) == NOON


@pytest.mark.parametrize(
    "told", ["2016-12-29", "December 29, 2016", "Dec 29, 2016", "29 December 2016", "2016/12/29"]
)
def test_a_day_alone_is_its_beginning(told):
    assert values.moment(told) == NOON.replace(hour=0)


@pytest.mark.parametrize("told", [None, "", " ", {}, {"$date": None}, [], False])
def test_nothing_told_is_no_moment(told):
    assert values.moment(told) is None


@pytest.mark.parametrize("told", ["soon", "31.12.2016", "2017-02-31", "99999999999999999999"])
def test_a_date_that_cannot_be_read_is_an_error_that_quotes_it(told):
    with pytest.raises(ValueError, match=f"its date “{told}” cannot be read"):
        values.moment(told)


@pytest.mark.parametrize("told", ["0001-01-01", "0001-01-01T00:00:00Z", "9999-12-31", "1066-10-14"])
def test_a_date_that_stands_for_none_is_an_error(told):
    with pytest.raises(ValueError, match="cannot be meant"):
        values.moment(told)


def test_a_date_some_weeks_ahead_is_taken_at_its_word():
    ahead = dt.datetime.now(dt.UTC).replace(microsecond=0) + dt.timedelta(days=40)
    assert values.moment(ahead.isoformat()) == ahead


@given(st.recursive(st.none() | st.floats() | st.integers() | st.text(), st.lists))
def test_any_value_is_a_moment_none_or_a_value_error(value):
    try:
        moment = values.moment(value)
    except ValueError:
        return
    assert moment is None or moment.tzinfo is not None


@pytest.mark.parametrize(
    ("authors", "printed"),
    [
        ("By Ann Field", "Ann Field"),
        ("by: Ann Field; BY John Brook", "Ann Field, John Brook"),
        (["Ann Field", "John Brook", "ann field"], "Ann Field, John Brook"),
        ([{"name": "Ann Field", "url": "https://news.example/ann"}], "Ann Field"),
        ('Ann Field, "John OBrook"', "Ann Field, John OBrook"),
        ("Ann Field, Daily Correspondent", "Ann Field, Daily Correspondent"),
        ("https://news.example/ann", ""),
        (None, ""),
    ],
)
def test_authors_become_a_byline(authors, printed):
    assert values.byline(authors) == printed


def test_a_byline_of_too_many_authors_ends_with_a_whole_name():
    names = [f"Correspondent {letter * 10}" for letter in "abcdefghijklmnopqrstuvwxyz"]
    printed = values.byline(names)
    assert len(printed) <= values.MAX_BYLINE
    assert printed.split(", ") == names[: len(printed.split(", "))]


@pytest.mark.parametrize(
    ("given_tags", "read"),
    [
        ("white_house", ("White House",)),
        ("fbi", ("FBI",)),
        ("us_senate", ("US Senate",)),
        ("women's_issues", ("Women's Issues",)),
        ("economy_and_jobs", ("Economy and Jobs",)),
        ("voting-rights", ("Voting Rights",)),
        ("Brexit, EU;brexit", ("Brexit", "EU")),
        (["Field, Ann", "#trade"], ("Field, Ann", "Trade")),
        ([{"term": "Trade"}, {"name": "Élections"}], ("Trade", "Élections")),
        ([], ()),
        (None, ()),
    ],
)
def test_tags_are_written_as_readers_see_them(given_tags, read):
    assert values.tags(given_tags) == read


def test_of_long_lists_of_keywords_the_first_few_are_tags():
    assert len(values.tags([f"Subject {number}" for number in range(50)])) == values.MOST_TAGS


def test_sentences_are_no_tags():
    sentence = "what somebody thought a machine would like"
    assert values.tags([sentence, "x" * 101, "Trade"]) == ("Trade",)


@pytest.mark.parametrize(
    ("misread", "meant"),
    [
        ("Fieldâ€™s", "Field’s"),
        ("â€œYesâ€\x9d", "“Yes”"),
        ("2015â€“2016", "2015–2016"),
        ("là\u00a0» É… Ã©", "là\u00a0» É… Ã©"),
        ("â€", "â€"),
    ],
)
def test_only_what_was_certainly_misread_is_mended(misread, meant):
    assert values.mended(misread) == meant


@given(st.text())
def test_mending_twice_is_mending_once(text):
    assert values.mended(values.mended(text)) == values.mended(text)


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("The Daily", "The Daily"),
        ("http://www.daily.example", "daily.example"),
        ({"name": "The Daily"}, "The Daily"),
        ("http://[", ""),
        (None, ""),
    ],
)
def test_an_outlet_is_a_name_or_the_host_of_an_address(value, name):
    assert values.outlet(value) == name


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("https://news.example/a?b=c", "https://news.example/a?b=c"),
        (" //news.example/a ", "https://news.example/a"),
        ("/relative/path", ""),
        ("javascript:alert(1)", ""),
        ("https://user@news.example/", ""),
        ("https://news.example/" + "a" * 1000, ""),
        (7, ""),
    ],
)
def test_only_the_address_of_a_web_page_is_one(value, address):
    assert values.address(value) == address


@pytest.mark.parametrize(
    ("value", "tag"),
    [("en", "en"), ("EN_us", "en-us"), ("English", ""), ("zh-hant-tw-x-long-tag", ""), (None, "")],
)
def test_a_language_is_a_tag_or_nothing(value, tag):
    assert values.language(value) == tag
