"""People and the organizations they belong to."""

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import path, reverse
from django.utils.html import format_html

from articles.admin.catalogue import NamedForm
from articles.admin.fields import FORM_SCRIPTS, ClearFields
from articles.admin.history import WithHistory
from articles.admin.lists import QuickList
from articles.admin.rows import SharedRows
from articles.admin.shared import SharedForm
from articles.admin.together import Together
from articles.wording import counted
from people import mentions
from people.admin.duplicates import duplicates
from people.admin.forms import AliasForm, DateInput, PersonForm
from people.admin.merging import Mergeable, merge_url
from people.admin.strangers import OLDER, strangers
from people.fields import ImpreciseDateField
from people.models import (
    Alias,
    Mention,
    Organization,
    Participant,
    Person,
    Role,
)
from people.name_forms import index_key


class AliasInline(ClearFields, admin.TabularInline):
    model = Alias
    form = AliasForm
    formset = SharedRows
    extra = 1
    verbose_name = "other name"
    verbose_name_plural = "other names"


class RoleInline(ClearFields, admin.TabularInline):
    model = Role
    form = SharedForm
    formset = SharedRows
    extra = 1
    fields = ["title", "organization", "began", "ended"]
    autocomplete_fields = ["organization"]


@admin.register(Person)
class PersonAdmin(WithHistory, Mergeable, Together, ClearFields, QuickList, admin.ModelAdmin):
    form = PersonForm
    fieldsets = [
        (None, {"fields": ["name", "description", ("born", "died")]}),
        ("More", {"fields": ["biography", "portrait", "wikidata_id"]}),
        ("Address and order", {"fields": ["slug", "sort_name"], "classes": ["collapse"]}),
    ]
    formfield_overrides = {ImpreciseDateField: {"widget": DateInput}}
    inlines = [AliasInline, RoleInline]
    list_display = ["sort_name", "description", "articles", "interactions"]
    list_per_page = 100
    ordering = ["sort_key", "pk"]
    search_fields = ["name"]  # that there is a search; `get_search_results` does it
    search_help_text = "A name or other name, or how it begins; accents make no difference"

    class Media:
        css = {"all": ["newsroom/admin/desk.css"]}
        js = FORM_SCRIPTS

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .annotate(article_count=_number_of(Mention), interaction_count=_number_of(Participant))
        )

    def get_search_results(self, request, queryset, search_term):
        words = search_term.replace("\0", "").strip()
        return (queryset.called(words) if words else queryset), False

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("often-named/", view(strangers), name="people_person_strangers"),
            path("duplicates/", view(self.duplicates_view), name="people_person_duplicates"),
            *super().get_urls(),
        ]

    def duplicates_view(self, request):
        return duplicates(self, request)

    @admin.display(description="Articles")
    def articles(self, person):
        return person.article_count

    @admin.display(description="Interactions")
    def interactions(self, person):
        return person.interaction_count

    # --- Deleting and merging -------------------------------------------------------------

    @transaction.atomic
    def delete_model(self, request, obj):
        articles = mentions.naming(obj)
        super().delete_model(request, obj)
        mentions.reread(articles)

    @transaction.atomic
    def delete_queryset(self, request, queryset):
        articles = mentions.naming(*queryset.prefetch_related("aliases"))
        super().delete_queryset(request, queryset)
        mentions.reread(articles)

    def facts(self, person):
        return {
            "Who": [person.description],
            "Other names": [alias.name for alias in person.aliases.all()],
            "Roles": [f"{role} {role.words}" for role in person.roles.all()],
            "Born": [] if person.born.is_unknown else [person.born.words()],
            "Wikidata id": [person.wikidata_id],
            "Named in": [counted(person.mentions.count(), "article")],
            "Took part in": [counted(person.participations.count(), "interaction")],
        }

    def described(self, person):
        return person.description

    def alike(self, rows, person):
        """Everybody of the same family name."""
        return rows.named_like(set(map(index_key, person.known_names))).alphabetical()

    # --- Saving ---------------------------------------------------------------------------

    def save_related(self, request, form, formsets, change):
        """With the names saved, find the person under them."""
        super().save_related(request, form, formsets, change)
        names_changed = "name" in form.changed_data or any(
            formset.model is Alias and formset.has_changed() for formset in formsets
        )
        if names_changed:
            self._reread(request, form.instance)
            self._warn_of_namesakes(request, form.instance)

    def after_restoring(self, row):
        mentions.reread_for(row)

    def _reread(self, request, person):
        all_read = mentions.reread_for(person)
        number = counted(person.mentions.count(), "article")
        older = "" if all_read else OLDER
        self.message_user(request, f"{person} is now found in {number}.{older}")

    def _warn_of_namesakes(self, request, person):
        for other in Person.objects.filter(folded=person.folded).exclude(pk=person.pk)[:3]:
            url = reverse("admin:people_person_change", args=[other.pk])
            warning = format_html(
                'There is already <a href="{}">{}</a>{}. If they are two people, articles that '
                "name one of them are now yours to decide.",
                url,
                other,
                f" ({other.description})" if other.description else "",
            )
            if self.has_merge_permission(request):
                merge = ' If they are one, <a href="{}">merge them</a>.'
                warning += format_html(merge, merge_url(person, other))
            self.message_user(request, warning, messages.WARNING)


@admin.register(Organization)
class OrganizationAdmin(Together, QuickList, admin.ModelAdmin):
    form = NamedForm
    fields = ["name", "description", "slug"]
    list_display = ["name", "description"]
    search_fields = ["name"]


def _number_of(model):
    """How many rows of a model belong to a person, for the rows of one page only."""
    rows = model.objects.filter(person=OuterRef("pk")).order_by().values("person")
    return Coalesce(Subquery(rows.annotate(number=Count("pk")).values("number")), 0)
