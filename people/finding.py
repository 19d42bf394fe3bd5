"""Who is meant by what a reader typed: a name, another spelling of it, or nearly so.

One query, whatever the number of people on record: names are looked up by how their words begin
and by the keys of `people.name_matching`, and the few that are found are then compared.
"""

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BooleanField,
    ExpressionWrapper,
    Func,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
)
from django.db.models.functions import Length

from people.models import Alias, Mention, Person
from people.name_matching import Asked, likeness, spellings

CANDIDATES = 30  # of each of four ways to be found
KNOWN = 1000  # articles: those named in more are equally well known
# How much less like the words than the best of them somebody may be, and still be meant.
MARGIN = 0.2


@dataclass(frozen=True)
class Meant:
    """Somebody who may be meant, and how like the words one of their names is."""

    person: Person
    likeness: float


def people_meant(words: str, most: int) -> list[Meant]:
    """The people whom these words may mean, the likeliest first; one query.

    Of several who are equally likely, the one whom more articles name comes first.
    """
    asked = Asked.of(words)
    if not asked.words:
        return []
    people = Person.objects.filter(pk__in=_candidates(asked)).annotate(
        other_names=ArraySubquery(Alias.objects.filter(person=OuterRef("pk")).values("name")),
        known=_number_up_to(KNOWN, Mention.objects.filter(person=OuterRef("pk"))),
    )
    meant = [
        Meant(person, max(likeness(asked, name) for name in (person.name, *person.other_names)))
        for person in people.only("name", "slug", "description", "sort_key")
    ]
    meant.sort(key=lambda one: (-one.likeness, -one.person.known, one.person.sort_key))
    least = max((one.likeness for one in meant), default=0) - MARGIN
    return [one for one in meant if one.likeness > max(least, 0)][:most]


def _candidates(asked):
    """The ids of people whose names begin like all the words, or have a key of one of them."""
    found = []
    for names, person in ((Person.objects, "pk"), (Alias.objects, "person")):
        by_words = names.with_words([spellings(word) for word in asked.words])
        found.append(by_words.order_by(Length("folded"), "pk").values(person)[:CANDIDATES])
        by_keys = names.filter(keys__overlap=asked.keys)
        right_given_name = ExpressionWrapper(
            Q(keys__overlap=asked.given_keys), output_field=BooleanField()
        )
        found.append(by_keys.order_by(right_given_name.desc(), "pk").values(person)[:CANDIDATES])
    return found[0].union(*found[1:])


def _number_up_to(most, rows):
    """How many rows of a subquery there are, counting no further than `most`."""
    return Func(
        Subquery(rows.order_by().values("pk")[:most]),
        template="(SELECT COUNT(*) FROM %(expressions)s AS counted)",
        output_field=IntegerField(),
    )
