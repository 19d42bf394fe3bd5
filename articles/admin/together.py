"""Several editors at one row: who has it open, and what becomes of two versions."""

from django.contrib.admin.models import LogEntry
from django.contrib.admin.options import get_content_type_for_model
from django.contrib.admin.utils import unquote
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied
from django.db import IntegrityError
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse

from articles.admin.rows import as_new
from articles.admin.shared import RESTORE, RESTORED, version_of
from articles.admin.wording import moment
from articles.models import Presence
from articles.wording import and_join

CONFLICT = 409
# Sent with every form, and nothing that anybody has typed.
NOT_TYPED = ("_", "csrfmiddlewaretoken")
# Of a choice that was made before: what is asked now may be something else.
ANSWERS = ("choice-", "offer-")


class Together:
    """For an admin: of several editors at one row nobody loses a word, and each sees the others.

    Its form is an `OpenedForm`; the rows under it are `SharedRows` with `SharedForm`s.
    """

    conflict_template = "admin/articles/conflict.html"
    read_for_presence: list[str] = []  # the fields that permissions need; empty for all

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Tried once more if somebody else was first: the form then meets what they have saved."""
        try:
            return self.one_try(request, object_id, form_url, extra_context)
        except IntegrityError:
            return self.one_try(request, object_id, form_url, extra_context)

    def one_try(self, request, object_id, form_url, extra_context):
        """The form of a row, or the answer to what was sent of it."""
        is_sent = request.method == "POST" and object_id is not None
        if is_sent and self.get_object(request, unquote(object_id)) is None:
            return self._begin_anew(request, unquote(object_id))
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _begin_anew(self, request, object_id):
        """The form of a new row with all that was typed into one deleted meanwhile."""
        request.POST = request.POST.copy()
        request.POST[RESTORE] = "x"
        for formset, _ in self.get_formsets_with_inlines(request):
            as_new(request.POST, formset)
        context = {"is_gone": True, "heir": self.heir_of(object_id)}
        response = super().changeform_view(request, None, self._url("add"), context)
        response.status_code = CONFLICT
        return response

    def heir_of(self, object_id: str):
        """The row that has taken the place of one that is gone; None when none has."""

    def render_change_form(self, request, context, add=False, change=False, obj=None, **kwargs):
        """The form; both versions, where somebody else has saved another one."""
        is_restored = self.is_restored(context["adminform"].form)
        found = [] if is_restored else list(_conflicts(context))
        if found:
            return self.conflict_page(request, context, found)
        if is_restored:
            # Nobody has tried to save it: nothing is wrong with it yet.
            context |= {"is_restored": True, "errors": None}
        if change and self.has_change_permission(request, obj):
            context["presence_url"] = self._url("presence", obj)
            context["others_present"] = others_present(obj, request.user)
        return super().render_change_form(request, context, add, change, obj=obj, **kwargs)

    def is_restored(self, form) -> bool:
        return form.has_error(NON_FIELD_ERRORS, RESTORED)

    def conflict_page(self, request, context, found):
        """Both versions field by field, to choose from."""
        stored = self.model._base_manager.get(pk=context["original"].pk)
        context |= {
            "title": f"Two versions of “{stored}”",
            "subtitle": None,
            "opts": self.opts,
            "original": stored,
            "happened": last_change(stored),
            "differences": found,
            "carried": [pair for pair in request.POST.items() if _is_carried(pair[0])],
            "files_lost": any(request.FILES.values()),
            "form_url": self._url("change", stored),
        }
        return TemplateResponse(request, self.conflict_template, context, status=CONFLICT)

    # --- Who else is here -----------------------------------------------------------------

    def get_urls(self):
        view = self.admin_site.admin_view(self.presence_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_presence"
        return [path("<int:pk>/presence/", view, name=name), *super().get_urls()]

    def presence_view(self, request, pk):
        """Who else has the row open, and whether they saved it since this form was opened.

        A sentence as JSON; empty when nobody else is there. On POST its user is there as well.
        """
        row = get_object_or_404(self.model._base_manager.only(*self.read_for_presence), pk=pk)
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        if request.method == "POST":
            if not self.has_change_permission(request, row):
                raise PermissionDenied
            Presence.objects.enter(row, request.user)
        said = [others_present(row, request.user)]
        seen = request.POST.get("seen", "")
        if seen and seen != version_of(row):
            said.append(f"{last_change(row)}. When you save, you will see both versions.")
        return JsonResponse({"said": " ".join(filter(None, said))})

    def _url(self, page, row=None):
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}"
        return reverse(name, args=[row.pk] if row else [])


def others_present(row, user) -> str:
    """ "Dana Reed and Clara Stone have this article open too."; empty when nobody has."""
    others = [str(presence) for presence in Presence.objects.beside(user, row)]
    have = "has" if len(others) == 1 else "have"
    kind = row._meta.verbose_name
    return f"{and_join(others)} {have} this {kind} open too." if others else ""


def last_change(row) -> str:
    """ "Dana Reed changed this article on 2 March 2017, 09:30"."""
    entries = LogEntry.objects.filter(
        content_type=get_content_type_for_model(row), object_id=row.pk
    )
    entry = entries.select_related("user").order_by("-action_time").first()
    who = str(entry.user.get_full_name() or entry.user) if entry else "Somebody"
    changed_at = getattr(row, "updated_at", None) or (entry and entry.action_time)
    when = f" on {moment(changed_at)}" if changed_at else ""
    return f"{who} changed this {row._meta.verbose_name}{when}"


def _conflicts(context):
    """Where two versions differ: in the form, and in the rows that this editor has changed."""
    yield from context["adminform"].form.conflicts
    for inline in context["inline_admin_formsets"]:
        kind = inline.opts.verbose_name.capitalize()
        for number, row in enumerate(inline.formset.forms, 1):
            for difference in row.conflicts:
                difference.label = f"{kind} {number}: {difference.label}"
                yield difference


def _is_carried(key):
    return not key.startswith((*NOT_TYPED, *ANSWERS))
