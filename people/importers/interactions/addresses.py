"""What the web address of an article tells of it. Pure: imports no models."""

import re
from datetime import UTC, date, datetime
from urllib.parse import unquote, urlsplit

from people.importers.proper_case import properly_cased

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
DAY = re.compile(
    r"/(?P<year>(?:19|20)\d\d)(?P<between>[/-]?)(?P<month>\d\d?|[a-z]{3})(?P=between)(?P<day>\d\d?)"
    r"(?![\da-z])"
)
POST = re.compile(r"https?://(?:\w+\.)?(?:twitter|x)\.com/\w+/status/(\d{15,19})\b")
FIRST_POST = 1288834974657  # milliseconds since 1970 from which the numbers of posts count
ENDING = re.compile(r"(?i)(?:_story)?(?:\.[a-z]{2,5})?$")
FEWEST_WORDS = 4


def day_in(address: str) -> date | None:
    """The day that newspapers put into an address: "/2017/03/09/", "/2017/mar/9/".

    The number of a post on Twitter holds its moment: https://en.wikipedia.org/wiki/Snowflake_ID
    """
    if post := POST.match(address):
        moment = (int(post[1]) >> 22) + FIRST_POST
        return datetime.fromtimestamp(moment / 1000, UTC).date()
    if not (found := DAY.search(urlsplit(address).path)):
        return None
    month = found["month"]
    try:
        number = int(month) if month.isdecimal() else MONTHS.index(month) + 1
        return date(int(found["year"]), number, int(found["day"]))
    except ValueError:
        return None


def title_in(address: str) -> str:
    """The words that stand for the headline in an address, as one; "" if there are none.

    ".../2017/03/envoys-meet-in-geneva.html" is Envoys Meet in Geneva.
    """
    for part in reversed(unquote(urlsplit(address).path).split("/")):
        words = re.findall(r"[^\W_]+", ENDING.sub("", part))
        words = [word for word in words if word.isalpha() or _is_figure(word)]
        if len(words) >= FEWEST_WORDS:
            title = " ".join(words)
            return properly_cased(title.upper()) if title.islower() else title
    return ""


def _is_figure(word):
    """Whether a word is a year or an amount, and not the number of a document."""
    return word.isdecimal() and len(word) < 5
