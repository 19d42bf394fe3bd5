from django.db import models

from articles import passages
from articles.models import AbstractPassage
from people.models.person import Person


class Quote(AbstractPassage):
    """Words that an article quotes a person as saying (schema.org `Quotation`)."""

    speaker = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="quotes")
    said_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(AbstractPassage.Meta):
        ordering = ["article", "start"]
        constraints = [
            *AbstractPassage.Meta.constraints,
            models.UniqueConstraint(
                fields=["article", "speaker", "start"], name="a_quote_is_recorded_once"
            ),
        ]

    def __str__(self):
        return f"{self.speaker}: {self.exact[:60]}"

    def get_absolute_url(self):
        """The article at these words, which its page does not mark: the browser finds them."""
        address = self.article.get_absolute_url()
        return address if self.is_lost else f"{address}#{passages.text_fragment(self.exact)}"
