"""The articles that rows cite: those on record, and stubs for the others.

A stub stands for an article that is not here. Its text is nothing but the sentences that lists
give with its address, so that each can be cited to the word; the original is a link away. It is
known again by an external id of its own kind.

When a source came out is when its news became known, and that is never made up. It is the day
the list gives, else the day in the web address, else the day of the list (`--dated`), else the
day of the import; for the last two the standfirst says so.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time

from django.db.models import Q
from django.utils import timezone

from articles import body, passages
from articles.importers.edited import edited
from articles.models import Article
from articles.models.article import MAX_BODY, MAX_HEADLINE
from people.importers.interactions import addresses
from people.importers.interactions.outlets import Outlets
from people.importers.interactions.rows import Source
from people.importers.rows import shortened

STUB = "imported-source:"
UNDATED = "When this came out is not known: it stands under the day {day}."


class CitedArticles:
    """The articles that a batch of rows may cite; a few queries."""

    def __init__(self, publish: bool = False, dated: date | None = None):
        self.publish = publish
        self.dated = dated
        self.outlets = Outlets()

    def look_up(self, sources: Iterable[Source]) -> None:
        """Find what is on record of the articles that these sources are."""
        sources = list(sources)
        ids = {source.external_id for source in sources} | set(map(stub_id, sources))
        articles = Article.objects.filter(
            Q(external_id__in=ids - {""})
            | Q(canonical_url__in={source.address for source in sources} - {""})
            | Q(slug__in={source.slug for source in sources} - {""})
        )
        self.by_slug, self.by_id, self.by_address = {}, {}, {}
        for article in articles.order_by("pk").defer("search"):
            self._add(article)
        self.edited = edited(Article, [article.pk for article in self.by_slug.values()])
        self.published: set[int] = set()
        for article in list(self.by_slug.values()):
            self._bring_out(article)

    def find(self, source: Source) -> Article | None:
        """The article on record in which the words of a source are to be looked for."""
        stub = self.by_id.get(stub_id(source))
        if not source.is_quoted:
            article = stub or self.by_address.get(source.address)
            return article if article and (article is stub or place(article, source)) else None
        named = self.by_slug.get(source.slug) or self.by_id.get(source.external_id)
        return named or self.by_address.get(source.address) or stub

    def supply(self, sources: Iterable[Source]) -> None:
        """Make the stubs that are missing, and add what those on record do not have yet."""
        wanted: dict[str, list[Source]] = defaultdict(list)
        for source in sources:
            if not self.problem(source) and not self.anchor(source):
                wanted[stub_id(source)].append(source)
        for missing in wanted.values():
            self._write(missing)

    def anchor(self, source: Source) -> passages.Selector | None:
        """Where the words of a source stand in its article; None if they do not, or it is not."""
        article = self.find(source)
        return place(article, source) if article else None

    def came_out(self, source: Source) -> bool:
        """Whether the article was a draft until this import."""
        article = self.find(source)
        return article is not None and article.pk in self.published

    def is_draft(self, source: Source) -> bool:
        return self.find(source).state == Article.State.DRAFT

    def problem(self, source: Source) -> str:
        """Why a source cannot be cited, though its words may be added to a stub; empty if not."""
        article = self.find(source)
        if article is None:
            missing = source.slug or source.external_id
            is_told = source.outlet or source.address
            return "" if is_told else f"its article “{missing}” is not on record"
        if place(article, source):
            return ""
        if article.external_id != stub_id(source):
            return f"its words do not stand in “{article}”"
        if article.is_withdrawn or article.pk in self.edited:
            return f"its source “{article}” was changed here and does not have its words"
        return ""

    def _add(self, article):
        self.by_slug[article.slug] = article
        if article.external_id:
            self.by_id[article.external_id] = article
        if article.canonical_url:
            self.by_address[article.canonical_url] = article

    def _bring_out(self, article):
        """Publish a stub that an earlier import has left as a draft."""
        is_waiting = article.external_id.startswith(STUB) and article.state == Article.State.DRAFT
        if self.publish and is_waiting and article.pk not in self.edited:
            article.publish()
            self.published.add(article.pk)

    def _write(self, sources):
        """Put the words of sources that are one article into its stub."""
        article = self.find(sources[0]) or self._stub(sources[0])
        paragraphs = (body.from_plain(source.words) for source in sources)
        article.body += "".join(dict.fromkeys(paragraphs))
        if len(article.body) > MAX_BODY:
            return
        if self.publish:
            article.publish()
        else:
            article.save()
        self._add(article)

    def _stub(self, source):
        article = Article(
            external_id=stub_id(source),
            headline=_headline(source),
            outlet=self.outlets.of(source),
            published_at=source.published_at or _beginning(addresses.day_in(source.address)),
        )
        if source.address not in self.by_address:
            article.canonical_url = source.address
        if article.published_at is None:
            day = "of the list that names it" if self.dated else "it was entered here"
            article.standfirst = UNDATED.format(day=day)
            article.published_at = _beginning(self.dated or timezone.localdate())
            article.is_undated = True
        return article


def stub_id(source: Source) -> str:
    """The external id of the stub that stands for the article of a source."""
    named = source.address or "\n".join((source.outlet, source.headline or source.words))
    return STUB + hashlib.sha256(named.encode()).hexdigest()[:32]


def place(article: Article, source: Source) -> passages.Selector | None:
    """Where the words stand: quoted ones anywhere, those of a list as a paragraph of a stub."""
    text, words = article.body_text, source.words
    if source.is_quoted:
        start = passages.find(text, passages.Selector(words, source.prefix, source.suffix, 0))
        if start is None:
            return next(iter(passages.quote(text, words)), None)
    else:
        start = f"\n\n{text}\n\n".find(f"\n\n{words}\n\n")
    return None if start in (None, -1) else passages.take(text, start, start + len(words))


def _headline(source):
    """The source's own, else the words of its address, else the sentence."""
    headline = source.headline or addresses.title_in(source.address) or source.words
    return shortened(headline, MAX_HEADLINE)


def _beginning(day: date | None) -> datetime | None:
    """The first moment of a day; None for none, and for one that is still to come."""
    if day is None or day > timezone.localdate():
        return None
    return timezone.make_aware(datetime.combine(day, time.min))
