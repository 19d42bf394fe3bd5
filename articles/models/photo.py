from django.db import models
from django.db.models import Q

from articles.models.article import Article


class Photo(models.Model):
    """A picture of an article; the first is its lead image, several make a gallery."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="photos")
    image = models.ImageField(upload_to="photos/%Y/%m/", width_field="width", height_field="height")
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    alt = models.CharField(
        "description",
        max_length=300,
        help_text="What the picture shows, for those who cannot see it.",
    )
    caption = models.CharField(max_length=500, blank=True)
    credit = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(alt=""), name="a_photo_is_described"),
        ]

    def __str__(self):
        return self.alt

    @property
    def is_unseen(self):
        return self.article.is_unseen
