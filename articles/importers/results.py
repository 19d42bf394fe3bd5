"""What came of an import: one result for each row, and the summary of all."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from articles.importers.rows import Rejected, Where


class Outcome(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    KEPT = "kept as edited here"
    REJECTED = "rejected"


class Result(NamedTuple):
    """What became of one row; `note` is why it was rejected, or what else there is to know."""

    where: Where
    outcome: Outcome
    note: str = ""


def rejection(rejected: Rejected) -> Result:
    """The result of what no reader or importer could take."""
    return Result(rejected.where, Outcome.REJECTED, rejected.reason)


@dataclass
class Summary:
    """Counts results, and holds on to the first `most` rejected ones to list them."""

    most: int | float
    counts: Counter = field(default_factory=Counter)
    notes: Counter = field(default_factory=Counter)
    rejected: list[Result] = field(default_factory=list)

    def add(self, result: Result) -> None:
        self.counts[result.outcome] += 1
        if result.outcome != Outcome.REJECTED:
            self.notes[result.note] += bool(result.note)
        elif len(self.rejected) < self.most:
            self.rejected.append(result)

    @property
    def is_futile(self) -> bool:
        """Whether nothing at all could be imported."""
        return self.counts.total() == self.counts[Outcome.REJECTED]

    def lines(self) -> Iterator[str]:
        """The summary in words: the counts, the notes, then each rejected row with its reason."""
        shown = [outcome for outcome in Outcome if self.counts[outcome] or outcome != Outcome.KEPT]
        yield ", ".join(f"{outcome} {self.counts[outcome]:,}" for outcome in shown).capitalize()
        for note, count in (+self.notes).items():
            yield f"{count:,} {note}"
        for where, _, reason in self.rejected:
            yield f"{where} rejected: {reason}"
        if more := self.counts[Outcome.REJECTED] - len(self.rejected):
            yield f"and {more:,} more; -v 2 lists them all"
