import datetime as dt

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from articles.models.article import Article, Outlet
from articles.models.tag import Tag

MAX_TITLE = 200
SPREAD = dt.timedelta(minutes=30)


class SubscriptionQuerySet(models.QuerySet):
    def due(self):
        """Those to be polled now that nobody is polling; a poll that outlives its lease died."""
        now = timezone.now()
        free = Q(leased_until=None) | Q(leased_until__lte=now)
        return self.filter(free, active=True, next_poll_at__lte=now)

    @transaction.atomic
    def take(self):
        """Lease the one that has been due the longest, and return it; None if none is due.

        Whoever takes one at the same moment takes another.
        """
        due = self.due().select_for_update(skip_locked=True).order_by("next_poll_at", "pk")
        if subscription := due.first():
            lease = dt.timedelta(seconds=settings.POLL_LEASE)
            subscription.leased_until = timezone.now() + lease
            subscription.save(update_fields=["leased_until"])
        return subscription

    def subscribe(self, feeds):
        """Subscribe to feeds with a title and an address; how many of them are new.

        Their first polls are spread over `SPREAD`, so that they do not all come at once.
        """
        now = timezone.now()
        rows = [
            Subscription(
                title=feed.title[:MAX_TITLE],
                feed_url=feed.address,
                next_poll_at=now + number * SPREAD / len(feeds),
            )
            for number, feed in enumerate(feeds)
        ]
        before = self.count()
        self.bulk_create(rows, ignore_conflicts=True)
        return self.count() - before


class Subscription(models.Model):
    """A feed whose new items become drafts. The row is the job: see `articles.subscriptions`."""

    title = models.CharField(
        max_length=MAX_TITLE, blank=True, help_text="Left empty, it becomes that of the feed."
    )
    feed_url = models.URLField(
        "web address of the feed", max_length=1000, help_text="RSS, Atom or JSON Feed."
    )
    outlet = models.ForeignKey(
        Outlet,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="subscriptions",
        help_text="Who publishes its articles. Left empty, the one that the feed names.",
    )
    tags = models.ManyToManyField(
        Tag, blank=True, related_name="subscriptions", help_text="What its drafts are tagged with."
    )
    active = models.BooleanField(default=True, help_text="Without it, the feed is not polled.")

    next_poll_at = models.DateTimeField(default=timezone.now, editable=False)
    leased_until = models.DateTimeField(null=True, editable=False)
    polled_at = models.DateTimeField("last polled", null=True, editable=False)
    etag = models.TextField(blank=True, editable=False)
    last_modified = models.TextField(blank=True, editable=False)
    failures = models.PositiveSmallIntegerField(default=0, editable=False)
    problem = models.TextField(blank=True, editable=False)
    note = models.TextField(blank=True, editable=False)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["feed_url"],
                name="a_feed_is_subscribed_to_once",
                violation_error_message="This feed is subscribed to already.",
            ),
            models.CheckConstraint(
                condition=Q(failures=0) | ~Q(problem=""),
                name="a_failing_subscription_says_why",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_poll_at"], condition=Q(active=True), name="subscription_next_poll"
            ),
        ]

    def __str__(self):
        return self.title or self.feed_url

    @property
    def health(self) -> str:
        """How its polling goes, in words."""
        if not self.active:
            return f"Stopped: {self.problem}" if self.problem else "Paused"
        if self.failures:
            times = "once" if self.failures == 1 else f"{self.failures} times"
            return f"Failed {times}: {self.problem}"
        if self.polled_at is None:
            return "Waits for its first poll"
        return self.note

    @property
    def standing(self) -> str:
        """Its health as one word: well, waiting, failing or paused."""
        if not self.active:
            return "paused"
        if self.failures:
            return "failing"
        return "well" if self.polled_at else "waiting"

    def poll_soon(self):
        """Have it polled as soon as a poller looks. Saves."""
        self.next_poll_at = timezone.now()
        self.save(update_fields=["next_poll_at"])

    def start_over(self):
        """Forget what is known of the feed, and have it polled soon. Does not save."""
        self.next_poll_at = timezone.now()
        self.failures = 0
        self.polled_at = self.leased_until = None
        self.etag = self.last_modified = self.problem = self.note = ""

    def release(self):
        """Give the lease back before its end, the poll undone. Saves."""
        held = Subscription.objects.filter(pk=self.pk, leased_until=self.leased_until)
        held.update(leased_until=None)


class FeedItem(models.Model):
    """An item that a feed once had, so that it is brought in once: even if its draft is deleted."""

    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="items")
    key = models.CharField(max_length=64)  # a digest: feeds name their items at any length
    article = models.ForeignKey(
        Article, on_delete=models.SET_NULL, null=True, related_name="feed_items"
    )
    found_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-found_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["subscription", "key"], name="a_feed_item_is_brought_in_once"
            ),
        ]

    def __str__(self):
        return f"{self.article or 'an item'} from {self.subscription}"
