"""Finds the passages of an article again after its text has changed."""

from django.db import transaction
from django.utils import timezone

from articles import passages
from articles.models import AbstractPassage, Article, Edition
from people.models import Citation, Quote

ANCHOR = ["exact", "prefix", "suffix", "start", "lost_at"]


@transaction.atomic
def reanchor(*articles: Article):
    """Anchor every passage of articles in their present text, or mark it as lost.

    Words that come back are found again: a lost passage keeps its quote. Two queries, and one
    more for each model of which a row has moved.
    """
    texts = {article.pk: article.body_text for article in articles}
    for model in (Citation, Quote):
        rows = model.objects.filter(article__in=texts)
        moved = [row for row in rows if find_again(row, texts[row.article_id])]
        if moved:
            model.objects.bulk_update(moved, ANCHOR)
            Edition.raise_number()


def find_again(row: AbstractPassage, text: str) -> bool:
    """Put the row where its words now are; whether that changed anything. Does not save."""
    before = [getattr(row, name) for name in ANCHOR]
    start = passages.find(text, row.selector)
    if start is not None:
        row.anchor_at(passages.take(text, start, start + len(row.exact)))
    elif not row.is_lost:
        row.lost_at = timezone.now()
    return before != [getattr(row, name) for name in ANCHOR]
