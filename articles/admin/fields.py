"""Form fields that forgive what editors paste."""

from django import forms
from django.contrib.admin import TabularInline
from django.contrib.admin.widgets import (
    AdminSplitDateTime,
    AutocompleteSelect,
    AutocompleteSelectMultiple,
    RelatedFieldWidgetWrapper,
)
from django.core.exceptions import ValidationError
from django.forms import Script
from django.template.loader import render_to_string
from django.urls import reverse
from django_prose_editor.widgets import AdminProseEditorWidget

from articles.admin.ids import is_id
from articles.characters import clean_text
from articles.models import Tag, TagSynonym

LONGEST_TAG = Tag._meta.get_field("name").max_length

# The editor must know every element that a body may hold: what it does not know it drops.
PLAIN = """
    Bold Italic Strike Subscript Superscript Code Blockquote BulletList OrderedList ListItem
    HardBreak HorizontalRule Table TableRow TableHeader TableCell HTML
"""
PROSE = {
    "extensions": {
        **dict.fromkeys(PLAIN.split(), True),
        "Heading": {"levels": [2, 3, 4]},
        "Link": {"enableTarget": False},
    }
}

# For the page of a form: names for what scripts add, and a question before changes are lost.
FORM_SCRIPTS = [
    Script("newsroom/admin/labels.js", defer=True),
    Script("newsroom/admin/unsaved.js", defer=True),
]


class ProseWidget(AdminProseEditorWidget):
    """A rich-text editor; a plain text area without JavaScript."""

    def __init__(self, attrs=None):
        super().__init__(attrs, config=PROSE, preset="configurable")


class ChosenById:
    """For a box with completion that is shown again: what is no id chooses nothing.

    Django looks it up, and fails.
    """

    def optgroups(self, name, value, attrs=None):
        return super().optgroups(name, [pk for pk in value if is_id(str(pk))], attrs)


class ChooseOne(ChosenById, AutocompleteSelect):
    pass


class ChooseMany(ChosenById, AutocompleteSelectMultiple):
    pass


class ClearFields:
    """For an admin: every field has a name to be read aloud, every choice a way to add to it.

    Django gives none to the cells of a table and the halves of a time, and a row of four icons
    to a choice. Nothing is added to what is named in `chosen_only`.
    """

    chosen_only = ()

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = ChooseOne(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = ChooseMany(db_field, self.admin_site)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is None:
            return None
        widget = field.widget
        if isinstance(widget, AdminSplitDateTime):
            for half, name in zip(widget.widgets, ("date", "time"), strict=True):
                half.attrs["aria-label"] = f"{field.label}: {name}"
        if isinstance(widget, RelatedFieldWidgetWrapper):
            widget.can_change_related = widget.can_delete_related = widget.can_view_related = False
            widget.can_add_related &= db_field.name not in self.chosen_only
            widget = widget.widget
        if isinstance(self, TabularInline):
            widget.attrs["aria-label"] = field.label
        return field


class LineField(forms.CharField):
    """One line of text, without what no reader sees."""

    def to_python(self, value):
        return clean_text(super().to_python(value))

    def widget_attrs(self, widget):
        """No `maxlength`: a browser would cut a long paste without a word."""
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs


class AddressField(forms.URLField):
    """A web address; a host name alone is taken for one of a site with encryption."""

    def __init__(self, **kwargs):
        super().__init__(assume_scheme="https", **kwargs)


class TagsInput(forms.TextInput):
    """Tags between commas; suggests the tags there are, through the admin's own search.

    Where some may be `suggested` they stand under it as words, which a script makes buttons.
    """

    suggested = None

    class Media:
        js = [Script("newsroom/admin/tags.js", defer=True)]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"] |= {
            "class": "vLargeTextField",
            "autocomplete": "off",
            "data-tag-suggestions": reverse("admin:autocomplete")
            + "?app_label=articles&model_name=taggedarticle&field_name=tag&term=",
        }
        return context

    def render(self, name, value, attrs=None, renderer=None):
        box = super().render(name, value, attrs, renderer)
        if self.suggested is None:
            return box
        template = "admin/articles/article/_suggested_tags.html"
        return box + render_to_string(template, {"names": self.suggested})


class NamesField(forms.CharField):
    """Names of tags, separated by commas and nothing else."""

    def prepare_value(self, value):
        if isinstance(value, list):
            return ", ".join(sorted(row.name for row in value))
        return value

    def to_python(self, value):
        names = [clean_text(name) for name in super().to_python(value).split(",")]
        return list({name.casefold(): name for name in names if name}.values())

    def validate(self, value):
        super().validate(value)
        for name in value:
            if len(name) > LONGEST_TAG:
                raise ValidationError(
                    f"“{name[:30]}…” is too long for a tag. Put commas between tags.",
                    code="long",
                )

    def run_validators(self, value):
        for name in value:
            super().run_validators(name)

    def has_changed(self, initial, data):
        return sorted(map(str, initial or [])) != sorted(self.to_python(data))


class TagsField(NamesField):
    """The tags of an article; a synonym gives the tag it stands for."""

    widget = TagsInput

    def to_python(self, value):
        names = TagSynonym.objects.resolve(super().to_python(value))
        return list({name.casefold(): name for name in names}.values())
