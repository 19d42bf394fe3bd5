"""What a web page says about itself: in JSON-LD, OpenGraph and other metadata, and in its markup.

Pure. The vocabularies: schema.org's Article in JSON-LD and microdata, the Open Graph protocol,
Dublin Core, and the names that the large publishing systems use. None is used rightly everywhere,
so a headline is the one that most of them agree on, and everything else the first that is found.
"""

import json
import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from articles.characters import clean_text

ARTICLE = re.compile(r"(Article|Posting|Report)$")  # NewsArticle, LiveBlogPosting …
PARTED = re.compile(r"\s+[|»–—-]\s+")  # a title from the site, its motto or its section
WRAPPING = re.compile(r"(//\s*)?(<!\[CDATA\[|\]\]>|<!--|-->)")  # of JSON in old pages
PUBLISHED = (
    *("article:published_time", "article:published", "datepublished", "dc.date.issued"),
    *("dcterms.date", "parsely-pub-date", "sailthru.date", "publish_date", "pubdate"),
    *("dc.date", "dc.date.created", "date", "pdate", "article_date_original"),
)
WRITTEN_BY = (
    *("byl", "author", "article:author", "parsely-author", "sailthru.author", "dc.creator"),
    *("dcterms.creator", "article_author", "dcsext.author"),
)
BY = re.compile(r"^(by|von|por|par|di)\b:?\s+(?=\S)", re.I)
WORDS = ("byline", "author", "autor")
MARKED = "contains(translate(@class, 'AB', 'ab'), '{}')".format
BYLINES = f"//*[@rel='author' or @itemprop='author' or {' or '.join(map(MARKED, WORDS))}]"
SHORTEST = 10  # characters of a headline
LONGEST_BYLINE = 160  # characters
MOST_BYLINES = 8  # looked at: those further down are of other articles
NAME = re.compile(r"([^\W\d_][\w.'’-]* ){1,3}[^\W\d_][\w.'’-]*")
AFTER_NAMES = re.compile(
    r"\s+(?=@|\d|\||[•·]|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d)"
    r"|\s+(january|february|march|april|june|july|august|september|october|november|december)$",
    re.I,
)


class PageFacts:
    """The facts of one page, from its tree; empty is what the page does not say."""

    def __init__(self, tree: HtmlElement):
        self._tree = tree
        self._meta = _meta(tree)
        self._linked = next(_articles(tree), {})

    @property
    def site(self) -> str:
        """The name of the site, without its motto."""
        named = self._first("og:site_name")
        tail = PARTED.split(self._title)[-1] if PARTED.search(self._title) else ""
        if named or not tail or re.search(r"\d{4}", tail):
            return PARTED.split(named or _name(self._linked.get("publisher")))[0]
        return tail

    @property
    def headline(self) -> str:
        """The headline on which most of what the page says agrees, without site and section."""
        printed = [_text(heading) for heading in self._tree.iter("h1")]
        titles = [*printed, self._first("og:title"), _line(self._linked.get("headline"))]
        titles = [title for title in (*titles, self._title) if title]
        parts = [max(PARTED.split(title), key=len) for title in titles]
        candidates = [self._without_site(title) for title in (*titles, *parts)]
        usable = [title for title in candidates if _words(title) != _words(self.site)]
        return max(usable, key=lambda title: _agreement(title, titles), default="")

    @property
    def standfirst(self) -> str:
        return _line(self._linked.get("description")) or self._first("og:description")

    def authors(self, guessed: str = "") -> list[str]:
        """Names as the page gives them, else those `guessed`; no sites and no empty phrases."""
        written = [name for key in WRITTEN_BY for name in self._meta.get(key, [])]
        told = (_names(self._linked.get("author")), written[:1], self._byline(), [guessed])
        for names in told:
            if named := [name for name in map(_without_by, names) if self._is_somebody(name)]:
                return named
        return []

    @property
    def dates(self) -> Iterator[str]:
        """When it was published, in every way the page writes it; the surest first."""
        yield _line(self._linked.get("datePublished"))
        yield from map(self._first, PUBLISHED)
        yield from map(clean_text, self._tree.xpath("//time[@datetime]/@datetime")[:1])

    @property
    def language(self) -> str:
        return self._tree.get("lang") or _line(self._linked.get("inLanguage"))

    @property
    def address(self) -> str:
        """Where the page says it should be found; possibly relative."""
        links = self._tree.xpath("//link[contains(concat(' ', @rel, ' '), ' canonical ')]/@href")
        return clean_text(links[0]) if links else self._first("og:url")

    @property
    def image(self) -> str:
        """The address of its lead image; possibly relative."""
        named = self._first("og:image") or _address_of(self._linked.get("image"))
        return named or self._first("twitter:image")

    def _first(self, name):
        return next(iter(self._meta.get(name, [])), "")

    @property
    def _title(self):
        return clean_text(self._tree.findtext(".//title") or "")

    def _without_site(self, title):
        site = re.escape(self.site)
        if not site:
            return title
        return re.sub(rf"(?i)^{site}\s*[:|»–—-]+\s+|\s+[|»–—-]\s+(the )?{site}$", "", title)

    def _is_somebody(self, name):
        nobody = {_words(self.site), ("no", "author"), ("admin",), ("staff",), ("username",), ()}
        return "://" not in name and _words(name) not in nobody

    def _byline(self):
        """Who stands in the markup of the first byline: after a By, else alone."""
        marked = list(islice(self._tree.xpath(BYLINES), MOST_BYLINES))
        for byline in marked:
            texts = [_text(each) for each in (byline, *byline.iterdescendants()) if each in marked]
            if said := [text for text in texts if BY.match(text) and len(text) < LONGEST_BYLINE]:
                return [AFTER_NAMES.split(min(said, key=len))[0]]
        return [text for text in map(_text, marked) if NAME.fullmatch(text)][:1]


def _meta(tree):
    """The values of all metadata by name, in order; a name of microdata counts as one."""
    found = {}
    for element in tree.xpath("//meta | //*[@itemprop='datePublished'][@content]"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        if value := clean_text(element.get("content") or ""):
            found.setdefault(name.strip().lower(), []).append(value)
    return found


def _articles(tree) -> Iterator[dict]:
    """The articles that the page describes in JSON-LD."""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        text = WRAPPING.sub("", script.text or "")
        try:
            yield from _articles_in(json.loads(text, strict=False))
        except (ValueError, RecursionError):
            continue


def _articles_in(value):
    if isinstance(value, list):
        for each in value:
            yield from _articles_in(each)
    elif isinstance(value, dict):
        kinds = value.get("@type")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(kind, str) and ARTICLE.search(kind) for kind in kinds):
            yield value
        yield from _articles_in(value.get("@graph", []))


def _agreement(title, titles):
    """How many titles contain this one word for word.

    A site's name, its section or a kicker stands in some titles only, so that a title without
    them is contained in more. What is very short is no headline, whatever it agrees with.
    """
    words = _words(title)
    return len(title) >= SHORTEST and sum(_contains(_words(other), words) for other in titles)


def _contains(words, part):
    return any(words[at : at + len(part)] == part for at in range(len(words) - len(part) + 1))


def _words(text):
    return tuple(re.findall(r"\w+", text.casefold()))


def _names(value):
    values = value if isinstance(value, list) else [value]
    return [name for name in map(_name, values) if name]


def _name(value):
    return _line(value.get("name") if isinstance(value, dict) else value)


def _address_of(value):
    value = value[0] if isinstance(value, list) and value else value
    return _line(value.get("url") if isinstance(value, dict) else value)


def _line(value):
    return clean_text(value) if isinstance(value, str) else ""


def _text(element):
    """All that stands in an element, what is in elements of its own set apart."""
    return clean_text(" ".join(element.itertext()))


def _without_by(name):
    return BY.sub("", clean_text(name))
