"""Which interaction on record a row is.

It is the one of the same sentence and date; or the one into which that was merged; or, where an
editor has rewritten an interaction, the one that is cited on the same words. So neither people
nor kinds have to agree, which a later version may read out of the same list differently.
"""

from collections import defaultdict

from articles.importers.edited import edited
from people.importers.interactions.articles import STUB, CitedArticles, place
from people.importers.interactions.rows import InteractionRow, Source
from people.models import Citation, Interaction, InteractionNumber, Merge


class Known:
    """The interactions on record that a batch of rows may be; a few queries.

    No index has the sentences: finding them reads through all interactions, once for a batch.
    """

    def __init__(self, rows: list[InteractionRow], articles: CitedArticles):
        self._articles = articles
        sentences = {row.summary for row in rows}
        self._heirs = _heirs(sentences)
        self._by_words: dict[tuple[int, str], set[int]] = defaultdict(set)
        self._cited: dict[int, set[tuple[int, str]]] = defaultdict(set)
        self._look_up_citations(rows)
        self._by_sentence: dict[tuple[str, str], Interaction] = {}
        self._by_pk: dict[int, Interaction] = {}
        told = Interaction.objects.filter(summary__in=sentences)
        cited = Interaction.objects.filter(pk__in={*self._cited, *self._heirs.values()})
        for interaction in (told | cited).order_by("-pk").defer("search"):
            self.add(interaction)
        self._edited = edited(Interaction, self._by_pk)
        self._merged = set(
            Merge.objects.standing()
            .filter(of=Merge.Of.INTERACTIONS, kept_id__in=self._by_pk)
            .values_list("kept_id", flat=True)
        )

    def add(self, interaction: Interaction) -> None:
        """Take in an interaction that a later row may be."""
        self._by_pk[interaction.pk] = interaction
        self._by_sentence[_key(interaction)] = interaction

    def add_citation(self, citation: Citation) -> None:
        """Take in what a later row may cite again."""
        words = citation.article_id, citation.exact
        self._by_words[words].add(citation.interaction_id)
        self._cited[citation.interaction_id].add(words)

    def find(self, row: InteractionRow) -> Interaction | None:
        """The interaction that a row is, if it is on record."""
        if interaction := self._by_sentence.get(_key(row)):
            return interaction
        if heir := self._heirs.get(row.summary):
            return self._by_pk.get(heir)
        changed = self._edited | self._merged
        cited = (pk for source in row.sources for pk in self._by_words.get(self._at(source), ()))
        return next((self._by_pk[pk] for pk in cited if pk in changed), None)

    def is_edited(self, interaction: Interaction) -> bool:
        """Whether an editor has changed the interaction, so that it stays as it is."""
        return interaction.pk in self._edited

    def is_removed(self, row: InteractionRow) -> bool:
        """Whether an editor has deleted what an earlier import has made of a row.

        A stub still has the sentence then, and nothing is cited on it.
        """
        return self.find(row) is None and any(map(self._is_left_over, row.sources))

    def missing(self, row: InteractionRow, interaction: Interaction) -> list[Source]:
        """The sources of a row on which the interaction is not cited."""
        cited = self._cited[interaction.pk]
        return [source for source in row.sources if self._at(source) not in cited]

    def _look_up_citations(self, rows):
        found = [self._at(source) for row in rows for source in row.sources]
        articles = {words[0] for words in found if words}
        exact = {words[1] for words in found if words}
        for citation in Citation.objects.filter(article__in=articles, exact__in=exact):
            self.add_citation(citation)

    def _is_left_over(self, source):
        words = self._at(source)
        is_cited = words in self._by_words
        return words and not is_cited and self._articles.find(source).external_id.startswith(STUB)

    def _at(self, source):
        """The article of a source and the words as it has them; None if it does not have them."""
        article = self._articles.find(source)
        selector = article and place(article, source)
        return (article.pk, selector.exact) if selector else None


def _heirs(sentences):
    """Into which interactions those of such sentences were merged, by sentence."""
    merges = Merge.objects.standing().filter(of=Merge.Of.INTERACTIONS, lost_words__in=sentences)
    told = dict(merges.values_list("lost_id", "lost_words"))
    moved = InteractionNumber.objects.filter(number__in=told)
    return {told[former.number]: former.interaction_id for former in moved}


def _key(told):
    """What tells an interaction, or a row, from others."""
    return told.summary, told.when.edtf
