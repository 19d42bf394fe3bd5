from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models

from articles import passages
from articles.models import AbstractPassage, PassageQuerySet, Unaccent, search_query
from people.models.person import Person

WORDS = SearchVector(Unaccent("exact"), config="english")


class QuoteQuerySet(PassageQuerySet):
    def matching(self, words):
        """Quotes whose words match a search in the syntax of web search engines."""
        return self.alias(search=WORDS).filter(search=search_query(words))


class Quote(AbstractPassage):
    """Words that an article quotes a person as saying (schema.org `Quotation`)."""

    speaker = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="quotes")
    said_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )

    objects = QuoteQuerySet.as_manager()

    class Meta(AbstractPassage.Meta):
        ordering = ["article", "start"]
        constraints = [
            *AbstractPassage.Meta.constraints,
            models.UniqueConstraint(
                fields=["article", "speaker", "start"], name="a_quote_is_recorded_once"
            ),
        ]
        indexes = [GinIndex(WORDS, name="quote_search")]

    def __str__(self):
        return f"{self.speaker}: {self.exact[:60]}"

    def get_absolute_url(self):
        """The article at these words, which its page does not mark: the browser finds them."""
        address = self.article.get_absolute_url()
        return address if self.is_lost else f"{address}#{passages.text_fragment(self.exact)}"
