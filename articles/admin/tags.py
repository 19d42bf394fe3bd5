"""Tags: their synonyms, merging them, and suggesting them to whoever writes."""

from urllib.parse import urlencode

import taggit.admin  # noqa: F401  (it registers a tag of its own, which nothing here uses)
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.http import HttpResponseNotAllowed, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from taggit.models import Tag as UnusedTag

from articles import body, tagging
from articles.admin.catalogue import CatalogueAdmin, NamedForm
from articles.admin.fields import NamesField
from articles.admin.ids import ids
from articles.characters import clean_text
from articles.models import Tag, TaggedArticle, TagSynonym
from articles.models.article import MAX_BODY
from articles.wording import and_join

NEEDED = ["articles.change_tag", "articles.delete_tag"]
MOST_AT_ONCE = 20

admin.site.unregister(UnusedTag)


def merge_url(lost, kept=None) -> str:
    """The page on which tags are merged into another; into which, is asked when not given."""
    chosen = {"lost": [tag.pk for tag in lost]} | ({"kept": kept.pk} if kept else {})
    return f"{reverse('admin:articles_tag_merge')}?{urlencode(chosen, doseq=True)}"


class TagForm(NamedForm):
    synonyms = NamesField(
        required=False,
        help_text="Between commas. Whoever tags an article with one of these gives it this tag.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["synonyms"].widget.attrs["class"] = "vLargeTextField"
        if self.instance.pk:
            self.initial["synonyms"] = list(self.instance.synonyms.all())

    def shared(self):
        return [*super().shared(), "synonyms"]

    def clean_name(self):
        name = super().clean_name()
        others = TagSynonym.objects.filter(name__iexact=name).exclude(tag=self.instance.pk)
        if synonym := others.select_related("tag").first():
            raise ValidationError(f"“{name}” is a synonym of “{synonym.tag}”.", code="unique")
        return name

    def clean_synonyms(self):
        names = self.cleaned_data["synonyms"]
        for name in names:
            if tag := Tag.objects.filter(name__iexact=name).first():
                raise ValidationError(f"“{tag}” is a tag of its own: merge it into this one.")
            others = TagSynonym.objects.filter(name__iexact=name).exclude(tag=self.instance.pk)
            if other := others.select_related("tag").first():
                raise ValidationError(f"“{name}” is a synonym of “{other.tag}”.")
        return names


@admin.register(Tag)
class TagAdmin(CatalogueAdmin):
    form = TagForm
    counted, pointing = TaggedArticle, "tag"
    fields = ["name", "synonyms", "description", "slug"]
    list_display = ["name", "articles", "synonyms", "description"]
    search_help_text = "A part of the name, or of a synonym"
    change_form_template = "admin/articles/tag/change_form.html"
    actions = ["merge_selected"]

    def has_merge_permission(self, request):
        return request.user.has_perms(NEEDED)

    # --- The list -------------------------------------------------------------------------

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("synonyms")

    def get_search_results(self, request, queryset, search_term):
        found, _ = super().get_search_results(request, queryset, search_term)
        if words := clean_text(search_term):
            meant = TagSynonym.objects.filter(tag=OuterRef("pk"), name__icontains=words)
            found |= queryset.filter(Exists(meant))
        return found, False

    @admin.display(description="Synonyms")
    def synonyms(self, tag):
        return ", ".join(synonym.name for synonym in tag.synonyms.all()) or "–"

    @admin.action(description="Merge…", permissions=["merge"])
    def merge_selected(self, request, queryset):
        """Into the one that most articles carry, unless the editor chooses another."""
        chosen = list(queryset.order_by("-uses", "pk")[:MOST_AT_ONCE])
        kept, lost = (chosen[0], chosen[1:]) if len(chosen) > 1 else (None, chosen)
        return redirect(merge_url(lost, kept))

    # --- The form -------------------------------------------------------------------------

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj and self.has_merge_permission(request):
            context["merge_url"] = merge_url([obj])
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def save_related(self, request, form, formsets, change):
        """The synonyms that were typed; a former name, which has just become one, stays."""
        super().save_related(request, form, formsets, change)
        if "synonyms" not in form.changed_data:
            return
        tag, names = form.instance, form.cleaned_data["synonyms"]
        dropped = {synonym.name for synonym in form.initial.get("synonyms", [])} - set(names)
        tag.synonyms.filter(name__in=dropped).delete()
        has = {name.lower() for name in tag.synonyms.values_list("name", flat=True)}
        for name in names:
            if name.lower() not in has:
                tag.synonyms.create(name=name)

    # --- Pages of its own -----------------------------------------------------------------

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("merge/", view(self.merge_view), name="articles_tag_merge"),
            path("suggested/", view(suggested_view), name="articles_tag_suggested"),
            *super().get_urls(),
        ]

    @transaction.atomic
    def merge_view(self, request):
        """What merging the tags `?lost=…&lost=…` into `?kept=` does; on POST, the merging.

        Without a tag to keep, tags to choose from.
        """
        if not self.has_merge_permission(request):
            raise PermissionDenied
        kept = next(iter(self._tags(request.GET.getlist("kept"))), None)
        lost = [tag for tag in self._tags(request.GET.getlist("lost")) if tag != kept]
        if not lost or (kept is None and "kept" in request.GET):
            self.message_user(request, "That tag is not there any more.", messages.WARNING)
            return redirect("admin:articles_tag_changelist")
        if kept is None:
            return self._choice(request, lost)
        if request.method == "POST":
            return self._merge(request, lost, kept)
        context = {
            "title": f"Merge into “{kept}”",
            "kept": kept,
            "losses": [
                (tag, tagging.preview(tag, kept), _swapped(tag, lost, kept)) for tag in lost
            ],
        }
        return self._page(request, "merging.html", context)

    def _tags(self, pks):
        return Tag.objects.filter(pk__in=ids(pks)[:MOST_AT_ONCE]).select_for_update()

    def _choice(self, request, lost):
        words = clean_text(request.GET.get("q", ""))
        rows = self.get_queryset(request).exclude(pk__in=[tag.pk for tag in lost])
        found, _ = self.get_search_results(request, rows, words) if words else (rows.none(), False)
        context = {
            "title": f"Merge {and_join(f'“{tag}”' for tag in lost)} into…",
            "lost": lost,
            "words": words,
            "found": [(tag, merge_url(lost, tag)) for tag in found[:MOST_AT_ONCE]],
        }
        return self._page(request, "merging_choice.html", context)

    def _merge(self, request, lost, kept):
        names = and_join(f"“{tag}”" for tag in lost)
        for tag in lost:
            tagging.merge(tag, kept)
        self.log_change(request, kept, f"Merged {names} into it.")
        self.message_user(request, f"Merged {names} into “{kept}”.", messages.SUCCESS)
        return redirect("admin:articles_tag_change", kept.pk)

    def _page(self, request, template, context):
        everywhere = {**self.admin_site.each_context(request), "opts": self.opts}
        return TemplateResponse(request, f"admin/articles/tag/{template}", everywhere | context)


class SuggestsTags:
    """For the admin of articles: its form suggests tags for the text as it was saved."""

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        fields = context["adminform"].form.fields
        if "tags" in fields:
            fields["tags"].widget.suggested = _suggested_for(obj) if obj else []
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)


def suggested_view(request):
    """Tags for the text that was sent, which may not be saved yet."""
    if not request.user.has_perms(["articles.view_tag", "articles.change_article"]):
        raise PermissionDenied
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    title = clean_text(request.POST.get("headline", ""))
    source = request.POST.get("body", "")[:MAX_BODY]
    text = f"{title} {request.POST.get('standfirst', '')} {body.to_text(body.sanitise(source))}"
    carried = NamesField(required=False).to_python(request.POST.get("tags", ""))
    return JsonResponse({"tags": tagging.suggested(text, title, carried=carried)})


def _suggested_for(article):
    carried = article.tags.names()
    return tagging.suggested(article.text, article.headline, article.published_at, carried)


def _swapped(tag, lost, kept) -> str:
    """The page on which this one of the lost tags is kept instead."""
    return merge_url([kept, *(other for other in lost if other != tag)], tag)
