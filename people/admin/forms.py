"""The forms of a person and of an interaction, and of the rows that belong to each."""

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.urls import reverse

from articles import passages
from articles.admin.conflicts import LINES, WORDS
from articles.admin.fields import LineField
from articles.admin.shared import OpenedForm, SharedForm
from people.status import Stance


class DateInput(AdminTextInputWidget):
    """An imprecise date, which reads back what readers will see."""

    class Media:
        js = [forms.Script("newsroom/admin/dates.js", defer=True)]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"] |= {
            "autocomplete": "off",
            "data-date-words": reverse("admin:people_date_words"),
        }
        return context


class PersonForm(OpenedForm):
    JOINED = {"description": WORDS, "biography": LINES}

    class Meta:
        field_classes = dict.fromkeys(("name", "sort_name", "description"), LineField)
        error_messages = {"slug": {"unique": "Somebody else has this address."}}


class AliasForm(SharedForm):
    class Meta:
        field_classes = {"name": LineField}


class InteractionForm(OpenedForm):
    JOINED = {"summary": WORDS, "when_basis": WORDS}

    class Meta:
        field_classes = dict.fromkeys(("summary", "place", "when_printed", "when_basis"), LineField)
        widgets = {"summary": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"})}


class ParticipantForm(SharedForm):
    class Meta:
        field_classes = dict.fromkeys(("description", "part"), LineField)
        labels = {"description": "Or in words", "organization": "Or organization"}


class CitationForm(SharedForm):
    """Words of an article, pasted; saved as the passage that was found there."""

    editor = None  # given by the admin
    passage = None
    places = 0

    occurrence = forms.IntegerField(
        required=False,
        min_value=1,
        initial=1,
        label="Which time",
        help_text="1 is the first time the words stand there.",
    )

    class Meta:
        field_classes = {"attributed_to_words": LineField}
        labels = {
            "attributed_to_person": "Says who: a person",
            "attributed_to_organization": "or an organization",
            "attributed_to_words": "or in words",
        }
        widgets = {"exact": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})}
        help_texts = {"exact": "Paste them from the article."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.initial.setdefault("stance", Stance.REPORTS.value)

    def clean(self):
        super().clean()
        if self._says_where():
            self._find_words()

    def save(self, commit=True):
        if self.passage:
            self.instance.anchor_at(self.passage)
        if self.instance._state.adding:
            self.instance.created_by = self.editor
        return super().save(commit)

    def _says_where(self):
        """Whether another place is meant than the one that is stored."""
        meant = [self.cleaned_data.get(name) for name in ("article", "exact")]
        stored = [self.instance.article_id and self.instance.article, self.instance.exact]
        return "occurrence" in self.changed_data or meant != stored

    def _find_words(self):
        article, words = self.cleaned_data.get("article"), self.cleaned_data.get("exact")
        if not (article and words):
            return
        found = passages.quote(article.body_text, words)
        number = self.cleaned_data.get("occurrence") or 1
        if not found:
            self.add_error("exact", _not_there(article, words))
        elif number > len(found):
            self.add_error("occurrence", f"The words stand in the article {len(found)} times.")
        else:
            self.passage, self.places = found[number - 1], len(found)
            self.cleaned_data["exact"] = self.passage.exact


def _not_there(article, words):
    nearest = passages.nearest(article.body_text, words)
    hint = f" The nearest sentence is: “{nearest}”" if nearest else ""
    return f"These words are not in “{article}”.{hint}"
