"""People: everybody, and one person's timeline."""

from itertools import groupby
from string import ascii_uppercase

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.filters import MOST_COUNTED, Selection
from articles.pagination import Key, count_up_to
from articles.parameters import end_of
from articles.wording import counted
from people import timelines
from people.filters import PEOPLE_PARAMETERS, interaction_parameters
from people.models import Interaction, Participant, Person, PersonSlug
from people.views.record import timeline_page

ALPHABETICAL = (Key("sort_key", str), Key("pk", int))
PEOPLE = 100
ARTICLES = 8
NEWEST = 3
CONNECTED = 8


@require_safe
def person_list(request):
    selection = Selection.of(request, PEOPLE_PARAMETERS)
    people = selection.narrow(Person.objects.all())
    page = selection.page(_with_count(people), ALPHABETICAL, PEOPLE)
    number = counted(count_up_to(people, MOST_COUNTED), "person", "people", most=MOST_COUNTED)
    context = {
        "q": selection.get("q") or "",
        "notices": selection.notices,
        "sentence": f"{number[0].upper()}{number[1:]} found.",
        "alphabet": [
            {"letter": letter, "url": selection.url(letter=letter), "current": letter == chosen}
            for chosen in [selection.get("letter")]
            for letter in ascii_uppercase
        ],
        "letters": [
            (letter, list(group))
            for letter, group in groupby(page, key=lambda person: person.first_letter)
        ],
        "pager": selection.pager(page),
    }
    return render(request, "people/person_list.html", context)


@require_safe
def person_detail(request, slug):
    people = Person.objects.prefetch_related("aliases", "roles__organization")
    person = people.filter(slug=slug).first()
    if person is None:
        former = get_object_or_404(PersonSlug.objects.select_related("person"), slug=slug)
        return redirect(former.person, permanent=True)
    selection = Selection.of(request, interaction_parameters(about=person))
    as_of = end_of(selection.get("as_of"))
    interactions = Interaction.objects.published(as_of).filter(participants__person=person)
    articles = timelines.articles_naming(person, as_of)
    context = {
        "person": person,
        "role": person.last_role(selection.get("as_of") or timezone.localdate()),
        "facts": timelines.facts(interactions, articles),
        "newest_three": timelines.newest(interactions, NEWEST, as_of),
        "connected": timelines.most_connected(person, interactions, CONNECTED),
        "articles": articles.for_listing()[:ARTICLES],
        **timeline_page(selection, interactions, as_of),
    }
    return render(request, "people/person_detail.html", context)


def _with_count(people):
    """Each person with `interaction_count`, the public interactions they took part in."""
    public = Interaction.objects.published().values("pk")
    taken = Participant.objects.filter(person=OuterRef("pk"), interaction__in=public)
    number = taken.order_by().values("person").annotate(number=Count("pk")).values("number")
    return people.annotate(interaction_count=Coalesce(Subquery(number), 0))
