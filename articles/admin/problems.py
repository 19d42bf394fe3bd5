"""What is wrong with a form, in one list at its top, with a way to each field."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import NON_FIELD_ERRORS


@dataclass(frozen=True)
class Problem:
    said: str
    label: str = ""
    field_id: str = ""  # of the element to go to


def problems(form, inline_admin_formsets=()) -> Iterator[Problem]:
    """Of the form first, then of the rows under it, in the order of the page."""
    yield from _of_form(form)
    for inline in inline_admin_formsets:
        for message in inline.formset.non_form_errors():
            yield Problem(message)
        for number, row in enumerate(inline.formset.forms, 1):
            yield from _of_form(row, f"{inline.opts.verbose_name} {number}: ".capitalize())


def _of_form(form, before=""):
    for name, errors in form.errors.as_data().items():
        for error in errors:
            for message in error.messages:
                if name == NON_FIELD_ERRORS:
                    yield Problem(f"{before}{message}")
                else:
                    yield Problem(message, f"{before}{form[name].label}", form[name].id_for_label)
