"""What a reader may have meant: while typing, and when nothing was found."""

from dataclasses import dataclass

from django.db.models import Q
from rapidfuzz import fuzz, process, utils

from articles.models import Article, Tag
from people.finding import people_meant

SHORTEST = 2  # letters that are enough to go on
OFFERED = {"people": 4, "tags": 3, "articles": 4}
NEWEST = 1000  # articles among whose headlines is looked
TAGS = 5000
NEAR = 70  # of 100: how alike a tag and the words are
MEANT = 3
WORDS = 4


@dataclass(frozen=True)
class Suggestion:
    """Something to go to instead of searching."""

    kind: str
    label: str
    detail: str
    url: str


def typing(words: str) -> list[Suggestion]:
    """People, tags and recent articles for words of which the last may not be whole.

    Three queries, none of which reads much of the archive.
    """
    if len(words) < SHORTEST:
        return []
    people = [one.person for one in people_meant(words, OFFERED["people"])]
    return [*map(_person, people), *map(_tag, _tags(words)), *map(_article, _articles(words))]


def meant(words: str) -> list[Suggestion]:
    """What is spelled nearly like the words, or like one of them; a query for each, and one."""
    near = [_tag(tag) for tag in _near_tags(words)]
    for word in words.split()[:WORDS]:
        near += [_person(one.person) for one in people_meant(word, 1)]
    return list(dict.fromkeys(near))[:MEANT]


def _person(person):
    return Suggestion("Person", person.name, person.description, person.get_absolute_url())


def _tag(tag):
    return Suggestion("Tag", tag.name, "", tag.get_absolute_url())


def _article(article):
    return Suggestion("Article", article.headline, article.outlet.name, article.get_absolute_url())


def _tags(words):
    beginning = Q(name__istartswith=words) | Q(name__icontains=f" {words}")
    return Tag.objects.filter(beginning).order_by("name")[: OFFERED["tags"]]


def _articles(words):
    newest = Article.objects.published().newest_first()
    articles = newest.filter(pk__in=newest.values("pk")[:NEWEST])
    for word in words.split()[:WORDS]:
        articles = articles.filter(headline__icontains=word)
    shown = articles.select_related("outlet").only("headline", "slug", "outlet__name")
    return shown[: OFFERED["articles"]]


def _near_tags(words):
    tags = {tag: tag.name for tag in Tag.objects.only("name", "slug")[:TAGS]}
    near = process.extract(
        words, tags, scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=NEAR, limit=2
    )
    return [tag for _, _, tag in near]
