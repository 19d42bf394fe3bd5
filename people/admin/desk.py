"""What an editor finds on coming in: work begun, work waiting, and what needs attention."""

from dataclasses import dataclass

from django.urls import reverse

from articles.admin.filters import scheduled
from articles.models import Article
from articles.wording import counted
from people.admin.article import naming_nobody
from people.admin.duplicates import possible_duplicates
from people.admin.strangers import often_named
from people.models import Citation, UnresolvedName

SHOWN = 5


@dataclass(frozen=True)
class Pile:
    """Articles in one state: the first few of them, and where all are."""

    title: str
    articles: list[Article]
    url: str


@dataclass(frozen=True)
class Task:
    """Something to look after, and how much of it there is."""

    number: int
    noun: str
    plural: str
    matter: str
    url: str

    def __str__(self):
        return f"{counted(self.number, self.noun, self.plural)} {self.matter}"


def piles(user) -> list[Pile]:
    """The user's drafts, what awaits review, what is scheduled; one query for each."""
    rows = Article.objects.select_related("outlet").only("headline", "published_at", "outlet__name")
    mine = rows.filter(state=Article.State.DRAFT, created_by=user).order_by("-updated_at")
    in_review = rows.filter(state=Article.State.IN_REVIEW).order_by("updated_at")
    soon = scheduled(rows).order_by("published_at")
    return [
        _pile("Your drafts", mine, f"state=draft&created_by={user.pk}"),
        _pile("In review", in_review, "state=in_review"),
        _pile("Scheduled", soon, "state=scheduled"),
    ]


def tasks() -> list[Task]:
    """What needs attention; a query or a few for each, and nothing where nothing is to do."""
    shared = UnresolvedName.objects.filter(kind=UnresolvedName.Kind.SHARED)
    lost = Citation.objects.filter(lost_at__isnull=False)
    nobody = naming_nobody(Article.objects.published())
    articles = reverse("admin:articles_article_changelist")
    record = reverse("admin:people_interaction_changelist")
    strangers = reverse("admin:people_person_strangers")
    duplicates = reverse("admin:people_person_duplicates")
    found = [
        Task(shared.count(), "name", "names", "to decide", f"{articles}?people=shared"),
        Task(often_named().count(), "person", "people", "often named, not on record", strangers),
        Task(len(possible_duplicates()), "pair", "pairs", "of people who may be one", duplicates),
        Task(lost.count(), "passage", "passages", "lost to an edit", f"{record}?passages=lost"),
        Task(nobody.count(), "article", "articles", "naming nobody", f"{articles}?people=nobody"),
    ]
    return [task for task in found if task.number]


def _pile(title, articles, query):
    url = reverse("admin:articles_article_changelist")
    return Pile(title, list(articles[:SHOWN]), f"{url}?{query}")
