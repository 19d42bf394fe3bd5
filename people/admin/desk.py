"""What an editor finds on coming in: work begun, work waiting, and what needs attention.

Hardly anything here grows with the archive: rows are counted up to a thousand, and what only
looking at every article could tell is told of the newest. Only who may be one and the same is
looked for among all people who share a family name.
"""

from dataclasses import dataclass

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from articles.admin.filters import scheduled
from articles.admin.lists import MOST_COUNTED, up_to
from articles.models import Article, Subscription
from people.admin.article import naming_nobody
from people.admin.duplicates import possible_duplicates
from people.admin.filters import unanswered, undated
from people.admin.strangers import often_named
from people.models import Citation, Interaction, UnresolvedName

SHOWN = 5
NEWEST = 5000  # articles among which those naming nobody are counted
CHANGES = 12


@dataclass(frozen=True)
class Pile:
    """Articles in one state: the first few of them, how many there are, and where all are."""

    title: str
    articles: list[Article]
    number: int
    url: str

    @property
    def size(self) -> str:
        return _number(self.number)


@dataclass(frozen=True)
class Task:
    """Something to look after, and how much of it there is."""

    number: int
    noun: str
    plural: str
    matter: str
    url: str

    @property
    def size(self) -> str:
        return _number(self.number)

    @property
    def words(self) -> str:
        """What follows the number: "names two people share"."""
        return f"{self.noun if self.number == 1 else self.plural} {self.matter}"


def piles(user) -> list[Pile]:
    """The user's drafts, what awaits review, what is scheduled; two queries for each."""
    rows = Article.objects.select_related("outlet").only("headline", "published_at", "outlet__name")
    mine = rows.filter(state=Article.State.DRAFT, created_by=user).order_by("-updated_at")
    in_review = rows.filter(state=Article.State.IN_REVIEW).order_by("updated_at")
    soon = scheduled(rows).order_by("published_at")
    return [
        _pile("Your drafts", mine, f"state=draft&created_by={user.pk}"),
        _pile("Awaiting review", in_review, "state=in_review"),
        _pile("Scheduled", soon, "state=scheduled"),
    ]


def tasks(user) -> list[Task]:
    """What needs the user's attention, and nothing where nothing is to do; ten queries."""
    found = [*_about_people(), *_about_the_record(), *_about_articles(user)]
    return [task for task in found if task.number]


def changes(user) -> list[LogEntry]:
    """What was done last at the desk and by whom, of what the user may look at; two queries."""
    seen = [
        kind
        for kind in ContentType.objects.filter(app_label__in=["articles", "people"])
        if user.has_perm(f"{kind.app_label}.view_{kind.model}")
    ]
    entries = LogEntry.objects.filter(content_type__in=seen).order_by("-pk")
    return list(entries.select_related("user", "content_type")[:CHANGES])


def _about_people():
    shared = UnresolvedName.objects.filter(kind=UnresolvedName.Kind.SHARED)
    # In the order of the index, so that no more names are read than counted.
    strangers = often_named().order_by("name")[: MOST_COUNTED + 1].count()
    pairs = len(possible_duplicates())
    strangers_url = reverse("admin:people_person_strangers")
    pairs_url = reverse("admin:people_person_duplicates")
    return [
        Task(up_to(shared), "name", "names", "two people share", _articles("people=shared")),
        Task(strangers, "unknown person", "unknown people", "often named", strangers_url),
        Task(pairs, "pair", "pairs", "of people who may be one", pairs_url),
    ]


def _about_the_record():
    lost = Citation.objects.filter(lost_at__isnull=False)
    open_rows, undated_rows = unanswered(Interaction.objects.all()), undated(Interaction.objects)
    listed = reverse("admin:people_interaction_changelist")
    kind = ("interaction", "interactions")
    return [
        Task(up_to(lost), "passage", "passages", "lost to an edit", f"{listed}?passages=lost"),
        Task(up_to(open_rows), *kind, "disputed, without a response", f"{listed}?open=unanswered"),
        Task(up_to(undated_rows), *kind, "without a date", f"{listed}?open=undated"),
    ]


def _about_articles(user):
    newest = Article.objects.published().newest_first().values("pk")[:NEWEST]
    nobody = up_to(naming_nobody(Article.objects.filter(pk__in=newest)))
    listed = _articles("people=nobody&state=published")
    found = [Task(nobody, "recent article", "recent articles", "naming nobody", listed)]
    if user.has_perm("articles.view_subscription"):
        failing = up_to(Subscription.objects.filter(active=True, failures__gt=0))
        listed = f"{reverse('admin:articles_subscription_changelist')}?health=failing"
        found.append(Task(failing, "feed", "feeds", "failing", listed))
    return found


def _pile(title, articles, query):
    return Pile(title, list(articles[:SHOWN]), up_to(articles), _articles(query))


def _articles(query):
    return f"{reverse('admin:articles_article_changelist')}?{query}"


def _number(number):
    """ "3"; "1,000+" for any number that was not counted to its end."""
    return f"{MOST_COUNTED:,}+" if number > MOST_COUNTED else f"{number:,}"
