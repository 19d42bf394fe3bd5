"""Moments as editors read them."""

import datetime as dt

from django.utils import timezone
from django.utils.dateformat import format as in_words


def moment(when: dt.datetime) -> str:
    """ "2 March 2017, 09:30", in the site's time zone."""
    return in_words(timezone.localtime(when), "j F Y, H:i")


def day(when: dt.date) -> str:
    """ "2 March 2017"."""
    return in_words(when, "j F Y")
