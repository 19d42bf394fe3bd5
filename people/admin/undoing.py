"""The merges there were, and undoing one."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html

from articles.admin.lists import QuickList
from articles.admin.wording import moment
from articles.wording import and_join
from people import merging
from people.admin.merging import NEEDED, may_merge
from people.models import Merge


class StandingFilter(admin.SimpleListFilter):
    title = "standing"
    parameter_name = "standing"

    def lookups(self, request, model_admin):
        return [("yes", "Standing"), ("no", "Undone")]

    def queryset(self, request, queryset):
        if self.value() == "yes":
            return queryset.standing()
        return queryset.exclude(undone_at=None) if self.value() == "no" else queryset


@admin.register(Merge)
class MergeAdmin(QuickList, admin.ModelAdmin):
    """Read-only, for those who may merge people or interactions; they undo what they may merge."""

    fields = ["what", "went", "into_link", "moved_words", "merged", "by", "undone"]
    list_display = ["went", "into", "what", "merged", "by", "undone"]
    list_filter = [StandingFilter]
    list_select_related = ["merged_by"]
    search_fields = ["lost_words", "kept_words"]
    show_facets = admin.ShowFacets.NEVER

    class Media:
        css = {"all": ["newsroom/admin/desk.css"]}

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_view_permission(self, request, obj=None):
        return any(may_merge(request.user, model) for model in NEEDED)

    def has_undo_permission(self, request, obj):
        return may_merge(request.user, merging.model_of(obj))

    # --- What it was ----------------------------------------------------------------------

    @admin.display(description="What", ordering="of")
    def what(self, merge):
        return merge.get_of_display()

    @admin.display(description="Went", ordering="lost_words")
    def went(self, merge):
        return merge.lost_words

    @admin.display(description="Into", ordering="kept_words")
    def into(self, merge):
        return merge.kept_words

    @admin.display(description="Into")
    def into_link(self, merge):
        url = reverse(f"admin:people_{merge.of}_change", args=[merge.kept_id])
        return format_html('<a href="{}">{}</a>', url, merge.kept_words)

    @admin.display(description="What moved")
    def moved_words(self, merge):
        return and_join(merging.taken(merge)) or "Nothing hung on it."

    @admin.display(description="Merged", ordering="merged_at")
    def merged(self, merge):
        return moment(merge.merged_at)

    @admin.display(description="By", ordering="merged_by__username")
    def by(self, merge):
        return str(merge.merged_by or "–")

    @admin.display(description="Undone", ordering="undone_at")
    def undone(self, merge):
        return moment(merge.undone_at) if merge.is_undone else "–"

    # --- Undoing --------------------------------------------------------------------------

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj and not obj.is_undone and self.has_undo_permission(request, obj):
            context["undo_url"] = reverse("admin:people_merge_undo", args=[obj.pk])
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def get_urls(self):
        view = self.admin_site.admin_view(self.undo_view)
        return [path("<int:pk>/undo/", view, name="people_merge_undo"), *super().get_urls()]

    def undo_view(self, request, pk):
        """What undoing a merge gives back, or why it cannot be done; on POST it is done."""
        done = get_object_or_404(Merge, pk=pk)
        if not self.has_undo_permission(request, done):
            raise PermissionDenied
        if request.method == "POST":
            return self._undo(request, done)
        context = {
            **self.admin_site.each_context(request),
            "title": "Undo a merge",
            "opts": self.opts,
            "merge": done,
            "obstacle": merging.obstacle(done),
            "taken": merging.taken(done),
        }
        return TemplateResponse(request, "admin/people/merge/undo.html", context)

    @transaction.atomic
    def _undo(self, request, done):
        try:
            lost = merging.undo(done)
        except merging.CannotBeUndone as reason:
            self.message_user(request, str(reason), messages.ERROR)
            return redirect("admin:people_merge_change", done.pk)
        self.log_change(request, done, "Undone.")
        url = reverse(f"admin:people_{done.of}_change", args=[lost.pk])
        said = format_html('<a href="{}">{}</a> is on record again by itself.', url, lost)
        self.message_user(request, said, messages.SUCCESS)
        return redirect(url)
