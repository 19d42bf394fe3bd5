"""Tags that turn out to be one, and tags that an article seems to want."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable

from anyascii import anyascii
from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import transaction
from django.db.models import F, Value
from django.utils import timezone

from articles.models import (
    Article,
    Edition,
    Tag,
    TaggedArticle,
    TagSlug,
    TagSynonym,
    Unaccent,
)
from articles.wording import counted

KNOWN = 5000  # tags that a text is searched for
NEAR = 300  # articles, of the time of one, among which its like are looked for
ALIKE = 10
ENOUGH = 2  # of those alike carry a tag that is suggested
SUGGESTED = 8

# --- Merging --------------------------------------------------------------------------------


def preview(lost: Tag, kept: Tag) -> list[str]:
    """What merging a tag into another does, in sentences; three queries."""
    of_lost = TaggedArticle.objects.filter(tag=lost)
    has_both = of_lost.filter(content_object__tagged__tag=kept).count()
    gain, feeds = of_lost.count() - has_both, lost.subscriptions.count()
    said = [f"{counted(gain, 'article')} tagged “{lost}” will be tagged “{kept}”."]
    if has_both:
        said.append(f"{counted(has_both, 'article')} tagged both will keep “{kept}” only.")
    if feeds:
        said.append(f"Drafts from {counted(feeds, 'feed')} will be tagged “{kept}”.")
    said.append(f"{lost.get_absolute_url()} will lead to {kept.get_absolute_url()}.")
    said.append(f"“{lost}”, typed or imported as a tag, will give “{kept}”.")
    return said


@transaction.atomic
def merge(lost: Tag, kept: Tag) -> None:
    """Make `kept` of all that is tagged `lost`, and delete `lost`; its address and name stay.

    Raises ValueError for a tag and itself. Thirteen queries, whatever the number of articles.
    """
    if lost == kept:
        raise ValueError("Merging takes two tags.")
    carrying = kept.tagged.values("content_object")
    lost.tagged.exclude(content_object__in=carrying).update(tag=kept)
    kept.subscriptions.add(*lost.subscriptions.all())
    lost.former_slugs.update(tag=kept)
    lost.synonyms.update(tag=kept)
    lost.delete()
    TagSlug.objects.create(slug=lost.slug, tag=kept)
    TagSynonym.objects.create(name=lost.name, tag=kept)
    Edition.raise_number()


# --- Suggesting -----------------------------------------------------------------------------


def suggested(text: str, title: str = "", day: dt.datetime | None = None, carried=()) -> list[str]:
    """The names of tags for a text, likeliest first, without those it carries.

    First those it names, by their names or synonyms; then those that the articles of about its
    day most like its title carry. Four queries, which cost the same in any archive.
    """
    found = [*_named_in(text), *_carried_by_the_like(title, day or timezone.now())]
    known = {name.lower() for name in carried}
    return [name for name in dict.fromkeys(found) if name.lower() not in known][:SUGGESTED]


def times_named(text: str, words: Iterable[str]) -> Counter:
    """How often a text has each of these words or phrases; only what it has."""
    text = _folded(text)
    folded = {phrase: _folded(phrase) for phrase in words}
    times = {phrase: text.count(words) for phrase, words in folded.items() if words}
    return +Counter(times)


def _folded(text):
    """Its words without capitals or accents, each between two spaces: "war  and  peace"."""
    return "".join(f" {word} " for word in re.findall(r"\w+", anyascii(text).casefold()))


def _named_in(text) -> list[str]:
    """Tags that are named in a text, most often first."""
    meaning = {name: name for name in Tag.objects.values_list("name", flat=True)[:KNOWN]}
    meaning |= TagSynonym.objects.values_list("name", "tag__name")[:KNOWN]
    numbers = Counter()
    for words, number in times_named(text, meaning).items():
        numbers[meaning[words]] += number
    return [name for name, _ in numbers.most_common()]


def _carried_by_the_like(title, day) -> list[str]:
    """Tags that several of the articles carry whose words are most those of a title."""
    words = " | ".join(re.findall(r"\w+", title))
    if not words:
        return []
    query = SearchQuery(Unaccent(Value(words)), config="english", search_type="raw")
    near = Article.objects.published().filter(published_at__lte=day).newest_first()
    alike = (
        Article.objects.filter(pk__in=near.values("pk")[:NEAR], search=query)
        .order_by(SearchRank(F("search"), query).desc(), "-pk")
        .values_list("pk", flat=True)[:ALIKE]
    )
    carried = TaggedArticle.objects.filter(content_object__in=list(alike))
    numbers = Counter(carried.values_list("tag__name", flat=True))
    return [name for name, number in numbers.most_common() if number >= ENOUGH]
