"""Who dealt with whom, as a network: people are nodes, and two who took part in the same
interactions are joined by an edge that says in how many.

GraphML 1.0 (graphml.graphdrawing.org) and GEXF 1.3 (gexf.net), written as the rows come.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from lxml.etree import xmlfile

from people.exporters.chosen import Chosen, in_batches, one_moment
from people.exporters.outbox import Outbox
from people.models import Participant, Person

GRAPHML = "http://graphml.graphdrawing.org/xmlns"
GEXF = "http://gexf.net/1.3"
# Beyond so many people in one interaction (a signed letter) it says little about any two.
MOST_TOGETHER = 40


def pairs(chosen: Chosen) -> Counter[tuple[int, int]]:
    """In how many of the interactions two people took part, by their ids."""
    together: Counter[tuple[int, int]] = Counter()
    numbers = chosen.interactions.order_by().values_list("pk", flat=True)
    for batch in in_batches(numbers.iterator()):
        taking_part = Participant.objects.filter(interaction__in=batch, person__isnull=False)
        people: dict[int, set[int]] = {}
        for interaction, person in taking_part.values_list("interaction", "person"):
            people.setdefault(interaction, set()).add(person)
        for group in people.values():
            if len(group) <= MOST_TOGETHER:
                together.update(combinations(sorted(group), 2))
    return together


def graphml(chosen: Chosen) -> Iterator[bytes]:
    """The network as GraphML."""
    outbox = Outbox()
    with one_moment(), xmlfile(outbox, encoding="utf-8") as file:
        together = pairs(chosen)
        file.write_declaration()
        with file.element("graphml", xmlns=GRAPHML):
            for key, of, sort in (("name", "node", "string"), ("slug", "node", "string")):
                _element(file, "key", {"id": key, "for": of, "attr.name": key, "attr.type": sort})
            weight = {"id": "weight", "for": "edge", "attr.name": "weight", "attr.type": "int"}
            _element(file, "key", weight)
            with file.element("graph", edgedefault="undirected"):
                for person in _people(together):
                    with file.element("node", id=f"p{person.pk}"):
                        _element(file, "data", {"key": "name"}, person.name)
                        _element(file, "data", {"key": "slug"}, person.slug)
                    yield outbox.take()
                for (one, other), number in sorted(together.items()):
                    with file.element("edge", source=f"p{one}", target=f"p{other}"):
                        _element(file, "data", {"key": "weight"}, str(number))
                    yield outbox.take()
    yield outbox.take()


def gexf(chosen: Chosen) -> Iterator[bytes]:
    """The network as GEXF."""
    outbox = Outbox()
    with one_moment(), xmlfile(outbox, encoding="utf-8") as file:
        together = pairs(chosen)
        file.write_declaration()
        with (
            file.element("gexf", xmlns=GEXF, version="1.3"),
            file.element("graph", defaultedgetype="undirected"),
        ):
            with file.element("nodes"):
                for person in _people(together):
                    _element(file, "node", {"id": f"p{person.pk}", "label": person.name})
                    yield outbox.take()
            with file.element("edges"):
                for number, ((one, other), weight) in enumerate(sorted(together.items())):
                    ends = {"source": f"p{one}", "target": f"p{other}"}
                    _element(file, "edge", {"id": str(number), **ends, "weight": str(weight)})
                    yield outbox.take()
    yield outbox.take()


def _people(together):
    everybody = {person for pair in together for person in pair}
    return Person.objects.filter(pk__in=everybody).order_by("pk").iterator()


def _element(file, name, attributes, text=None):
    with file.element(name, attributes):
        if text:
            file.write(text)
