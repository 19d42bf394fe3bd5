"""What the list of articles can be narrowed by."""

from django.contrib import admin
from django.db.models import Max, Min
from django.utils import timezone

from articles.characters import clean_text
from articles.models import Article
from articles.parameters import numbers_by

State = Article.State
OFFERED = 20


class StateFilter(admin.SimpleListFilter):
    """By state; scheduled is one of its own here, as editors think of it."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [
            (State.DRAFT, "Draft"),
            (State.IN_REVIEW, "In review"),
            ("scheduled", "Scheduled"),
            (State.PUBLISHED, "Published"),
            (State.WITHDRAWN, "Withdrawn"),
        ]

    def queryset(self, request, queryset):
        if self.value() == State.PUBLISHED:
            return queryset.published()
        if self.value() == "scheduled":
            return scheduled(queryset)
        return queryset.filter(state=self.value()) if self.value() else queryset


class CommonFilter(admin.SimpleListFilter):
    """By what the newest articles have in common; the address takes the slug of any other."""

    column: str  # where an article has it

    def lookups(self, request, model_admin):
        newest = numbers_by(Article.objects.published().newest_first(), self.column)
        common = {slug: name for slug, name, _ in newest[:OFFERED]}
        asked = self.value()
        return ({asked: asked, **common} if asked else common).items()

    def value(self):
        return clean_text(super().value() or "") or None

    def queryset(self, request, queryset):
        asked = self.value()
        return queryset.filter(**{f"{self.column}__slug": asked}) if asked else queryset


class TagFilter(CommonFilter):
    title = parameter_name = "tag"
    column = "tags"


class OutletFilter(CommonFilter):
    title = parameter_name = column = "outlet"


class YearFilter(admin.SimpleListFilter):
    """By the year of publication. An index knows the first and the last: nothing is counted."""

    title = "year"
    parameter_name = "year"

    def lookups(self, request, model_admin):
        dates = Article.objects.aggregate(first=Min("published_at"), last=Max("published_at"))
        if not dates["first"]:
            return []
        first, last = (timezone.localtime(dates[end]).year for end in ("first", "last"))
        return [(str(year), str(year)) for year in range(last, first - 1, -1)]

    def queryset(self, request, queryset):
        known = {year for year, _ in self.lookup_choices}
        return (
            queryset.filter(published_at__year=self.value()) if self.value() in known else queryset
        )


def scheduled(articles):
    """Published ones with a time still to come."""
    return articles.filter(state=State.PUBLISHED, published_at__gt=timezone.now())
