"""The list of articles and the form of one."""

from urllib.parse import urlencode

from csp.constants import NONCE
from csp.decorators import csp_update
from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from js_asset import Media

from articles.admin import withdrawal
from articles.admin.fields import FORM_SCRIPTS, ClearFields
from articles.admin.filters import StateFilter, TagFilter
from articles.admin.forms import ArticleForm
from articles.admin.inlines import CorrectionInline, PhotoInline, SeeAlsoInline
from articles.admin.search import titled
from articles.admin.steps import PUBLISH, SUBMIT, step_asked, steps
from articles.admin.wording import moment
from articles.models import Article
from articles.views import article_context
from articles.wording import and_join, counted

State = Article.State
MOST_NAMED = 10
BODIES = ["body", "body_html", "body_text", "search"]


@admin.register(Article)
class ArticleAdmin(ClearFields, admin.ModelAdmin):
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
    list_filter = [StateFilter, ("published_at", admin.DateFieldListFilter), "outlet", TagFilter]
    list_per_page = 50
    date_hierarchy = "published_at"
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    search_fields = ["headline"]  # that there is a search; `get_search_results` does it
    search_help_text = 'Words of the text; a "phrase"; -without'
    actions = ["submit_selected", "publish_selected", "withdraw_selected"]

    class Media:
        css = {"all": ["newsroom/admin/desk.css"]}
        js = FORM_SCRIPTS

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

    @admin.action(description="Submit for review", permissions=["change"])
    def submit_selected(self, request, queryset):
        self._take(request, queryset, SUBMIT)

    @admin.action(description="Publish", permissions=["publish"])
    def publish_selected(self, request, queryset):
        self._take(request, queryset, PUBLISH)

    @admin.action(description="Withdraw…", permissions=["withdraw"])
    def withdraw_selected(self, request, queryset):
        chosen = queryset.values_list("pk", flat=True)[: withdrawal.MOST_AT_ONCE]
        return redirect(withdrawal_url(*chosen))

    def _take(self, request, queryset, step):
        """Take a step with each article it is open to; say which were left as they are."""
        taken, left = 0, []
        with transaction.atomic():
            for article in queryset.defer(None).select_for_update(of=["self"]):
                if reason := self._why_not(request, article, step):
                    left.append(f"“{article}” ({reason})")
                else:
                    step.verb(article)
                    self.log_change(request, article, step.done)
                    taken += 1
        if taken:
            self.message_user(request, f"{counted(taken, 'article')}: {step.done}")
        if left:
            named = and_join(left[:MOST_NAMED])
            others = f" and {len(left) - MOST_NAMED} more" if len(left) > MOST_NAMED else ""
            self.message_user(request, f"Left as they are: {named}{others}.", messages.WARNING)

    def _why_not(self, request, article, step):
        if not self.has_change_permission(request, article):
            return "not yours to change"
        if step not in steps(request.user, article):
            return article.get_state_display().lower()
        if step is PUBLISH and not article.body_text:
            return "without a text"
        return ""

    # --- The form -------------------------------------------------------------------------

    def get_inlines(self, request, obj):
        """Corrections are for what readers have seen."""
        public = obj is not None and obj.state in (State.PUBLISHED, State.WITHDRAWN)
        return self.inlines if public else [i for i in self.inlines if i is not CorrectionInline]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.step = step_asked(request.POST, request.user, obj)
        return form

    @method_decorator(csp_update({"style-src": [NONCE]}))
    def changeform_view(self, request, *args, **kwargs):
        """The one page with an inline style, which keeps the editor from making its own."""
        return super().changeform_view(request, *args, **kwargs)

    def save_model(self, request, obj, form, change):
        if not change:
            obj.created_by = request.user
        form.step.verb(obj)
        when = f" Readers see it from {moment(obj.published_at)}." if obj.is_scheduled else ""
        self.message_user(request, f"{form.step.done}{when}", messages.SUCCESS)

    def construct_change_message(self, request, form, formsets, add=False):
        """The step taken; of mere saving, the fields that were changed."""
        if form.step.verb is not Article.save:
            return form.step.done
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
        """The article's page as readers will see it, from the same template and context."""
        article = Article.objects.for_reading().filter(pk=pk).first()
        if article is None:
            raise Http404
        if not self.has_view_permission(request, article):
            raise PermissionDenied
        context = {**article_context(article), "change_url": change_url(article)}
        return TemplateResponse(request, "admin/articles/article/preview.html", context)


class ArticleList(ChangeList):
    """Rows for a list: no bodies."""

    def get_queryset(self, request, exclude_parameters=None):
        rows = super().get_queryset(request, exclude_parameters)
        return rows.select_related("outlet").defer(*BODIES)


def change_url(article):
    return reverse("admin:articles_article_change", args=[article.pk])


def withdrawal_url(*pks):
    return f"{reverse('admin:articles_article_withdraw')}?{urlencode({'id': pks}, doseq=True)}"
