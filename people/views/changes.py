"""What changed, for those who come back; and what the record leaves open."""

from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.feeds import feed_query
from articles.filters import AS_OF, MOST_COUNTED, Selection
from articles.pagination import MergedPage
from articles.parameters import end_of
from articles.wording import counted
from people.changes import NEWEST, ROWS, Changes, by_day, with_sources
from people.filters import CHANGE_PARAMETERS, FOLLOWING_PARAMETERS
from people.open_questions import questions


@require_safe
def changes(request):
    selection = Selection.of(request, CHANGE_PARAMETERS)
    published = Changes.published(end_of(selection.get("as_of")))
    context = {
        **_page(selection, selection.narrow(published)),
        "filters": selection.bar(published, "change", Changes.count_up_to),
        "feed_query": feed_query(selection),
        **selection.standing(),
    }
    return render(request, "people/changes.html", context)


@require_safe
def changes_count(request):
    """How many changes there are, in figures and in words, for `js/last-visit.js`."""
    selection = Selection.of(request, CHANGE_PARAMETERS)
    listed = selection.narrow(Changes.published(end_of(selection.get("as_of"))))
    number = listed.count_up_to(MOST_COUNTED)
    words = counted(number, "change", most=MOST_COUNTED)
    return JsonResponse({"number": number, "words": words, "notices": selection.notices})


@require_safe
def following(request):
    """What changed for any of the people and tags that the address names: it is the follow list."""
    selection = Selection.of(request, FOLLOWING_PARAMETERS)
    people, tags = selection.all("person"), selection.all("tag")
    published = Changes.published()
    listed = selection.narrow(published).about_any(people, tags)
    context = {
        "followed": [*people, *tags],
        "feed_query": feed_query(selection),
        "filters": selection.bar(published, "change", lambda _, most: listed.count_up_to(most)),
        **_page(selection, listed),
    }
    return render(request, "people/following.html", context)


@require_safe
def open_questions(request):
    selection = Selection.of(request, (AS_OF,))
    context = {
        "questions": questions(end_of(selection.get("as_of"))),
        "notices": selection.notices,
        **selection.standing(),
    }
    return render(request, "people/open_questions.html", context)


def _page(selection, listed):
    """A page of changes, under the days they came out on."""
    page = selection.page(listed.querysets, NEWEST, ROWS, kind=MergedPage)
    return {"days": by_day(with_sources(page)), "pager": selection.pager(page)}
