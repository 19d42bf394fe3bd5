"""A generated archive: as many articles as asked for, in a database of its own.

Words, people and tags are drawn from a Zipf distribution, as they are in real news: a few are in
everything, most are in almost nothing. The same seed gives the same archive.
"""

import datetime as dt
import random
from itertools import accumulate

from django.db import connection
from django.utils import timezone

from articles.models import Article, Outlet, Tag, TaggedArticle
from people import record
from people.dates import parse
from people.models import Citation, Interaction, Mention, Participant, Person

BATCH = 1000
WORDS_IN_ARTICLE = 600
PEOPLE_IN_ARTICLE = 8
TAGS_IN_ARTICLE = 3
# Of so many interactions one is between the two busiest people, and two rest on a single word, a
# report and a denial: enough for a full page of each, whatever the size.
BUSIEST_PAIR = 12
SINGLE_WORDS = 20
FIRST_DAY = dt.datetime(2010, 1, 1, tzinfo=dt.UTC)
SYLLABLES = "ba de fi go lu ma ne po ri su ta ve zo kra ble dru fle gri plo ste tro".split()


class Zipf:
    """Draws of 0 to size - 1, the chance of n falling as 1 / (n + 1)."""

    def __init__(self, size: int, random: random.Random):
        self.values = range(size)
        self.weights = list(accumulate(1 / (rank + 1) for rank in self.values))
        self.random = random

    def draw(self, number: int) -> list[int]:
        return self.random.choices(self.values, cum_weights=self.weights, k=number)


def word(number: int) -> str:
    """A made-up word for a number; different numbers give different words."""
    letters = SYLLABLES[number % len(SYLLABLES)]
    while number := number // len(SYLLABLES):
        letters += SYLLABLES[number % len(SYLLABLES)]
    return letters + "n"


def generate(articles: int, seed: int = 1):
    """Fill an empty database with so many published articles and all that hangs on them."""
    draw = random.Random(seed)
    words, people, tags = Zipf(30_000, draw), articles // 20 + 10, articles // 100 + 20
    outlets = [Outlet(name=word(n).title(), slug=word(n)) for n in range(50)]
    Outlet.objects.bulk_create(outlets)
    Tag.objects.bulk_create(Tag(name=f"Tag {word(n)}", slug=f"tag-{n}") for n in range(tags))
    for number in range(people):
        Person.objects.create(name=f"{word(number).title()} {word(number * 7 + 3).title()}")
    person_ids = list(Person.objects.order_by("pk").values_list("pk", flat=True))
    tag_ids = list(Tag.objects.order_by("pk").values_list("pk", flat=True))
    who, what = Zipf(people, draw), Zipf(tags, draw)
    step = (timezone.now() - FIRST_DAY) / (articles + 1)
    for start in range(0, articles, BATCH):
        numbers = range(start, min(start + BATCH, articles))
        rows = [_article(n, words, outlets, FIRST_DAY + n * step) for n in numbers]
        Article.objects.bulk_create(rows)
        Mention.objects.bulk_create(
            Mention(article=row, person_id=person_ids[person], count=2, spans=[0, 5])
            for row in rows
            for person in set(who.draw(PEOPLE_IN_ARTICLE))
        )
        TaggedArticle.objects.bulk_create(
            TaggedArticle(content_object=row, tag_id=tag_ids[tag])
            for row in rows
            for tag in set(what.draw(TAGS_IN_ARTICLE))
        )
    _record(articles // 10, person_ids, who, draw)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _article(number, words, outlets, published_at):
    text = " ".join(word(drawn) for drawn in words.draw(WORDS_IN_ARTICLE))
    paragraphs = [text[start : start + 500] for start in range(0, len(text), 500)]
    return Article(
        headline=text[:60].strip().capitalize(),
        slug=f"article-{number}",
        standfirst=text[60:200].strip().capitalize(),
        body_html="".join(f"<p>{paragraph}</p>" for paragraph in paragraphs),
        body_text="\n\n".join(paragraphs),
        outlet=outlets[number % len(outlets)],
        published_at=published_at,
        state=Article.State.PUBLISHED,
    )


def _record(number, person_ids, who, draw):
    """So many interactions, most between two people and told by two articles."""
    articles = list(Article.objects.values_list("pk", flat=True))
    for start in range(0, number, BATCH):
        rows = [_interaction(draw) for _ in range(start, min(start + BATCH, number))]
        Interaction.objects.bulk_create(rows)
        Participant.objects.bulk_create(
            Participant(interaction=row, person_id=person_ids[person])
            for place, row in enumerate(rows)
            for person in ({0, 1} if place % BUSIEST_PAIR == 0 else set(who.draw(2)))
        )
        Citation.objects.bulk_create(
            Citation(interaction=row, article_id=draw.choice(articles), exact="ban", stance=stance)
            for place, row in enumerate(rows)
            for stance in _stances(place % SINGLE_WORDS, draw)
        )
        record.rebuild_all(Interaction.objects.filter(pk__in=[row.pk for row in rows]))


def _stances(place, draw):
    if place < 2:
        return ["reports", "denies"][place : place + 1]
    return ["reports", draw.choice(("confirms", "denies", "reports"))]


def _interaction(draw):
    when = parse(f"{draw.randint(2010, 2025)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}")
    return Interaction(
        kind="meeting",
        summary="Two people met and spoke of what they knew.",
        when=when,
        happened=when.bounds(),
        sort_date=when.sort_date,
        span_days=when.span_days,
    )
