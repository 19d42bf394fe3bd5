"""People whom the sentences of tests are about, and where a text names them."""

from people.names import Gazetteer, KnownName
from people.suggestions import Named

PEOPLE = {
    "brook": ["Mary Brook"],
    "field": ["John Field"],
    "hale": ["Peter Hale"],
    "wood": ["Henry Wood"],
    "lake": ["Susan Lake"],
}
GAZETTEER = Gazetteer(KnownName(key, name) for key, names in PEOPLE.items() for name in names)


def named(text):
    return [Named(found.start, found.end, found.person) for found in GAZETTEER.find(text)]
