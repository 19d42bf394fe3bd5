from django.db import models
from django.db.models import F, Q

from articles.models.article import Article


class SeeAlso(models.Model):
    """That an article points its readers to another one; the editor gives the order."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="see_also_links")
    other = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name_plural = "see also"
        constraints = [
            models.UniqueConstraint(
                fields=["article", "other"], name="an_article_is_pointed_to_once"
            ),
            models.CheckConstraint(
                condition=~Q(article=F("other")), name="an_article_points_to_others"
            ),
        ]

    def __str__(self):
        return f"see also {self.other}"
