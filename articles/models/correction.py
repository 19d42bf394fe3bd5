from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from articles.models.article import Article


class CorrectionQuerySet(models.QuerySet):
    def published(self, as_of=None):
        """Corrections that readers may see, now or as of an earlier moment."""
        return self.filter(
            published_at__lte=as_of or timezone.now(),
            article__in=Article.objects.published(as_of),
        )


class Correction(models.Model):
    """A public note that an article was changed, and why."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="corrections")
    text = models.TextField(help_text="What was wrong, and what is right.")
    published_at = models.DateTimeField("published", default=timezone.now)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="a_correction_says_something"),
        ]
        indexes = [
            models.Index(F("published_at").desc(), F("id").desc(), name="correction_newest_first"),
        ]

    def __str__(self):
        return self.text[:80]

    def get_absolute_url(self):
        return f"{self.article.get_absolute_url()}#{self.anchor}"

    @property
    def anchor(self):
        """Its fragment on the page of the article."""
        return f"correction-{self.pk}"

    @property
    def headline(self):
        return f"Correction: {self.article.headline}"
