"""People on record who may be one and the same, two by two, for an editor to judge."""

from itertools import islice

from django.contrib import messages
from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse

from articles.admin.ids import is_id
from people.admin.merging import merge_url
from people.duplicates import Known, likely_pairs
from people.models import Alias, DifferentPeople, Person

SHOWN = 100


def possible_duplicates() -> list[tuple[int, int]]:
    """The ids of people who may be one, in alphabetical order, at most `SHOWN` pairs.

    Two queries, and some 30 microseconds for each person who shares a family name.
    """
    aliases = ArraySubquery(Alias.objects.filter(person=OuterRef("pk")).values("name"))
    people = Person.objects.with_namesakes().alphabetical()
    rows = people.values_list("pk", "name", aliases, "born", "wikidata_id")
    known = (Known(pk, (name, *others), *facts) for pk, name, others, *facts in rows)
    told_apart = set(DifferentPeople.objects.values_list("person", "other"))
    pairs = (pair for pair in likely_pairs(known) if tuple(sorted(pair)) not in told_apart)
    return list(islice(pairs, SHOWN))


def duplicates(model_admin, request):
    """The list; on POST, the people `one` and `other` are not the same and never listed again."""
    if not model_admin.has_change_permission(request):
        raise PermissionDenied
    if request.method == "POST":
        _tell_apart(model_admin, request)
        return redirect(request.path)
    pairs = possible_duplicates()
    people = model_admin.get_queryset(request).in_bulk({pk for pair in pairs for pk in pair})
    context = {
        **model_admin.admin_site.each_context(request),
        "title": "People who may be one",
        "opts": model_admin.opts,
        "pairs": [_pair(*(people[pk] for pk in pair)) for pair in pairs],
        "merges": model_admin.has_merge_permission(request),
    }
    return TemplateResponse(request, "admin/people/duplicates.html", context)


def _pair(one, other):
    """Both people, and where to merge them; kept is the one of whom more is on record."""
    lost, kept = sorted([one, other], key=_weight)
    return {"people": [kept, lost], "merge_url": merge_url(lost, kept)}


def _weight(person):
    return person.interaction_count, person.article_count, -person.pk


def _tell_apart(model_admin, request):
    one, other = (_person(request.POST.get(name, "")) for name in ("one", "other"))
    if one != other:
        DifferentPeople.objects.tell_apart(one, other)
        said = f"{one} and {other} are two people. You will not be asked again."
        model_admin.message_user(request, said, messages.SUCCESS)


def _person(pk):
    return get_object_or_404(Person, pk=pk if is_id(pk) else None)
