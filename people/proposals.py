"""What the text of an article proposes for the record, less what an editor has answered already.

The thinking is done by the pure `people.suggestions`; here names come from the mentions of the
article, and what was recorded or dismissed is left out.
"""

import datetime as dt
from collections.abc import Iterable
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

    def __str__(self):
        names = ", ".join(person.name for person in self.people)
        return f"{self.label}: {names}" if names else self.label

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
        return [p for p in self._new_interactions if not self._is_dismissed(p)]

    @cached_property
    def quotes(self) -> list[Proposal]:
        """Words said by people on record that are neither recorded nor dismissed."""
        return [p for p in self._new_quotes if not self._is_dismissed(p)]

    @cached_property
    def open(self) -> list[Proposal]:
        """All that can be answered, in the order of the text."""
        return _in_order([*self.interactions, *self.quotes])

    @cached_property
    def set_aside(self) -> list[Proposal]:
        """What would be proposed had no editor dismissed it, in the order of the text."""
        return _in_order(filter(self._is_dismissed, [*self._new_interactions, *self._new_quotes]))

    def at(self, start: int, end: int, kind: str = "") -> Suggestion:
        """What these words suggest: as it was proposed, else the best guess."""
        for proposal in self.interactions:
            if (proposal.start, proposal.end, proposal.kind) == (start, end, kind):
                return proposal.suggestion
        return suggestions.at(self.text, self.named, self.published, start, end)

    @cached_property
    def _new_interactions(self) -> list[Proposal]:
        found = suggestions.interactions(self.text, self.named, self.published)
        return _in_order(p for p in map(self._proposal, found) if not self._is_recorded(p))

    @cached_property
    def _new_quotes(self) -> list[Proposal]:
        taken = [(quote.start, quote.end) for quote in self.article.quotes.all()]
        found = map(self._proposal, suggestions.quotes(self.text, self.named))
        return _in_order(p for p in found if p.speaker and not _overlaps(p, taken))

    def _proposal(self, suggestion) -> Proposal:
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

    def _is_dismissed(self, proposal):
        return (proposal.kind, proposal.words) in self._dismissed

    @cached_property
    def _dismissed(self) -> set[tuple[str, str]]:
        return set(self.article.dismissed_suggestions.values_list("kind", "words"))

    @cached_property
    def _mentions(self):
        return list(self.article.mentions.all())


def _in_order(found: Iterable[Proposal]) -> list[Proposal]:
    return sorted(found, key=lambda proposal: proposal.start)


def _overlaps(proposal: Proposal, spans: list[tuple[int, int]]) -> bool:
    return any(start < proposal.end and proposal.start < end for start, end in spans)
