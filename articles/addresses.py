"""The one address of a list: whoever asks for the same things asks for the same address.

Readers, feeds and caches then agree on what a page is, however its parameters were put together.
"""

from functools import lru_cache

from django.http import QueryDict
from django.urls import reverse

from articles.characters import clean_text

# Those of which several values mean something, in the order given; of any other the last counts.
SEVERAL = {"person", "tag", "outlet", "kind", "status"}
# Every list has its parameters in this order. Whatever is not among them follows by its name.
ORDER = (
    "person",
    "tag",
    "outlet",
    "kind",
    "status",
    "from",
    "to",
    "since",
    "as_of",
    "q",
    "letter",
    "type",
    "order",
    "page",
    "after",
    "before",
)
# Which page of a list it is; all the others say what is on the list.
PAGING = {"page", "after", "before"}
FILTERS = tuple(name for name in ORDER if name not in PAGING)


@lru_cache(maxsize=10_000)
def path_of(route: str, *arguments) -> str:
    """The path of a page (`reverse`). Kept, since pages name the same rows again and again."""
    return reverse(route, args=arguments)


def canonical(query: QueryDict) -> list[tuple[str, str]]:
    """The names and values of a query string in their order, none of them empty or twice."""
    return [(name, text) for name in sorted(query, key=_place) for text in _texts(name, query)]


def is_canonical(query: QueryDict) -> bool:
    """Whether a query string says what it says in the one way to say it."""
    return canonical(query) == [(name, text) for name in query for text in query.getlist(name)]


def _place(name):
    return (ORDER.index(name) if name in ORDER else len(ORDER), name)


def _texts(name, query):
    texts = list(filter(None, map(clean_text, query.getlist(name))))
    return list(dict.fromkeys(texts)) if name in SEVERAL else texts[-1:]
