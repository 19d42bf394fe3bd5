"""The form of an article, and of what stands on its page."""

from django import forms
from django.contrib.admin.models import LogEntry
from django.contrib.admin.options import get_content_type_for_model
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import format_html

from articles import body
from articles.admin.fields import AddressField, LineField, ProseWidget, TagsField
from articles.admin.steps import NEEDS_TEXT, PUBLISH, SAVE, Step
from articles.admin.wording import moment
from articles.models import Article, Photo

LARGEST_PHOTO = 10 * 1024 * 1024


class ArticleForm(forms.ModelForm):
    """An article as its editor sees it.

    The admin gives it the `step` whose button was pressed (see `articles.admin.steps`), or None
    where that step is not open to the user.
    """

    step: Step | None = SAVE

    # The version the editor began with: saving over another one must not go unnoticed.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

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

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["seen"] = self.instance.updated_at.isoformat()

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

    def clean(self):
        super().clean()
        if self.instance.pk:
            self._refuse_to_overwrite()
        if self.step is None:
            state = self.instance.get_state_display().lower()
            raise ValidationError(
                f"This article is {state}, and that step is not open to you. Nothing was saved; "
                "what you typed is still here."
            )
        if self.step.button == PUBLISH.button and not self._has_text():
            self.add_error("body", NEEDS_TEXT)

    def _has_text(self):
        return bool(body.to_text(body.sanitise(self.cleaned_data.get("body", ""))))

    def _refuse_to_overwrite(self):
        """Lock the row until the end of the request, and compare it with what was opened."""
        stored = Article.objects.select_for_update().values_list("updated_at", flat=True)
        present = stored.get(pk=self.instance.pk).isoformat()
        if self.cleaned_data["seen"] != present:
            # Pressing the button once more is then the editor's own decision.
            self.data = self.data.copy()
            self.data[self.add_prefix("seen")] = present
            raise ValidationError(self._conflict(), code="conflict")

    def _conflict(self):
        entry = (
            LogEntry.objects.filter(
                content_type=get_content_type_for_model(self.instance), object_id=self.instance.pk
            )
            .select_related("user")
            .order_by("-action_time")
            .first()
        )
        who = str(entry.user.get_full_name() or entry.user) if entry else "Somebody"
        return format_html(
            "{} changed this article on {}, after you had opened it. Nothing was saved; what you "
            'typed is still here. <a href="" target="_blank">See the other version</a> '
            "(in a new tab). Saving once more replaces it with yours.",
            who,
            moment(entry.action_time if entry else self.instance.updated_at),
        )


class SeeAlsoForm(forms.ModelForm):
    def clean_other(self):
        other = self.cleaned_data["other"]
        if other.pk == self.instance.article_id:
            raise ValidationError("This is the article itself.")
        return other


class PhotoForm(forms.ModelForm):
    class Meta:
        model = Photo
        fields = ["image", "alt", "caption", "credit", "position"]
        field_classes = {"alt": LineField, "caption": LineField, "credit": LineField}

    def clean_image(self):
        image = self.cleaned_data["image"]
        if image and image.size > LARGEST_PHOTO:
            raise ValidationError("A photo has at most 10 MB.")
        return image
