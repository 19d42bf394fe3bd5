"""The form of an article, and of what stands on its page."""

from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles import body
from articles.admin.conflicts import BLOCKS, NAMES, THEIRS, WORDS
from articles.admin.fields import AddressField, LineField, ProseWidget, TagsField
from articles.admin.shared import OpenedForm, SentAlong, SharedForm, version_of
from articles.admin.steps import NEEDS_TEXT, SAVE, Step
from articles.importers import values
from articles.models import Article, Correction, Photo, SeeAlso

LARGEST_PHOTO = 10 * 1024 * 1024
REPEATED = "repeated"  # why a form is shown again: the code of its error


class SentKey(SentAlong, forms.UUIDField):
    pass


class ArticleForm(OpenedForm):
    """An article as its editor sees it.

    The admin gives it the `step` whose button was pressed (see `articles.admin.steps`), or None
    where that step is not open to the user.
    """

    step: Step | None = SAVE

    JOINED = {
        "headline": WORDS,
        "standfirst": WORDS,
        "byline": WORDS,
        "body": BLOCKS,
        "tags": NAMES,
    }
    # This form and no other, so that a double click or a retry saves once.
    form_key = SentKey(required=False, initial=uuid4)

    class Meta:
        field_classes = {
            "headline": LineField,
            "byline": LineField,
            "canonical_url": AddressField,
            "tags": TagsField,
        }
        widgets = {
            "headline": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
            "standfirst": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
            "body": ProseWidget,
            "byline": forms.TextInput(attrs={"class": "vTextField"}),
        }
        help_texts = {"tags": "Between commas: Russia, White House. Suggestions come as you type."}
        error_messages = {"slug": {"unique": "Another article has this address."}}

    def clean_body(self):
        """Without any markup it was typed as plain text: a blank line parts paragraphs."""
        source = self.cleaned_data["body"]
        return source if "<" in source else body.from_plain(source)

    def clean_canonical_url(self):
        address = self.cleaned_data["canonical_url"]
        others = Article.objects.exclude(pk=self.instance.pk)
        if address and (other := others.filter(canonical_url=address).first()):
            raise ValidationError(f"“{other}” has this web address already.", code="unique")
        return address

    def clean_published_at(self):
        published_at = self.cleaned_data["published_at"]
        if self.instance.is_public and published_at and published_at > timezone.now():
            raise ValidationError(
                "Readers have this article already: its date cannot be in the future."
            )
        return published_at

    def clean_language(self):
        tag = values.language(self.cleaned_data["language"])
        if not tag:
            raise ValidationError("A language is written as a tag, such as “en” or “pt-br”.")
        return tag

    def clean(self):
        super().clean()
        if self.step is None:
            state = self.instance.get_state_display().lower()
            raise ValidationError(
                f"This article is {state}, and that step is not open to you. Nothing was saved; "
                "what you typed is still here."
            )
        if self.step.publishes and not self._has_text():
            self.add_error("body", NEEDS_TEXT)

    def is_stale(self, stored):
        """By its version: saving fills in fields, and somebody may have published it."""
        return self.cleaned_data.get("seen") != version_of(stored)

    def settle(self, stored, found):
        # What this very form was saved as can differ only in what saving has filled in.
        filled_in = all(difference.chosen == THEIRS for difference in found)
        if self.cleaned_data.get("form_key") == stored.form_key and filled_in:
            raise ValidationError("This is saved already.", code=REPEATED)
        super().settle(stored, found)

    def shown(self, name, value):
        return body.to_text(body.sanitise(value)) if name == "body" else super().shown(name, value)

    def _has_text(self):
        return bool(body.to_text(body.sanitise(self.cleaned_data.get("body", ""))))


class SeeAlsoForm(SharedForm):
    class Meta:
        model = SeeAlso
        fields = ["other", "position"]

    def clean_other(self):
        other = self.cleaned_data["other"]
        if other.pk == self.instance.article_id:
            raise ValidationError("This is the article itself.")
        return other


class CorrectionForm(SharedForm):
    JOINED = {"text": WORDS}

    class Meta:
        model = Correction
        fields = ["text", "published_at"]

    def clean_published_at(self):
        published_at = self.cleaned_data["published_at"]
        if published_at > timezone.now():
            raise ValidationError(
                "A correction is for readers at once: its date cannot be to come."
            )
        return published_at


class PhotoForm(SharedForm):
    JOINED = {"alt": WORDS, "caption": WORDS, "credit": WORDS}

    class Meta:
        model = Photo
        fields = ["image", "alt", "caption", "credit", "position"]
        field_classes = {"alt": LineField, "caption": LineField, "credit": LineField}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.empty_permitted = False  # its file may be gone though nobody touched it

    def clean_image(self):
        image = self.cleaned_data["image"]
        try:
            is_too_large = image and image.size > LARGEST_PHOTO
        except OSError as error:
            raise ValidationError(
                "The file of this photo is not there any more: choose it again or delete it."
            ) from error
        if is_too_large:
            raise ValidationError("A photo has at most 10 MB.")
        return image
