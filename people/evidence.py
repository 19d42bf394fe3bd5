"""Read-only: what one article contributes to the record, as its page shows it."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.safestring import SafeString, mark_safe

from articles.body import Mark, overlay
from articles.models import Article
from people.models import Citation, Interaction, Mention, Person
from people.status import Status


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
        marks = [_mark(cited) for cited in self.cited if not cited.citation.is_lost]
        return mark_safe(overlay(self.article.body_html, marks))

    def _cited_of(self, person_id):
        return [
            cited
            for cited in self.cited
            if any(p.person_id == person_id for p in cited.interaction.participants.all())
        ]


def _mark(cited: Cited) -> Mark:
    url = cited.interaction.get_absolute_url()
    label = f"{cited.status.label}: {cited.interaction.summary}"
    return Mark(
        cited.citation.start,
        cited.citation.end,
        "a",
        {"class": "passage", "id": cited.citation.anchor, "href": url, "title": label},
    )
