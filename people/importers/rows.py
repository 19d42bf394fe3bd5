"""What a source says of one person."""

import re
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from articles.body import excerpt
from articles.importers.rows import Where
from people.dates import UNKNOWN, ImpreciseDate
from people.models.person import LONGEST_NAME

NO_NAME = re.compile(r"[\d<>:@/\\|]")
WIKIDATA_ID = re.compile(r"Q[1-9]\d*")


class Term(NamedTuple):
    """A position and when it was held."""

    title: str
    organization: str = ""
    began: date | None = None
    ended: date | None = None


@dataclass(kw_only=True, slots=True)
class PersonRow:
    """One person as a source has them, in the terms of `people.models.Person`."""

    where: Where
    name: str = ""
    aliases: tuple[str, ...] = ()
    description: str = ""
    biography: str = ""
    wikidata_id: str = ""
    born: ImpreciseDate = UNKNOWN
    died: ImpreciseDate = UNKNOWN
    terms: tuple[Term, ...] = ()
    is_person: bool = True

    @property
    def problem(self) -> str:
        """Why this cannot be stored as a person; empty when it can."""
        if not self.is_person:
            return "it is an organization, not a person"
        if not self.name:
            return "it has no name"
        if len(self.name) > LONGEST_NAME:
            return f"its name has {len(self.name):,} characters; {LONGEST_NAME} fit"
        if NO_NAME.search(self.name):
            return f"“{self.name}” is not a name"
        if self.wikidata_id and not WIKIDATA_ID.fullmatch(self.wikidata_id):
            return f"“{self.wikidata_id}” is not a Wikidata id"
        return ""


def shortened(text: str, most: int) -> str:
    """A text as far as so many characters go, cut at a word."""
    words = len(text[:most].split()) - 1
    return text if len(text) <= most else excerpt(text, words)
