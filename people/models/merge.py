from django.conf import settings
from django.db import models
from django.db.models import F, Q

from people.models.person import Person


class MergeQuerySet(models.QuerySet):
    def standing(self):
        """Merges that have not been undone."""
        return self.filter(undone_at=None)


class Merge(models.Model):
    """That two rows were found to be one: what was moved from one to the other, so as to undo it.

    `people.merging` makes and undoes them. The lost row's address leads to the kept one for as
    long as the merge stands.
    """

    class Of(models.TextChoices):
        PEOPLE = "person", "People"
        INTERACTIONS = "interaction", "Interactions"

    of = models.CharField(max_length=11, choices=Of)
    kept_id = models.BigIntegerField()
    lost_id = models.BigIntegerField()
    kept_words = models.CharField(max_length=300)
    lost_words = models.CharField(max_length=300)
    # The lost row, the rows that had to go since the kept one has their like, and the ids of the
    # rows that were moved or made, by model and column: all that undoing needs.
    lost = models.JSONField()
    removed = models.JSONField(default=list)
    moved = models.JSONField(default=dict)
    made = models.JSONField(default=dict)
    merged_at = models.DateTimeField(auto_now_add=True)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = MergeQuerySet.as_manager()

    class Meta:
        ordering = ["-merged_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(kept_id=F("lost_id")), name="a_merge_is_of_two"),
            models.UniqueConstraint(
                fields=["of", "lost_id"],
                condition=Q(undone_at__isnull=True),
                name="a_row_is_lost_to_one_merge",
            ),
        ]

    def __str__(self):
        return f"“{self.lost_words}” into “{self.kept_words}”"

    @property
    def is_undone(self):
        return self.undone_at is not None


class DifferentPeopleQuerySet(models.QuerySet):
    def concerning(self, person):
        return self.filter(Q(person=person) | Q(other=person))

    def tell_apart(self, one, other):
        """Keep that two people are not the same: the row, and whether it is new."""
        person, other = sorted([one, other], key=lambda person: person.pk)
        return self.get_or_create(person=person, other=other)


class DifferentPeople(models.Model):
    """An editor's word that two people of similar names are not the same; never asked again."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    decided_at = models.DateTimeField(auto_now_add=True)

    objects = DifferentPeopleQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "different people"
        constraints = [
            models.CheckConstraint(
                condition=Q(person__lt=F("other")), name="different_people_are_told_once"
            ),
            models.UniqueConstraint(
                fields=["person", "other"], name="two_people_are_found_different_once"
            ),
        ]

    def __str__(self):
        return f"{self.person} is not {self.other}"
