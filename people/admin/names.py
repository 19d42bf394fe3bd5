"""The names in one article: what was found, what an editor decided, what is still open."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html

from articles.admin.ids import is_id
from articles.models import Article
from articles.wording import and_join
from people import mentions
from people.models import Mention, Person, UnresolvedName

Kind = UnresolvedName.Kind
NEEDED = ["articles.view_article", "people.change_mentiondecision"]
CANDIDATES = 10
CONTEXT = 90  # characters of the text shown on either side of a name
PLACES = 3


@dataclass(frozen=True)
class Found:
    """A person the article names, and by which of these names an editor has said so."""

    mention: Mention
    confirmed: bool

    @property
    def person(self):
        return self.mention.person


class Names:
    """All names of an article, for its form; four queries, made when first needed."""

    def __init__(self, article: Article):
        self.article = article

    @cached_property
    def found(self) -> list[Found]:
        rows = self.article.mentions.all()
        return [Found(mention, self._is_confirmed(mention)) for mention in rows]

    @cached_property
    def rejected(self) -> list[str]:
        """Names an editor said mean nobody on record."""
        return [name for name, person in self._meant.items() if person is None]

    @property
    def shared(self) -> list[UnresolvedName]:
        return [name for name in self._unresolved if name.kind == Kind.SHARED]

    @property
    def unknown(self) -> list[UnresolvedName]:
        return [name for name in self._unresolved if name.kind == Kind.UNKNOWN]

    def _is_confirmed(self, mention):
        return all(self._meant.get(form) == mention.person_id for form in mention.forms)

    @cached_property
    def _meant(self) -> dict[str, int | None]:
        return dict(self.article.mention_decisions.order_by("name").values_list("name", "person"))

    @cached_property
    def _unresolved(self):
        return list(self.article.unresolved_names.prefetch_related("candidates"))

    def in_text(self) -> set[str]:
        """Every name that can be decided about."""
        forms = {form for found in self.found for form in found.mention.forms}
        return forms | {name.name for name in self._unresolved} | set(self._meant)


def may_decide(user) -> bool:
    return user.has_perms(NEEDED)


@transaction.atomic
def decide_name(request, pk):
    """Whom `?name=` means: a page to choose on, and on POST an editor's decision.

    The decision is about every `name` posted, and `means` the id of a person, "nobody", "new"
    (somebody not on record yet) or "undecided". The article is locked meanwhile: its text stays,
    and what is sent twice is done once.
    """
    if not may_decide(request.user):
        raise PermissionDenied
    is_sent = request.method == "POST"
    articles = Article.objects.select_for_update(no_key=True) if is_sent else Article.objects
    article = get_object_or_404(articles, pk=pk)
    asked = request.POST if is_sent else request.GET
    known = Names(article).in_text()
    names = [name for name in asked.getlist("name") if name in known]
    if not names:
        messages.warning(request, "That name is not in this article any more.")
    elif is_sent:
        _decide(request, article, names)
    else:
        return _choice(request, article, names)
    return redirect(f"{reverse('admin:articles_article_change', args=[article.pk])}#people")


def _decide(request, article, names):
    means = request.POST.get("means", "")
    said = and_join(f"“{name}”" for name in names)
    if means == "undecided":
        mentions.forget(article, names)
        messages.success(request, f"Nothing is decided about {said} any more.")
        return
    if means == "nobody":
        person, outcome = None, "nobody on record"
    elif means == "new":
        person = _new_person(request, article, names[0])
        outcome = _link(person, "now on record")
    else:
        person = get_object_or_404(Person, pk=means if is_id(means) else None)
        outcome = _link(person, "in this article")
    for name in names:
        mentions.decide(article, name, person, by=request.user)
    messages.success(request, format_html("{}: {}.", said, outcome))


def _link(person, words):
    url = reverse("admin:people_person_change", args=[person.pk])
    return format_html('<a href="{}">{}</a>, {}', url, person, words)


def _new_person(request, article, name):
    """Somebody new, found at once in other articles too; the same one if asked for twice."""
    if not request.user.has_perm("people.add_person"):
        raise PermissionDenied
    if not article.unresolved_names.filter(name=name).exists():
        named = article.mentions.filter(forms__contains=[name])
        return get_object_or_404(Person, mentions__in=named, name=name)
    person = Person.objects.create(name=name)
    mentions.reread_for(person)
    return person


def _choice(request, article, names):
    """A page with the places of the names and with people to choose from."""
    words = request.GET.get("q", names[0]).replace("\0", "").strip()
    people = Person.objects.called(words).alphabetical() if words else Person.objects.none()
    context = {
        **admin.site.each_context(request),
        "title": f"Who is {and_join(f'“{name}”' for name in names)}?",
        "opts": Article._meta,
        "article": article,
        "chosen": names,
        "places": [place for name in names for place in _places(article.text, name)][:PLACES],
        "words": words,
        "people": people[:CANDIDATES],
        "is_open": article.unresolved_names.filter(name__in=names).exists(),
    }
    return TemplateResponse(request, "admin/people/who.html", context)


def _places(text, name) -> Iterator[tuple[str, str, str]]:
    """Where a name stands: what is before it, the name, what is after it."""
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        yield text[max(0, start - CONTEXT) : start], name, text[end : end + CONTEXT]
        start = text.find(name, end)
