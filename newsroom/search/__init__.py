"""The search page: people, articles, interactions and quotes for the same words and filters.

`Asked` reads the address, `Found` has what there is for it; `typing` is for those who still type.
"""

from newsroom.search.asked import Asked
from newsroom.search.found import Found
from newsroom.search.suggestions import typing

__all__ = ["Asked", "Found", "typing"]
