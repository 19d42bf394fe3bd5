"""From what sources write to what an article holds: dates, names, addresses, tags, text."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from django.utils import timezone

from articles.characters import clean_text
from articles.links import safe_link
from articles.models import Article, Tag

EARLIEST = 1600  # the year before the first newspapers; earlier dates stand for "none"
FURTHEST = timedelta(days=366)  # ahead of now
WRITTEN = ("%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y", "%Y/%m/%d")
EPOCH = re.compile(r"-?\d{9,13}(\.\d+)?")
MILLISECONDS = 100_000_000_000  # as seconds this is the year 5138

MAX_BYLINE = Article._meta.get_field("byline").max_length
MAX_ADDRESS = Article._meta.get_field("canonical_url").max_length
MAX_LANGUAGE = Article._meta.get_field("language").max_length
MAX_TAG = Tag._meta.get_field("name").max_length
MOST_TAGS = 10  # sources with more list the words of the article
WORDS_OF_A_TAG = 6

SMALL_WORDS = {"and", "in", "of", "on", "the", "to"}
ACRONYMS = set("ai cia doj epa eu fbi fda gop irs isis lgbt nato nsa uk un us usa".split())

# A right quote of UTF-8 taken for Windows-1252 is "â€™"; these first two characters never
# stand together in a text that was read rightly, other signs of such a mistake do.
MISREAD = re.compile("â€[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")


def mended(text: str) -> str:
    """The text, typographic signs in the wrong encoding put right."""
    return MISREAD.sub(_mended_sign, text) if "â€" in text else text


def line(value) -> str:
    """A value as one line of text; empty for what is neither text nor a number."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return clean_text(mended(str(value)))


def moment(value) -> datetime | None:
    """The moment a value tells, aware; None if it tells none.

    Reads ISO 8601, the dates of mail and of newspapers, and seconds or milliseconds since 1970,
    bare or as MongoDB's `{"$date": …}`. A day alone is its beginning, in the site's time zone.
    Raises ValueError, with the reason, for what cannot be read or cannot be meant.
    """
    if isinstance(value, dict):
        value = value.get("$date")
    told = line(value)
    if not told:
        return None
    try:
        read = _read_moment(told)
        read = read if timezone.is_aware(read) else timezone.make_aware(read)
        read = read.astimezone(UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise ValueError(f"its date “{told[:40]}” cannot be read") from error
    if read.year < EARLIEST or read > timezone.now() + FURTHEST:
        raise ValueError(f"its date “{told[:40]}” cannot be meant")
    return read


def byline(value) -> str:
    """The authors, separated by commas, each once."""
    names = []
    for name in re.split(r";|\s*,\s*(?=\S)", "; ".join(_texts(value))):
        name = re.sub(r"(?i)^by[:\s]+", "", clean_text(name)).strip("\"“”'")
        if name and "://" not in name and name.casefold() not in map(str.casefold, names):
            names.append(name)
    while len(", ".join(names)) > MAX_BYLINE:
        names.pop()
    return ", ".join(names)


def outlet(value) -> str:
    """The name of a publication; of an address, its host."""
    if isinstance(value, dict):
        value = value.get("name") or value.get("title")
    name = line(value)
    return host(name) if "://" in name else name


def host(url: str) -> str:
    """The host of an address, without a www."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def address(value) -> str:
    """The address of a web page; empty for anything else."""
    link = safe_link(line(value)) or ""
    return link if link.startswith("http") and len(link) <= MAX_ADDRESS else ""


def language(value) -> str:
    """A language tag such as "en" or "pt-br"."""
    tag = line(value).replace("_", "-").lower()
    fits = re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", tag) and len(tag) <= MAX_LANGUAGE
    return tag if fits else ""


def tags(value) -> tuple[str, ...]:
    """The subjects a source gives, as a list or separated by commas, each once.

    Only the first few, and no sentences: lists of keywords are often made to please search
    engines.
    """
    texts = re.split(r"[,;|]", value) if isinstance(value, str) else _texts(value)
    names = {}
    for name in map(tag_name, texts):
        if name and len(name) <= MAX_TAG and len(name.split()) <= WORDS_OF_A_TAG:
            names.setdefault(name.casefold(), name)
    return tuple(names.values())[:MOST_TAGS]


def tag_name(text: str) -> str:
    """A subject as readers see it: "white_house" is White House; capitals there are stay."""
    text = clean_text(mended(text).lstrip("#").replace("_", " "))
    if not text.isascii() or text != text.lower():
        return text
    if " " not in text:
        text = text.replace("-", " ")
    first, *others = text.split() or [""]
    return " ".join([_tag_word(first, small=()), *map(_tag_word, others)])


def _tag_word(word, small=SMALL_WORDS):
    if word in small:
        return word
    return word.upper() if word in ACRONYMS else word[:1].upper() + word[1:]


def _texts(value):
    """The texts in a value: itself, those of a list, the `name` of objects."""
    if isinstance(value, dict):
        value = value.get("name") or value.get("term") or ""
    if isinstance(value, list | tuple):
        return [text for item in value for text in _texts(item)]
    return [line(value)] if line(value) else []


def _read_moment(told):
    if EPOCH.fullmatch(told):
        seconds = float(told)
        return datetime.fromtimestamp(seconds / (1000 if abs(seconds) > MILLISECONDS else 1), UTC)
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return read(told)
        except (ValueError, TypeError):
            continue
    for form in WRITTEN:
        try:
            return datetime.strptime(told, form)
        except ValueError:
            continue
    raise ValueError(told)


def _mended_sign(match):
    try:
        return bytes(map(_windows_byte, match[0])).decode()
    except (UnicodeError, ValueError):
        return match[0]


def _windows_byte(character):
    """The byte of a character in Windows-1252, whose five undefined bytes stand for themselves."""
    try:
        return character.encode("cp1252")[0]
    except UnicodeEncodeError:
        return ord(character)
