"""What goes on while an article is being written: who has it open, and what is not saved yet."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from articles.models.article import Article


class PresenceQuerySet(models.QuerySet):
    def enter(self, article, user):
        """Say that a user has the article open, for as long as the lease; forget who has left."""
        now = timezone.now()
        self.filter(until__lte=now).delete()
        lease = {"until": now + Presence.LEASE}
        self.update_or_create(article=article, user=user, defaults=lease)

    def beside(self, user, article):
        """Who else has the article open now, in the order they came."""
        present = self.filter(article=article, until__gt=timezone.now()).exclude(user=user)
        return present.select_related("user").order_by("pk")


class Presence(models.Model):
    """That somebody has the form of an article open. It keeps nobody out: it is no lock."""

    # The form says every ten seconds that it is still open: three may go missing.
    LEASE = dt.timedelta(seconds=35)

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    until = models.DateTimeField(db_index=True)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["article", "user"], name="a_user_is_in_an_article_once"
            ),
        ]

    def __str__(self):
        return f"{self.user.get_full_name() or self.user}"


class UnsavedWorkQuerySet(models.QuerySet):
    def of(self, user, article):
        """What a user has typed into the form of an article, or of a new one (None)."""
        return self.filter(user=user, article=article)

    def keep(self, user, article, data):
        self.update_or_create(user=user, article=article, defaults={"data": data})


class UnsavedWork(models.Model):
    """What somebody typed into a form and has not saved: the fields as a browser sent them."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, null=True, related_name="unsaved_work"
    )
    data = models.JSONField()
    typed_at = models.DateTimeField(auto_now=True)

    objects = UnsavedWorkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "article"], name="unsaved_work_is_kept_once"),
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(article__isnull=True),
                name="a_user_begins_one_article_at_a_time",
            ),
        ]

    def __str__(self):
        return f"{self.user} in {self.article or 'a new article'}"
