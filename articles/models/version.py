from django.conf import settings
from django.db import models
from django.db.models import Q


class VersionQuerySet(models.QuerySet):
    def of(self, row):
        """The versions of a row, the oldest first."""
        return self.filter(of=row._meta.model_name, row_id=row.pk).order_by("pk")


class Version(models.Model):
    """A row as it was saved once, with all that belongs to it; see `articles.history`.

    It outlives its row: what was deleted has a history too.
    """

    of = models.CharField(max_length=30)
    row_id = models.BigIntegerField()
    content = models.JSONField()
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    deed = models.TextField(blank=True)
    why = models.CharField(max_length=500, blank=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(content={}), name="a_version_has_content"),
        ]
        indexes = [models.Index(fields=["of", "row_id", "id"], name="version_in_order")]

    def __str__(self):
        return f"{self.of} {self.row_id}, version {self.pk}"

    @property
    def author(self):
        """Who made it; empty when nobody is known."""
        return str(self.made_by.get_full_name() or self.made_by) if self.made_by else ""
