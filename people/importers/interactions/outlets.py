"""Which outlet a source is of, whether a list gives its name, a short form or only an address."""

import re

from articles.importers.values import host
from articles.models import Outlet
from people.importers.interactions.rows import Source

NAMES = {  # whole, by the short forms that lists and addresses have
    "latimes": "Los Angeles Times",
    "nyt": "New York Times",
    "nytimes": "New York Times",
    "wapo": "Washington Post",
    "washingtonpost": "Washington Post",
    "washpo": "Washington Post",
    "wsj": "Wall Street Journal",
}


class Outlets:
    """All outlets on record, by their name and the host of their homepage; one query."""

    def __init__(self):
        self._by_key: dict[str, Outlet] = {}
        for outlet in Outlet.objects.all():
            self._know(outlet)

    def of(self, source: Source) -> Outlet:
        """The outlet that a source names, else that of its address; created if it is new.

        An address is of the outlet whose homepage it is at, or whose name it spells: politico.com
        is of Politico. Any other gives its host as the name.
        """
        site = host(source.address)
        names = [source.outlet] if source.outlet else [site, *site.split(".")[-2:-1]]
        for name in names:
            if known := self._by_key.get(_key(name)):
                return known
        whole = next((NAMES[_letters(name)] for name in names if _letters(name) in NAMES), names[0])
        return self._know(Outlet.objects.create(name=whole))

    def _know(self, outlet):
        self._by_key[_key(outlet.name)] = outlet
        if outlet.homepage:
            self._by_key.setdefault(_key(host(outlet.homepage)), outlet)
        return outlet


def _key(name):
    """What the names of one outlet have in common: "The New York Times", "NYT"."""
    letters = _letters(name)
    return _letters(NAMES.get(letters, letters))


def _letters(name):
    return re.sub(r"^the\b|[\W_]+", "", name.casefold())
