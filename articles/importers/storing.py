"""Rows become articles: created, brought up to date, or left as they are."""

from articles.importers.batches import BatchImporter
from articles.importers.matching import Known
from articles.importers.results import Outcome, Result
from articles.importers.rows import Row, Where
from articles.models import Article, Outlet, TagSynonym

COPIED = (
    "headline",
    "standfirst",
    "body",
    "byline",
    "canonical_url",
    "external_id",
    "language",
    "published_at",
)


class ArticleImporter(BatchImporter):
    """Stores rows as articles. Storing the same rows again changes nothing.

    An article that an editor has changed in the admin, or withdrawn, stays as it is; any other
    follows its source, whose empty fields say nothing. Of several rows of one run that are the
    same article the first counts.

    New articles are those of the user `by`. With `publish` articles come out on their own dates.
    One without a date stays a draft if its format usually has dates, and comes out now if not.
    """

    def __init__(self, publish: bool = False, by=None):
        self.publish, self.by = publish, by
        self.outlets: dict[str, Outlet] = {}
        self.created: list[int] = []
        self.seen: dict[int, Where] = {}  # the articles of this run, by key

    def prepare(self, rows: list[Row]) -> None:
        """Look up outlets, tags and articles; a few queries.

        New outlets are made here and not with their row, since what a row makes goes again
        when the row fails.
        """
        for name in {row.outlet for row in rows} - self.outlets.keys():
            known = Outlet.objects.filter(name__iexact=name).first()
            self.outlets[name] = known or Outlet.objects.create(name=name)
        self._resolve_tags(rows)
        self.known = Known(rows)

    def store_row(self, row: Row) -> Result:
        article = self.known.find(row)
        if article is None:
            return self._create(row)
        if conflict := _conflict(row, article, self.outlets[row.outlet]):
            return Result(row.where, Outcome.REJECTED, conflict)
        if self.known.is_edited(article):
            return Result(row.where, Outcome.KEPT)
        return self._update(row, article)

    def _resolve_tags(self, rows):
        """Put the tags themselves in the place of synonyms, so that none seems to be missing."""
        names = list({name for row in rows for name in row.tags})
        meant = dict(zip(names, TagSynonym.objects.resolve(names), strict=True))
        for row in rows:
            row.tags = tuple(dict.fromkeys(meant[name] for name in row.tags))

    def _create(self, row):
        article = Article(outlet=self.outlets[row.outlet], created_by=self.by)
        self._save(row, article)
        self.known.add(article)
        self.created.append(article.pk)
        self.seen[article.pk] = row.where
        return Result(row.where, Outcome.CREATED, self._note(article))

    def _update(self, row, article):
        differs = _differences(row, article) or _missing_tags(row, article)
        before = self.seen.setdefault(article.pk, row.where)
        if not differs and not self._comes_out(row, article):
            return Result(row.where, Outcome.UNCHANGED)
        if before != row.where:
            reason = f"it is the same article as {before} and says otherwise"
            return Result(row.where, Outcome.REJECTED, reason)
        self._save(row, article)
        return Result(row.where, Outcome.UPDATED, self._note(article))

    def _save(self, row, article):
        differences, tags = _differences(row, article), _missing_tags(row, article)
        for name, value in differences.items():
            setattr(article, name, value)
        if self._comes_out(row, article):
            article.publish()
        elif differences:
            article.save()
        if tags:
            article.tags.add(*tags)

    def _comes_out(self, row, article):
        if not self.publish or article.state == Article.State.PUBLISHED:
            return False
        return bool(row.published_at or article.published_at) or not row.dates_are_usual

    def _note(self, article):
        if self.publish and article.state != Article.State.PUBLISHED:
            return "without a date, kept as drafts"
        return "scheduled for a date to come" if article.is_scheduled else ""


def _differences(row, article):
    """What the row says and the article does not, by field."""
    said = {name: getattr(row, name) for name in COPIED}
    return {
        name: value for name, value in said.items() if value and value != getattr(article, name)
    }


def _missing_tags(row, article):
    has = {tag.name.casefold() for tag in article.tags.all()} if article.pk else set()
    return [name for name in row.tags if name.casefold() not in has]


def _conflict(row, article, outlet):
    """Why the article that a row claims to be cannot be meant; empty when it can."""
    same_address = row.canonical_url and row.canonical_url == article.canonical_url
    if row.external_id and article.external_id not in ("", row.external_id):
        return f"its web address is that of “{article}” (id {article.external_id})"
    if row.external_id and not same_address and article.outlet_id != outlet.pk:
        return f"its id is that of “{article}” ({article.outlet})"
    return ""
