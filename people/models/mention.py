from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from people.models.person import Person


class MentionManager(models.Manager):
    """Mentions with their person, without whom none is ever shown."""

    def get_queryset(self):
        return super().get_queryset().select_related("person")


class Mention(models.Model):
    """That an article names a person: how often and where.

    Derived from the article's text by `people.mentions`, and replaced whenever the text or the
    known names change. `spans` holds the start and end of every name in the body text, one after
    the other: [start, end, start, end, …]; names in the headline and standfirst only count.
    """

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="mentions"
    )
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="mentions", db_index=False
    )
    count = models.PositiveIntegerField()
    spans = ArrayField(models.PositiveIntegerField(), default=list)
    forms = ArrayField(models.CharField(max_length=200), default=list)

    objects = MentionManager()

    class Meta:
        ordering = ["-count", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "person"], name="an_article_mentions_a_person_once"
            ),
            models.CheckConstraint(condition=Q(count__gt=0), name="a_mention_counts"),
        ]
        indexes = [
            models.Index(
                F("person"), F("count").desc(), F("article").desc(), name="mention_most_named"
            ),
        ]

    def __str__(self):
        return f"{self.person} × {self.count}"

    @property
    def span_pairs(self):
        return list(zip(self.spans[::2], self.spans[1::2], strict=True))


class MentionDecision(models.Model):
    """An editor's word on whom a name in one article means: this person, or nobody.

    Confirming a mention, redirecting it to somebody else and rejecting it are all this one
    decision. It outlives every rebuild.
    """

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="mention_decisions"
    )
    name = models.CharField(max_length=200, help_text="As written in the article.")
    person = models.ForeignKey(
        Person,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="mention_decisions",
        help_text="Empty: this name means nobody in the record.",
    )
    decided_at = models.DateTimeField(auto_now=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="a_decision_is_about_a_name"),
            models.UniqueConstraint(
                fields=["article", "name"], name="a_name_in_an_article_is_decided_once"
            ),
        ]

    def __str__(self):
        return f"{self.name} is {self.person or 'nobody'}"


class UnresolvedName(models.Model):
    """A name in an article that the program could not give to one person.

    Either two people share it, or it belongs to nobody yet and is offered as a new person.
    Derived, and replaced together with the mentions.
    """

    class Kind(models.TextChoices):
        SHARED = "shared", "Shared by several people"
        UNKNOWN = "unknown", "Not known yet"

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="unresolved_names"
    )
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=7, choices=Kind)
    count = models.PositiveIntegerField()
    reason = models.CharField(max_length=200, blank=True)
    candidates = models.ManyToManyField(Person, blank=True, related_name="+")
    found_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-count", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "name"], name="an_unresolved_name_is_listed_once"
            ),
        ]
        indexes = [models.Index(fields=["kind", "name"], name="unresolved_name_by_kind")]

    def __str__(self):
        return self.name
