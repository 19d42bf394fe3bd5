"""People whom articles name again and again, and who are not on record yet."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, Max
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from articles.models import Article
from articles.wording import counted
from people import mentions
from people.models import Person, UnresolvedName
from people.models.person import folded_words

OFTEN = 2
SHOWN = 100
OLDER = " Older articles are read when the record is rebuilt."


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
    stranger = often_named().filter(name=name.replace("\0", "")).first()
    if stranger is None:
        messages.warning(request, "That name is not waiting any more.")
        return
    # Who sends it twice waits here until the first has put them on record.
    latest = Article.objects.filter(pk=stranger["latest"]).values("pk")
    latest.select_for_update(no_key=True).first()
    if Person.objects.filter(folded=folded_words(stranger["name"])).exists():
        messages.warning(request, f"{stranger['name']} is on record already.{OLDER}")
        return
    person = Person.objects.create(name=stranger["name"])
    older = "" if mentions.reread_for(person) else OLDER
    number = counted(person.mentions.count(), "article")
    messages.success(request, f"{person} is on record, found in {number}.{older}")
