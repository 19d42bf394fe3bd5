from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import MD5

from articles.models import Article


class DismissedSuggestion(models.Model):
    """An editor's word that a suggestion is wrong: words of an article that say no such thing.

    Told by its words, so that it outlives every edit that leaves them as they are.
    """

    QUOTE = "quote"  # where the suggestion was one of words somebody said

    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="dismissed_suggestions"
    )
    kind = models.CharField(max_length=20, help_text="The kind of interaction, or “quote”.")
    words = models.TextField()
    dismissed_at = models.DateTimeField(auto_now_add=True)
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="a_dismissal_is_of_words"),
            models.UniqueConstraint(
                F("article"), F("kind"), MD5("words"), name="a_suggestion_is_dismissed_once"
            ),
        ]

    def __str__(self):
        return f"No {self.kind}: {self.words[:60]}"
