"""Finding rows while somebody types into a box."""

import re

from django.contrib.postgres.search import SearchQuery
from django.db.models import QuerySet, Value

from articles.models import Unaccent


def titled(rows: QuerySet, words: str) -> QuerySet:
    """Rows with all of these words in their title, the last of them perhaps unfinished.

    The title is what has weight A in the `search` column: a headline, a summary. One lookup in
    its index.
    """
    lexemes = re.findall(r"\w+", words)
    if not lexemes:
        return rows
    *whole, last = lexemes
    query = " & ".join([*(f"{word}:A" for word in whole), f"{last}:*A"])
    return rows.filter(
        search=SearchQuery(Unaccent(Value(query)), config="english", search_type="raw")
    )
