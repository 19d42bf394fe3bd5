"""Forms of rows that several editors may be changing at the same time."""

import datetime as dt

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Manager
from django.forms.formsets import DELETION_FIELD_NAME
from django.utils.functional import cached_property

from articles.admin.conflicts import BOTH, MINE, THEIRS, Difference, Joining, mark, plain
from articles.admin.wording import day, moment

# Why a form is shown again although nothing in it is wrong: the codes of its errors.
CONFLICT, RESTORED = "conflict", "restored"
# Buttons that save nothing.
RESTORE, PREVIEW = "_restore", "_preview"
BETWEEN = " · "


class SharedForm(forms.ModelForm):
    """The form of a row that somebody else may be changing at the same time.

    Every field of a row there is goes along as it was when the form was opened (Django's hidden
    initial), so that it is known who changed what: what an editor has not touched is no change
    of theirs.
    """

    # Fields of which both versions can be kept; of all others one is chosen.
    JOINED: dict[str, Joining] = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.conflicts: list[Difference] = []
        for name in self.shared():
            went_along = self.add_initial_prefix(name) in self.data
            self.fields[name].show_hidden_initial |= bool(self.instance.pk) or went_along

    @cached_property
    def changed_data(self):
        """As Django finds it, but for what came back as it was sent: that needs no queries."""
        return [
            name for name in self.fields if not self._came_back(name) and self[name]._has_changed()
        ]

    def full_clean(self):
        super().full_clean()
        if self.instance.pk and self.empty_permitted and not self.has_changed():
            self.cleaned_data = self.initial  # not looked at again; others have to differ from it

    def clean(self):
        super().clean()
        if self.instance.pk and RESTORE not in self.data and PREVIEW not in self.data:
            self._heed_others()

    def shared(self) -> list[str]:
        """The fields of the row that an editor fills in; a file cannot be sent along."""
        rows = self._meta.model._meta.get_fields()
        ours = {row.name for row in rows if getattr(row, "editable", False)}
        return [
            name
            for name, field in self.fields.items()
            if name in ours
            and not isinstance(field, forms.FileField)
            and not field.widget.is_hidden
        ]

    def is_stale(self, stored) -> bool:
        """Whether somebody has changed the row since the form was opened."""
        return any(
            plain(self._base(name)) != plain(self._theirs(stored, name)) for name in self.shared()
        )

    def says_the_same_as(self, stored) -> bool:
        return not any(self._differing(stored))

    def settle(self, stored, found: list[Difference]):
        """Take what was chosen of each difference; ask where nothing was."""
        if any(difference.is_open for difference in found):
            self.conflicts = found
            raise ValidationError("Somebody else has changed this.", code=CONFLICT)
        for difference in found:
            self._settle(difference, stored)

    def shown(self, name, value) -> str:
        """A value in words."""
        if isinstance(value, dt.datetime):
            return moment(value)
        if isinstance(value, dt.date):
            return day(value)
        if isinstance(value, list):
            return BETWEEN.join(value)
        column = self._meta.model._meta.get_field(name)
        words = dict(getattr(column, "flatchoices", ())).get(value, value)
        return "" if words is None else str(words)

    # --- What others have made of it ------------------------------------------------------

    def _heed_others(self):
        """Compare with the row as it is by now, locked until the end of the request."""
        rows = type(self.instance)._base_manager.select_for_update(of=["self"])
        stored = rows.filter(pk=self.instance.pk).order_by("pk").first()
        if stored is None:
            raise ValidationError("Somebody else has just deleted this: save once more.")
        if self.is_stale(stored):
            self.settle(stored, self._differences(stored))

    def _differences(self, stored):
        """Where what is typed differs from the row as somebody else has saved it."""
        if self.cleaned_data.get(DELETION_FIELD_NAME):
            return [self._deletion(stored)]
        return [self._difference(name, stored) for name in self._differing(stored)]

    def _differing(self, stored):
        for name in self.shared():
            if plain(self._mine(name)) != plain(self._theirs(stored, name)):
                yield name

    def _difference(self, name, stored):
        mine, theirs = self._mine(name), self._theirs(stored, name)
        return self._asked(
            field=name,
            label=self[name].label,
            mine=self.shown(name, mine),
            theirs=self.shown(name, theirs),
            options=[MINE, THEIRS, *([BOTH] if name in self.JOINED else [])],
            chosen=self._beforehand(name, theirs),
            offer=mark(theirs),
        )

    def _deletion(self, stored):
        """That this editor deletes what somebody else has gone on writing at."""
        theirs = {name: self._theirs(stored, name) for name in self.shared()}
        words = (self.shown(name, value) for name, value in theirs.items())
        return self._asked(
            field=DELETION_FIELD_NAME,
            label="deleted by you",
            mine="",
            theirs=BETWEEN.join(filter(None, words)),
            options=[MINE, THEIRS],
            chosen="",
            offer=mark(*theirs.values()),
        )

    def _asked(self, **about):
        """A difference with what was answered, if it was asked about before."""
        key = self.add_prefix(about["field"])
        answer = self.data.get(f"choice-{key}")
        is_answered = answer in about["options"]
        if is_answered:
            about["chosen"] = answer
        is_settled = is_answered and self.data.get(f"offer-{key}") == about["offer"]
        return Difference(**about, key=key, is_settled=is_settled)

    def _beforehand(self, name, theirs):
        """The side that alone has changed a field; else both, or nothing where that cannot be."""
        if name not in self.changed_data:
            return THEIRS
        if plain(self._base(name)) == plain(theirs):
            return MINE
        return BOTH if name in self.JOINED else ""

    def _settle(self, difference, stored):
        name = difference.field
        if difference.chosen == MINE:
            return
        if name == DELETION_FIELD_NAME:
            self._leave_as_it_is(stored)
            return
        theirs = self._theirs(stored, name)
        if difference.chosen == BOTH:
            base = self._base(name) or type(theirs)()
            theirs = self.JOINED[name].of(base, self._mine(name), theirs)
        self._take(name, theirs)

    def _leave_as_it_is(self, stored):
        self._take(DELETION_FIELD_NAME, False)
        for name in self.shared():
            self._take(name, self._theirs(stored, name))

    def _take(self, name, value):
        self.cleaned_data[name] = value
        self._errors.pop(name, None)

    # --- The versions of a field ----------------------------------------------------------

    def _mine(self, name):
        """What was typed; word for word if it is not valid."""
        if name in self.cleaned_data:
            return self.cleaned_data[name]
        sent = self[name].data
        return " ".join(filter(None, sent)) if isinstance(sent, list) else sent

    def _base(self, name):
        """What stood there when the form was opened; None if that is not known."""
        try:
            sent = self._opened_with(name)
            return None if sent is None else self.fields[name].clean(sent)
        except ValidationError:
            return None

    def _theirs(self, stored, name):
        """What is stored by now, as this form would read it."""
        value = getattr(stored, name)
        if isinstance(value, Manager):
            return sorted(map(str, value.all()))
        return self.fields[name].to_python(value) if isinstance(value, str) else value

    def _opened_with(self, name):
        """What stood there when the form was opened, as it was sent along."""
        hidden = self.fields[name].hidden_widget()
        return hidden.value_from_datadict(self.data, self.files, self[name].html_initial_name)

    def _came_back(self, name):
        field = self.fields[name]
        return field.show_hidden_initial and self._opened_with(name) == self[name].data


class SentAlong:
    """For a field that the page fills in and not its editor: it is never a change."""

    widget = forms.HiddenInput

    def has_changed(self, initial, data):
        return False


class SentText(SentAlong, forms.CharField):
    pass


class OpenedForm(SharedForm):
    """The form that a page is there for; its rows have forms of their own."""

    # The version the editor began with.
    seen = SentText(required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["seen"] = version_of(self.instance)

    def clean(self):
        if RESTORE in self.data:
            raise ValidationError("This is not saved yet.", code=RESTORED)
        super().clean()


def version_of(row) -> str:
    """Tells one version of a row from another; empty where a row does not say when it changed."""
    changed_at = getattr(row, "updated_at", None)
    return changed_at.isoformat() if changed_at else ""
