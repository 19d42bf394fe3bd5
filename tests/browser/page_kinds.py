"""Every kind of page there is for readers, each in the states it can be in."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

FOR_PROGRAMS = {
    "articles:article_feed",
    "newsroom:card",
    "newsroom:healthz",
    "newsroom:readyz",
    "newsroom:robots",
    "newsroom:sitemap",
    "newsroom:site_card",
    "newsroom:sitemap_news",
    "newsroom:sitemap_section",
    "newsroom:stylesheet",
    "newsroom:desk_files",
    "newsroom:typeahead",
    "people:change_feed",
    "people:changes_count",
    "people:export",
    "people:following_feed",
    "people:following_opml",
    "people:interaction_feed",
}


@dataclass(frozen=True)
class PageKind:
    """A page: its route, its address in a story, and what it answers with."""

    name: str
    route: str
    address: Callable
    status: int = 200


def page(name, route, *things, query="", status=200):
    """The page about these things, each called what the story calls it."""

    def address(story):
        rows = [getattr(story, thing) for thing in things]
        return reverse(route, args=[getattr(row, "slug", row.pk) for row in rows]) + query

    return PageKind(name, route, address, status)


EVERY_FILTER = (
    "?person=mary-brook&tag=diplomacy&outlet=the-courier&from=2017&to=2017-02-31&q=Geneva&fish=1"
)
EVERY_WORDS = "?tag=diplomacy&outlet=the-courier&from=2016&to=2017-02-31&order=oldest&fish=1"
SEARCH_FILTERS = "?person=mary-brook&from=2016&as_of=2017-03-01&q=Geneva&type=articles"

PAGE_KINDS = [
    page("home", "newsroom:home"),
    page("search", "newsroom:search"),
    page("search that finds", "newsroom:search", query="?q=Brook"),
    page("search that finds nothing", "newsroom:search", query="?q=xylophone"),
    page("search that is filtered", "newsroom:search", query=SEARCH_FILTERS),
    page("search for one spelled otherwise", "newsroom:search", query="?q=Broock"),
    page("about certainty", "newsroom:about_certainty"),
    page("about corrections", "newsroom:about_corrections"),
    page("about accessibility", "newsroom:about_accessibility"),
    page("articles", "articles:article_list"),
    page("articles with every filter", "articles:article_list", query=EVERY_FILTER),
    page("articles on an earlier day", "articles:article_list", query="?as_of=2017-02-10"),
    page("articles that nothing fits", "articles:article_list", query="?q=xylophone"),
    page("article", "articles:article_detail", "geneva"),
    page("corrected article", "articles:article_detail", "admission"),
    page("history of an article", "articles:article_history", "admission"),
    page("history of an article never changed", "articles:article_history", "geneva"),
    page("withdrawn article", "articles:article_detail", "withdrawn", status=410),
    page("tags", "articles:tag_list"),
    page("tag", "articles:tag_detail", "tag"),
    page("people", "people:person_list"),
    page("people that nobody fits", "people:person_list", query="?q=Xavier"),
    page("person", "people:person_detail", "brook"),
    page("person on an earlier day", "people:person_detail", "brook", query="?as_of=2017-02-10"),
    page("person without a timeline", "people:person_detail", "reed"),
    page("words of a person", "people:person_quotes", "field"),
    page("words with every filter", "people:person_quotes", "field", query=EVERY_WORDS),
    page("words that nothing fits", "people:person_quotes", "field", query="?q=xylophone"),
    page("denials of a person", "people:person_denials", "field"),
    page("two people", "people:pair", "field", "brook"),
    page("timeline", "people:timeline"),
    page("timeline of the doubtful", "people:timeline", query="?status=disputed&order=newest"),
    page("interaction", "people:interaction_detail", "meeting"),
    page("interaction with a lost passage", "people:interaction_detail", "call"),
    page("open questions", "people:open_questions"),
    page("changes", "people:changes"),
    page("changes since a day", "people:changes", query="?since=2017-02-20"),
    page("exports", "people:exports"),
    page("exports that are filtered", "people:exports", query="?kind=meeting&status=vague"),
    page("following nobody", "people:following"),
    page("following", "people:following", query="?person=mary-brook&tag=diplomacy"),
    PageKind("page that is not there", "", lambda story: "/articles/two-envoys-meet/", 404),
]
