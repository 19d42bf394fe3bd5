from django.db import models
from django.db.models import Q

from articles import passages
from articles.models.article import BODIES, Article


class PassageQuerySet(models.QuerySet):
    def published(self, as_of=None):
        """Passages of articles that readers may see, now or as of an earlier moment."""
        return self.filter(article__in=Article.objects.published(as_of))

    def with_articles(self):
        """With their articles, which come without bodies, and outlets, in the same query."""
        bodies = (f"article__{name}" for name in BODIES)
        return self.select_related("article__outlet").defer(*bodies)


class AbstractPassage(models.Model):
    """Exact words of one article, kept so that they can be found again after an edit.

    The W3C Web Annotation selectors: `exact`, `prefix` and `suffix` are its TextQuoteSelector,
    `start` (an index into the article's plain text) its TextPositionSelector. `lost_at` is the
    moment an edit took the words away; the quote itself is kept.
    """

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="%(class)ss"
    )
    exact = models.TextField("words")
    prefix = models.CharField(max_length=passages.CONTEXT, blank=True, editable=False)
    suffix = models.CharField(max_length=passages.CONTEXT, blank=True, editable=False)
    start = models.PositiveIntegerField(default=0, editable=False)
    lost_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = PassageQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=~Q(exact=""), name="%(app_label)s_%(class)s_quotes_words"
            ),
        ]

    @property
    def end(self):
        return self.start + len(self.exact)

    @property
    def is_lost(self):
        return self.lost_at is not None

    @property
    def anchor(self):
        """The fragment of the passage in the page of its article."""
        return f"p-{self.pk}"

    def get_absolute_url(self):
        return f"{self.article.get_absolute_url()}#{self.anchor}"

    @property
    def selector(self):
        return passages.Selector(self.exact, self.prefix, self.suffix, self.start)

    def anchor_at(self, selector: passages.Selector):
        """Stand where `articles.passages` found the words; does not save."""
        self.exact, self.start = selector.exact, selector.start
        self.prefix, self.suffix = selector.prefix, selector.suffix
        self.lost_at = None
