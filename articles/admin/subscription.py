"""The feeds the newsroom subscribes to, how they go, and what they have brought."""

from django import forms
from django.contrib import admin, messages
from django.contrib.humanize.templatetags.humanize import naturaltime
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html

from articles.admin.fields import FORM_SCRIPTS, AddressField, ClearFields, LineField
from articles.admin.lists import QuickList
from articles.admin.wording import moment
from articles.importers import opml
from articles.importers.sources import SourceError
from articles.models import Article, Subscription
from articles.models.article import BODIES
from articles.wording import counted

LATEST = 10


class SubscriptionForm(forms.ModelForm):
    class Meta:
        field_classes = {"title": LineField, "feed_url": AddressField}
        widgets = {
            "title": forms.TextInput(attrs={"class": "vTextField"}),
            "feed_url": forms.URLInput(attrs={"class": "vURLField"}),
        }


class ListForm(forms.Form):
    file = forms.FileField(
        label="List of feeds", help_text="An OPML file, as feed readers export them."
    )


class HealthFilter(admin.SimpleListFilter):
    title = "health"
    parameter_name = "health"

    def lookups(self, request, model_admin):
        return [("failing", "Failing"), ("paused", "Paused or stopped"), ("well", "Well")]

    def queryset(self, request, queryset):
        conditions = {
            "failing": Q(active=True, failures__gt=0),
            "paused": Q(active=False),
            "well": Q(active=True, failures=0, polled_at__isnull=False),
        }
        return queryset.filter(conditions.get(self.value(), Q()))


@admin.register(Subscription)
class SubscriptionAdmin(ClearFields, QuickList, admin.ModelAdmin):
    form = SubscriptionForm
    fieldsets = [
        (None, {"fields": ["feed_url", "title", "outlet", "tags", "active"]}),
        ("How it goes", {"fields": ["state", "last_poll", "next_poll", "latest_items"]}),
    ]
    readonly_fields = ["state", "last_poll", "next_poll", "latest_items"]
    autocomplete_fields = ["outlet", "tags"]
    chosen_only = ["tags"]
    list_display = ["name", "state", "drafts", "last_poll", "next_poll"]
    list_filter = [HealthFilter, ("outlet", admin.RelatedOnlyFieldListFilter)]
    list_per_page = 50
    show_facets = admin.ShowFacets.NEVER
    search_fields = ["title", "feed_url"]
    actions = ["poll_now"]

    class Media:
        css = {"all": ["newsroom/admin/desk.css", "newsroom/admin/bringing.css"]}
        js = FORM_SCRIPTS

    def get_queryset(self, request):
        """With the number of its drafts that nobody has published or deleted yet."""
        waiting = Q(items__article__state=Article.State.DRAFT)
        return super().get_queryset(request).annotate(waiting=Count("items", filter=waiting))

    # --- The list -------------------------------------------------------------------------

    @admin.display(description="Feed", ordering="title")
    def name(self, subscription):
        return str(subscription)

    @admin.display(description="Health")
    def state(self, subscription):
        return format_html(
            '<span class="health health--{}">{}</span>', subscription.standing, subscription.health
        )

    @admin.display(description="Drafts waiting", ordering="waiting")
    def drafts(self, subscription):
        return subscription.waiting

    @admin.display(description="Last polled", ordering="polled_at")
    def last_poll(self, subscription):
        return _in_words(subscription.polled_at) or "Not yet"

    @admin.display(description="Next poll", ordering="next_poll_at")
    def next_poll(self, subscription):
        if not subscription.active:
            return "–"
        return _in_words(max(subscription.next_poll_at, timezone.now()))

    @admin.action(description="Poll now", permissions=["change"])
    def poll_now(self, request, queryset):
        number = queryset.filter(active=True).update(next_poll_at=timezone.now())
        self.message_user(request, f"{counted(number, 'feed')} to be polled in a few seconds.")
        if paused := queryset.filter(active=False).count():
            said = f"Left alone: {counted(paused, 'feed')} not active."
            self.message_user(request, said, messages.WARNING)

    # --- The form -------------------------------------------------------------------------

    def get_fieldsets(self, request, obj=None):
        return self.fieldsets if obj else self.fieldsets[:1]

    @admin.display(description="Latest items")
    def latest_items(self, subscription):
        items = subscription.items.select_related("article")
        items = items.defer(*(f"article__{name}" for name in BODIES))
        return render_to_string(
            "admin/articles/subscription/_items.html", {"items": items[:LATEST]}
        )

    def save_model(self, request, obj, form, change):
        """Another address is another feed: what is known of the former says nothing about it."""
        if "feed_url" in form.changed_data:
            obj.start_over()
        elif "_poll" in request.POST:
            obj.next_poll_at = timezone.now()
        super().save_model(request, obj, form, change)

    # --- Pages of its own -----------------------------------------------------------------

    def get_urls(self):
        view = self.admin_site.admin_view(self.import_view)
        return [path("import/", view, name="articles_subscription_import"), *super().get_urls()]

    def import_view(self, request):
        """Subscribe to all feeds of a list; those known already stay as they are."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = ListForm(request.POST or None, request.FILES or None)
        if form.is_valid():
            try:
                number = Subscription.objects.subscribe(opml.feeds(form.cleaned_data["file"]))
            except SourceError as error:
                form.add_error("file", f"This list cannot be used: {error}.")
            else:
                self.message_user(request, f"Subscribed to {counted(number, 'new feed')}.")
                return redirect("admin:articles_subscription_changelist")
        context = {
            **self.admin_site.each_context(request),
            "title": "Subscribe to a list of feeds",
            "opts": self.opts,
            "form": form,
        }
        return TemplateResponse(request, "admin/articles/subscription/import.html", context)


def _in_words(at):
    """ "3 minutes ago"; pointed at, the moment itself."""
    return at and format_html('<time title="{}">{}</time>', moment(at), naturaltime(at))
