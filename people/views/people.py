"""People: everybody; one person's timeline, words and denials; and what two did together."""

import datetime as dt
from itertools import groupby
from string import ascii_uppercase
from urllib.parse import urlencode

from django.db.models import Count, F, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.feeds import feed_query
from articles.filters import AS_OF, CURSORS, MOST_COUNTED, Selection
from articles.pagination import Key, count_up_to
from articles.parameters import end_of
from articles.wording import counted
from people import denials, timelines
from people.filters import PEOPLE_PARAMETERS, WORDS_PARAMETERS, interaction_parameters
from people.models import Interaction, Participant, Person, Role
from people.views.record import moved, timeline_page

ALPHABETICAL = (Key("sort_key", str), Key("pk", int))
OLDEST_WORDS = (Key("moment", dt.datetime), Key("pk", int))
NEWEST_WORDS = tuple(key.opposite() for key in OLDEST_WORDS)
PEOPLE = 100
ARTICLES = 8
NEWEST = 3
CONNECTED = 8
WORDS = 30
TABBED = 100


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
    [person] = _whole_people_at(slug)
    if person.slug != slug:
        return moved(request, person.get_absolute_url())
    selection = Selection.of(request, interaction_parameters(person))
    as_of = end_of(selection.get("as_of"))
    interactions = Interaction.objects.published(as_of).filter(participants__person=person)
    articles = timelines.articles_naming([person], as_of)
    context = {
        **_head(person, selection, "people:person_detail"),
        "facts": timelines.facts(interactions, articles),
        "connected": [
            {"person": other, "url": person.url_with(other)}
            for other in timelines.most_connected(person, interactions, CONNECTED)
        ],
        "articles": articles.for_listing()[:ARTICLES],
        "feed_query": feed_query(selection, person=person.slug),
        **timeline_page(selection, interactions, as_of, newest=NEWEST),
    }
    return render(request, "people/person_detail.html", context)


@require_safe
def person_quotes(request, slug):
    [person] = _whole_people_at(slug)
    if person.slug != slug:
        return moved(request, reverse("people:person_quotes", args=[person.slug]))
    selection = Selection.of(request, WORDS_PARAMETERS, settled=f"by {person.name}")
    quotes = person.quotes.published(end_of(selection.get("as_of")))
    quotes = quotes.annotate(moment=F("article__published_at"))
    keys = OLDEST_WORDS if selection.get("order") == "oldest" else NEWEST_WORDS
    page = selection.page(selection.narrow(quotes).with_articles(), keys, WORDS)
    context = {
        **_head(person, selection, "people:person_quotes"),
        "quotes": page,
        "pager": selection.pager(page),
        "filters": selection.bar(quotes.order_by("-moment", "-pk"), "quote"),
    }
    return render(request, "people/person_quotes.html", context)


@require_safe
def person_denials(request, slug):
    [person] = _whole_people_at(slug)
    if person.slug != slug:
        return moved(request, reverse("people:person_denials", args=[person.slug]))
    selection = Selection.of(request, (AS_OF, *CURSORS))
    as_of = end_of(selection.get("as_of"))
    denied = denials.denied_by(person, as_of)
    page = selection.page(denied, timelines.NEWEST, WORDS)
    context = {
        **_head(person, selection, "people:person_denials"),
        "denials": denials.of(person, timelines.entries(page, as_of)),
        "pager": selection.pager(page),
    }
    return render(request, "people/person_denials.html", context)


@require_safe
def pair(request, slug, other):
    """Everything between two people; one address for both, whoever is named first."""
    person, companion = _whole_people_at(slug, other)
    address = person.url_with(companion) if person != companion else person.get_absolute_url()
    if address != request.path:
        return moved(request, address)
    selection = Selection.of(request, interaction_parameters(person, companion))
    as_of = end_of(selection.get("as_of"))
    interactions = Interaction.objects.published(as_of).between(person, companion)
    articles = timelines.articles_naming([person, companion], as_of)
    context = {
        "people": [_with_role(person, selection), _with_role(companion, selection)],
        "facts": timelines.facts(interactions, articles),
        "articles": articles.for_listing()[:ARTICLES],
        "both": urlencode([("person", person.slug), ("person", companion.slug)]),
        "feed_query": feed_query(selection, person=[person.slug, companion.slug]),
        **timeline_page(selection, interactions, as_of),
    }
    return render(request, "people/pair.html", context)


def people_at(*slugs: str, people=Person.objects) -> list[Person]:
    """The people at these slugs, present or former; 404 unless all of them are found."""
    found = people.at(slugs)
    if not all(slug in found for slug in slugs):
        raise Http404
    return [found[slug] for slug in slugs]


def _whole_people_at(*slugs):
    """The same, with their other names and the positions they held."""
    roles = Prefetch("roles", Role.objects.select_related("organization"))
    return people_at(*slugs, people=Person.objects.prefetch_related("aliases", roles))


def _head(person, selection, here):
    """What stands above each of a person's pages."""
    return {
        **_with_role(person, selection),
        "tabs": _tabs(person, selection, here),
        "notices": selection.notices,
        **selection.standing(),
    }


def _with_role(person, selection):
    day = selection.get("as_of") or timezone.localdate()
    return {"person": person, "role": person.last_role(day)}


def _tabs(person, selection, here):
    """The pages of a person that have something to show, and the one that is open."""
    day = selection.get("as_of")
    quotes = person.quotes.published(end_of(day))
    denied = denials.denied_by(person, end_of(day))
    pages = [
        ("people:person_detail", "Timeline", None),
        ("people:person_quotes", "Quotes", count_up_to(quotes, TABBED)),
        ("people:person_denials", "Denials", count_up_to(denied, TABBED)),
    ]
    tabs = [
        {
            "label": label,
            "number": number if number is None or number <= TABBED else f"{TABBED}+",
            "url": reverse(page, args=[person.slug]) + (f"?as_of={day}" if day else ""),
            "current": page == here,
        }
        for page, label, number in pages
        if number or page in (here, "people:person_detail")
    ]
    return tabs if len(tabs) > 1 else []


def _with_count(people):
    """Each person with `interaction_count`, the public interactions they took part in."""
    public = Interaction.objects.published().values("pk")
    taken = Participant.objects.filter(person=OuterRef("pk"), interaction__in=public)
    number = taken.order_by().values("person").annotate(number=Count("pk")).values("number")
    return people.annotate(interaction_count=Coalesce(Subquery(number), 0))
