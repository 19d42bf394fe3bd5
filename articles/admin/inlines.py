"""What stands on the page of an article beside its text."""

from django.contrib import admin
from django.utils.html import format_html

from articles.admin.fields import ClearFields
from articles.admin.forms import CorrectionForm, PhotoForm, SeeAlsoForm
from articles.admin.rows import SharedRows
from articles.models import Correction, Photo, SeeAlso


class PhotoInline(admin.StackedInline):
    model = Photo
    form = PhotoForm
    formset = SharedRows
    extra = 0
    classes = ["collapse"]
    fields = [("preview", "image"), "alt", ("caption", "credit", "position")]
    readonly_fields = ["preview"]

    @admin.display(description="Preview")
    def preview(self, photo):
        if not photo.image:
            return "–"
        return format_html(
            '<img class="photo-preview" src="{}" alt="{}" width="{}" height="{}">',
            photo.image.url,
            photo.alt,
            photo.width,
            photo.height,
        )


class SeeAlsoInline(ClearFields, admin.TabularInline):
    model = SeeAlso
    form = SeeAlsoForm
    formset = SharedRows
    fk_name = "article"
    extra = 0
    classes = ["collapse"]
    fields = ["other", "position"]
    autocomplete_fields = ["other"]
    chosen_only = ["other"]
    verbose_name = "related article"
    verbose_name_plural = "see also"


class CorrectionInline(ClearFields, admin.StackedInline):
    model = Correction
    form = CorrectionForm
    formset = SharedRows
    extra = 0
    classes = ["collapse"]
    fields = ["text", "published_at"]
