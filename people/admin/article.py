"""The desk for articles, with the people they name and the interactions they report."""

from django.contrib import admin
from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import path

from articles.admin import ArticleAdmin
from articles.models import Article
from articles.wording import counted
from people.admin import capture, names
from people.models import Citation, Interaction, Mention, UnresolvedName

Kind = UnresolvedName.Kind


class NamesFilter(admin.SimpleListFilter):
    """By what is still to be decided about the people an article names."""

    title = "people"
    parameter_name = "people"

    def lookups(self, request, model_admin):
        return [
            ("shared", "Names to decide"),
            ("unknown", "Names not on record"),
            ("nobody", "Nobody found"),
        ]

    def queryset(self, request, queryset):
        if self.value() == "nobody":
            return naming_nobody(queryset)
        if self.value() in Kind.values:
            return queryset.filter(Exists(_unresolved(self.value())))
        return queryset


class ArticleWithPeopleAdmin(ArticleAdmin):
    change_form_template = "admin/people/article_form.html"
    list_display = [*ArticleAdmin.list_display, "people"]
    list_filter = [*ArticleAdmin.list_filter, NamesFilter]

    def get_queryset(self, request):
        found = Mention.objects.filter(article=OuterRef("pk")).order_by().values("article")
        number = Subquery(found.annotate(number=Count("pk")).values("number"))
        return super().get_queryset(request).annotate(people_found=Coalesce(number, 0))

    @admin.display(description="People")
    def people(self, article):
        return article.people_found

    def render_change_form(self, request, context, add=False, change=False, obj=None, **kwargs):
        if obj is not None:
            context["names"] = names.Names(obj)
            context["decides"] = names.may_decide(request.user)
            context["citations"] = obj.citations.select_related("interaction").order_by("start")
            context["records"] = capture.may_record(request.user)
        return super().render_change_form(request, context, add, change, obj=obj, **kwargs)

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/names/", view(names.decide_name), name="people_name_decide"),
            path("<int:pk>/record/", view(capture.record_page), name="people_article_record"),
            *super().get_urls(),
        ]

    def losses(self, article):
        """Also the interactions that rest on it, alone or with others; two queries."""
        cited = Interaction.objects.filter(citations__article=article).distinct()
        others = Citation.objects.filter(interaction=OuterRef("pk")).exclude(article=article)
        public = others.filter(article__in=Article.objects.published())
        kept = cited.filter(Exists(public)).count()
        gone = cited.count() - kept
        lost = super().losses(article)
        if gone:
            lost.append(f"{counted(gone, 'interaction')} that no other article reports.")
        if kept:
            lost.append(f"What it says of {counted(kept, 'interaction')} that others report too.")
        return lost


def naming_nobody(articles):
    """Articles in which nobody on record was found."""
    return articles.filter(~Exists(Mention.objects.filter(article=OuterRef("pk"))))


def _unresolved(kind):
    return UnresolvedName.objects.filter(article=OuterRef("pk"), kind=kind)


admin.site.unregister(Article)
admin.site.register(Article, ArticleWithPeopleAdmin)
