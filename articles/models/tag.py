from collections.abc import Iterable

from django.db import models, transaction
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Lower
from taggit.models import ItemBase, TagBase

from articles import slugs
from articles.addresses import path_of
from articles.models.article import Article

# So many of the newest articles say which tags are current, and which go together: the answer
# costs the same however large the archive is.
NEWEST = 300
COUNTED = 100  # beyond so many, the articles of a tag are "more than 100"


class NumberOf(Subquery):
    """How many rows a query gives, its limit included."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = models.IntegerField()


class TagQuerySet(slugs.MovedQuerySet):
    def in_use(self):
        """Tags that published articles carry.

        One look for each tag that is passed on the way: asked as `Exists`, it is answered for all
        tags at once, from all articles.
        """
        return self.alias(one=Subquery(_carrying()[:1])).filter(one__isnull=False)

    def with_counts(self):
        """Each with its `article_count`, which stops beyond `COUNTED`.

        Only the counts of rows that are fetched are made.
        """
        return self.annotate(article_count=NumberOf(_carrying()[: COUNTED + 1]))

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

    slug = models.SlugField(
        max_length=slugs.MAX_LENGTH,
        unique=True,
        help_text="Made from the name when left empty. An old address keeps working.",
    )
    description = models.TextField(blank=True)

    objects = TagQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def get_absolute_url(self):
        return path_of("articles:tag_detail", self.slug)

    @transaction.atomic
    def save(self, *args, **kwargs):
        """Keep the old address working, and the old name as a synonym."""
        former = Tag.objects.filter(pk=self.pk).only("name", "slug").first()
        self.slug = self.slug or self._free_slug()
        super().save(*args, **kwargs)
        TagSlug.objects.filter(slug=self.slug).delete()
        TagSynonym.objects.filter(name__iexact=self.name).delete()
        if former and former.slug != self.slug:
            TagSlug.objects.create(tag=self, slug=former.slug)
        if former and former.name.lower() != self.name.lower():
            TagSynonym.objects.create(tag=self, name=former.name)

    def _free_slug(self):
        return slugs.free_slug(
            self.name,
            "tag",
            Tag.objects.exclude(pk=self.pk),
            TagSlug.objects.exclude(tag=self.pk),
        )

    def related(self, as_of=None):
        """Tags that the newest articles of this one also carry, the commonest first."""
        tagged = Article.objects.published(as_of).filter(tagged__tag=self)
        return Tag.objects.carried_by(tagged).exclude(pk=self.pk)


class TagSlug(slugs.FormerSlug):
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="former_slugs")


class TagSynonymQuerySet(models.QuerySet):
    def resolve(self, names: Iterable[str]) -> list[str]:
        """For each name the name of the tag it stands for: mostly itself. One query."""
        names = list(names)
        named = self.alias(key=Lower("name")).filter(key__in=[name.lower() for name in names])
        meant = {synonym.lower(): tag for synonym, tag in named.values_list("name", "tag__name")}
        return [meant.get(name.lower(), name) for name in names]


class TagSynonym(models.Model):
    """Other words for a tag: wherever they are given as a tag, that tag is taken."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="synonyms")
    name = models.CharField(max_length=Tag._meta.get_field("name").max_length)

    objects = TagSynonymQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="a_synonym_is_a_name"),
            models.UniqueConstraint(Lower("name"), name="a_synonym_stands_for_one_tag"),
        ]

    def __str__(self):
        return self.name


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

    @property
    def is_unseen(self):
        return self.content_object.is_unseen


def _carrying():
    """For a query of tags: the places where a published article carries the tag."""
    published = Article.objects.published().values("pk")
    carrying = TaggedArticle.objects.filter(tag=OuterRef("pk"), content_object__in=published)
    return carrying.order_by().values("pk")
