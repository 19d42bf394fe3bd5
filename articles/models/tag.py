from anyascii import anyascii
from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.text import slugify
from taggit.models import ItemBase, TagBase

from articles.models.article import Article

# So many of the newest articles say which tags are current, and which go together: the answer
# costs the same however large the archive is.
NEWEST = 300


class TagQuerySet(models.QuerySet):
    def in_use(self):
        """Tags that published articles carry, with `article_count`; the commonest first."""
        public = Q(tagged__content_object__in=Article.objects.published())
        return (
            self.annotate(article_count=Count("tagged", filter=public))
            .filter(article_count__gt=0)
            .order_by("-article_count", "name")
        )

    def carried_by(self, articles):
        """The tags of the newest of some articles, the commonest first."""
        newest = articles.newest_first().values("pk")[:NEWEST]
        carried = self.filter(tagged__content_object__in=newest)
        return carried.annotate(number=Count("pk")).order_by("-number", "name")

    def current(self):
        """The tags of the newest published articles, the commonest first."""
        return self.carried_by(Article.objects.published())


class Tag(TagBase):
    """A subject of the story, with the words that introduce it on its own page."""

    description = models.TextField(blank=True)

    objects = TagQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def get_absolute_url(self):
        return reverse("articles:tag_detail", args=[self.slug])

    def slugify(self, tag, i=None):
        slug = slugify(anyascii(tag)) or "tag"
        return slug if i is None else f"{slug}-{i}"

    def related(self):
        """Tags that the newest articles of this one also carry, the commonest first."""
        tagged = Article.objects.published().filter(tagged__tag=self)
        return Tag.objects.carried_by(tagged).exclude(pk=self.pk)


class TaggedArticle(ItemBase):
    """That an article carries a tag."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="tagged")
    content_object = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="tagged")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tag", "content_object"], name="an_article_carries_a_tag_once"
            ),
        ]

    def __str__(self):
        return f"{self.tag} on {self.content_object_id}"
