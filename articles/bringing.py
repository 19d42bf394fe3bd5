"""Bringing in an article from a web address: a draft, its archived copy, its lead image.

What a stranger's page holds is read by a process of its own (`manage.py read_page`), which the
system ends when it takes too long. So no page can hang or bring down the process that serves.
"""

import json
import logging
import signal
import subprocess
import sys
from base64 import b64decode
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction

from articles.characters import clean_text
from articles.drafts import article_at, draft_of, outlet_for
from articles.importers.rows import Row, Where
from articles.importers.values import address as web_address
from articles.importers.values import host
from articles.models import ArchivedCopy, Article

log = logging.getLogger(__name__)

TOOK_TOO_LONG = "Reading this page took too long, so it was given up."
SECONDS = 25  # a little more than `read_page` allows itself


class NotBrought(Exception):
    """Why nothing was brought in, in a sentence for the editor."""


@dataclass(frozen=True)
class Page:
    """A page that was read: as it came, and the article found in it."""

    address: str
    content_type: str
    content: bytes
    picture: bytes
    row: Row


@dataclass(frozen=True)
class Brought:
    """What came of it: a new draft, or the article that was on record already."""

    article: Article
    is_new: bool = False
    missing: list[str] = field(default_factory=list)
    """What could not be found on the page, in words."""


def bring(address: str, user) -> Brought:
    """Bring in the article at an address, as a draft of this user's.

    Takes seconds: it fetches the page. Raises NotBrought when there is none to be had.
    """
    if known := article_at(address):
        return Brought(known)
    page = read_page(address)
    if known := article_at(page.row.canonical_url):
        return Brought(known)
    try:
        return _store(page, user)
    except IntegrityError:  # somebody else was first, with this article or one of its headline
        known = article_at(page.row.canonical_url)
        return Brought(known) if known else _store(page, user)


def read_page(address: str) -> Page:
    """The page at an address, read by another process. Raises NotBrought."""
    told = json.loads(told_of(address))
    if "problem" in told:
        raise NotBrought(told["problem"])
    return _page(told)


def told_of(address: str) -> bytes:
    """What the other process tells of the page, as JSON. Raises NotBrought if it fails."""
    command = [sys.executable, "-m", "django", "read_page", "--", address]
    try:
        done = subprocess.run(
            command, cwd=settings.BASE_DIR, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise NotBrought(TOOK_TOO_LONG) from error
    if done.returncode == -signal.SIGALRM:
        raise NotBrought(TOOK_TOO_LONG)
    if done.returncode:
        log.error("The page %s cannot be read: %s", address, done.stderr.decode(errors="replace"))
        raise NotBrought("The program stumbled over this page; its log says where.")
    return done.stdout


def _page(told):
    row = told["row"]
    date = row["published_at"]
    address = told["address"]
    row |= {
        "where": Where(Path()),
        "published_at": datetime.fromisoformat(date) if date else None,
        "canonical_url": _canonical(row["canonical_url"], address),
        "tags": (),
    }
    content, picture = b64decode(told["content"]), b64decode(told["picture"])
    return Page(address, told["content_type"], content, picture, Row(**row))


def _canonical(claimed, address):
    """The address a page claims as its own, if it is one of the same site; a page can err."""
    claimed = web_address(claimed)
    sites = sorted((host(claimed), host(address)), key=len)
    is_home = not claimed.partition("://")[2].partition("/")[2]
    if is_home or not f".{sites[1]}".endswith(f".{sites[0]}"):
        return web_address(address)
    return claimed


@transaction.atomic
def _store(page, user):
    row = page.row
    missing = _missing(row)
    row.headline = row.headline or f"Untitled: {host(page.address)}"
    try:
        article = draft_of(row, outlet_for(row.outlet, page.address), created_by=user)
    except ValueError as error:
        raise NotBrought(f"It could not be taken: {error}.") from error
    article.save()
    copy = ArchivedCopy(article=article, address=page.address, picture=page.picture)
    copy.content_type = clean_text(page.content_type)[:200]
    copy.content = page.content
    copy.save()
    return Brought(article, True, missing)


def _missing(row):
    found = {
        "headline": row.headline,
        "standfirst": row.standfirst,
        "text": row.body,
        "byline": row.byline,
        "date": row.published_at,
    }
    return [name for name, value in found.items() if not value]
