"""What the list of interactions can be narrowed by."""

from django.contrib import admin
from django.db.models import Exists, OuterRef

from people.models import Citation, StatusChange
from people.status import Status


class StatusFilter(admin.SimpleListFilter):
    """By the status of this moment, as computed from citations."""

    title = "status"
    parameter_name = "status"

    def lookups(self, request, model_admin):
        return [*((status.value, status.label) for status in Status), ("none", "Not public")]

    def queryset(self, request, queryset):
        if self.value() == "none":
            return queryset.exclude(pk__in=queryset.model.objects.published().values("pk"))
        if self.value():
            return queryset.published().filter(current_status=self.value())
        return queryset


class OpenFilter(admin.SimpleListFilter):
    """By what the record still lacks about them."""

    title = "open question"
    parameter_name = "open"

    def lookups(self, request, model_admin):
        return [("unanswered", "Disputed, without a response"), ("undated", "Without a date")]

    def queryset(self, request, queryset):
        narrow = {"unanswered": unanswered, "undated": undated}.get(self.value())
        return narrow(queryset) if narrow else queryset


class LostPassageFilter(admin.SimpleListFilter):
    """Those with a citation whose words an edit took out of the article."""

    title = "passages"
    parameter_name = "passages"

    def lookups(self, request, model_admin):
        return [("lost", "Words not in the article any more")]

    def queryset(self, request, queryset):
        lost = Citation.objects.filter(interaction=OuterRef("pk"), lost_at__isnull=False)
        return queryset.filter(Exists(lost)) if self.value() == "lost" else queryset


def unanswered(interactions):
    """Those disputed now that no other interaction answers."""
    disputed = StatusChange.objects.current().filter(status=Status.DISPUTED)
    return interactions.filter(pk__in=disputed.values("interaction"), responses=None)


def undated(interactions):
    return interactions.filter(happened=None)
