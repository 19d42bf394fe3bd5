"""Where an article may link to."""

import re
from urllib.parse import quote, urlsplit, urlunsplit

from articles.characters import visible

MAX_LENGTH = 2000
TRACKING = re.compile(r"(utm_\w+|fbclid|gclid|mc_[ce]id|cmpid|smid|emc|partner|wt_mc)(=|$)")


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


def untracked(address: str) -> str:
    """Returns the address without its fragment and what only tells where a reader came from."""
    parts = urlsplit(address)
    query = "&".join(part for part in parts.query.split("&") if not TRACKING.match(part))
    return urlunsplit(parts._replace(query=query, fragment=""))


def spellings(address: str) -> set[str]:
    """Returns the addresses under which the same page may be known.

    As it is; without what `untracked` leaves out; with and without encryption, a www. and a
    slash at the end.
    """
    spelt = {address}
    for parts in (urlsplit(untracked(address)), urlsplit(address)):
        site, path = parts.netloc.removeprefix("www."), parts.path.rstrip("/")
        for scheme in ("http", "https"):
            for netloc in (site, f"www.{site}"):
                for whole in (path, f"{path}/"):
                    spelt.add(urlunsplit((scheme, netloc, whole, parts.query, "")))
    return spelt
