"""Making two rows one: a page that shows both, and what becomes of them."""

from urllib.parse import urlencode

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html

from articles.admin.ids import ids, is_id
from people import merging
from people.models import Interaction, Merge, Person

# Merging deletes a row and changes another; only for people there is a permission of its own.
NEEDED = {
    Person: ["people.merge_person"],
    Interaction: ["people.change_interaction", "people.delete_interaction"],
}
CANDIDATES = 10


def may_merge(user, model) -> bool:
    return user.has_perms(NEEDED[model])


def merge_url(lost, kept=None) -> str:
    """The page on which a row is merged into another; into which, is asked when it is not given."""
    chosen = {"lost": lost.pk} | ({"kept": kept.pk} if kept else {})
    page = reverse(f"admin:people_{lost._meta.model_name}_merge")
    return f"{page}?{urlencode(chosen)}"


class Mergeable:
    """For an admin: two rows of its model can be made one, on a page of its own.

    The admin gives what tells a row from others as `facts(row)`, by their names, in one line as
    `described(row)`, and which `rows` may be the same as a row as `alike(rows, row)`.
    """

    change_form_template = "admin/people/mergeable_form.html"
    actions = ["merge_selected"]

    def has_merge_permission(self, request):
        return may_merge(request.user, self.model)

    @admin.action(description="Merge…", permissions=["merge"])
    def merge_selected(self, request, queryset):
        """The one that has been on record longer is kept, unless the editor swaps them."""
        chosen = queryset.order_by("pk")[:3]
        if len(chosen) == 2:
            kept, lost = chosen
            return redirect(merge_url(lost, kept))
        self.message_user(request, "Choose two: one is merged into the other.", messages.WARNING)

    def heir_of(self, object_id):
        """The row into which somebody has merged the one of this id meanwhile."""
        if not is_id(object_id):
            return None
        merges = Merge.objects.standing().filter(of=self.opts.model_name, lost_id=object_id)
        return self.model.objects.filter(pk__in=merges.values("kept_id")).first()

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj and self.has_merge_permission(request):
            context["merge_url"] = merge_url(obj)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def get_urls(self):
        view = self.admin_site.admin_view(self.merge_view)
        name = f"people_{self.opts.model_name}_merge"
        return [path("merge/", view, name=name), *super().get_urls()]

    @transaction.atomic
    def merge_view(self, request):
        """The rows `?lost=` and `?kept=` side by side, and on POST their merging.

        Without a row to keep, rows to choose from.
        """
        if not self.has_merge_permission(request):
            raise PermissionDenied
        asked = [request.GET.get(name, "") for name in ("lost", "kept")]
        rows = self._rows(asked)
        lost, kept = (rows.get(pk) for pk in asked)
        if lost is None or (kept is None and asked[1]):
            self.message_user(request, "That is not on record any more.", messages.WARNING)
            return redirect(f"admin:people_{self.opts.model_name}_changelist")
        if kept in (None, lost):
            return self._choice(request, lost)
        if request.method == "POST":
            return self._merge(request, lost, kept)
        return self._comparison(request, lost, kept)

    def _rows(self, pks) -> dict:
        """Rows by their ids as they were asked for, locked until they are merged."""
        rows = self.model.objects.filter(pk__in=ids(pks)).order_by("pk").select_for_update()
        return {str(row.pk): row for row in rows}

    def _merge(self, request, lost, kept):
        words = str(lost)
        done = merging.merge(kept, lost, by=request.user)
        self.log_change(request, kept, f"Merged “{words}” into it.")
        kept_url = reverse(f"admin:people_{self.opts.model_name}_change", args=[kept.pk])
        undo_url = reverse("admin:people_merge_undo", args=[done.pk])
        said = '“{}” is now part of <a href="{}">{}</a>. <a href="{}">Undo</a>'
        message = format_html(said, words, kept_url, kept, undo_url)
        self.message_user(request, message, messages.SUCCESS)
        return redirect(kept_url)

    def _comparison(self, request, lost, kept):
        facts = self.facts(lost), self.facts(kept)
        context = {
            "title": "Are they one?",
            "lost": lost,
            "kept": kept,
            "facts": [(name, *(of[name] for of in facts)) for name in facts[0]],
            "moving": merging.preview(lost),
            "left_behind": merging.left_behind(kept, lost),
            "swap_url": merge_url(kept, lost),
        }
        return self._page(request, "admin/people/merging.html", context)

    def _choice(self, request, lost):
        words = request.GET.get("q", "").replace("\0", "").strip()
        rows = self.get_queryset(request).exclude(pk=lost.pk)
        if words:
            found, _ = self.get_search_results(request, rows, words)
        else:
            found = self.alike(rows, lost)
        context = {
            "title": f"Merge “{lost}” into…",
            "lost": lost,
            "words": words,
            "found": [
                (row, self.described(row), merge_url(lost, row)) for row in found[:CANDIDATES]
            ],
        }
        return self._page(request, "admin/people/merging_choice.html", context)

    def _page(self, request, template, context):
        everywhere = {**self.admin_site.each_context(request), "opts": self.opts}
        return TemplateResponse(request, template, everywhere | context)
