"""The record itself: its timeline, and single interactions."""

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from articles.feeds import feed_query
from articles.filters import AS_OF, Selection
from articles.parameters import end_of
from people import timelines
from people.filters import interaction_parameters
from people.models import Interaction


@require_safe
def timeline(request):
    selection = Selection.of(request, interaction_parameters())
    as_of = end_of(selection.get("as_of"))
    context = {
        "feed_query": feed_query(selection),
        **timeline_page(selection, Interaction.objects.published(as_of), as_of),
    }
    return render(request, "people/timeline.html", context)


@require_safe
def interaction_detail(request, pk):
    selection = Selection.of(request, (AS_OF,))
    as_of = end_of(selection.get("as_of"))
    interaction = Interaction.objects.published(as_of).filter(pk=pk).first()
    if interaction is None:
        heir = get_object_or_404(Interaction.objects.published(), former_numbers__number=pk)
        return moved(request, heir.get_absolute_url())
    [entry] = timelines.entries([interaction], as_of)
    context = {"entry": entry, "notices": selection.notices, **selection.standing()}
    return render(request, "people/interaction_detail.html", context)


def moved(request, address):
    """To the address of today, for ever, with whatever was asked of the old one."""
    query = request.META["QUERY_STRING"]
    return redirect(f"{address}?{query}" if query else address, permanent=True)


def timeline_page(selection, interactions, as_of, newest=0):
    """A page of a timeline under a filter bar, and the `newest` entries of it all."""
    newest_first = selection.get("order") == "newest"
    keys = timelines.NEWEST if newest_first else timelines.OLDEST
    page = selection.page(selection.narrow(interactions), keys, timelines.ENTRIES)
    last_changed = interactions.latest_change_first(as_of)[:newest] if newest else []
    last, shown = timelines.entries_of_both(last_changed, page, as_of)
    return {
        "newest": last,
        "sections": timelines.by_year(shown),
        "order_links": selection.order_links(),
        "pager": selection.pager(page),
        "filters": selection.bar(interactions, "interaction"),
        **selection.standing(),
    }
