from django.contrib.sitemaps import Sitemap
from django.db.models import Max

from articles.models import Article, Tag


class DatedSitemap(Sitemap):
    """Rows that know when they were last saved; one query tells when any of them was."""

    limit = 5000

    def lastmod(self, row):
        return row.updated_at

    def get_latest_lastmod(self):
        return self.items().order_by().aggregate(newest=Max("updated_at"))["newest"]


class ArticleSitemap(DatedSitemap):
    def items(self):
        return Article.objects.published().newest_first().only("slug", "updated_at")


class TagSitemap(Sitemap):
    limit = 5000

    def items(self):
        return Tag.objects.in_use().only("slug").order_by("pk")
