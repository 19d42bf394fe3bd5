"""Several editors at one article: who has it open, and what becomes of two versions."""

from django import forms
from django.contrib.admin.models import LogEntry
from django.contrib.admin.options import get_content_type_for_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from articles.admin.steps import steps
from articles.admin.wording import moment
from articles.characters import visible
from articles.models import Article, Presence, UnsavedWork
from articles.wording import and_join

CONFLICT = 409
# Sent with every form, and nothing that anybody has typed.
NOT_TYPED = ("_", "csrfmiddlewaretoken", "choice-", "seen")


# --- Who else is here -----------------------------------------------------------------------


def presence(model_admin, request, pk):
    """Who else has the article open, and whether they saved it since this form was opened.

    A sentence as JSON; empty when nobody else is there. On POST its user is there as well.
    """
    article = get_object_or_404(Article.objects.only("updated_at", "state", "created_by"), pk=pk)
    if not model_admin.has_view_permission(request, article):
        raise PermissionDenied
    if request.method == "POST":
        if not model_admin.has_change_permission(request, article):
            raise PermissionDenied
        Presence.objects.enter(article, request.user)
    said = [others_present(article, request.user)]
    seen = request.POST.get("seen", "")
    if seen and seen != article.updated_at.isoformat():
        said.append(f"{last_change(article)}. When you save, you will see both versions.")
    return JsonResponse({"said": " ".join(filter(None, said))})


def others_present(article, user) -> str:
    """ "Dana Reed and Clara Stone have this article open too."; empty when nobody has."""
    others = [str(presence) for presence in Presence.objects.beside(user, article)]
    have = "has" if len(others) == 1 else "have"
    return f"{and_join(others)} {have} this article open too." if others else ""


def last_change(article) -> str:
    """ "Dana Reed changed this article on 2 March 2017, 09:30"."""
    entries = LogEntry.objects.filter(
        content_type=get_content_type_for_model(article), object_id=article.pk
    )
    entry = entries.select_related("user").order_by("-action_time").first()
    who = str(entry.user.get_full_name() or entry.user) if entry else "Somebody"
    return f"{who} changed this article on {moment(article.updated_at)}"


# --- Two versions ---------------------------------------------------------------------------


def conflict_page(request, context):
    """Both versions field by field, to choose from; what was typed is kept aside as well."""
    form = context["adminform"].form
    stored = Article.objects.select_related("outlet").get(pk=form.instance.pk)
    UnsavedWork.objects.keep(request.user, stored, typed(request.POST))
    context |= {
        "title": f"Two versions of “{stored}”",
        "subtitle": None,
        "article": stored,
        "happened": last_change(stored),
        "differences": [*form.differences(stored), *_row_differences(context)],
        "carried": [
            *_carried(request.POST),
            ("seen", stored.updated_at.isoformat()),
        ],
        "steps": steps(request.user, stored),
        "files_lost": any(request.FILES.values()),
        "form_url": reverse("admin:articles_article_change", args=[stored.pk]),
    }
    template = "admin/articles/article/conflict.html"
    return TemplateResponse(request, template, context, status=CONFLICT)


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
        visible(key): visible(value)
        for key, value in data.items()
        if not key.startswith(NOT_TYPED[:2])
    }


def _carried(data):
    return [pair for pair in data.items() if not pair[0].startswith(NOT_TYPED)]


def _row_differences(context):
    """Of the photos, related articles and corrections that this editor has changed."""
    for inline in context["inline_admin_formsets"]:
        rows = [row for row in inline.formset.initial_forms if row.instance.pk]
        for number, row in enumerate(rows, 1):
            if row.has_changed():
                stored = type(row.instance).objects.get(pk=row.instance.pk)
                for difference in row.differences(stored):
                    kind = inline.opts.verbose_name.capitalize()
                    difference.label = f"{kind} {number}: {difference.label}"
                    yield difference
