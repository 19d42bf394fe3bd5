"""Feeds of what changed: all of it, or what is about people and under tags.

`person` and `tag` are read as on the page of changes: two people are what is about both of them.
"""

from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from articles.filters import Selection
from articles.pagination import MergedPage
from people.changes import NEWEST, Changes, people_of, with_sources
from people.filters import FEED_PARAMETERS

ITEMS = 50


class ChangesRss(Feed):
    """The newest changes. An item keeps its id for as long as the change stands."""

    description_template = "people/feeds/change.html"

    def get_object(self, request):
        return Selection.of(request, FEED_PARAMETERS)

    def title(self, selection):
        return f"Newsroom: {f'changes {selection.words}'.strip()}"

    def description(self, selection):
        """What the feed holds; also what of its address had to be ignored."""
        return " ".join(["What changed in the record, the newest first.", *selection.notices])

    def link(self, selection):
        query = selection.query()
        return f"{reverse('people:changes')}{query and f'?{query}'}"

    def feed_url(self, selection):
        return selection.url()

    def items(self, selection):
        listed = selection.narrow(Changes.published())
        return with_sources(MergedPage(listed.querysets, NEWEST, size=ITEMS))

    def item_title(self, change):
        return escape(change.headline)  # which readers of RSS take for HTML

    def item_pubdate(self, change):
        return change.moment

    item_updateddate = item_pubdate

    def item_categories(self, change):
        return [person.name for person in people_of(change)]


class ChangesAtom(ChangesRss):
    feed_type = Atom1Feed
    author_name = "Newsroom"
    subtitle = ChangesRss.description

    def item_title(self, change):
        return change.headline
