"""People whom articles name again and again, and who are not on record yet."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, Max
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.html import format_html

from articles.wording import counted
from people import mentions
from people.models import Person, UnresolvedName

OFTEN = 2
SHOWN = 100


def often_named():
    """Their names, each with its `number` of articles and the `latest` one; most often first."""
    unknown = UnresolvedName.objects.filter(kind=UnresolvedName.Kind.UNKNOWN)
    by_name = unknown.order_by().values("name")
    return (
        by_name.annotate(number=Count("*"), latest=Max("article"))
        .filter(number__gte=OFTEN)
        .order_by("-number", "name")
    )


def strangers(request):
    """The list; on POST, one of them is added to the record and found in all articles."""
    if not request.user.has_perm("people.add_person"):
        raise PermissionDenied
    if request.method == "POST":
        _add(request, request.POST.get("name", ""))
        return redirect(request.path)
    context = {
        **admin.site.each_context(request),
        "title": "Often named, not on record",
        "opts": Person._meta,
        "strangers": often_named()[:SHOWN],
    }
    return TemplateResponse(request, "admin/people/strangers.html", context)


@transaction.atomic
def _add(request, name):
    if not often_named().filter(name=name.replace("\0", "")).exists():
        messages.warning(request, "That name is not waiting any more.")
        return
    person = Person.objects.create(name=name)
    mentions.reread_for(person)
    number = counted(person.mentions.count(), "article")
    messages.success(request, format_html("{} is on record, found in {}.", person, number))
