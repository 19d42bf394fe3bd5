"""What the text of an article proposes for the record, less what an editor has answered already.

The thinking is done by the pure `people.suggestions`; here names come from the mentions of the
article, and what was recorded or dismissed is left out.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from zlib import crc32

from django.utils import timezone

from articles.models import Article
from people import suggestions
from people.models import DismissedSuggestion, Kind, Person
from people.suggestions import Named, SuggestedQuote, Suggestion

QUOTE = DismissedSuggestion.QUOTE


@dataclass(frozen=True)
class Proposal:
    """A suggestion of the text, the words it rests on and the people it is about."""

    suggestion: Suggestion | SuggestedQuote
    words: str
    people: list[Person]
    speaker: Person | None

    @property
    def kind(self) -> str:
        """The kind of the interaction, or "quote"."""
        return getattr(self.suggestion, "kind", QUOTE)

    @property
    def label(self) -> str:
        return "Quote" if self.kind == QUOTE else Kind(self.kind).label

    @property
    def start(self) -> int:
        return self.suggestion.start

    @property
    def end(self) -> int:
        return self.suggestion.end

    @property
    def key(self) -> str:
        """What it is called in a form: where it stands, its kind, a sum of its words."""
        return f"{self.start}-{self.kind}-{crc32(self.words.encode()):08x}"


class Proposals:
    """All that is proposed for one article; four queries, made when first needed."""

    def __init__(self, article: Article):
        self.article = article
        self.text = article.body_text

    @property
    def version(self) -> str:
        """Tells one text of the article from another."""
        return f"{crc32(self.text.encode()):08x}"

    @property
    def published(self) -> dt.date:
        """The day from which "last month" counts: that of the article, else today."""
        return timezone.localdate(self.article.published_at)

    @cached_property
    def people(self) -> dict[int, Person]:
        """Those the article names, the most often named first."""
        return {mention.person_id: mention.person for mention in self._mentions}

    def people_near(self, place: int) -> list[Person]:
        """The people of the article, those first who are named nearest to a place of its text."""
        far = len(self.text)
        distance = dict.fromkeys(self.people, far)
        for name in self.named:
            distance[name.key] = min(distance[name.key], abs(name.start - place))
        return [self.people[key] for key in sorted(distance, key=distance.get)]

    @cached_property
    def named(self) -> list[Named]:
        """Every name in the body, in order."""
        names = [
            Named(start, end, mention.person_id)
            for mention in self._mentions
            for start, end in mention.span_pairs
        ]
        return sorted(names, key=lambda name: name.start)

    @cached_property
    def interactions(self) -> list[Proposal]:
        """Interactions that are neither recorded nor dismissed, in the order of the text."""
        found = suggestions.interactions(self.text, self.named, self.published)
        return [proposal for proposal in self._open(found) if not self._is_recorded(proposal)]

    @cached_property
    def quotes(self) -> list[Proposal]:
        """Words said by people on record that are neither recorded nor dismissed."""
        taken = [(quote.start, quote.end) for quote in self.article.quotes.all()]
        return [
            proposal
            for proposal in self._open(suggestions.quotes(self.text, self.named))
            if proposal.speaker and not _overlaps(proposal, taken)
        ]

    @property
    def count(self) -> int:
        return len(self.interactions) + len(self.quotes)

    def get(self, key: str) -> Proposal | None:
        """The proposal with this key, if it is still open."""
        return next((p for p in [*self.interactions, *self.quotes] if p.key == key), None)

    def at(self, start: int, end: int, kind: str = "") -> Suggestion:
        """What these words suggest: as it was proposed, else the best guess."""
        for proposal in self.interactions:
            if (proposal.start, proposal.end, proposal.kind) == (start, end, kind):
                return proposal.suggestion
        return suggestions.at(self.text, self.named, self.published, start, end)

    def _open(self, found) -> Iterator[Proposal]:
        for suggestion in sorted(found, key=lambda suggestion: suggestion.start):
            proposal = self._proposal(suggestion)
            if (proposal.kind, proposal.words) not in self._dismissed:
                yield proposal

    def _proposal(self, suggestion):
        keys = getattr(suggestion, "participants", (suggestion.speaker,))
        return Proposal(
            suggestion,
            self.text[suggestion.start : suggestion.end],
            [self.people[key] for key in keys if key in self.people],
            self.people.get(suggestion.speaker),
        )

    def _is_recorded(self, proposal):
        """Whether something of this group of kinds rests on some of these words already."""
        group = Kind(proposal.kind).group
        return _overlaps(proposal, self._recorded.get(group, []))

    @cached_property
    def _recorded(self) -> dict[str, list[tuple[int, int]]]:
        spans: dict[str, list[tuple[int, int]]] = {}
        for citation in self.article.citations.filter(lost_at=None).select_related("interaction"):
            spans.setdefault(citation.interaction.group, []).append((citation.start, citation.end))
        return spans

    @cached_property
    def _dismissed(self) -> set[tuple[str, str]]:
        return set(self.article.dismissed_suggestions.values_list("kind", "words"))

    @cached_property
    def _mentions(self):
        return list(self.article.mentions.all())


def _overlaps(proposal: Proposal, spans: list[tuple[int, int]]) -> bool:
    return any(start < proposal.end and proposal.start < end for start, end in spans)
