"""The rows under a form, where others may have taken some away or added some meanwhile."""

import re

from django import forms
from django.forms.formsets import INITIAL_FORM_COUNT, TOTAL_FORM_COUNT, ManagementForm
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.functional import cached_property


class SharedRows(forms.BaseInlineFormSet):
    """Rows of which somebody else may have deleted some since the form was opened.

    Those are taken for new ones. What nobody has typed into is then left out, as new rows are;
    words that were typed come back as a row of their own. What nobody has touched is not looked
    at again. Its forms are `SharedForm`s.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.is_bound:
            self._take_deleted_for_new()

    def clean(self):
        super().clean()
        for form in self.forms:
            if form.has_changed() and form.is_valid() and not self._should_delete_form(form):
                self._tell_apart(form)

    def get_form_kwargs(self, index):
        return super().get_form_kwargs(index) | {"empty_permitted": True}

    def total_form_count(self):
        """As many as were sent, whatever number is given: making thousands takes a minute."""
        total = super().total_form_count()
        return min(total, self._sent_count) if self.is_bound else total

    def _should_delete_form(self, form):
        """Not before it is settled; nor is made again what was made meanwhile."""
        if form.conflicts:
            return False
        return super()._should_delete_form(form) or self._is_there_already(form)

    # --- Rows taken away ------------------------------------------------------------------

    def _take_deleted_for_new(self):
        if not self.management_form.is_valid():
            return
        opened = range(min(self.initial_form_count(), self.total_form_count()))
        present = {str(row.pk) for row in self.get_queryset()}
        there = [row for row in opened if self.data.get(self._key_of(row)) in present]
        if len(there) == len(opened):
            return
        gone = [row for row in opened if row not in there]
        order = [*there, *gone, *range(len(opened), self.total_form_count())]
        self.data = _renumbered(self.data, self.prefix, order)
        self.files = self.files and _renumbered(self.files, self.prefix, order)
        self.data[f"{self.prefix}-{INITIAL_FORM_COUNT}"] = str(len(there))
        for row in opened[len(there) :]:
            self.data[self._key_of(row)] = ""
        del self.management_form

    def _key_of(self, row):
        return f"{self.add_prefix(row)}-{self.model._meta.pk.name}"

    @cached_property
    def _sent_count(self):
        of_row = re.compile(rf"{self.prefix}-(\d+)-")
        return len({found[1] for found in map(of_row.match, self.data) if found})

    # --- Rows added -----------------------------------------------------------------------

    def _is_there_already(self, form):
        """Whether somebody else has added the same meanwhile, or this form was sent twice."""
        is_new = form.instance.pk is None and form.has_changed()
        return is_new and any(form.says_the_same_as(row) for row in self._added_meanwhile)

    def _tell_apart(self, form):
        """From rows that others have added meanwhile, of which Django knows nothing here."""
        for row in self._added_meanwhile:
            if any(_clash(form.instance, row, unique) for unique in _unique(self.model)):
                form.add_error(None, f"Somebody else has just added “{row}”.")

    @cached_property
    def _added_meanwhile(self):
        opened = {form.instance.pk for form in self.initial_forms}
        return [row for row in self.get_queryset() if row.pk not in opened]


def as_new(sent: QueryDict, formset: type[SharedRows]):
    """Make what was sent of rows that are gone, with all they belonged to, that of new ones.

    A file went with its row: those are left out.
    """
    prefix = formset.get_default_prefix()
    management = ManagementForm(sent, prefix=prefix)
    opened = management.cleaned_data[INITIAL_FORM_COUNT] if management.is_valid() else 0
    sent[f"{prefix}-{INITIAL_FORM_COUNT}"] = "0"
    if any(isinstance(field, forms.FileField) for field in formset.form.base_fields.values()):
        sent[f"{prefix}-{TOTAL_FORM_COUNT}"] = "0"
    keys = rf"{prefix}-\d+-({formset.model._meta.pk.name}|{formset.fk.name})"
    before = re.compile(rf"initial-{prefix}-(?P<row>\d+)-")
    for key in list(sent):
        if re.fullmatch(keys, key):
            sent[key] = ""
        elif (found := before.match(key)) and int(found["row"]) < opened:
            del sent[key]


def _unique(model):
    return [constraint.fields for constraint in model._meta.total_unique_constraints]


def _clash(row, other, names):
    columns = [row._meta.get_field(name).attname for name in names]
    return all(getattr(row, column) == getattr(other, column) for column in columns)


def _renumbered(sent, prefix, order):
    """What was sent of rows, these in another order."""
    numbers = {str(old): str(new) for new, old in enumerate(order)}
    of_row = re.compile(rf"(?P<before>.*\b{prefix}-)(?P<row>\d+)(?=-)")
    renumbered = MultiValueDict()
    for key, values in sent.lists():
        found = of_row.match(key)
        number = found and numbers.get(found["row"])
        name = f"{found['before']}{number}{key[found.end() :]}" if number else key
        renumbered.setlist(name, values)
    return renumbered
