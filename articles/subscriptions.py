"""Polling feeds: what is new in them becomes drafts.

The row of a subscription is the job. A poller takes one that is due by leasing it, asks the feed,
and in one transaction keeps the new items and says when to poll next. Whatever ends a poller in
between leaves nothing half done, and the subscription is due again when the lease ends.
"""

import datetime as dt
import logging
import random
import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from itertools import islice
from typing import NamedTuple

from django.conf import settings
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from articles.characters import visible
from articles.drafts import article_at, draft_of, outlet_for
from articles.fetching import Fetched, FetchError, fetch
from articles.importers import feed
from articles.importers.rows import Rejected, Row
from articles.importers.sources import SourceError
from articles.models import FeedItem, Subscription
from articles.models.subscription import MAX_TITLE
from articles.signals import told_together

log = logging.getLogger(__name__)

USUAL_PAUSE = dt.timedelta(minutes=30)
LONGEST_PAUSE = dt.timedelta(days=1)
JITTER = 0.2  # of a pause, so that feeds added together are not polled together for ever
MAX_BYTES = 5_000_000
SECONDS = 60  # for asking a feed and reading its answer
MOST_AT_ONCE = 200  # new items kept in one poll; the others come with the next, soon after
LONGEST_VALIDATOR = 1000  # characters of an ETag or a date
GONE = 410


class Failure(Exception):
    """Why a feed was not read, in words; how long to leave it alone; whether for good."""

    def __init__(self, reason: str, retry_after: float = 0, for_good: bool = False):
        super().__init__(reason)
        self.retry_after = dt.timedelta(seconds=retry_after)
        self.for_good = for_good


class Answer(NamedTuple):
    """What a feed answered; no `feed` when nothing has changed."""

    fetched: Fetched
    feed: feed.Feed | None


def poll(leased: Subscription) -> str:
    """Poll a subscription just taken (`Subscription.objects.take`); how it went, in words.

    Never raises for what a feed is or does. A poll that has outlived its lease changes nothing.
    """
    try:
        answer, failure = _ask(leased), None
    except Failure as error:
        answer, failure = None, error
    with transaction.atomic(), told_together():
        held = Subscription.objects.select_for_update(of=["self"]).select_related("outlet")
        subscription = held.filter(pk=leased.pk, leased_until=leased.leased_until).first()
        if subscription is None:
            return "its lease ended before the poll did"
        if failure:
            _note_failure(subscription, failure)
        else:
            _note_success(subscription, answer)
        subscription.leased_until = None
        subscription.polled_at = timezone.now()
        subscription.save()
    return subscription.health


def _ask(subscription) -> Answer:
    """The answer of a feed. Raises Failure for all that can go wrong."""
    validators = {
        "If-None-Match": subscription.etag,
        "If-Modified-Since": subscription.last_modified,
    }
    conditions = {name: value for name, value in validators.items() if value}
    try:
        with _alarm(min(SECONDS, settings.POLL_LEASE)):
            fetched = fetch(subscription.feed_url, most=MAX_BYTES, headers=conditions)
            if fetched.status == 304:
                return Answer(fetched, None)
            return Answer(fetched, feed.of(fetched.content, fetched.address))
    except FetchError as error:
        raise Failure(str(error), error.retry_after, error.status == GONE) from error
    except SourceError as error:
        raise Failure(str(error)) from error
    except Failure:
        raise
    except Exception as error:  # a fault of ours must not stop the polling of all other feeds
        log.exception("The feed %s cannot be read", subscription.feed_url)
        raise Failure("the program stumbled over it; its log says where") from error


class _Ring(BaseException):
    """The alarm; no `except Exception` of a library stops it."""


@contextmanager
def _alarm(seconds):
    """Raise Failure in what goes on longer, whatever it is waiting for. In the main thread only."""

    def ring(*args):
        raise _Ring

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    except _Ring:
        raise Failure("it takes too long") from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _note_failure(subscription, failure):
    subscription.failures += 1
    subscription.problem = str(failure)
    subscription.active = not failure.for_good
    pause = min(USUAL_PAUSE * 2 ** min(subscription.failures, 10), LONGEST_PAUSE)
    subscription.next_poll_at = timezone.now() + max(_about(pause), failure.retry_after)


def _note_success(subscription, answer):
    subscription.failures = 0
    subscription.problem = ""
    subscription.next_poll_at = timezone.now() + _about(USUAL_PAUSE)
    if answer.feed is None:
        subscription.note = "Nothing new"
        return
    subscription.title = subscription.title or answer.feed.title[:MAX_TITLE]
    kept = _keep(subscription, answer.feed.entries)
    subscription.note = kept.in_words
    subscription.etag = _validator(answer, "ETag")
    subscription.last_modified = _validator(answer, "Last-Modified")
    if kept.waiting or kept.failed:  # ask for them again, and not only for what has changed
        subscription.etag = subscription.last_modified = ""
    if kept.waiting:
        subscription.next_poll_at = timezone.now()


def _validator(answer, header):
    return visible(answer.fetched.headers.get(header, ""))[:LONGEST_VALIDATOR]


def _about(pause):
    return pause * random.uniform(1 - JITTER, 1 + JITTER)


class Kept(NamedTuple):
    """What became of the items of a feed."""

    found: int
    new: int
    left_out: Counter
    """How many, by reason."""
    failed: int
    """Those that could not be stored this time."""
    waiting: int

    @property
    def in_words(self) -> str:
        of_all = f"{self.new} new of {self.found}" if self.new else "Nothing new"
        words = [of_all if self.found else "The feed is empty"]
        words += [f"{number} left out: {reason}" for reason, number in self.left_out.items()]
        words += [f"{self.failed} not stored: the log says why"] if self.failed else []
        words += [f"{self.waiting} to come"] if self.waiting else []
        return "; ".join(words)


def _keep(subscription, entries) -> Kept:
    """Make drafts of the entries not yet known, up to `MOST_AT_ONCE` of them."""
    rows = dict(_keyed([entry for entry in entries if isinstance(entry, Row)]))
    known = set(subscription.items.filter(key__in=rows).values_list("key", flat=True))
    fresh = {key: row for key, row in rows.items() if key not in known}
    left_out = Counter(entry.reason for entry in entries if isinstance(entry, Rejected))
    new = failed = 0
    for key, row in islice(fresh.items(), MOST_AT_ONCE):
        try:
            new += _bring_in(subscription, key, row)
        except ValueError as error:
            left_out[str(error)] += 1
        except DatabaseError:
            log.exception("An item of %s cannot be stored", subscription.feed_url)
            failed += 1
    return Kept(len(entries), new, left_out, failed, max(len(fresh) - MOST_AT_ONCE, 0))


def _keyed(rows: list[Row]) -> Iterator[tuple[str, Row]]:
    """Each row with what it is known by: its id, else its address, else its headline.

    An id that several items of one feed share tells none of them; their addresses then do.
    """
    ids = Counter(row.external_id for row in rows)
    for row in rows:
        name = row.external_id or row.canonical_url or f"{row.headline} {row.published_at}"
        if ids[row.external_id] > 1:
            name = f"{name} {row.canonical_url or row.headline}"
        yield sha256(name.encode()).hexdigest(), row


def _bring_in(subscription, key, row) -> bool:
    """Whether a new draft came of a row; not of one whose article is on record already."""
    try:
        return _store(subscription, key, row)
    except IntegrityError:  # another poller was first, and has made the same article meanwhile
        return _store(subscription, key, row)


@transaction.atomic
def _store(subscription, key, row):
    article = article_at(row.canonical_url) if row.canonical_url else None
    is_new = article is None
    if is_new:
        outlet = subscription.outlet or outlet_for(row.outlet, subscription.feed_url)
        article = draft_of(row, outlet)
        article.save()
        article.tags.add(*subscription.tags.all())
    FeedItem.objects.create(subscription=subscription, key=key, article=article)
    return is_new
