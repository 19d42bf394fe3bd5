"""Two versions of a row: what two editors made of each field, and how both are kept."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256

from django.db.models import Model

from articles import body
from articles.differences import Paragraph, changed_parts, join

MINE, THEIRS, BOTH = "mine", "theirs", "both"
CHOICES = {MINE: "Mine", THEIRS: "Theirs", BOTH: "Both"}


@dataclass(frozen=True)
class Joining:
    """How the versions of a field are joined: unit by unit (words, paragraphs, tags)."""

    units: Callable[[object], list[str]]
    whole: Callable[[list[str]], object]

    def of(self, base, mine, theirs):
        return self.whole(join(*map(self.units, (base, mine, theirs))))


WORDS = Joining(str.split, " ".join)
LINES = Joining(str.splitlines, "\n".join)
BLOCKS = Joining(lambda source: body.blocks(body.sanitise(source)), "".join)
NAMES = Joining(list, lambda names: list(dict.fromkeys(names)))


@dataclass
class Difference:
    """A field of which two editors made something else: both versions as plain text."""

    field: str
    key: str  # of the field among all that a page sends
    label: str
    mine: str
    theirs: str
    options: list[str]
    chosen: str  # beforehand: the side that changed it, if only one did
    offer: str  # tells their words from later ones, for which a choice does not hold
    is_settled: bool
    parts: list[Paragraph | None] = field(init=False)

    def __post_init__(self):
        self.parts = changed_parts(self.theirs, self.mine)

    @property
    def choices(self):
        return [(value, CHOICES[value]) for value in self.options]

    @property
    def is_in_words(self):
        return any(part is not None for part in self.parts)

    @property
    def is_open(self):
        """Whether to ask: what only the other has changed stays theirs without a question."""
        return not self.is_settled and self.chosen != THEIRS


def plain(value):
    """A value as far as a form tells: no parts of seconds, tags in any order, empty is empty."""
    if value in (None, "", []):
        return None
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, dt.datetime):
        return value.replace(microsecond=0)
    if isinstance(value, list):
        return sorted(value)
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value


def mark(*values) -> str:
    """Tells values from others: sixteen hexadecimal digits."""
    return sha256(repr([*map(plain, values)]).encode()).hexdigest()[:16]
