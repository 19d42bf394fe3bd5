from django.contrib.sitemaps import Sitemap

from articles.models import Article, Tag


class ArticleSitemap(Sitemap):
    limit = 5000

    def items(self):
        return Article.objects.published().newest_first().only("slug", "updated_at")

    def lastmod(self, article):
        return article.updated_at


class TagSitemap(Sitemap):
    limit = 5000

    def items(self):
        return Tag.objects.in_use().only("slug").order_by("pk")
