"""The list of articles and the form of one."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.forms import Script
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from js_asset import Media

from articles import revisions
from articles.admin import withdrawal
from articles.admin.bringing import BringsArticles
from articles.admin.bulk import BulkWork
from articles.admin.fields import FORM_SCRIPTS, ClearFields
from articles.admin.filters import OutletFilter, StateFilter, TagFilter, YearFilter
from articles.admin.forms import ArticleForm
from articles.admin.history import WithHistory
from articles.admin.inlines import CorrectionInline, PhotoInline, SeeAlsoInline
from articles.admin.lists import ForgivingList, QuickList
from articles.admin.search import titled
from articles.admin.steps import step_asked, steps
from articles.admin.tables import ExchangesTables
from articles.admin.tags import SuggestsTags
from articles.admin.withdrawal import withdrawal_url
from articles.admin.wording import moment
from articles.admin.writing import SafeWriting
from articles.models import Article
from articles.models.article import BODIES
from articles.views import article_context

State = Article.State


@admin.register(Article)
class ArticleAdmin(
    BringsArticles,
    BulkWork,
    ExchangesTables,
    SafeWriting,
    SuggestsTags,
    WithHistory,
    ClearFields,
    QuickList,
    admin.ModelAdmin,
):
    form = ArticleForm
    fieldsets = [
        (None, {"fields": ["headline", "standfirst", "body"]}),
        (
            "Where and when it ran",
            {"fields": [("outlet", "published_at"), "byline", "canonical_url"]},
        ),
        ("What it is about", {"fields": ["tags"]}),
        ("Address and language", {"fields": ["slug", "language"], "classes": ["collapse"]}),
    ]
    inlines = [PhotoInline, SeeAlsoInline, CorrectionInline]

    list_display = ["headline", "outlet_name", "standing", "published"]
    list_filter = [
        StateFilter,
        ("published_at", admin.DateFieldListFilter),
        OutletFilter,
        TagFilter,
        YearFilter,
    ]
    list_per_page = 50
    show_facets = admin.ShowFacets.NEVER
    search_fields = ["headline"]  # that there is a search; `get_search_results` does it
    search_help_text = 'Words of the text; a "phrase"; -without'
    actions = [*BulkWork.actions, *ExchangesTables.actions]

    class Media:
        css = {"all": ["newsroom/admin/desk.css", "newsroom/admin/writing.css"]}
        js = [
            *FORM_SCRIPTS,
            Script("newsroom/admin/presence.js", defer=True),
            Script("newsroom/admin/keeping.js", defer=True),
            Script("newsroom/admin/problems.js", defer=True),
        ]

    # --- Who may what ---------------------------------------------------------------------

    def has_publish_permission(self, request):
        return request.user.has_perm("articles.publish_article")

    def has_withdraw_permission(self, request):
        return request.user.has_perm("articles.withdraw_article")

    def has_change_permission(self, request, obj=None):
        """Who may not publish writes on at articles of their own that are not yet public."""
        if not super().has_change_permission(request, obj):
            return False
        if obj is None or self.has_publish_permission(request):
            return True
        return obj.created_by_id == request.user.pk and obj.state in (State.DRAFT, State.IN_REVIEW)

    # --- The list -------------------------------------------------------------------------

    def get_changelist(self, request, **kwargs):
        return ArticleList

    def get_search_results(self, request, queryset, search_term):
        """By full text; while somebody types into a box, by the beginnings of headline words."""
        words = search_term.replace("\0", "").strip()
        if request.path == reverse("admin:autocomplete"):
            return titled(queryset, words).defer(*BODIES), False
        return (queryset.matching(words) if words else queryset), False

    @admin.display(description="Outlet", ordering="outlet__name")
    def outlet_name(self, article):
        return article.outlet.name

    @admin.display(description="State", ordering="state")
    def standing(self, article):
        name = "scheduled" if article.is_scheduled else article.state
        return format_html(
            '<span class="standing standing--{}">{}</span>',
            name,
            "Scheduled" if article.is_scheduled else article.get_state_display(),
        )

    @admin.display(description="Published", ordering="published_at")
    def published(self, article):
        return moment(article.published_at) if article.published_at else "–"

    # --- The form -------------------------------------------------------------------------

    def get_inlines(self, request, obj):
        """Corrections are for what readers have seen; a form opened before has none."""
        public = obj is not None and obj.state in (State.PUBLISHED, State.WITHDRAWN)
        opened_before = request.method == "POST" and "corrections-TOTAL_FORMS" not in request.POST
        if public and not opened_before:
            return self.inlines
        return [inline for inline in self.inlines if inline is not CorrectionInline]

    def get_changeform_initial_data(self, request):
        """A new article begins with the outlet of its editor's last one."""
        last = Article.objects.filter(created_by=request.user).order_by("-pk").first()
        outlet = {"outlet": last.outlet_id} if last else {}
        given = super().get_changeform_initial_data(request)
        given.pop("published_at", None)  # as text, which the boxes of a day and a time do not take
        return outlet | given

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.step = step_asked(request.POST, request.user, obj)
        return form

    def save_model(self, request, obj, form, change):
        if not change:
            obj.created_by = request.user
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        """Says what was done, now that all of it is."""
        super().save_related(request, form, formsets, change)
        obj = form.instance
        when = f" Readers see it from {moment(obj.published_at)}." if obj.is_scheduled else ""
        self.message_user(request, f"{form.step.said(obj)}{when}", messages.SUCCESS)

    def keep_version(self, request, row, deed):
        super().keep_version(request, row, deed)
        revisions.note(row)

    def construct_change_message(self, request, form, formsets, add=False):
        """The step taken; of mere saving, the fields that were changed."""
        if form.step.verb is not Article.save:
            return form.step.said(form.instance)
        return super().construct_change_message(request, form, formsets, add)

    def view_on_site(self, obj):
        return obj.get_absolute_url() if obj.is_public or obj.is_withdrawn else None

    def response_add(self, request, obj, post_url_continue=None):
        return redirect(change_url(obj))

    def response_change(self, request, obj):
        """Whoever saves goes on writing, and sees whom the text names."""
        return redirect(change_url(obj))

    def render_change_form(self, request, context, add=False, change=False, obj=None, **kwargs):
        """The editor's import map is an inline script: it needs the nonce of this response."""
        context["media"] = Media.from_media(context["media"]).with_nonce(request.csp_nonce)
        context["steps"] = steps(request.user, obj)
        if obj and obj.is_public and self.has_withdraw_permission(request):
            context["withdrawal_url"] = withdrawal_url(obj.pk)
        return super().render_change_form(request, context, add, change, obj=obj, **kwargs)

    # --- Pages of its own -----------------------------------------------------------------

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("withdraw/", view(self.withdraw_view), name="articles_article_withdraw"),
            path("<int:pk>/preview/", view(self.preview_view), name="articles_article_preview"),
            *super().get_urls(),
        ]

    def withdraw_view(self, request):
        return withdrawal.withdraw(self, request)

    def losses(self, article):
        """What readers lose with an article, in sentences."""
        return ["Its page: it then says only that the article was withdrawn, and why."]

    def preview_view(self, request, pk):
        article = get_object_or_404(Article.objects.only("state", "created_by"), pk=pk)
        if not self.has_view_permission(request, article):
            raise PermissionDenied
        return self.preview_page(request, pk)

    def preview_page(self, request, pk, **context):
        """The page of an article as readers will see it, from the same template and context."""
        article = Article.objects.for_reading().get(pk=pk)
        context |= {**article_context(article), "change_url": change_url(article)}
        return TemplateResponse(request, "admin/articles/article/preview.html", context)


class ArticleList(ForgivingList):
    """Rows for a list: no bodies."""

    def get_queryset(self, request, exclude_parameters=None):
        rows = super().get_queryset(request, exclude_parameters)
        return rows.select_related("outlet").defer(*BODIES)


def change_url(article):
    return reverse("admin:articles_article_change", args=[article.pk])
