"""Sitemaps: the addresses of all pages, for search engines.

A page of a sitemap holds the rows with so many consecutive keys. To find it, and to know how many
pages there are, the archive is never counted; a page may be short of what is not public.
https://www.sitemaps.org/protocol.html
"""

import datetime as dt

from django.contrib.sitemaps import Sitemap
from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.functional import cached_property

from articles.models import Article, Tag

KEYS = 2000
# What search engines take for news, and how many articles at once.
# https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
NEWS = dt.timedelta(days=2)
MOST_NEWS = 1000
CHINESE = {"zh-cn", "zh-tw"}


class RangesOfKeys(Paginator):
    """Pages of rows by ranges of their primary key; each costs what one such range does."""

    @cached_property
    def num_pages(self):
        last = self.object_list.order_by("-pk").values_list("pk", flat=True).first() or 1
        return -(-last // self.per_page)

    def page(self, number):
        number = self.validate_number(number)
        last = number * self.per_page
        rows = self.object_list.filter(pk__gt=last - self.per_page, pk__lte=last)
        return self._get_page(rows, number, self)


class KeyedSitemap(Sitemap):
    """Rows of a model, the oldest first."""

    limit = KEYS

    @property
    def paginator(self):
        return RangesOfKeys(self.items().order_by("pk"), self.limit)

    def get_latest_lastmod(self):
        """Unknown: it would take looking at every row."""
        return None


class DatedSitemap(KeyedSitemap):
    """Rows that know when they were last saved."""

    def lastmod(self, row):
        return row.updated_at


class ArticleSitemap(DatedSitemap):
    def items(self):
        return Article.objects.published().only("slug", "updated_at")


class TagSitemap(KeyedSitemap):
    def items(self):
        return Tag.objects.in_use().only("slug")


class NewsSitemap(Sitemap):
    """The articles of the last two days, the newest first; of an undated one nobody knows."""

    limit = MOST_NEWS

    def items(self):
        recent = Article.objects.published().dated().filter(published_at__gte=timezone.now() - NEWS)
        return recent.newest_first().only("slug", "headline", "language", "published_at")[
            :MOST_NEWS
        ]

    def lastmod(self, article):
        return article.published_at

    def get_urls(self, *args, **kwargs):
        urls = super().get_urls(*args, **kwargs)
        return [{**url, "language": news_language(url["item"].language)} for url in urls]


def news_language(tag: str) -> str:
    """A language as search engines know it of news: two or three letters, or which Chinese."""
    tag = tag.lower()
    return tag if tag in CHINESE else tag.partition("-")[0]
