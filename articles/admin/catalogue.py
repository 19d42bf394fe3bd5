"""Outlets and tags: what articles are filed under."""

import taggit.admin  # noqa: F401  (it registers a tag of its own, which nothing here uses)
from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count
from taggit.models import Tag as UnusedTag

from articles.admin.fields import AddressField, LineField
from articles.models import Outlet, Tag

admin.site.unregister(UnusedTag)


class NamedForm(forms.ModelForm):
    """A row known by its name: spelt with other capitals it is the same one."""

    class Meta:
        field_classes = {"name": LineField, "homepage": AddressField}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = "Made from the name when left empty."

    def clean_name(self):
        name = self.cleaned_data["name"]
        others = self._meta.model.objects.exclude(pk=self.instance.pk)
        if other := others.filter(name__iexact=name).first():
            kind = other._meta.verbose_name
            raise ValidationError(f"There is already the {kind} “{other}”.", code="unique")
        return name


class CatalogueAdmin(admin.ModelAdmin):
    """A list of names with the number of articles under each."""

    form = NamedForm
    ordering = ["name"]
    search_fields = ["name"]
    show_full_result_count = False
    counted: str

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(uses=Count(self.counted))

    @admin.display(description="Articles", ordering="uses")
    def articles(self, row):
        return row.uses


@admin.register(Outlet)
class OutletAdmin(CatalogueAdmin):
    counted = "articles"
    fields = ["name", "homepage", "slug"]
    list_display = ["name", "articles", "homepage"]


@admin.register(Tag)
class TagAdmin(CatalogueAdmin):
    counted = "tagged"
    fields = ["name", "description", "slug"]
    list_display = ["name", "articles", "description"]
