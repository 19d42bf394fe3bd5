from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.dates import UNKNOWN, DateError, ImpreciseDate, day_after, from_edtf, parse
from people.periods import FIRST_YEAR, LAST_YEAR, SEASONS, Period, Qualifier

WORDS_READERS_SEE = [
    ("2016-12-29", "29 December 2016"),
    ("2016-12", "December 2016"),
    ("2016", "During 2016 (month not reported)"),
    ("201X", "During the 2010s (year not reported)"),
    ("2016-22", "Summer 2016 (June to August)"),
    ("2016-12~", "About December 2016"),
    ("2016~", "About 2016"),
    ("2016-12?", "Perhaps December 2016"),
    ("2016-12%", "Perhaps about December 2016"),
    ("2016-21~", "About spring 2016"),
    ("[2016-06-03..2016-06-09]", "Between 3 and 9 June 2016"),
    ("[2016-06-29..2016-07-02]", "Between 29 June and 2 July 2016"),
    ("[2016-12-29..2017-01-03]", "Between 29 December 2016 and 3 January 2017"),
    ("[2016-06..2016-11]", "Between June and November 2016"),
    ("[2016-06..2016]", "Between June 2016 and 2016"),
    ("[2010-06..201X]", "Between June 2010 and the 2010s"),
    ("[2016..2016-06]", "Between 2016 and June 2016"),
    ("[2016..2017]", "Between 2016 and 2017"),
    ("[199X..2005]", "Between the 1990s and 2005"),
    ("[2016-06-03~..2016-06-09]", "Between about 3 June 2016 and 9 June 2016"),
    ("[2016-06-03..2016-06-09~]", "Between 3 and about 9 June 2016"),
    ("2016-06/2016-11", "From June to November 2016"),
    ("2016-06-03/2016-06-09", "From 3 to 9 June 2016"),
    ("2008/2017-07", "From 2008 to July 2017"),
    ("2012~/2017-07", "From about 2012 to July 2017"),
    ("2012/..", "From 2012"),
    ("../2017-02-13", "Until 13 February 2017"),
    ("[..2016-05-04]", "By 4 May 2016"),
    ("[..2016-05]", "May 2016 or earlier"),
    ("[2016-05-05..]", "5 May 2016 or later"),
    ("", "Date not reported"),
]

WAYS_TO_TYPE = {
    "2016-12-29": [
        "29 December 2016",
        "29 dec 2016",
        "Dec. 29, 2016",
        "December 29 2016",
        "December 29th, 2016",
        "on the 29th of December 2016",
        "Thursday, 29 December 2016",
        "Thursday, December 29, 2016",
        "  29\u00a0DECEMBER   2016 ",
        "2016/12/29",
        "29/12/2016",
        "12/29/2016",
        "29.12.2016",
        "29-12-2016",
        "2016‑12‑29",
    ],
    "2016-09": ["September 2016", "Sept. 2016", "in sep 2016", "2016-09-XX", "2016-09-xx"],
    "2016": ["2016", "during 2016", "the year 2016", "2016-XX", "2016-XX-XX"],
    "201X": ["201x", "the 2010s", "during the 2010s"],
    "2016-22": ["summer 2016", "the summer of 2016"],
    "2016-23": ["autumn 2016", "fall 2016"],
    "2016~": ["about 2016", "around 2016", "circa 2016", "c. 2016", "c2016", "ca. 2016", "~2016"],
    "2016-12~": ["about December 2016", "About Dec 2016", "about 2016-12", "December 2016~"],
    "2016-12?": ["possibly December 2016", "December 2016 (uncertain)", "December 2016?"],
    "2016-12%": ["perhaps about December 2016", "probably circa Dec. 2016"],
    "[2016-06-03..2016-06-09]": [
        "between 3 and 9 June 2016",
        "between June 3 and 9, 2016",
        "sometime between June 3 and June 9, 2016",
        "between 2016-06-03 and 2016-06-09",
    ],
    "2016-06-03/2016-06-09": [
        "3–9 June 2016",
        "3-9 June 2016",
        "3 — 9 June 2016",
        "June 3-9, 2016",
        "from 3 to 9 June 2016",
        "3 June until 9 June 2016",
        "2016-06-03 - 2016-06-09",
    ],
    "2016-06/2016-11": ["June–November 2016", "June to November 2016", "from 2016-06 to 2016-11"],
    "2012/2017": ["2012-2017", "2012–2017", "from 2012 through 2017"],
    "2012/..": ["since 2012", "from 2012", "2012/"],
    "../2017-07": ["until July 2017", "till July 2017", "up to July 2017", "/2017-07"],
    "[..2017-02-12]": [
        "before 2017-02-13",
        "before 13 February 2017",
        "by 12 February 2017",
        "on or before 12 February 2017",
        "no later than 12 February 2017",
    ],
    "[..2016-04]": ["before May 2016", "by April 2016"],
    "[..2015]": ["before 2016"],
    "[..2016-05]": ["before summer 2016"],
    "[..2009]": ["before the 2010s"],
    "[2016-05-05..]": ["after 4 May 2016", "on or after 5 May 2016", "not before 5 May 2016"],
    "[2016-09..]": ["after August 2016", "after summer 2016"],
    "[2016-12-01..2016-12-10]": ["early December 2016"],
    "[2017-02-11..2017-02-20]": ["mid-February 2017"],
    "[2017-02-21..2017-02-28]": ["late February 2017", "late Feb. 2017"],
    "[2016-01..2016-04]": ["early 2016"],
    "[2016-05..2016-08]": ["mid-2016"],
    "[2016-09..2016-12]": ["in late 2016"],
    "": ["unknown", "UNKNOWN", "", "  ", "?", "not reported", "undated", "XXXX", "xxxx-xx-xx"],
}

REFUSED = [
    ("31 February 2017", "no 31 February 2017", "28 February 2017"),
    ("2016-02-30", "no 30 February 2016", "29 February 2016"),
    ("0 June 2016", "no 0 June 2016", "30 June 2016"),
    ("2017-13", "no month 13", "2017-12"),
    ("2016–17", "“17”", "2016-12"),
    ("32/13/2016", "no month", "29 December 2016"),
    ("0000", "year 0", "2016"),
    ("9999-01-01", "year 9999", "2016"),
    ("5 May 20160", "year 20160", "2016"),
    ("before 1000", "year 999", "2016"),
    ("3/4/16", "four digits", "29 December 2016"),
    ("03/04/2016", "two readings", "3 April 2016 or 4 March 2016"),
    ("winter 2016", "Winter 2016", "between December 2016 and February 2017"),
    ("2016-24", "Winter 2016", "between December 2016 and February 2017"),
    ("between 9 and 3 June 2016", "comes after", "between 3 and 9 June 2016"),
    ("2017/2016", "comes after", "between 2016 and 2017"),
    ("Friday, 29 December 2016", "was a Thursday", "29 December 2016"),
    ("3 June", "needs a year", "3 June 2016"),
    ("between 3 and 9 June", "needs a year", "June 2016"),
    ("summer", "needs a year", "Summer 2016"),
    ("early summer 2016", "month or a year", "early December 2016"),
    ("last month", "last month", "29 December 2016"),
    ("29 December 2016 10:30", "10:30", "29 December 2016"),
    ("about", "about", "29 December 2016"),
    ("2016/2017/2018", "start and an end", "2016-06/2016-11"),
    ("../..", "start and an end", "2016-06/2016-11"),
    ("[2016-06-03,2016-06-09]", "not a date", "29 December 2016"),
    ("[2016", "not a day", "2016-12"),
    ("2016-XX-29", "not a day", "2016-12-29"),
    ("2016-12-29" * 100, "at most 100 characters", "29 December 2016"),
    ("\x00\ud800", "not a date", "29 December 2016"),
]


@pytest.mark.parametrize(("edtf", "words"), WORDS_READERS_SEE)
def test_readers_see_the_date_in_words(edtf, words):
    assert from_edtf(edtf).words() == words
    assert str(from_edtf(edtf)) == words


@pytest.mark.parametrize(
    ("typed", "edtf"), [(typed, edtf) for edtf, ways in WAYS_TO_TYPE.items() for typed in ways]
)
def test_an_editor_may_type_it_in_many_ways(typed, edtf):
    assert parse(typed).edtf == edtf


@pytest.mark.parametrize(("typed", "problem", "example"), REFUSED)
def test_what_cannot_be_meant_is_refused_with_an_example(typed, problem, example):
    with pytest.raises(DateError) as refusal:
        parse(typed)
    told, _, shown = str(refusal.value).partition(" For example: ")
    assert problem in told
    assert example in shown


@pytest.mark.parametrize(("typed", "problem", "example"), REFUSED)
def test_every_example_in_a_refusal_can_itself_be_read(typed, problem, example):
    assert not parse(example.split(" or ")[0]).is_unknown


@pytest.mark.parametrize(
    ("typed", "lower", "upper"),
    [
        ("29 December 2016", date(2016, 12, 29), date(2016, 12, 29)),
        ("February 2016", date(2016, 2, 1), date(2016, 2, 29)),
        ("December 2016", date(2016, 12, 1), date(2016, 12, 31)),
        ("autumn 2016", date(2016, 9, 1), date(2016, 11, 30)),
        ("2016", date(2016, 1, 1), date(2016, 12, 31)),
        ("2010s", date(2010, 1, 1), date(2019, 12, 31)),
        ("about December 2016", date(2016, 12, 1), date(2016, 12, 31)),
        ("between 3 and 9 June 2016", date(2016, 6, 3), date(2016, 6, 9)),
        ("2016-06/2016-11", date(2016, 6, 1), date(2016, 11, 30)),
        ("before 2017-02-13", None, date(2017, 2, 12)),
        ("by 2017-02-13", None, date(2017, 2, 13)),
        ("since 2012", date(2012, 1, 1), None),
        ("unknown", None, None),
    ],
)
def test_the_bounds_are_the_first_and_last_day_it_can_have_been(typed, lower, upper):
    when = parse(typed)
    assert (when.lower, when.upper) == (lower, upper)


def test_the_bounds_for_the_database_exclude_the_day_after():
    assert parse("June 2016").bounds() == (date(2016, 6, 1), date(2016, 7, 1))
    assert parse("by 4 May 2016").bounds() == (None, date(2016, 5, 5))
    assert parse("since 2012").bounds() == (date(2012, 1, 1), None)
    assert UNKNOWN.bounds() is None
    assert day_after(date(2016, 12, 31)) == date(2017, 1, 1)
    assert day_after(None) is None


@pytest.mark.parametrize(
    ("typed", "precision", "marker", "attribute"),
    [
        ("13 February 2017", "day", "filled", "2017-02-13"),
        ("June 2016", "month", "dashed-ring", "2016-06"),
        ("2016", "year", "dashed-ring", "2016"),
        ("summer 2016", "season", "dashed-ring", None),
        ("2010s", "decade", "dashed-ring", None),
        ("about December 2016", "month", "dashed-ring", None),
        ("perhaps 13 February 2017", "day", "dashed-ring", None),
        ("between 3 and 9 June 2016", "between", "dashed-bar", None),
        ("3 to 9 June 2016", "span", "dashed-bar", None),
        ("by 4 May 2016", "by", "half-ring", None),
        ("after 4 May 2016", "after", "half-ring", None),
        ("since 2012", "from", "half-ring", None),
        ("until 2012", "until", "half-ring", None),
        ("unknown", "unknown", "none", None),
    ],
)
def test_precision_decides_the_mark_and_what_html_is_told(typed, precision, marker, attribute):
    when = parse(typed)
    assert (when.precision, when.marker, when.datetime_attr) == (precision, marker, attribute)


@pytest.mark.parametrize(
    ("edtf", "qualifier"),
    [
        ("2016", Qualifier.NONE),
        ("2016~", Qualifier.ABOUT),
        ("2016~/2017", Qualifier.ABOUT),
        ("2016~/2017?", Qualifier.ABOUT_UNCERTAIN),
        ("../2017?", Qualifier.UNCERTAIN),
        ("", Qualifier.NONE),
    ],
)
def test_the_qualifier_is_what_is_said_of_either_end(edtf, qualifier):
    assert from_edtf(edtf).qualifier == qualifier


def test_one_moment_in_a_range_is_not_a_span_that_lasted():
    moment, span = parse("between June and November 2016"), parse("June to November 2016")
    assert moment != span
    assert moment.bounds() == span.bounds()
    assert span.lasting
    assert not moment.lasting


def test_dates_sort_by_lower_bound_then_coarser_first_and_not_reported_last():
    in_order = [
        "2016",
        "January 2016",
        "1 January 2016",
        "by 4 May 2016",
        "4 May 2016",
        "since June 2016",
        "summer 2016",
        "June 2016",
        "between 1 and 9 June 2016",
        "1 June 2016",
        "unknown",
    ]

    def place(typed):
        when = parse(typed)
        return when.sort_date, -when.span_days

    assert sorted(sorted(in_order), key=place) == in_order


def test_a_date_overlaps_a_period_in_which_it_can_have_been():
    june = date(2016, 6, 1), date(2016, 6, 30)
    assert parse("2016").overlaps(*june)
    assert parse("between 3 and 9 June 2016").overlaps(*june)
    assert parse("by 1 June 2016").overlaps(*june)
    assert not parse("by 31 May 2016").overlaps(*june)
    assert not parse("1 July 2016").overlaps(*june)


def test_a_period_may_be_open_at_either_end():
    assert parse("since 2012").overlaps(date(2030, 1, 1), None)
    assert parse("June 2016").overlaps(None, date(2016, 6, 1))


def test_a_date_not_reported_answers_no_question_about_dates():
    assert not UNKNOWN.overlaps(None, None)


def test_a_date_that_ends_before_it_starts_cannot_be_made():
    with pytest.raises(DateError, match="comes after"):
        ImpreciseDate(Period.of(2017), Period.of(2016))


years = st.integers(FIRST_YEAR, LAST_YEAR)
marks = st.sampled_from(["", "~", "?", "%"])
days = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))
# Days and months close together, where words are shortened most.
near_days = st.integers(0, 800).map(lambda days: date(2016, 1, 1) + timedelta(days=days))
periods = st.one_of(
    st.builds(lambda day, mark: Period.of(day.year, day.month, day.day, mark), days, marks),
    st.builds(lambda day, mark: Period.of(day.year, day.month, day.day, mark), near_days, marks),
    st.builds(lambda day, mark: Period.of(day.year, day.month, mark=mark), near_days, marks),
    st.builds(Period.of, years, st.sampled_from(sorted(SEASONS)), mark=marks),
    st.builds(Period.of, years, mark=marks),
    st.builds(lambda year, mark: Period.decade(year // 10 * 10, mark), years, marks),
)


@st.composite
def imprecise_dates(draw):
    start, end = draw(st.none() | periods), draw(st.none() | periods)
    if start is None and end is None:
        return UNKNOWN
    if start and end and start.first > end.last:
        start, end = end, start
    return ImpreciseDate(start, end, draw(st.booleans()))


plain_dates = periods.map(lambda period: ImpreciseDate(period, period))
any_date = st.one_of(plain_dates, imprecise_dates())


@given(any_date)
def test_what_is_stored_rebuilds_the_date(when):
    assert from_edtf(when.edtf) == when
    assert parse(when.edtf) == when


@given(any_date)
def test_the_sentence_readers_see_reads_back_as_the_same_date(when):
    assert parse(when.words()) == when
    assert parse(when.words().upper()) == when


@given(any_date, st.tuples(days, days).map(sorted))
def test_a_date_overlaps_a_period_when_it_shares_a_day_with_it(when, period):
    start, end = period
    latest_start = max(when.lower or start, start)
    earliest_end = min(when.upper or end, end)
    shares_a_day = not when.is_unknown and latest_start <= earliest_end
    assert when.overlaps(start, end) == shares_a_day


def read_or_refused(text):
    """The date, or not reported where it was refused; anything else raised is a fault."""
    try:
        return parse(text)
    except DateError:
        return UNKNOWN


@given(st.text(max_size=120) | st.from_regex(r"[0-9x~?./\[\] ,a-z-]{0,40}", fullmatch=True))
def test_any_text_is_read_or_refused(text):
    when = read_or_refused(text)
    assert parse(when.words()) == when


@given(st.sampled_from(WORDS_READERS_SEE), st.data())
def test_a_slip_of_the_pen_never_breaks_the_reading(pair, data):
    words = pair[1]
    place = data.draw(st.integers(0, len(words)))
    slip = words[:place] + data.draw(st.sampled_from(" -–/.,~?0129xTo")) + words[place + 1 :]
    when = read_or_refused(slip)
    assert parse(when.edtf) == when
