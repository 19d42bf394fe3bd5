"""Feeds: what is new on a list, for programs that ask now and then.

A feed has the address of its format and takes the filters of its list, with the same meaning
(`articles.filters`); what of them had to be ignored it says in its description. Its items keep
their ids whatever becomes of their addresses.
"""

from urllib.parse import urlencode, urljoin, urlsplit

from django.contrib.syndication.views import Feed
from django.db.models import Prefetch
from django.db.models.functions import Left
from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.addresses import canonical
from articles.body import excerpt
from articles.feed_formats import Atom, Json, Rss
from articles.filters import Selection, article_parameters
from articles.models import Article, Correction
from articles.parameters import Cursor, Order, end_of

FORMATS = {"rss": Rss, "atom": Atom, "json": Json}
ITEMS = 20
BEGINNING = 400  # characters of a body that its excerpt is made of
# Since when this site gives out ids; RFC 4151 wants it in every one of them.
IDS_SINCE = "2026"


class SelectionFeed(Feed):
    """The newest rows of a list.

    A subclass says what they are (`about`, `noun`), the route of the list (`page`) with its
    `parameters`, and of an item the `key` that it has for ever.
    """

    author_name = "Newsroom"
    item_guid_is_permalink = False

    def __init__(self, format):
        self.feed_type = FORMATS[format]

    def get_object(self, request):
        """What is asked for: by any parameter of the list but its order and paging."""
        self.site = request.build_absolute_uri("/")
        taken = tuple(p for p in self.parameters if not isinstance(p, Cursor | Order))
        return Selection.of(request, taken)

    def title(self, selection):
        return f"Newsroom: {self.noun} {selection.words}".rstrip()

    def description(self, selection):
        """What the feed holds; also what of its address had to be ignored."""
        return " ".join([f"{self.about} The newest first.", *selection.notices])

    subtitle = description

    def link(self, selection):
        query = selection.query()
        return f"{reverse(self.page)}{query and f'?{query}'}"

    def feed_url(self, selection):
        return selection.url()

    def item_guid(self, item):
        host = urlsplit(self.site).hostname
        return f"tag:{host},{IDS_SINCE}:{self.key(item)}"

    def item_extra_kwargs(self, item):
        """What the formats write beyond what Django hands them (`articles.feed_formats`)."""
        return {"subjects": [], "language": "", "publisher": "", "source_url": ""}

    def subjects(self, rows):
        """The names of rows of one kind, each with the address of the list of them all."""
        page = rows[0].get_absolute_url() if rows else ""
        return [(str(row), urljoin(self.site, f"{page}..")) for row in rows]


class ArticleFeed(SelectionFeed):
    about = "Articles, each with what was corrected in it."
    noun = "articles"
    page = "articles:article_list"

    @property
    def parameters(self):
        return article_parameters()  # not before `people` has added its own

    def items(self, selection):
        """Five queries, whatever their number; of a body only its beginning is read."""
        as_of = end_of(selection.get("as_of"))
        corrections = Prefetch("corrections", Correction.objects.published(as_of))
        articles = selection.narrow(Article.objects.published(as_of)).newest_first().for_listing()
        articles = articles.prefetch_related("tags", corrections)
        return articles.annotate(beginning=Left("body_text", BEGINNING))[:ITEMS]

    def key(self, article):
        return f"articles/{article.pk}"

    def item_title(self, article):
        return article.headline

    def item_description(self, article):
        context = {
            "article": article,
            "corrections": article.corrections.all(),
            "opening": article.standfirst or excerpt(article.beginning),
        }
        return render_to_string("articles/feeds/article.html", context)

    def item_author_name(self, article):
        return article.byline or article.outlet.name

    def item_pubdate(self, article):
        return article.published_at

    def item_updateddate(self, article):
        """The moment of the last correction, if there is one."""
        corrected = [correction.published_at for correction in article.corrections.all()]
        return max([article.published_at, *corrected])

    def item_extra_kwargs(self, article):
        people = [mention.person for mention in article.mentions.all()]
        return {
            "language": article.language,
            "publisher": article.outlet.name,
            "source_url": article.canonical_url,
            "subjects": self.subjects(people) + self.subjects(article.tags.all()),
        }


@require_safe
def articles(request, format):
    return ArticleFeed(format)(request)


def feed_query(selection: Selection, **asked_by_path) -> str:
    """The query string of the feed of what a list shows.

    A feed tells what is new, so it is of no day of its own. `asked_by_path` are parameters that
    the address of the list has in its path.
    """
    asked = selection.query(order=None, as_of=None, since=None)
    query = QueryDict(f"{urlencode(asked_by_path, doseq=True)}&{asked}")
    return urlencode(canonical(query))
