from django.conf import settings
from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils import timezone

from articles.addresses import path_of
from articles.characters import clean_text
from articles.models import AbstractPassage, Unaccent, search_query
from people.fields import ImpreciseDateField
from people.models.kind import Kind
from people.models.person import Organization, Person
from people.status import Stance, Status


class InteractionQuerySet(models.QuerySet):
    def published(self, as_of=None):
        """What readers may see: interactions whose status was known at `as_of`, else now.

        Each row carries its status of that moment as `current_status`.
        """
        return self.annotate(current_status=_latest_change("status", as_of)).filter(
            current_status__isnull=False
        )

    def latest_change_first(self, as_of=None):
        """The order in which the record has learned of them, the last change first."""
        return self.alias(changed_at=_latest_change("known_at", as_of)).order_by(
            "-changed_at", "-pk"
        )

    def concerning(self, person):
        """Interactions a person took part in, or said something about."""
        taken = Participant.objects.filter(person=person).values("interaction")
        told = Citation.objects.filter(attributed_to_person=person).values("interaction")
        return self.filter(Q(pk__in=taken) | Q(pk__in=told))

    def between(self, first, second):
        """Interactions in which both people took part."""
        return self.filter(participants__person=first).filter(participants__person=second)

    def matching(self, words):
        """Interactions whose sentence or place matches a search as of web search engines."""
        return self.filter(search=search_query(words))

    def overlapping(self, start=None, end=None):
        """Interactions that may have happened between two days; either may be open."""
        return self.filter(happened__overlap=DateRange(start, end, "[]"))


def _latest_change(column, as_of):
    known = StatusChange.objects.published(as_of).filter(interaction=OuterRef("pk"))
    return Subquery(known.order_by("-known_at").values(column)[:1])


class Interaction(models.Model):
    """Something that happened between people, told in one sentence.

    Its status is never typed: it is computed from the citations (`people.status`).
    """

    kind = models.CharField(max_length=20, choices=Kind)
    summary = models.CharField(
        max_length=300,
        help_text="One readable sentence: who did what with whom.",
    )
    when = ImpreciseDateField(
        blank=True,
        help_text="As precisely as it is known: 29 December 2016, about December 2016, "
        "between 3 and 9 June 2016, before 13 February 2017, unknown.",
    )
    when_printed = models.CharField(
        "date as printed",
        max_length=100,
        blank=True,
        help_text='The words of the article, when the date was worked out from them: "last month".',
    )
    when_basis = models.CharField(
        "basis of the date",
        max_length=200,
        blank=True,
        help_text="How the date was worked out from those words.",
    )
    happened = DateRangeField(null=True, editable=False)
    sort_date = models.DateField(editable=False)
    span_days = models.PositiveIntegerField(default=0, editable=False)
    place = models.CharField(max_length=200, blank=True)
    occurrences = models.PositiveSmallIntegerField(
        default=1, help_text='How often, when the article says so: "twice".'
    )
    responds_to = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="responses",
        help_text="The interaction that this one answers.",
    )
    people = models.ManyToManyField(Person, through="Participant", related_name="interactions")
    search = models.GeneratedField(
        expression=(
            SearchVector(Unaccent("summary"), weight="A", config="english")
            + SearchVector(Unaccent("place"), weight="C", config="english")
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = InteractionQuerySet.as_manager()

    class Meta:
        ordering = ["sort_date", "-span_days", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(summary=""), name="an_interaction_is_told"),
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values), name="an_interaction_is_of_a_known_kind"
            ),
            models.CheckConstraint(
                condition=Q(occurrences__gt=0), name="an_interaction_occurred_at_least_once"
            ),
            models.CheckConstraint(
                condition=Q(responds_to__isnull=True) | ~Q(responds_to=F("id")),
                name="an_interaction_answers_another",
            ),
        ]
        indexes = [
            models.Index(
                F("sort_date").asc(),
                F("span_days").desc(),
                F("id"),
                name="interaction_in_order",
            ),
            GistIndex(fields=["happened"], name="interaction_happened"),
            GinIndex(fields=["search"], name="interaction_search"),
        ]

    def __str__(self):
        return self.summary

    def get_absolute_url(self):
        return path_of("people:interaction_detail", self.pk)

    @transaction.atomic
    def save(self, *args, **kwargs):
        self.derive()
        super().save(*args, **kwargs)

    def derive(self):
        """Clean the sentence, and make the range and the order from `when`; does not save."""
        self.summary = clean_text(self.summary)
        self.happened = self.when.bounds()
        self.sort_date, self.span_days = self.when.sort_date, self.when.span_days

    def get_kind_display(self):
        """Django's own makes a dictionary of all kinds each time."""
        return Kind(self.kind).label

    @property
    def group(self):
        return Kind(self.kind).group


class InteractionNumber(models.Model):
    """The number of an interaction that was merged into this one; its address redirects here."""

    interaction = models.ForeignKey(
        Interaction, on_delete=models.CASCADE, related_name="former_numbers"
    )
    number = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["number"], name="a_former_number_leads_to_one_interaction"
            ),
        ]

    def __str__(self):
        return str(self.number)


class Participant(models.Model):
    """A person, an organization or a described party that took part, and in what part."""

    interaction = models.ForeignKey(
        Interaction, on_delete=models.CASCADE, related_name="participants"
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="participations"
    )
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="participations",
    )
    description = models.CharField(
        max_length=200,
        blank=True,
        help_text='A party without a name: "people connected with her campaign".',
    )
    part = models.CharField(max_length=50, blank=True, help_text="Caller, interviewer, host…")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(person__isnull=False, organization__isnull=True, description="")
                    | Q(person__isnull=True, organization__isnull=False, description="")
                    | (Q(person__isnull=True, organization__isnull=True) & ~Q(description=""))
                ),
                name="a_participant_is_one_party",
                violation_error_message=(
                    "A participant is a person, an organization or a description: one of them."
                ),
            ),
            models.UniqueConstraint(
                fields=["interaction", "person"], name="a_person_takes_part_once"
            ),
        ]

    def __str__(self):
        return self.label

    @transaction.atomic
    def save(self, *args, **kwargs):
        """With it, the status of its interaction is computed again (`people.receivers`)."""
        super().save(*args, **kwargs)

    @property
    def label(self):
        return self.description or str(self.person or self.organization)


class Citation(AbstractPassage):
    """An article's passage that says something about an interaction, and who says so."""

    interaction = models.ForeignKey(Interaction, on_delete=models.CASCADE, related_name="citations")
    stance = models.CharField(
        max_length=8, choices=[(stance.value, stance.label) for stance in Stance]
    )
    attributed_to_person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="assertions"
    )
    attributed_to_organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="assertions"
    )
    attributed_to_words = models.CharField(
        max_length=200, blank=True, help_text='"two officials", "his spokesman"'
    )
    said_on = models.DateField(
        null=True,
        blank=True,
        help_text="When the words were said, if the article recounts an earlier statement.",
    )
    when_given = ImpreciseDateField(
        "date as given here",
        blank=True,
        help_text="When it happened, as far as this passage says so: December 2016.",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )

    class Meta(AbstractPassage.Meta):
        ordering = ["article__published_at", "pk"]
        constraints = [
            *AbstractPassage.Meta.constraints,
            models.CheckConstraint(
                condition=Q(stance__in=[stance.value for stance in Stance]),
                name="a_citation_takes_a_stance",
            ),
            models.CheckConstraint(
                condition=(
                    Q(attributed_to_organization__isnull=True, attributed_to_words="")
                    | Q(attributed_to_person__isnull=True, attributed_to_words="")
                    | Q(attributed_to_person__isnull=True, attributed_to_organization__isnull=True)
                ),
                name="a_citation_is_attributed_to_one_party",
                violation_error_message=(
                    "Words are attributed to a person, an organization or a description: "
                    "at most one of them."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.article} {self.stance} {self.interaction}"

    @transaction.atomic
    def save(self, *args, **kwargs):
        """With it, the status of its interaction is computed again (`people.receivers`)."""
        super().save(*args, **kwargs)

    @property
    def speaker(self):
        """Who says so, in words; empty when the article itself does."""
        return self.attributed_to_words or str(
            self.attributed_to_person or self.attributed_to_organization or ""
        )


class StatusChangeQuerySet(models.QuerySet):
    def published(self, as_of=None):
        """Changes that readers may see, now or as of an earlier moment."""
        return self.filter(known_at__lte=as_of or timezone.now())

    def current(self, as_of=None):
        """The last change of each interaction: the status it has."""
        later = StatusChange.objects.published(as_of).filter(
            interaction=OuterRef("interaction"), known_at__gt=OuterRef("known_at")
        )
        return self.published(as_of).exclude(Exists(later))


class StatusChange(models.Model):
    """A day on which the record's view of an interaction changed.

    Derived from the citations by `people.record` and replaced as a whole. Those of a scheduled
    article exist already; `known_at` keeps them from readers until then.
    """

    interaction = models.ForeignKey(
        Interaction, on_delete=models.CASCADE, related_name="status_changes"
    )
    known_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    previous = models.CharField(max_length=9, blank=True)
    status = models.CharField(
        max_length=9, choices=[(status.value, status.label) for status in Status]
    )
    citation = models.ForeignKey(Citation, on_delete=models.CASCADE, related_name="status_changes")

    objects = StatusChangeQuerySet.as_manager()

    class Meta:
        ordering = ["known_at", "pk"]
        get_latest_by = "known_at"
        constraints = [
            models.UniqueConstraint(
                fields=["interaction", "known_at"], name="a_status_changes_once_at_a_time"
            ),
        ]
        indexes = [
            models.Index(F("interaction"), F("known_at").desc(), name="status_change_latest_first"),
            models.Index(F("known_at").desc(), F("id").desc(), name="status_change_newest"),
        ]

    def __str__(self):
        return f"{self.interaction}: {self.status}"

    def get_absolute_url(self):
        page = path_of("people:interaction_detail", self.interaction_id)
        return f"{page}#{self.anchor}"

    @property
    def anchor(self):
        """Its fragment on the page of the interaction, the same after every rebuild."""
        return f"{self.status}-{self.known_at:%Y%m%dT%H%M%S}"

    @property
    def headline(self):
        """ "Reported, now Confirmed: Mary Brook met John Field"."""
        status = self.get_status_display()
        before = f"{self.previous.capitalize()}, now" if self.previous else "New,"
        return f"{before} {status}: {self.interaction.summary}"
