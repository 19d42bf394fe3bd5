"""Read-only: what articles contribute to the record, as the pages of articles and tags show it."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count
from django.utils.safestring import SafeString, mark_safe

from articles.body import Mark, overlay
from articles.models import Article, Tag
from articles.parameters import first_rows
from people import timelines
from people.models import Citation, Interaction, Mention, Person
from people.status import Status

PEOPLE = 10
ENTRIES = 3


@dataclass(frozen=True)
class Named:
    """A person the article names: how often, and what it reports of them."""

    person: Person
    mentions: int
    cited: list["Cited"]


@dataclass(frozen=True)
class Cited:
    """An interaction the article is a source of, and where its words are."""

    interaction: Interaction
    citation: Citation

    @property
    def status(self) -> Status:
        return Status(self.interaction.current_status)

    @property
    def passage_url(self):
        return f"#{self.citation.anchor}" if not self.citation.is_lost else ""


class Evidence:
    """The people an article names and the interactions that rest on it.

    Four queries in all, made when first needed, however much the article cites.
    """

    def __init__(self, article: Article):
        self.article = article

    @cached_property
    def cited(self) -> list[Cited]:
        """Public interactions, in the order of their passages."""
        citations = list(self.article.citations.order_by("start", "pk"))
        rows = Interaction.objects.published().filter(
            pk__in={citation.interaction_id for citation in citations}
        )
        public = {row.pk: row for row in rows.prefetch_related("participants")}
        return [
            Cited(public[citation.interaction_id], citation)
            for citation in citations
            if citation.interaction_id in public
        ]

    @cached_property
    def people(self) -> list[Named]:
        """Those named, the most often named first."""
        mentions = Mention.objects.filter(article=self.article).select_related("person")
        return [
            Named(mention.person, mention.count, self._cited_of(mention.person_id))
            for mention in mentions
        ]

    @property
    def body(self) -> SafeString:
        """The body with every passage marked and linked to its interaction.

        Made from sanitised HTML by a parser that escapes what it adds, hence safe.
        """
        anchored = [cited for cited in self.cited if not cited.citation.is_lost]
        marks = [_mark(cited, number) for number, cited in enumerate(anchored, start=1)]
        return mark_safe(overlay(self.article.body_html, marks))

    def _cited_of(self, person_id):
        return [
            cited
            for cited in self.cited
            if any(p.person_id == person_id for p in cited.interaction.participants.all())
        ]


class TagEvidence:
    """Whom and what the articles of a tag are about; looks at the newest `COUNTED_ROWS` alone."""

    def __init__(self, tag: Tag):
        tagged = Article.objects.published().filter(tagged__tag=tag).newest_first()
        self.articles = first_rows(tagged)

    def people(self) -> list[Person]:
        """Those whom most of the articles name, with `shared`, how many do; one query."""
        named = Person.objects.filter(mentions__article__in=self.articles)
        return list(named.annotate(shared=Count("pk")).order_by("-shared", "sort_key")[:PEOPLE])

    def entries(self) -> list[timelines.Entry]:
        """What changed last of the interactions that rest on the articles."""
        cited = Citation.objects.filter(article__in=self.articles).values("interaction")
        return timelines.newest(Interaction.objects.published().filter(pk__in=cited), ENTRIES)


def _mark(cited: Cited, number: int) -> Mark:
    """The passage, and after it a link to its interaction by the number in the list below.

    The words themselves stay plain: they may hold links, and other passages, of their own.
    """
    note = {
        "class": "passage-note",
        "href": cited.interaction.get_absolute_url(),
        "aria-label": f"{number}. {cited.status.label}: {cited.interaction.summary}",
    }
    return Mark(
        cited.citation.start,
        cited.citation.end,
        "mark",
        {"class": "passage", "id": cited.citation.anchor},
        after=("a", note, str(number)),
    )
