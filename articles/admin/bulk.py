"""Work on many articles at once. Nothing happens before a page has shown what readers will see."""

from dataclasses import dataclass, field

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from articles import history
from articles.admin.fields import TagsField
from articles.admin.steps import PUBLISH, SUBMIT, steps
from articles.admin.withdrawal import MOST_AT_ONCE, asked_for, withdrawal_url
from articles.admin.wording import moment
from articles.models import Article, Outlet, Tag
from articles.signals import told_together
from articles.wording import and_join, counted

MOST_NAMED = 10


# --- What can be done -----------------------------------------------------------------------


class Work(forms.Form):
    """One kind of work on articles, and the form that says what exactly."""

    action: str  # as it is called in the list
    button: str
    done: str
    needs = "change"

    def why_not(self, user, article) -> str:
        """Why it cannot be done with an article; empty when it can."""
        return ""

    def effects(self, article) -> list[str]:
        """What readers of the article will see change, in sentences; empty when nothing does."""
        raise NotImplementedError

    def do(self, article):
        """Saves the article."""
        raise NotImplementedError


class Publishing(Work):
    action, button, done = "Publish…", "Publish", "Published."
    needs = "publish"

    def why_not(self, user, article):
        if not any(step.button == PUBLISH.button for step in steps(user, article)):
            return article.get_state_display().lower()
        return "" if article.body_text else "without a text"

    def effects(self, article):
        address, when = article.get_absolute_url(), article.published_at
        if when and when > timezone.now():
            return [f"It will be at {address} from {moment(when)}."]
        dated = f"dated {moment(when)}" if when else "dated now"
        found = [f"It will be at {address}, {dated}."]
        if tags := article.tags.all():
            found.append(f"It will be listed under {and_join(map(str, tags))}.")
        return found

    def do(self, article):
        article.publish()


class Retagging(Work):
    action, button, done = "Change tags…", "Change the tags", "Tags changed."

    add = TagsField(required=False, label="Add", help_text="Tags, between commas.")
    remove = TagsField(required=False, help_text="Tags, between commas.")

    def clean_remove(self):
        """The tags by the names that they have, whatever the capitals typed."""
        tags = [
            (name, Tag.objects.filter(name__iexact=name).first()) for name in self.typed("remove")
        ]
        if unknown := [name for name, tag in tags if tag is None]:
            raise ValidationError(f"There is no tag {and_join(f'“{name}”' for name in unknown)}.")
        return [tag.name for _, tag in tags]

    def clean(self):
        super().clean()
        if not self.errors and not (self.typed("add") or self.typed("remove")):
            raise ValidationError("Name a tag to add or to remove.")

    def typed(self, name):
        return self.cleaned_data.get(name, [])

    def effects(self, article):
        carried = {tag.name.lower() for tag in article.tags.all()}
        gained = [f"“{name}”" for name in self.typed("add") if name.lower() not in carried]
        lost = [f"“{name}”" for name in self.typed("remove") if name.lower() in carried]
        found = [f"It will be listed under {and_join(gained)}."] if gained else []
        return found + ([f"It will no longer be listed under {and_join(lost)}."] if lost else [])

    def do(self, article):
        article.tags.remove(*self.typed("remove"))
        article.tags.add(*self.typed("add"))
        article.save()  # so that whoever has it open learns that it has changed


class SettingOutlet(Work):
    action, button, done = "Set outlet…", "Set the outlet", "Outlet set."

    outlet = forms.ModelChoiceField(Outlet.objects.all())

    def effects(self, article):
        outlet = self.cleaned_data["outlet"]
        if article.outlet == outlet:
            return []
        return [f"It will be said to come from {outlet}, no longer from {article.outlet}."]

    def do(self, article):
        article.outlet = self.cleaned_data["outlet"]
        article.save()


WORKS = {"publish": Publishing, "retag": Retagging, "outlet": SettingOutlet}


# --- Doing it -------------------------------------------------------------------------------


@dataclass
class Plan:
    """What some work does to each of the articles chosen, and which it leaves, with the reason."""

    public: list[tuple[Article, list[str]]] = field(default_factory=list)
    hidden: list[tuple[Article, list[str]]] = field(default_factory=list)
    left: list[tuple[Article, str]] = field(default_factory=list)

    @property
    def changing(self):
        return [article for article, _ in [*self.public, *self.hidden]]

    def left_in_words(self) -> str:
        named = [f"“{article}” ({reason})" for article, reason in self.left[:MOST_NAMED]]
        if len(self.left) > MOST_NAMED:
            named.append(f"{len(self.left) - MOST_NAMED} more")
        return and_join(named)


class BulkWork:
    """For the admin of articles: the actions of its list, and the page that comes before them."""

    actions = [
        *("submit_selected", "publish_selected", "retag_selected", "outlet_selected"),
        "withdraw_selected",
    ]

    @admin.action(description="Submit for review", permissions=["change"])
    def submit_selected(self, request, queryset):
        """At once: nothing of it is for readers."""
        plan = Plan()
        with transaction.atomic():
            for article in queryset.defer(None).select_for_update(of=["self"]):
                if reason := self._not_theirs(request, article) or _not_open(request, article):
                    plan.left.append((article, reason))
                else:
                    SUBMIT.verb(article)
                    self.log_change(request, article, SUBMIT.done)
                    plan.hidden.append((article, []))
        self._say(request, plan, SUBMIT.done)

    @admin.action(description=Publishing.action, permissions=["publish"])
    def publish_selected(self, request, queryset):
        return self._begin(request, "publish", queryset)

    @admin.action(description=Retagging.action, permissions=["change"])
    def retag_selected(self, request, queryset):
        return self._begin(request, "retag", queryset)

    @admin.action(description=SettingOutlet.action, permissions=["change"])
    def outlet_selected(self, request, queryset):
        return self._begin(request, "outlet", queryset)

    @admin.action(description="Withdraw…", permissions=["withdraw"])
    def withdraw_selected(self, request, queryset):
        return redirect(withdrawal_url(*self._chosen(request, queryset)))

    def get_urls(self):
        view = self.admin_site.admin_view(self.bulk_view)
        return [path("bulk/<slug:name>/", view, name="articles_article_bulk"), *super().get_urls()]

    @transaction.atomic
    def bulk_view(self, request, name):
        """What work on the articles `?id=…&id=…` would do; on POST with `_do`, the work.

        Its form comes first, where it has fields.
        """
        if name not in WORKS:
            raise Http404
        form = _form(WORKS[name], request)
        if not getattr(self, f"has_{form.needs}_permission")(request):
            raise PermissionDenied
        articles = _locked(asked_for(request))
        plan = self._plan(request, articles, form) if form.is_valid() else None
        if plan and "_do" in request.POST:
            self._work(request, plan, form)
            return redirect("admin:articles_article_changelist")
        context = {
            **self.admin_site.each_context(request),
            "title": form.action.rstrip("…"),
            "opts": self.opts,
            "form": form,
            "articles": articles,
            "plan": plan,
        }
        return TemplateResponse(request, "admin/articles/article/bulk.html", context)

    def _begin(self, request, name, queryset):
        query = QueryDict(mutable=True)
        query.setlist("id", self._chosen(request, queryset))
        page = reverse("admin:articles_article_bulk", args=[name])
        return redirect(f"{page}?{query.urlencode()}")

    def _chosen(self, request, queryset):
        chosen = list(queryset.values_list("pk", flat=True)[: MOST_AT_ONCE + 1])
        if len(chosen) > MOST_AT_ONCE:
            said = f"Only the first {MOST_AT_ONCE} were taken: the others come after them."
            self.message_user(request, said, messages.WARNING)
        return chosen[:MOST_AT_ONCE]

    def _plan(self, request, articles, form):
        plan = Plan()
        for article in articles:
            if reason := self._not_theirs(request, article) or form.why_not(request.user, article):
                plan.left.append((article, reason))
            elif effects := form.effects(article):
                is_public = article.is_public or form.needs == "publish"
                (plan.public if is_public else plan.hidden).append((article, effects))
            else:
                plan.left.append((article, "nothing changes"))
        return plan

    def _not_theirs(self, request, article):
        return "" if self.has_change_permission(request, article) else "not yours to change"

    def _work(self, request, plan, form):
        with told_together():
            for article in plan.changing:
                history.begin(article)
                form.do(article)
        for article in plan.changing:
            self.log_change(request, article, form.done)
        self._say(request, plan, form.done)

    def _say(self, request, plan, done):
        if plan.changing:
            self.message_user(request, f"{counted(len(plan.changing), 'article')}: {done}")
        if plan.left:
            said = f"Left as they are: {plan.left_in_words()}."
            self.message_user(request, said, messages.WARNING)


def _form(work, request):
    """The form as it was sent; one without fields needs nobody to fill it in."""
    return work(request.POST or (None if work.base_fields else {}))


def _locked(pks):
    """Articles in the order of the list, locked until they are saved."""
    rows = Article.objects.filter(pk__in=pks).select_related("outlet").prefetch_related("tags")
    return list(rows.newest_first().select_for_update(of=["self"]))


def _not_open(request, article):
    return "" if SUBMIT in steps(request.user, article) else article.get_state_display().lower()
