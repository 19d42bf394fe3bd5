"""Feeds of the record: what happened, what changed, and what changed for those one follows."""

from urllib.parse import urlencode

from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.feeds import ITEMS, SelectionFeed
from articles.filters import Selection
from articles.pagination import MergedPage
from articles.parameters import end_of
from people import timelines
from people.changes import NEWEST, Changes, headline_of, people_of, with_sources
from people.filters import CHANGE_PARAMETERS, FOLLOWING_PARAMETERS, interaction_parameters
from people.models import Interaction, StatusChange


class InteractionFeed(SelectionFeed):
    """Those whose status changed last. An item is one interaction, and says how sure it is."""

    about = "What happened between people, each with how well it is sourced."
    noun = "interactions"
    page = "people:timeline"
    parameters = interaction_parameters()

    def items(self, selection):
        as_of = end_of(selection.get("as_of"))
        listed = selection.narrow(Interaction.objects.published(as_of)).values("pk")
        changes = StatusChange.objects.current(as_of).filter(interaction__in=listed)
        changes = changes.select_related("interaction").order_by("-known_at", "-pk")[:ITEMS]
        return timelines.entries([change.interaction for change in changes], as_of)

    def key(self, entry):
        return f"interactions/{entry.interaction.pk}"

    def item_link(self, entry):
        return entry.interaction.get_absolute_url()

    def item_title(self, entry):
        return f"{entry.status.label}: {entry.interaction.summary}"

    def item_description(self, entry):
        return render_to_string("people/feeds/interaction.html", {"entry": entry})

    def item_pubdate(self, entry):
        """When it was first reported."""
        return entry.citations[0].article.published_at

    def item_updateddate(self, entry):
        """When something was last said of it."""
        return entry.citations[-1].article.published_at

    def item_extra_kwargs(self, entry):
        people = [party.person for party in entry.participants if party.person]
        return super().item_extra_kwargs(entry) | {"subjects": self.subjects(people)}


class ChangeFeed(SelectionFeed):
    """An item keeps its id for as long as the change stands."""

    about = "What changed in the record."
    noun = "changes"
    page = "people:changes"
    parameters = CHANGE_PARAMETERS

    def listed(self, selection):
        return selection.narrow(Changes.published(end_of(selection.get("as_of"))))

    def items(self, selection):
        return with_sources(MergedPage(self.listed(selection).querysets, NEWEST, size=ITEMS))

    def key(self, change):
        if change.is_withdrawal:
            return f"articles/{change.pk}/withdrawn/{change.moment:%Y%m%dT%H%M%S}"
        if change.is_correction:
            return f"corrections/{change.pk}"
        return f"interactions/{change.interaction_id}/{change.anchor}"

    def item_title(self, change):
        return headline_of(change)

    def item_description(self, change):
        return render_to_string("people/feeds/change.html", {"change": change})

    def item_pubdate(self, change):
        return change.moment

    item_updateddate = item_pubdate

    def item_extra_kwargs(self, change):
        subjects = self.subjects(people_of(change))
        return super().item_extra_kwargs(change) | {"subjects": subjects}


class FollowingFeed(ChangeFeed):
    """The changes about any of the people and tags that the address names."""

    noun = "changes for those you follow"
    page = "people:following"
    parameters = FOLLOWING_PARAMETERS

    def listed(self, selection):
        return super().listed(selection).about_any(selection.all("person"), selection.all("tag"))


@require_safe
def interactions(request, format):
    return InteractionFeed(format)(request)


@require_safe
def changes(request, format):
    return ChangeFeed(format)(request)


@require_safe
def following(request, format):
    return FollowingFeed(format)(request)


@require_safe
def following_opml(request):
    """The feeds of those one follows, as a list that feed readers can take over."""
    selection = Selection.of(request, FOLLOWING_PARAMETERS)
    followed = [("person", row) for row in selection.all("person")]
    followed += [("tag", row) for row in selection.all("tag")]
    context = {
        "followed": [
            (row.name, _feeds_about(request, row, urlencode({name: row.slug})))
            for name, row in followed
        ]
    }
    content_type = "text/x-opml; charset=utf-8"
    return render(request, "people/feeds/following.opml", context, content_type=content_type)


def _feeds_about(request, row, query):
    """What each feed about a person or tag is called, and where it and its page are."""
    return [
        {
            "title": f"{title}: {row.name}",
            "url": request.build_absolute_uri(f"{reverse(feed, args=['rss'])}?{query}"),
            "page": request.build_absolute_uri(row.get_absolute_url()),
        }
        for title, feed in (
            ("What changed", "people:change_feed"),
            ("Articles", "articles:article_feed"),
        )
    ]
