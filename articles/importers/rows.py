"""What readers give: rows, and what could not become one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from articles.models import Outlet
from articles.models.article import MAX_BODY, MAX_HEADLINE

MAX_OUTLET = Outlet._meta.get_field("name").max_length


class Where(NamedTuple):
    """A place in a source, as it is shown: `news.jsonl:12` or `news.xml, entry 3`."""

    file: Path
    line: int = 0
    entry: int = 0
    offset: int = 0
    """About how many bytes into the file the place is; for a progress bar."""

    def __str__(self):
        line = f":{self.line}" if self.line else ""
        entry = f", entry {self.entry}" if self.entry else ""
        return f"{self.file}{line}{entry}"


class Rejected(NamedTuple):
    """What cannot be imported, and why: the reason continues "rejected, because …"."""

    where: Where
    reason: str


class Record(NamedTuple):
    """Values under the names their source gives them."""

    where: Where
    fields: Mapping[str, Any]


@dataclass(kw_only=True, slots=True)
class Row:
    """One article as a source has it, in the terms of `articles.models.Article`.

    Empty is what the source does not say. `body` is HTML, not yet sanitised.
    """

    where: Where
    headline: str = ""
    standfirst: str = ""
    body: str = ""
    byline: str = ""
    outlet: str = ""
    published_at: datetime | None = None
    canonical_url: str = ""
    external_id: str = ""
    language: str = ""
    tags: tuple[str, ...] = ()
    dates_are_usual: bool = True
    """Whether articles of this format have dates, so that one without is not news of now."""

    @property
    def problem(self) -> str:
        """Why this cannot be stored as an article; empty when it can."""
        if not self.headline:
            return "it has no headline"
        if len(self.headline) > MAX_HEADLINE:
            return f"its headline has {len(self.headline):,} characters; {MAX_HEADLINE} fit"
        if not (self.body or self.standfirst):
            return "it has no text"
        if len(self.body) > MAX_BODY:
            return f"its text has {len(self.body):,} characters; {MAX_BODY:,} fit"
        if not self.outlet:
            return "it names no outlet; --outlet gives one"
        if len(self.outlet) > MAX_OUTLET:
            return f"its outlet's name has {len(self.outlet):,} characters; {MAX_OUTLET} fit"
        return ""
