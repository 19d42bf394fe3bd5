"""Where an article may link to."""

import re
from urllib.parse import quote, urlsplit

from articles.characters import visible

MAX_LENGTH = 2000


def safe_link(href: str) -> str | None:
    """Returns the address as a valid one of the kinds an article may link to, or None.

    Those are pages (http, https), mail addresses and paths on this site. Addresses relative to
    the page an article was copied from, and its fragments, would lead nowhere here. Addresses
    with a user name in them exist to mislead.
    """
    url = re.sub(r"[\t\n\r]", "", visible(href)).strip()  # as browsers read it
    url = "https:" + url if url.startswith("//") else url
    page, hash_sign, fragment = url.partition("#")
    url = page + hash_sign + fragment.replace("#", "%23")
    url = re.sub(r'[\s"<>\[\]\\^`{|}]|%(?![0-9A-Fa-f]{2})', lambda bad: quote(bad[0]), url)
    return url if len(url) <= MAX_LENGTH and _leads_somewhere(url) else None


def _leads_somewhere(url):
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018  # raises when it is none
    except ValueError:
        return False
    if parts.scheme in ("http", "https"):
        return bool(re.fullmatch(r"[\w-]+(\.[\w-]+)*(:[0-9]+)?", parts.netloc))
    if parts.scheme == "mailto":
        return bool(re.fullmatch(r"[\w.+-]+@[\w-]+(\.[\w-]+)*", parts.path))
    return url.startswith("/")
