"""Storing rows in batches, so that one bad row costs no other and an interruption little."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice

from django.db import DatabaseError, transaction

from articles.importers.results import Outcome, Result, rejection
from articles.importers.rows import Rejected
from articles.signals import told_together


class BatchImporter:
    """Stores rows `BATCH` at a time, each batch in one transaction and each row in a savepoint.

    Rows have a `where`, and a `problem` that is empty when they can be stored. A subclass says
    how: `prepare` looks up what a batch needs, `store_row` stores one row of it.
    """

    BATCH = 100

    def prepare(self, rows: list) -> None:
        raise NotImplementedError

    def store_row(self, row) -> Result:
        raise NotImplementedError

    def store(self, rows: Iterable) -> Iterator[Result]:
        """A result for each row, in order; never more than a batch of rows in memory."""
        rows = iter(rows)
        while batch := list(islice(rows, self.BATCH)):
            yield from self._store_batch(batch)

    @transaction.atomic
    def _store_batch(self, batch):
        self.prepare([row for row in batch if not (isinstance(row, Rejected) or row.problem)])
        with told_together():
            return [self._result(row) for row in batch]

    def _result(self, row):
        if isinstance(row, Rejected):
            return rejection(row)
        if row.problem:
            return Result(row.where, Outcome.REJECTED, row.problem)
        try:
            with transaction.atomic():
                return self.store_row(row)
        except (DatabaseError, ValueError) as error:
            reason = str(error).partition("\n")[0]
            return Result(row.where, Outcome.REJECTED, f"it cannot be stored ({reason})")


@contextmanager
def rolled_back(wanted: bool):
    """A transaction that comes to nothing; or none at all, if that is not wanted."""
    if not wanted:
        yield
        return
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
