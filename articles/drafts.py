"""Drafts from elsewhere: what a row from a page or a feed becomes, for an editor to go on with.

Unlike an import, a draft takes what there is: nothing is published before somebody has read it.
"""

import datetime as dt

from django.utils import timezone

from articles import body
from articles.importers.rows import MAX_OUTLET, Row
from articles.importers.values import host
from articles.links import spellings, untracked
from articles.models import Article, Outlet
from articles.models.article import MAX_BODY, MAX_HEADLINE

WORDS_OF_A_HEADLINE = 12
CLOCKS_DIFFER = dt.timedelta(days=1)


def draft_of(row: Row, outlet: Outlet, **fields) -> Article:
    """The article a row becomes, not saved. Raises ValueError, with the reason, if it is none."""
    if len(row.body) > MAX_BODY:
        raise ValueError(f"its text has {len(row.body):,} characters; {MAX_BODY:,} fit")
    return Article(
        headline=_headline(row),
        standfirst=row.standfirst,
        body=row.body,
        byline=row.byline,
        outlet=outlet,
        canonical_url=untracked(row.canonical_url),
        language=row.language or "en",
        published_at=_past(row.published_at),
        **fields,
    )


def article_at(address: str) -> Article | None:
    """The article on record with this web address, however it is spelt."""
    return Article.objects.filter(canonical_url__in=spellings(address)).order_by("pk").first()


def outlet_for(name: str, address: str) -> Outlet:
    """The outlet with this name, else the one at home on the same host, else a new one."""
    site = host(address)
    name = name[:MAX_OUTLET] or site
    if known := Outlet.objects.filter(name__iexact=name).first():
        return known
    alike = Outlet.objects.filter(homepage__icontains=site)
    same_host = (outlet for outlet in alike if host(outlet.homepage) == site)
    return next(same_host, None) or Outlet.objects.get_or_create(name=name)[0]


def _headline(row):
    """The headline; of an item without one, how its text begins."""
    text = row.headline or row.standfirst or body.to_text(body.sanitise(row.body))
    words = row.headline or body.excerpt(text, words=WORDS_OF_A_HEADLINE)
    if not words:
        raise ValueError("it has neither a headline nor a text")
    return words if len(words) <= MAX_HEADLINE else f"{words[: MAX_HEADLINE - 1]}…"


def _past(published_at):
    """No date is better than one to come: publishing would only schedule the article for it."""
    soon = timezone.now() + CLOCKS_DIFFER
    return published_at if published_at and published_at <= soon else None
