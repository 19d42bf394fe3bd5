"""Values under the many names that sources have for the same thing.

Case, spaces, underscores and hyphens in a name make no difference: `datePublished` is
`date_published`. `og.title` is `title` inside an object called `og`.
"""

import re
from collections.abc import Mapping
from typing import Any


class Fields:
    """The values of one record: `fields("headline")` is the first under any of its names."""

    def __init__(self, values: Mapping[str, Any], names: Mapping[str, tuple[str, ...]]):
        self._names = names
        self._values: dict[str, Any] = {}
        for name, value in values.items():
            self._values.setdefault(_key(name), value)
            for inner in value if isinstance(value, dict) else ():
                self._values.setdefault(_key(f"{name}.{inner}"), value[inner])

    def __call__(self, field: str) -> Any:
        found = (self._values.get(_key(name)) for name in self._names[field])
        return next((value for value in found if value or value == 0), "")


def _key(name):
    return re.sub(r"[\s_-]", "", str(name)).casefold()
