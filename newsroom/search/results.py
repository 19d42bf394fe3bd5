"""What is shown of each thing found."""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.html import escape, format_html

from articles.models import Article
from articles.wording import day_words
from newsroom.search.matches import Match
from newsroom.search.snippets import highlighted, words_with
from people.models import Interaction, Participant, Person, Quote
from people.status import Status


@dataclass(frozen=True)
class Result:
    """One row of the results."""

    kind_label: str
    title: str
    url: str
    date: str
    snippet_html: str
    outlet: str = ""
    status: Status | None = None
    people: tuple[Person, ...] = ()


def results(shown: list[Match], stems: list[str], as_of) -> list[Result]:
    """The matches of one page, as they stood at a moment; at most four queries."""
    pattern = words_with(stems)
    rows = {}
    for type, fetch in FETCH.items():
        if pks := [match.pk for match in shown if match.type == type]:
            rows |= {(type, row.pk): row for row in fetch(pks, as_of)}
    found = [(match.type, rows[match.type, match.pk]) for match in shown]
    return [SHOW[type](row, pattern) for type, row in found]


def _articles(pks, as_of):
    articles = Article.objects.published(as_of).filter(pk__in=pks).select_related("outlet")
    return articles.defer("body", "body_html", "search")


def _interactions(pks, as_of):
    taking_part = Participant.objects.select_related("person").exclude(person=None)
    return (
        Interaction.objects.published(as_of)
        .filter(pk__in=pks)
        .defer("search")
        .prefetch_related(Prefetch("participants", taking_part))
    )


def _quotes(pks, as_of):
    quotes = Quote.objects.published(as_of).filter(pk__in=pks)
    return quotes.with_articles().select_related("speaker")


def _of_article(article, pattern):
    return Result(
        kind_label="Article",
        title=article.headline,
        url=article.get_absolute_url(),
        date=day_words(timezone.localdate(article.published_at)),
        snippet_html=highlighted(article.body_text, pattern) or escape(article.standfirst),
        outlet=article.outlet.name,
    )


def _of_interaction(interaction, pattern):
    return Result(
        kind_label=interaction.get_kind_display(),
        title=interaction.summary,
        url=interaction.get_absolute_url(),
        date=interaction.when.words(),
        snippet_html="",
        status=Status(interaction.current_status),
        people=tuple(participant.person for participant in interaction.participants.all()),
    )


def _of_quote(quote, pattern):
    words = highlighted(quote.exact, pattern) or quote.exact
    return Result(
        kind_label="Quote",
        title=f"{quote.speaker}, in {quote.article.headline}",
        url=quote.get_absolute_url(),
        date=day_words(quote.said_on or timezone.localdate(quote.article.published_at)),
        snippet_html=format_html("“{}”", words),
        outlet=quote.article.outlet.name,
        people=(quote.speaker,),
    )


FETCH = {"articles": _articles, "interactions": _interactions, "quotes": _quotes}
SHOW = {"articles": _of_article, "interactions": _of_interaction, "quotes": _of_quote}
