import datetime as dt

import pytest
from django.utils.safestring import SafeString

from newsroom.templatetags.page import day


def test_a_day_is_written_in_words_and_told_to_machines():
    assert day(dt.date(2017, 3, 2)) == '<time datetime="2017-03-02">2 March 2017</time>'


def test_the_day_of_a_moment_is_the_one_in_the_time_zone_of_the_site(settings):
    settings.TIME_ZONE = "America/New_York"
    shortly_after_midnight_in_london = dt.datetime(2017, 3, 2, 0, 30, tzinfo=dt.UTC)

    assert "1 March 2017" in day(shortly_after_midnight_in_london)


def test_no_day_is_nothing():
    assert day(None) == ""


@pytest.mark.parametrize("value", [dt.date(2017, 3, 2), dt.datetime(2017, 3, 2, tzinfo=dt.UTC)])
def test_a_day_is_not_escaped_again_in_a_template(value):
    assert isinstance(day(value), SafeString)
