"""What a source says of one interaction."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from articles.importers.rows import MAX_OUTLET, Where
from articles.models.article import MAX_HEADLINE
from people.dates import UNKNOWN, ImpreciseDate
from people.importers.rows import NO_NAME, shortened
from people.models import Interaction, Kind, Participant
from people.models.person import LONGEST_NAME
from people.status import Stance

MAX_SUMMARY = Interaction._meta.get_field("summary").max_length
MAX_PLACE = Interaction._meta.get_field("place").max_length
MAX_PART = Participant._meta.get_field("part").max_length
MAX_DESCRIPTION = Participant._meta.get_field("description").max_length
MOST_WORDS = 10_000  # characters of a passage
NO_SOURCE = {"general knowledge", "n/a", "none", "unknown"}  # what lists write for want of one
MOST_OCCURRENCES = 32_767


class Sort(StrEnum):
    """What a party can be."""

    PERSON = "person"
    ORGANIZATION = "organization"
    DESCRIPTION = "description"


class Party(NamedTuple):
    """Somebody who takes part or has a say: a name, or a description without one."""

    sort: Sort
    name: str
    part: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def problem(self) -> str:
        """Why this cannot be stored as a party; empty when it can."""
        most = MAX_DESCRIPTION if self.sort == Sort.DESCRIPTION else LONGEST_NAME
        if len(self.name) > most:
            return f"a name in it has {len(self.name):,} characters; {most} fit"
        if len(self.part) > MAX_PART:
            return f"the part of {self.name} has {len(self.part):,} characters; {MAX_PART} fit"
        is_no_name = self.sort == Sort.PERSON and NO_NAME.search(self.name)
        if is_no_name or not any(map(str.isalnum, self.name)):
            return f"“{self.name}” is not a name"
        return ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """Words of an article, and which one: by slug, id or web address, or by what is said of it.

    With `is_quoted` the words are the article's own and have to stand in it. Otherwise they are
    those of the list that names the source.
    """

    words: str
    stance: str = Stance.REPORTS.value
    slug: str = ""
    external_id: str = ""
    address: str = ""
    headline: str = ""
    outlet: str = ""
    published_at: datetime | None = None
    attributed_to: Party | None = None
    said_on: date | None = None
    when_given: ImpreciseDate = UNKNOWN
    prefix: str = ""
    suffix: str = ""
    is_quoted: bool = False

    @property
    def names_article(self) -> bool:
        return bool(self.slug or self.external_id or self.address or self.outlet)

    @property
    def problem(self) -> str:
        """Why this cannot be cited; empty when it can."""
        if not self.names_article:
            return "it names no source; --outlet gives one"
        if not self.words:
            return "it quotes no words of its source"
        if len(self.words) > MOST_WORDS:
            return f"its words have {len(self.words):,} characters; {MOST_WORDS:,} fit"
        if self.stance not in set(Stance):
            return f"“{self.stance}” is not a stance: {', '.join(Stance)}"
        if len(self.headline) > MAX_HEADLINE:
            return f"its headline has {len(self.headline):,} characters; {MAX_HEADLINE} fit"
        if len(self.outlet) > MAX_OUTLET:
            return f"its outlet's name has {len(self.outlet):,} characters; {MAX_OUTLET} fit"
        return ""


@dataclass(kw_only=True, slots=True)
class InteractionRow:
    """One interaction as a source has it, in the terms of `people.models.Interaction`."""

    where: Where
    kind: str
    summary: str
    when: ImpreciseDate = UNKNOWN
    when_printed: str = ""
    place: str = ""
    occurrences: int = 1
    participants: tuple[Party, ...] = ()
    sources: tuple[Source, ...] = ()
    names_are_in_summary: bool = False
    """Whether the source lists no participants, so that its sentence is read for them."""

    @property
    def parties(self) -> Iterator[Party]:
        """Everybody in it: who takes part, and to whom words are attributed."""
        yield from self.participants
        yield from (source.attributed_to for source in self.sources if source.attributed_to)

    @property
    def problem(self) -> str:
        """Why this cannot be stored as an interaction; empty when it can."""
        if not self.summary:
            return "it has no sentence that says what happened"
        if len(self.summary) > MAX_SUMMARY:
            return f"its sentence has {len(self.summary):,} characters; {MAX_SUMMARY} fit"
        if self.kind not in Kind.values:
            return f"“{self.kind}” is not a kind: {', '.join(Kind.values)}"
        if len(self.place) > MAX_PLACE:
            return f"its place has {len(self.place):,} characters; {MAX_PLACE} fit"
        if not 0 < self.occurrences <= MOST_OCCURRENCES:
            return f"it cannot have happened {self.occurrences:,} times"
        if not self.sources:
            return "it names no source"
        return next(filter(None, (part.problem for part in (*self.parties, *self.sources))), "")


def summary_of(sentence: str) -> str:
    """A sentence as far as a summary goes; all of it can still be cited."""
    return shortened(sentence, MAX_SUMMARY)
