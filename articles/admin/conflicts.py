"""Two editors in one form: what each made of it, and which of it is to stay."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Manager
from django.forms.formsets import INITIAL_FORM_COUNT, TOTAL_FORM_COUNT, ManagementForm
from django.utils.datastructures import MultiValueDict

from articles import body
from articles.admin.wording import moment
from articles.differences import Paragraph, changed_parts, join

MINE, THEIRS, BOTH = "mine", "theirs", "both"
CHOICES = {MINE: "Mine", THEIRS: "Theirs", BOTH: "Both"}


@dataclass(frozen=True)
class Joining:
    """How the versions of a field are joined: unit by unit (words, paragraphs, tags)."""

    units: Callable[[object], list[str]]
    whole: Callable[[list[str]], object]

    def of(self, base, mine, theirs):
        return self.whole(join(*map(self.units, (base, mine, theirs))))


WORDS = Joining(str.split, " ".join)
BLOCKS = Joining(lambda source: body.blocks(body.sanitise(source)), "".join)
NAMES = Joining(list, lambda names: list(dict.fromkeys(names)))


@dataclass
class Difference:
    """A field of which two editors made something else: both versions as plain text."""

    name: str  # of the choice, in the form that asks for it
    label: str
    mine: str
    theirs: str
    options: list[str]
    chosen: str  # beforehand: the side that changed it, if only one did
    parts: list[Paragraph | None] = field(init=False)

    def __post_init__(self):
        self.parts = changed_parts(self.theirs, self.mine)

    @property
    def choices(self):
        return [(value, CHOICES[value]) for value in self.options]

    @property
    def is_in_words(self):
        return any(part is not None for part in self.parts)


class SharedForm(forms.ModelForm):
    """The form of a row that somebody else may be changing at the same time.

    Every field is sent along as it was when the form was opened (Django's hidden initial), so
    that it is known who changed what: what an editor has not touched is no change of theirs.
    """

    # Fields of which both versions can be kept; of all others one is chosen.
    JOINED: dict[str, Joining] = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self._shared():
            self.fields[name].show_hidden_initial = True

    def differences(self, stored) -> list[Difference]:
        """Where what is typed differs from the row as somebody else has saved it."""
        pairs = [(name, self._mine(name), _stored(stored, name)) for name in self._shared()]
        return [self._difference(*pair) for pair in pairs if _plain(pair[1]) != _plain(pair[2])]

    def settle(self, stored):
        """Take what was chosen of each difference; to be called in `clean`."""
        for name in self._shared():
            chosen, theirs = self.data.get(self._choice(name)), _stored(stored, name)
            if chosen == THEIRS:
                self._take(name, theirs)
            elif chosen == BOTH and name in self.JOINED:
                base = self._base(name) or type(theirs)()
                self._take(name, self.JOINED[name].of(base, self._mine(name), theirs))

    def _shared(self):
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

    def _difference(self, name, mine, theirs):
        base, options = self._base(name), [MINE, THEIRS]
        if name in self.JOINED:
            options.append(BOTH)
        return Difference(
            name=self._choice(name),
            label=self.fields[name].label,
            mine=self.shown(name, mine),
            theirs=self.shown(name, theirs),
            options=options,
            chosen=self.data.get(self._choice(name)) or _chosen(base, mine, theirs, options),
        )

    def _choice(self, name):
        return f"choice-{self.add_prefix(name)}"

    def _mine(self, name):
        """What was typed; word for word if it is not valid."""
        if name in self.cleaned_data:
            return self.cleaned_data[name]
        sent = self[name].data
        return " ".join(filter(None, sent)) if isinstance(sent, list) else sent

    def _base(self, name):
        """What stood there when the form was opened; None if that is not known."""
        hidden = self.fields[name].hidden_widget()
        key = self[name].html_initial_name
        try:
            sent = hidden.value_from_datadict(self.data, self.files, key)
            return None if sent is None else self.fields[name].clean(sent)
        except ValidationError:
            return None

    def shown(self, name, value):
        """A value in words."""
        if isinstance(value, dt.datetime):
            return moment(value)
        if isinstance(value, list):
            return " · ".join(value)
        return "" if value is None else str(value)

    def _take(self, name, value):
        self.cleaned_data[name] = value
        self._errors.pop(name, None)


class SharedRows(forms.BaseInlineFormSet):
    """Rows of which somebody else may have deleted some since the form was opened.

    Those are taken for new ones. What nobody has typed into is then left out, as new rows are;
    words that were typed come back as a row of their own.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.is_bound:
            self._take_deleted_for_new()

    def _take_deleted_for_new(self):
        sent = ManagementForm(self.data, prefix=self.prefix)
        if not sent.is_valid():
            return
        rows = range(min(sent.cleaned_data[TOTAL_FORM_COUNT], self.absolute_max))
        opened = rows[: sent.cleaned_data[INITIAL_FORM_COUNT]]
        present = {str(row.pk) for row in self.get_queryset()}
        there = [row for row in opened if self.data.get(self._key_of(row)) in present]
        if len(there) == len(opened):
            return
        gone = [row for row in opened if row not in there]
        order = [*there, *gone, *rows[len(opened) :]]
        self.data = _renumbered(self.data, self.prefix, order)
        self.files = self.files and _renumbered(self.files, self.prefix, order)
        self.data[f"{self.prefix}-{INITIAL_FORM_COUNT}"] = str(len(there))
        for row in opened[len(there) :]:
            self.data[self._key_of(row)] = ""

    def _key_of(self, row):
        return f"{self.add_prefix(row)}-{self.model._meta.pk.name}"


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


def _chosen(base, mine, theirs, options):
    """The side that alone has changed something; else both, or nothing where that cannot be."""
    if _plain(base) == _plain(theirs):
        return MINE
    if _plain(base) == _plain(mine):
        return THEIRS
    return BOTH if BOTH in options else ""


def _stored(row, name):
    value = getattr(row, name)
    if isinstance(value, Manager):
        return sorted(map(str, value.all()))
    return value


def _plain(value):
    """A value as far as a form tells: no parts of seconds, tags in any order, empty is empty."""
    if value in (None, "", []):
        return None
    if isinstance(value, dt.datetime):
        return value.replace(microsecond=0)
    if isinstance(value, list):
        return sorted(value)
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value
