"""Which article on record a row is: by id, else by address, else by outlet, headline and day."""

from django.db.models import Q
from django.utils import timezone

from articles.importers.edited import edited
from articles.importers.rows import Row
from articles.models import Article


class Known:
    """The articles on record that a batch of rows may be; three queries.

    A row that brings an external id or a web address is known by these alone.
    """

    def __init__(self, rows: list[Row]):
        self._by_external_id: dict[str, Article] = {}
        self._by_address: dict[str, Article] = {}
        self._by_headline: dict[tuple[str, str], list[Article]] = {}
        articles = _alike(rows)
        for article in articles:
            self.add(article)
        self._edited = edited(Article, [article.pk for article in articles])

    def add(self, article: Article) -> None:
        """Take in an article of which a later row may be a repetition."""
        if article.external_id:
            self._by_external_id[article.external_id] = article
        if article.canonical_url:
            self._by_address[article.canonical_url] = article
        key = article.outlet.name.casefold(), article.headline.casefold()
        self._by_headline.setdefault(key, []).append(article)

    def find(self, row: Row) -> Article | None:
        """The article that a row is, if it is on record."""
        if row.external_id and row.external_id in self._by_external_id:
            return self._by_external_id[row.external_id]
        if row.canonical_url and row.canonical_url in self._by_address:
            return self._by_address[row.canonical_url]
        if row.external_id or row.canonical_url:
            return None
        alike = self._by_headline.get((row.outlet.casefold(), row.headline.casefold()), [])
        return next((article for article in alike if _is_of_the_day(article, row)), None)

    def is_edited(self, article: Article) -> bool:
        """Whether an editor has changed or withdrawn the article, so that it stays as it is."""
        return article.is_withdrawn or article.pk in self._edited


def _alike(rows):
    """All articles that may be any of the rows, oldest first."""
    ids = {row.external_id for row in rows} - {""}
    addresses = {row.canonical_url for row in rows} - {""}
    headlines = {row.headline for row in rows if not (row.external_id or row.canonical_url)}
    articles = Article.objects.filter(Q(external_id__in=ids) | Q(canonical_url__in=addresses))
    if headlines:  # no index has them: this reads through all articles
        articles |= Article.objects.filter(headline__in=headlines)
    articles = articles.select_related("outlet").prefetch_related("tags")
    return list(articles.order_by("pk").defer("search", "body_html"))


def _is_of_the_day(article, row):
    """Whether the dates agree; a row without one agrees with any."""
    if row.published_at is None:
        return True
    if article.published_at is None:
        return False
    return timezone.localdate(article.published_at) == timezone.localdate(row.published_at)
