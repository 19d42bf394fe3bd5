"""Writing an article without losing a word: what is not saved is kept.

`SafeWriting` is for the admin of articles. That nothing is overwritten is the business of
`articles.admin.together`.
"""

from csp.constants import NONCE
from csp.decorators import csp_update
from django import forms
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponseNotAllowed, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator

from articles import history
from articles.admin.forms import REPEATED
from articles.admin.problems import problems
from articles.admin.shared import PREVIEW, RESTORE, version_of
from articles.admin.steps import steps
from articles.admin.together import NOT_TYPED, Together
from articles.characters import visible
from articles.models import Article, UnsavedWork

State = Article.State
DISCARD = "_discard"  # the button that throws away what was not saved
SAVING_NOTHING = {DISCARD, RESTORE, PREVIEW}


class SafeWriting(Together):
    """For an admin: its form keeps what is typed, and shows what somebody else has saved."""

    conflict_template = "admin/articles/article/conflict.html"
    read_for_presence = ["updated_at", "state", "created_by"]

    # The one page with an inline style, which keeps the editor from making its own.
    @method_decorator(csp_update({"style-src": [NONCE]}))
    def one_try(self, request, object_id, form_url, extra_context):
        if request.method == "POST":
            # A form of a new article that is sent again is one of the article it made.
            object_id = object_id or made_by_this_form(request)
            if answer := self._answer_without_saving(request, object_id):
                return answer
        return super().one_try(request, object_id, form_url, extra_context)

    def _answer_without_saving(self, request, object_id):
        """To a button that saves nothing; None where the form has to be shown."""
        if not SAVING_NOTHING & request.POST.keys():
            return None
        article = self.get_object(request, unquote(object_id)) if object_id else None
        if object_id and article is None:
            return None
        if DISCARD in request.POST:
            UnsavedWork.objects.of(request.user, article).delete()
            return redirect(request.path)
        if RESTORE in request.POST:
            return None if _restore(request, article) else redirect(request.path)
        if PREVIEW in request.POST and self.may_write(request, article):
            return self._preview(request, article)
        return None

    def may_write(self, request, article) -> bool:
        """At an article, or at a new one (None)."""
        if article is None:
            return self.has_add_permission(request)
        return self.has_change_permission(request, article)

    def save_model(self, request, obj, form, change):
        obj.form_key = form.cleaned_data["form_key"]
        form.step.verb(obj)
        UnsavedWork.objects.of(request.user, obj if change else None).delete()

    def render_change_form(self, request, context, add=False, change=False, obj=None, **kwargs):
        form = context["adminform"].form
        if form.has_error(NON_FIELD_ERRORS, REPEATED):
            return redirect("admin:articles_article_change", obj.pk)
        article = obj if change else None
        if self.may_write(request, article):
            context |= _notes(request, article)
        found = []
        if not self.is_restored(form):
            found += problems(form, context["inline_admin_formsets"])
        context |= {
            "errors": None,  # Django's own list has no way to the fields
            "problems": found,
            "first_problem": next((problem for problem in found if problem.field_id), None),
        }
        return super().render_change_form(request, context, add, change, obj=obj, **kwargs)

    def conflict_page(self, request, context, found):
        """What was typed is kept aside as well."""
        page = super().conflict_page(request, context, found)
        article = context["original"]
        UnsavedWork.objects.keep(request.user, article, typed(request.POST))
        context["steps"] = steps(request.user, article)
        return page

    # --- What the page of the form asks for by itself ------------------------------------

    def get_urls(self):
        view, name = self.admin_site.admin_view, "articles_article"
        return [
            path("<int:pk>/keep/", view(self.keep_view), name=f"{name}_keep"),
            path("keep/", view(self.keep_view), name=f"{name}_keep_new"),
            *super().get_urls(),
        ]

    def keep_view(self, request, pk=None):
        """Keep what is typed into the form of an article, or of a new one.

        A draft is saved straight. What readers see or will see is never touched: for it, and
        for what is not valid or not the latest version, the words are kept aside for their user.
        """
        article = None if pk is None else get_object_or_404(Article, pk=pk)
        if not self.may_write(request, article):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        time = f"{timezone.localtime():%H:%M}"
        if article and self._save_straight(request, article):
            seen = version_of(article)
            return JsonResponse({"said": f"Saved at {time}.", "seen": seen})
        UnsavedWork.objects.keep(request.user, article, typed(request.POST))
        return JsonResponse({"said": f"Kept for you at {time}; not saved yet."})

    @transaction.atomic
    def _save_straight(self, request, article):
        """Save the article itself; whether that could be done. Its photos and the like wait."""
        # Locked: whoever publishes it at this moment comes before or after, not in between.
        article.refresh_from_db(from_queryset=Article.objects.select_for_update())
        if article.state not in (State.DRAFT, State.IN_REVIEW):
            return False
        form = self._bound(request, article)
        if not form.is_valid():
            return False
        history.begin(article)
        history.keep_typed(form.save(), request.user)
        rows = self.get_formsets_with_inlines(request, article)
        if any(formset(request.POST, instance=article).has_changed() for formset, _ in rows):
            UnsavedWork.objects.keep(request.user, article, typed(request.POST))
        else:
            UnsavedWork.objects.of(request.user, article).delete()
        return True

    @transaction.atomic
    def _preview(self, request, article):
        """The page that readers would get of what is typed; None if that is not valid.

        It is saved, shown and taken back: nothing else knows all that a page is derived from.
        """
        form = self._bound(request, article)
        if not form.is_valid():
            return None
        page = self.preview_page(request, form.save().pk, is_typed=True).render()
        transaction.set_rollback(True)
        return page

    def _bound(self, request, article):
        names = flatten_fieldsets(self.get_fieldsets(request, article))
        form = self.get_form(request, article, change=article is not None, fields=names)
        return form(request.POST, instance=article)


def made_by_this_form(request) -> str | None:
    """The id of the article that this very form was last saved as."""
    key = forms.UUIDField(required=False)
    try:
        sent = key.clean(request.POST.get("form_key", ""))
    except ValidationError:
        return None
    pk = sent and Article.objects.filter(form_key=sent).values_list("pk", flat=True).first()
    return pk and str(pk)


def typed(data) -> dict[str, str]:
    """The fields of a form as a browser sent them, without its buttons."""
    return {
        visible(key): visible(value) for key, value in data.items() if not key.startswith(NOT_TYPED)
    }


def _restore(request, article):
    """Put what its user did not save in the place of what was sent; whether there was anything."""
    work = UnsavedWork.objects.of(request.user, article).first()
    if work:
        request.POST = QueryDict(mutable=True)
        request.POST.update({**work.data, RESTORE: "x"})
    return work is not None


def _notes(request, article):
    """Where what is typed is kept, and what of it was not saved."""
    if article is None:
        notes = {"keep_url": reverse("admin:articles_article_keep_new")}
    else:
        notes = {"keep_url": reverse("admin:articles_article_keep", args=[article.pk])}
    if request.method == "GET":
        notes["unsaved"] = UnsavedWork.objects.of(request.user, article).first()
    return notes
