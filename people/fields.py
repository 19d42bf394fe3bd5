"""Imprecise dates as a model field and a form field: typed as words, stored as EDTF."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from people import dates


class ImpreciseDateFormField(forms.CharField):
    """What an editor types, as an `ImpreciseDate`; what it says when it cannot be read."""

    def clean(self, value):
        try:
            return dates.parse(super().clean(value))
        except dates.DateError as error:
            raise ValidationError(str(error), code="invalid") from error

    def prepare_value(self, value):
        if isinstance(value, dates.ImpreciseDate):
            return "" if value.is_unknown else value.words()
        return value

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial), data)


class ImpreciseDateField(models.CharField):
    """An `ImpreciseDate` in Python, its canonical EDTF in the database; unknown is empty."""

    description = "A date, as precisely as it is known"

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 60)
        kwargs.setdefault("default", dates.UNKNOWN)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        if kwargs.get("default") == dates.UNKNOWN:
            del kwargs["default"]
        return name, path, args, kwargs

    def from_db_value(self, value, expression, connection):
        return dates.from_edtf(value or "")  # None where an outer join found no row

    def to_python(self, value):
        if isinstance(value, dates.ImpreciseDate):
            return value
        try:
            return dates.parse(value or "")
        except dates.DateError as error:
            raise ValidationError(str(error), code="invalid") from error

    def get_prep_value(self, value):
        return self.to_python(value).edtf

    def value_to_string(self, obj):
        return self.get_prep_value(self.value_from_object(obj))

    def validate(self, value, model_instance):
        if value.is_unknown and not self.blank:
            raise ValidationError(self.error_messages["blank"], code="blank")

    def run_validators(self, value):
        super().run_validators(value.edtf)

    def formfield(self, **kwargs):
        typed = {"form_class": ImpreciseDateFormField, "max_length": dates.LONGEST}
        return super().formfield(**typed | kwargs)
