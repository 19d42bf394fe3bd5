"""Rows become interactions: new ones are created, known ones get the sources they lacked."""

from datetime import date

from articles.importers.batches import BatchImporter
from articles.importers.results import Outcome, Result
from articles.signals import told_together
from people import record
from people.importers.interactions.articles import CitedArticles
from people.importers.interactions.known import Known
from people.importers.interactions.parties import Parties
from people.importers.interactions.rows import InteractionRow
from people.models import Citation, Interaction, Participant

REPEATED = "repeat another row"
NAMELESS = "name nobody on record"
DRAFT = "rest on drafts; --publish brings them out"
ATTRIBUTION = {
    "person_id": "attributed_to_person_id",
    "organization_id": "attributed_to_organization_id",
    "description": "attributed_to_words",
}


class InteractionImporter(BatchImporter):
    """Stores rows as interactions, each cited on its sources. Again, the same rows change nothing.

    An interaction that an editor has changed, merged into another or deleted stays as it is.
    What rows need and other rows share (people, organizations, articles) is made before the
    first of a batch, so that a row that fails takes nothing from the others.
    """

    BATCH = 500  # of a timeline so many sentences are read for names together

    def __init__(self, publish: bool = False, dated: date | None = None):
        self.publish = publish
        self.parties = Parties()
        self.articles = CitedArticles(publish, dated)
        self.seen: set[int] = set()  # the interactions of this run, by key

    def prepare(self, rows: list[InteractionRow]) -> None:
        """Look up what the rows tell of, and make what they share."""
        with told_together():
            self.articles.look_up(source for row in rows for source in row.sources)
            self.known = Known(rows, self.articles)
            self.removed = {row.where for row in rows if self.known.is_removed(row)}
            self.parties.look_up(rows)
            new = [row for row in rows if self._adds(row) and not self.problem(row)]
            self.parties.create(new)
            self.articles.supply(source for row in new for source in row.sources)

    def store_row(self, row: InteractionRow) -> Result:
        interaction = self.known.find(row)
        if row.where in self.removed or (interaction and self.known.is_edited(interaction)):
            return Result(row.where, Outcome.KEPT)
        if interaction and not self.known.missing(row, interaction):
            return self._repeated(row, interaction)
        if problem := self.problem(row):
            return Result(row.where, Outcome.REJECTED, problem)
        outcome = Outcome.UPDATED if interaction else Outcome.CREATED
        interaction = interaction or self._create(row)
        self._cite(interaction, self.known.missing(row, interaction))
        record.rebuild_all(Interaction.objects.filter(pk=interaction.pk))
        self.known.add(interaction)
        self.seen.add(interaction.pk)
        return Result(row.where, outcome, self._note(row))

    def problem(self, row: InteractionRow) -> str:
        """Why a row cannot be stored beside what is on record; empty when it can."""
        problems = map(self.articles.problem, row.sources)
        return self.parties.problem(row) or next(filter(None, problems), "")

    def _adds(self, row):
        """Whether a row has anything that is not on record."""
        if row.where in self.removed:
            return False
        interaction = self.known.find(row)
        if interaction is None:
            return True
        is_open = not self.known.is_edited(interaction)
        return is_open and bool(self.known.missing(row, interaction))

    def _repeated(self, row, interaction):
        """The result of a row that is on record, its sources too; they may have come out now."""
        came_out = any(self.articles.came_out(source) for source in row.sources)
        outcome = Outcome.UPDATED if came_out else Outcome.UNCHANGED
        return Result(row.where, outcome, REPEATED if interaction.pk in self.seen else "")

    def _create(self, row):
        interaction = Interaction.objects.create(
            kind=row.kind,
            summary=row.summary,
            when=row.when,
            when_printed=row.when_printed,
            place=row.place,
            occurrences=row.occurrences,
        )
        participants = self.parties.participants(row)
        for participant in participants:
            participant.interaction = interaction
        Participant.objects.bulk_create(participants)
        return interaction

    def _cite(self, interaction, sources):
        """Cite an interaction on sources. In bulk: its status is then computed just once."""
        citations = [self._citation(interaction, source) for source in sources]
        for citation in Citation.objects.bulk_create(citations):
            self.known.add_citation(citation)

    def _citation(self, interaction, source):
        selector = self.articles.anchor(source)
        if selector is None:
            raise ValueError("its source has no room for more words")
        citation = Citation(
            interaction=interaction,
            article=self.articles.find(source),
            stance=source.stance,
            said_on=source.said_on,
            when_given=source.when_given,
            **self._attribution(source),
        )
        citation.anchor_at(selector)
        return citation

    def _attribution(self, source):
        if source.attributed_to is None:
            return {}
        [(field, value)] = self.parties.fields(source.attributed_to).items()
        return {ATTRIBUTION[field]: value}

    def _note(self, row):
        if not self.publish and any(map(self.articles.is_draft, row.sources)):
            return DRAFT
        names_somebody = row.participants or self.parties.in_summary.get(row.summary)
        return "" if names_somebody else NAMELESS
