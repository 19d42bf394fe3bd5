"""Interactions: what happened, who took part, and the words of articles that say so."""

from django.contrib import admin, messages
from django.db.models import Count
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html

from articles.admin.fields import FORM_SCRIPTS, ClearFields
from articles.admin.history import WithHistory
from articles.admin.ids import is_id
from articles.admin.lists import QuickList
from articles.admin.rows import SharedRows
from articles.admin.search import titled
from articles.admin.together import Together
from articles.models import Article, search_query
from articles.models.article import BODIES
from people import anchoring, dates, record, timelines
from people.admin.filters import LostPassageFilter, OpenFilter, StatusFilter
from people.admin.forms import CitationForm, DateInput, InteractionForm, ParticipantForm
from people.admin.merging import Mergeable
from people.fields import ImpreciseDateField
from people.models import Citation, Interaction, Participant
from people.models.kind import KIND_CHOICES
from people.status import Status


class ParticipantInline(ClearFields, admin.TabularInline):
    model = Participant
    form = ParticipantForm
    formset = SharedRows
    extra = 2
    fields = ["person", "organization", "description", "part"]
    autocomplete_fields = ["person", "organization"]


class CitationInline(ClearFields, admin.StackedInline):
    model = Citation
    form = CitationForm
    formset = SharedRows
    extra = 1
    fields = [
        "article",
        ("exact", "occurrence"),
        "in_context",
        ("stance", "said_on", "when_given"),
        ("attributed_to_person", "attributed_to_organization", "attributed_to_words"),
    ]
    readonly_fields = ["in_context"]
    chosen_only = ["article"]
    formfield_overrides = {ImpreciseDateField: {"widget": DateInput}}
    autocomplete_fields = ["article", "attributed_to_person", "attributed_to_organization"]

    def get_queryset(self, request):
        rows = super().get_queryset(request).select_related("article", "interaction")
        return rows.defer(*(f"article__{field}" for field in BODIES))

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.editor = request.user
        return formset

    @admin.display(description="In the article")
    def in_context(self, citation):
        if not citation.pk:
            return "Found when you save."
        if citation.is_lost:
            day = timezone.localtime(citation.lost_at).date()
            return f"Not there any more since {day:%d %B %Y}: the article was edited."
        return format_html(
            "…{}<mark>{}</mark>{}…", citation.prefix, citation.exact, citation.suffix
        )


@admin.register(Interaction)
class InteractionAdmin(WithHistory, Mergeable, Together, ClearFields, QuickList, admin.ModelAdmin):
    form = InteractionForm
    fieldsets = [
        (None, {"fields": ["summary", "kind", "when", "place", "standing"]}),
        (
            "More",
            {
                "fields": ["occurrences", ("when_printed", "when_basis"), "responds_to"],
                "classes": ["collapse"],
            },
        ),
    ]
    readonly_fields = ["standing"]
    autocomplete_fields = ["responds_to"]
    chosen_only = ["responds_to"]
    formfield_overrides = {ImpreciseDateField: {"widget": DateInput}}
    inlines = [ParticipantInline, CitationInline]

    list_display = ["summary", "happened_on", "kind", "status", "sources"]
    list_filter = [StatusFilter, OpenFilter, LostPassageFilter, "kind"]
    ordering = ["-sort_date", "span_days", "-pk"]
    search_fields = ["summary"]  # that there is a search; `get_search_results` does it
    search_help_text = 'Words of the sentence; a "phrase"; -without'

    class Media:
        css = {"all": ["newsroom/admin/desk.css"]}
        js = FORM_SCRIPTS

    # --- The list -------------------------------------------------------------------------

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("status_changes", "citations")

    def get_search_results(self, request, queryset, search_term):
        words = search_term.replace("\0", "").strip()
        if request.path == reverse("admin:autocomplete"):
            return titled(queryset, words), False
        return (queryset.filter(search=search_query(words)) if words else queryset), False

    @admin.display(description="When", ordering="sort_date")
    def happened_on(self, interaction):
        return interaction.when.words()

    @admin.display(description="Status")
    def status(self, interaction):
        now = timezone.now()
        known = [change for change in interaction.status_changes.all() if change.known_at <= now]
        return Status(known[-1].status).label if known else "Not public"

    @admin.display(description="Sources")
    def sources(self, interaction):
        return len(interaction.citations.all())

    # --- The form -------------------------------------------------------------------------

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        if db_field.name == "kind":
            kwargs["choices"] = [("", "---------"), *KIND_CHOICES]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    @admin.display(description="Status")
    def standing(self, interaction):
        """The computed status as readers see it, with its reason."""
        if not interaction.pk:
            return "Follows from the citations below; nobody types it."
        [entry] = timelines.entries([Interaction.objects.get(pk=interaction.pk)])
        if not entry.citations:
            return "Not public: it cites no published article."
        return entry.reason

    def get_formset_kwargs(self, request, obj, inline, prefix):
        """A citation begins with the article, and the words, that the address names."""
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        begins = isinstance(inline, CitationInline) and request.method == "GET" and not obj.pk
        if begins and (article := self._article_begun_from(request)):
            kwargs["initial"] = [{"article": article.pk, "exact": request.GET.get("words", "")}]
        return kwargs

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        for formset in formsets:
            for row in formset.forms:
                if getattr(row, "places", 0) > 1:
                    self._say_which_place(request, row)
        words = form.instance.when.words()
        self.message_user(request, f"{words}. {self.standing(form.instance)}")

    def _say_which_place(self, request, row):
        said = f"The words stand in “{row.instance.article}” {row.places} times; number "
        said += f"{row.cleaned_data['occurrence'] or 1} was taken."
        self.message_user(request, said, messages.WARNING)

    def response_post_save_add(self, request, obj):
        """Whoever came from an article goes back to it."""
        if article := self._article_begun_from(request):
            return redirect(f"{reverse('admin:articles_article_change', args=[article.pk])}#record")
        return super().response_post_save_add(request, obj)

    def _article_begun_from(self, request):
        pk = request.GET.get("article", "")
        return Article.objects.filter(pk=pk).first() if is_id(pk) else None

    def after_restoring(self, row):
        """The articles may have been edited since: find the words of the citations again."""
        anchoring.reanchor(*Article.objects.filter(citations__interaction=row).distinct())
        record.rebuild_all(Interaction.objects.filter(pk=row.pk))

    # --- Merging --------------------------------------------------------------------------

    def facts(self, interaction):
        return {
            "Kind": [interaction.get_kind_display()],
            "When": [interaction.when.words()],
            "Place": [interaction.place],
            "Who took part": [p.label for p in interaction.participants.all()],
            "Status": [self.standing(interaction)],
            "Citations": [_told(citation) for citation in interaction.citations.with_articles()],
        }

    def described(self, interaction):
        return interaction.when.words()

    def alike(self, rows, interaction):
        """What happened to the same people at what may be the same time, most of them first."""
        rows = rows.filter(participants__person__in=interaction.people.all())
        when = interaction.when
        if not when.is_unknown:
            rows = rows.overlapping(when.lower, when.upper)
        return rows.annotate(shared=Count("participants")).order_by("-shared", "pk")

    # --- Pages of its own -----------------------------------------------------------------

    def get_urls(self):
        view = self.admin_site.admin_view(date_words)
        return [path("date-words/", view, name="people_date_words"), *super().get_urls()]


def _told(citation):
    """ "Two envoys meet (The Courier) reports: “Mary Brook met John Field”"."""
    article = citation.article
    return f"{article} ({article.outlet}) {citation.stance}: “{citation.exact}”"


def date_words(request):
    """What readers will see of the date typed as `?when=`, or what is wrong with it."""
    try:
        return JsonResponse({"words": dates.parse(request.GET.get("when", "")).words()})
    except dates.DateError as error:
        return JsonResponse({"error": str(error)})
