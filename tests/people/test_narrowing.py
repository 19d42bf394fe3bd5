import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.dates import UNKNOWN, ImpreciseDate, parse
from people.narrowing import Narrowing, narrowing
from people.periods import Period

DECEMBER, THE_29TH = parse("December 2016"), parse("29 December 2016")
YEAR, JUNE = parse("2016"), parse("June 2016")


def dates(*typed):
    return [parse(one) for one in typed]


@pytest.mark.parametrize(
    ("given_now", "earlier", "before", "after"),
    [
        (["29 December 2016"], ["December 2016"], "December 2016", "29 December 2016"),
        (["December 2016"], ["2016", "by 4 May 2017"], "2016", "December 2016"),
        (["29 December 2016", "2016"], ["2016"], "2016", "29 December 2016"),
        (["2 December 2016"], ["about December 2016"], "about December 2016", "2 December 2016"),
        (["May 2016"], ["by 4 May 2017", "unknown"], "by 4 May 2017", "May 2016"),
        (["by 4 May 2016"], ["by 4 May 2017"], "by 4 May 2017", "by 4 May 2016"),
        (["December 2016"], [], "unknown", "December 2016"),
        (["December 2016"], ["unknown"], "unknown", "December 2016"),
    ],
)
def test_a_date_within_all_that_were_given_before_narrows_them(given_now, earlier, before, after):
    assert narrowing(dates(*given_now), dates(*earlier)) == Narrowing(*dates(before, after))


@pytest.mark.parametrize(
    ("given_now", "earlier"),
    [
        ([], ["2016"]),
        (["unknown"], ["2016"]),
        (["December 2016"], ["December 2016"]),
        (["about December 2016"], ["December 2016"]),
        (["2016"], ["December 2016"]),
        (["29 December 2016"], ["2016", "29 December 2016"]),
        (["29 December 2016"], ["2016", "30 December 2016"]),
        (["between 28 and 31 December 2016"], ["29 December 2016 or later", "December 2016"]),
        (["29 December 2016", "30 December 2016"], ["2016"]),
    ],
)
def test_what_is_no_closer_or_says_otherwise_narrows_nothing(given_now, earlier):
    assert narrowing(dates(*given_now), dates(*earlier)) is None


@pytest.mark.parametrize(
    ("given_now", "earlier"),
    [("from June to July 2016", "2016"), ("June 2016", "from May to July 2016")],
)
def test_a_span_that_lasted_is_not_narrowed(given_now, earlier):
    assert narrowing(dates(given_now), dates(earlier)) is None


# --- Whatever the dates ----------------------------------------------------------------------

DAYS = st.builds(Period.of, st.just(2016), st.integers(1, 4), st.integers(1, 4))
MONTHS = st.builds(Period.of, st.just(2016), st.integers(1, 4))
PERIODS = st.one_of(DAYS, MONTHS, st.just(Period.of(2016)))
DATES = st.one_of(
    st.just(UNKNOWN),
    PERIODS.map(lambda period: ImpreciseDate(period, period)),
    PERIODS.map(lambda period: ImpreciseDate(None, period)),
    PERIODS.map(lambda period: ImpreciseDate(period, None)),
)
LISTS = st.lists(DATES, max_size=4)


def possible(when):
    """The days of four months on which it can have been."""
    days = {Period.of(2016, month, day).first for month in range(1, 6) for day in (1, 2, 3, 4, 28)}
    return {day for day in days if when.overlaps(day, day)}


@given(LISTS, LISTS)
def test_a_narrowed_date_leaves_no_day_that_was_ruled_out_before(given_now, earlier):
    found = narrowing(given_now, earlier)
    for other in earlier:
        if found and not other.is_unknown:
            assert possible(found.after) <= possible(other)
            assert (found.after.lower, found.after.upper) != (other.lower, other.upper)


@given(LISTS, LISTS, st.randoms())
def test_the_order_of_earlier_dates_makes_no_difference(given_now, earlier, random):
    shuffled = random.sample(earlier, len(earlier))
    found, again = narrowing(given_now, earlier), narrowing(given_now, shuffled)

    assert (found is None) == (again is None)
    assert found is None or found.after == again.after


@given(LISTS, LISTS)
def test_the_same_date_given_again_narrows_nothing(given_now, earlier):
    if found := narrowing(given_now, earlier):
        assert narrowing(given_now, [*earlier, found.after]) is None


@given(LISTS, LISTS, DATES)
def test_the_more_was_known_the_less_is_narrowed(given_now, earlier, known):
    if narrowing(given_now, [*earlier, known]):
        assert narrowing(given_now, earlier)
