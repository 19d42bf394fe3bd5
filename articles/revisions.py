"""What became of an article after it was published: the side of its history that readers see.

Only versions that readers could read count. What was a draft, or was scheduled and changed
before its time, stays in the newsroom.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from articles.history import Difference, differences
from articles.models import Article, Version

SUBSTANTIVE = {"headline", "standfirst", "byline", "body"}


@dataclass(frozen=True)
class Revision:
    """A moment from which readers saw other words than before."""

    at: dt.datetime
    differences: list[Difference]


def revisions(article: Article) -> Iterator[Revision]:
    """How the words of an article changed before its readers' eyes, the newest first; a query."""
    public = _public(list(Version.objects.of(article)), timezone.now())
    for (_, before), (at, after) in reversed(list(pairwise(public))):
        found = differences(Article, before.content, after.content, only=SUBSTANTIVE)
        if found:
            yield Revision(at, found)


def note(article: Article):
    """Remember when the article was last revised, for its page to say so."""
    last = next(revisions(article), None)
    revised_at = last and last.at
    if revised_at != article.revised_at:
        article.revised_at = revised_at
        Article.objects.filter(pk=article.pk).update(revised_at=revised_at)


def _public(versions, now):
    """The versions readers could read, each with the moment from which they could."""
    ends = [version.made_at for version in versions[1:]]
    for version, end in zip(versions, [*ends, now][: len(versions)], strict=True):
        begin = _public_from(version)
        if begin and begin <= end:
            yield begin, version


def _public_from(version):
    if version.content["state"] != Article.State.PUBLISHED:
        return None
    return max(version.made_at, parse_datetime(version.content["published_at"]))
