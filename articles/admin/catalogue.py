"""Outlets, and what their pages share with those of tags: names that articles are filed under."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count, Model, OuterRef, Subquery
from django.db.models.functions import Coalesce

from articles.admin.fields import AddressField, LineField
from articles.admin.lists import QuickList
from articles.admin.shared import OpenedForm
from articles.admin.together import Together
from articles.models import Article, Outlet


class NamedForm(OpenedForm):
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


class CatalogueAdmin(Together, QuickList, admin.ModelAdmin):
    """A list of names with the number of articles under each."""

    form = NamedForm
    ordering = ["name"]
    search_fields = ["name"]
    counted: type[Model]  # whose rows are counted, each of which points at one of these
    pointing: str

    def get_queryset(self, request):
        """The number is counted for the rows of one page only."""
        rows = self.counted.objects.filter(**{self.pointing: OuterRef("pk")}).order_by()
        number = rows.values(self.pointing).annotate(number=Count("pk")).values("number")
        return super().get_queryset(request).annotate(uses=Coalesce(Subquery(number), 0))

    @admin.display(description="Articles", ordering="uses")
    def articles(self, row):
        return row.uses


@admin.register(Outlet)
class OutletAdmin(CatalogueAdmin):
    counted, pointing = Article, "outlet"
    fields = ["name", "homepage", "slug"]
    list_display = ["name", "articles", "homepage"]
