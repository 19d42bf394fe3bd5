"""What goes on while somebody writes: who has what open, and what is not saved yet."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from articles.models.article import Article


class PresenceQuerySet(models.QuerySet):
    def of(self, row):
        return self.filter(of=row._meta.model_name, row_id=row.pk)

    def enter(self, row, user):
        """Say that a user has a row open, for as long as the lease; forget who has left."""
        now = timezone.now()
        self.filter(until__lte=now).delete()
        lease = {"until": now + Presence.LEASE}
        opened = {"of": row._meta.model_name, "row_id": row.pk}
        self.update_or_create(**opened, user=user, defaults=lease)

    def beside(self, user, row):
        """Who else has a row open now, in the order they came."""
        present = self.of(row).filter(until__gt=timezone.now()).exclude(user=user)
        return present.select_related("user").order_by("pk")


class Presence(models.Model):
    """That somebody has the form of a row open. It keeps nobody out: it is no lock."""

    # The form says every ten seconds that it is still open: three may go missing.
    LEASE = dt.timedelta(seconds=35)

    of = models.CharField(max_length=30)
    row_id = models.BigIntegerField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    until = models.DateTimeField(db_index=True)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["of", "row_id", "user"], name="a_user_is_in_a_row_once"
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
