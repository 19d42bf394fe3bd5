"""The form of the capture page: the words of an article, and what they say happened.

Two forms in one: to cite what is on record already, only the first has to be right.
"""

from dataclasses import dataclass

from django import forms

from articles import passages
from articles.admin.fields import LineField
from articles.admin.ids import ids
from articles.characters import clean_text
from articles.wording import day_words
from people import capturing, dates, drafting
from people.admin.forms import DateInput
from people.capturing import Party, Saying
from people.fields import ImpreciseDateFormField
from people.models import Interaction, Person
from people.models.kind import KIND_CHOICES
from people.proposals import Proposals
from people.status import Stance
from people.suggestions import Suggestion

NAMES = "names-in-article"  # the list from which names are completed
LONGEST_PART = 50
LONGEST_PARTY = 200


class PasteForm(forms.Form):
    """Words pasted by hand, to begin with."""

    words = forms.CharField(
        label="Or paste words of the article", widget=forms.Textarea(attrs={"rows": 2})
    )
    passage: passages.Selector

    def __init__(self, *args, text: str, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.text = text

    def clean_words(self):
        words = self.cleaned_data["words"]
        self.passage = _located(self.text, words)
        return words


class SayingForm(forms.Form):
    """Words of an article, what they say of an interaction, and who says so."""

    exact = forms.CharField(label="Words of the article", widget=forms.Textarea(attrs={"rows": 3}))
    # What stood around the words when the form was opened: the text may be changed meanwhile.
    prefix = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    suffix = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    start = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    opened_with = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    stance = forms.ChoiceField(
        label="The article",
        choices=[(stance.value, f"{stance.value} it") for stance in Stance],
    )
    speaker = LineField(
        label="Says who",
        required=False,
        max_length=LONGEST_PARTY,
        help_text="Empty: the article itself.",
        widget=forms.TextInput(attrs={"list": NAMES, "autocomplete": "off"}),
    )

    def __init__(self, *args, proposals: Proposals, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.proposals = proposals

    @staticmethod
    def beginning(proposals: Proposals, passage: passages.Selector, suggestion: Suggestion) -> dict:
        speaker = proposals.people.get(suggestion.speaker)
        return {
            "exact": passage.exact,
            "prefix": passage.prefix,
            "suffix": passage.suffix,
            "start": passage.start,
            "opened_with": passage.exact,
            "stance": suggestion.stance,
            "speaker": speaker.name if speaker else suggestion.speaker_words,
        }

    def clean_speaker(self) -> Party:
        return _party(self.cleaned_data["speaker"], self.proposals)

    def clean(self):
        super().clean()
        if words := self.cleaned_data.get("exact"):
            try:
                self.passage = _located(self.proposals.text, words, self._near())
            except forms.ValidationError as error:
                self.add_error("exact", error)

    def _near(self):
        """Where the words stood when the form was opened; None if it does not tell."""
        names = ("opened_with", "prefix", "suffix", "start")
        *words, start = seen = [self.cleaned_data.get(name) for name in names]
        return None if None in seen else passages.Selector(*map(_one_line_end, words), start)

    def saying(self) -> Saying:
        data = self.cleaned_data
        return Saying(self.passage, data["stance"], data["speaker"])


@dataclass(frozen=True)
class Row:
    """A person the article names, whether they took part, and the field for their part."""

    person: Person
    took_part: bool
    part: forms.BoundField


class HappeningForm(forms.Form):
    """What happened, when, and who took part; offered are the people of the article."""

    summary = LineField(
        label="What happened",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    kind = forms.ChoiceField(choices=KIND_CHOICES)
    when = ImpreciseDateFormField(required=False, max_length=dates.LONGEST, widget=DateInput)
    when_printed = LineField(
        label="Date as printed",
        required=False,
        max_length=100,
        help_text="The words the date was worked out from: “last month”.",
    )
    place = LineField(required=False, max_length=200)
    also = LineField(
        label="Also took part",
        required=False,
        help_text="A name, or words: “two of his aides”. Between semicolons.",
        widget=forms.TextInput(attrs={"list": NAMES, "autocomplete": "off"}),
    )

    def __init__(self, *args, proposals: Proposals, place: int, **kwargs):
        """Those named nearest to this place of the text are listed first."""
        super().__init__(*args, label_suffix="", **kwargs)
        self.proposals = proposals
        self.near = proposals.people_near(place)
        choices = [(str(person.pk), person.name) for person in self.near]
        self.fields["people"] = forms.MultipleChoiceField(
            required=False,
            choices=choices,
            error_messages={
                "invalid_choice": "Somebody you chose is not named in the text any more."
            },
        )
        for person in self.near:
            part = forms.TextInput(attrs={"aria-label": f"Part of {person}", "placeholder": "part"})
            self.fields[_part(person)] = LineField(
                required=False, max_length=LONGEST_PART, widget=part
            )

    @staticmethod
    def beginning(proposals: Proposals, suggestion: Suggestion) -> dict:
        people = [proposals.people[pk] for pk in suggestion.participants if pk in proposals.people]
        when = _read_date(suggestion.when)
        is_worked_out = _read_date(suggestion.when_words) != when
        return {
            "summary": drafting.sentence(suggestion.kind, [person.name for person in people]),
            "kind": suggestion.kind,
            "when": when,
            "when_printed": suggestion.when_words if is_worked_out else "",
            "people": [str(person.pk) for person in people],
        }

    @property
    def rows(self) -> list[Row]:
        """Those who took part first, in their order; then those named nearest."""
        chosen = self["people"].value() or []
        people = {str(person.pk): person for person in self.near}
        first = [people[pk] for pk in chosen if pk in people]
        return [
            Row(person, str(person.pk) in chosen, self[_part(person)])
            for person in dict.fromkeys([*first, *self.near])
        ]

    @property
    def date_words(self) -> str:
        """The date as readers will see it; empty while it cannot be read."""
        try:
            return self.fields["when"].clean(self["when"].value()).words()
        except forms.ValidationError:
            return ""

    def clean_also(self) -> list[Party]:
        named = [clean_text(name) for name in self.cleaned_data["also"].split(";")]
        if any(len(name) > LONGEST_PARTY for name in named):
            raise forms.ValidationError("That is too long for one party: put semicolons between.")
        return [_party(name, self.proposals) for name in named if name]

    def clean(self):
        super().clean()
        if not self.errors and not self.parties():
            self.add_error("also", "Somebody took part: choose them above, or write them here.")

    def told(self) -> dict:
        """What tells it from others: its kind, when it was, and between whom."""
        people = [who for who, _ in self.parties() if isinstance(who, Person)]
        return {
            "kind": self.cleaned_data["kind"],
            "when": self.cleaned_data["when"],
            "people": people,
        }

    def parties(self) -> list[tuple[Party, str]]:
        """Everybody who took part, once and in the order of the form, with their part."""
        data = self.cleaned_data
        people = [self.proposals.people[int(pk)] for pk in data["people"]]
        chosen = {person: data[_part(person)] for person in people}
        others = {party: "" for party in data["also"] if party not in chosen}
        return [*(chosen | others).items()]

    def interaction(self) -> Interaction:
        """Not saved yet."""
        data = self.cleaned_data
        return Interaction(
            **{name: data[name] for name in ("summary", "kind", "when", "when_printed", "place")},
            when_basis=self._basis(),
        )

    def _basis(self):
        if not self.cleaned_data["when_printed"]:
            return ""
        day = day_words(self.proposals.published)
        if self.proposals.article.published_at is None:
            return f"Counted from {day}, when it was recorded."
        return f"Counted from the article's day, {day}."


@dataclass
class Sheet:
    """The form as it lies open: some words, what they say, and what is on record like it."""

    saying: SayingForm
    happening: HappeningForm
    alike: list[Interaction]
    why: str = ""
    is_guess: bool = False

    def __post_init__(self):
        """Begin with the first mistake; else with citing what is the same; else on top.

        What is only alike is offered first too, but Enter pressed twice must not cite it.
        """
        wrong = [field for form in (self.happening, self.saying) for field in form if field.errors]
        same = [] if wrong or self.is_guess else [row for row in self.alike if row.is_same]
        self.same = same[0] if same else None
        if not self.same:
            first = wrong[0].field if wrong else self.happening.fields["summary"]
            first.widget.attrs["autofocus"] = True
            if self.alike and not wrong:
                first.widget.attrs["aria-describedby"] = "alike-title"

    @classmethod
    def begun(cls, proposals: Proposals, passage: passages.Selector, kind="") -> "Sheet":
        """Filled in with what the words suggest."""
        suggestion = proposals.at(passage.start, passage.end, kind)
        saying = SayingForm.beginning(proposals, passage, suggestion)
        happening = HappeningForm.beginning(proposals, suggestion)
        people = [proposals.people[int(pk)] for pk in happening["people"]]
        return cls(
            SayingForm(initial=saying, proposals=proposals),
            HappeningForm(initial=happening, proposals=proposals, place=passage.start),
            capturing.alike(suggestion.kind, happening["when"], people),
            suggestion.why if suggestion.score else "",
            is_guess=not suggestion.score,
        )

    @classmethod
    def posted(cls, data, proposals: Proposals) -> "Sheet":
        """As an editor sent it."""
        saying = SayingForm(data, proposals=proposals)
        saying.is_valid()
        place = saying.cleaned_data.get("start") or 0
        happening = HappeningForm(data, proposals=proposals, place=place)
        if happening.is_valid():
            return cls(saying, happening, capturing.alike(**happening.told()))
        return cls(saying, happening, list(Interaction.objects.filter(pk__in=offered_in(data))))

    @property
    def is_valid(self) -> bool:
        return self.saying.is_valid() and self.happening.is_valid()


def offered_in(data) -> set[int]:
    """The ids of the interactions that an editor was offered to cite, as the form sent them."""
    return set(ids(data.getlist("offered")))


def _part(person: Person) -> str:
    return f"part_{person.pk}"


def _party(words: str, proposals: Proposals) -> Party:
    try:
        return capturing.party(words, proposals.people.values()) if words else ""
    except capturing.NotFound as error:
        raise forms.ValidationError(str(error)) from error


def _located(text: str, words: str, near: passages.Selector | None = None) -> passages.Selector:
    try:
        return capturing.locate(text, words, near)
    except capturing.NotFound as error:
        raise forms.ValidationError(str(error)) from error


def _read_date(words: str) -> dates.ImpreciseDate:
    try:
        return dates.parse(words)
    except dates.DateError:
        return dates.UNKNOWN


def _one_line_end(text: str) -> str:
    """Browsers send the end of a line as two characters."""
    return text.replace("\r\n", "\n")
