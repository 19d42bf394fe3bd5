"""The search page: merges what articles, people and interactions each find for the same words."""

import re
from dataclasses import dataclass
from heapq import nlargest
from urllib.parse import urlencode

from django.contrib.postgres.search import SearchRank
from django.db import connection
from django.db.models import F
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from articles.body import clean_text
from articles.filters import unknown_parameters
from articles.models import Article, search_query
from articles.wording import counted, day_words
from people.models import Interaction, Person
from people.status import Status

PAGE = 20
# Only so many of the newest matches are ranked: a word that half the archive contains then costs
# little more than a rare one.
RANKED = 500
PEOPLE = 3
PARAMETERS = ("q", "type", "page")
LONGEST_QUERY = 200
SNIPPET = 240
LAST_PAGE = 2 * RANKED // PAGE
KINDS = {"": "Everything", "articles": "Articles", "interactions": "Interactions"}
PUBLIC = {"articles": Article.objects.published, "interactions": Interaction.objects.published}


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


def lexemes(words: str) -> list[str]:
    """The stems that a search looks for, those to be left out excepted; one query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT querytree(websearch_to_tsquery('english', newsroom_unaccent(%s)))", [words]
        )
        [looked_for] = cursor.fetchone()
    return [lexeme.replace("''", "'") for lexeme in re.findall(r"'((?:[^']|'')+)'", looked_for)]


def people_called(words: str) -> list[Person]:
    """The few people whose names have all of these words, the shortest names first."""
    called = Person.objects.called(words) if words.strip() else Person.objects.none()
    return list(called.alphabetical()[:PEOPLE])


def ranked(kind: str, words: str) -> list[tuple[float, str, int]]:
    """Rank, kind and id of the newest matches of one kind; one query."""
    query = search_query(words)
    newest = PUBLIC[kind]().filter(search=query).order_by(*NEWEST[kind])[:RANKED]
    rows = newest.model.objects.filter(pk__in=newest.values("pk")).order_by()
    ranks = rows.annotate(rank=SearchRank(F("search"), query)).values_list("rank", "pk")
    return [(rank, kind, pk) for rank, pk in ranks]


NEWEST = {"articles": ("-published_at", "-pk"), "interactions": ("-sort_date", "-pk")}


def results(asked: "Asked") -> tuple[list[Result], int]:
    """One page of results and how many there are, up to `RANKED` of each kind."""
    kinds = [asked.kind] if asked.kind else list(PUBLIC)
    found = [row for kind in kinds for row in ranked(kind, asked.words)]
    shown = nlargest(asked.page * PAGE, found)[(asked.page - 1) * PAGE :]
    stems = lexemes(asked.words) if shown else []
    rows = {}
    for kind in kinds:
        pks = [pk for _, found_kind, pk in shown if found_kind == kind]
        rows.update(((kind, row.pk), row) for row in FETCH[kind](pks))
    return [SHOW[kind](rows[kind, pk], stems) for _, kind, pk in shown], len(found)


def _articles(pks):
    rows = Article.objects.published().filter(pk__in=pks).select_related("outlet")
    return rows.defer("body", "body_html", "search")


def _interactions(pks):
    return Interaction.objects.published().filter(pk__in=pks).prefetch_related("people")


def _article_result(article, stems):
    snippet = highlighted(article.body_text, stems) or article.standfirst
    return Result(
        kind_label="Article",
        title=article.headline,
        url=article.get_absolute_url(),
        date=day_words(timezone.localdate(article.published_at)),
        snippet_html=snippet,
        outlet=article.outlet.name,
    )


def _interaction_result(interaction, stems):
    return Result(
        kind_label=interaction.get_kind_display(),
        title=interaction.summary,
        url=interaction.get_absolute_url(),
        date=interaction.when.words(),
        snippet_html="",
        status=Status(interaction.current_status),
        people=tuple(interaction.people.all()),
    )


FETCH = {"articles": _articles, "interactions": _interactions}
SHOW = {"articles": _article_result, "interactions": _interaction_result}


def highlighted(text: str, stems: list[str]) -> str:
    """About `SNIPPET` characters of a text around the first of the stems, each one marked.

    HTML made of escaped text; "" when no stem is found. A word is marked when it is a stem and
    an ending, as long as those that PostgreSQL's English stemmer takes off ("organ-ization").
    """
    pattern = _words_with(stems)
    first = pattern.search(text) if pattern else None
    if first is None:
        return ""
    start, end = _around(first)
    pieces, position = [], start
    for match in pattern.finditer(text, start, end):
        pieces.append((text[position : match.start()], match[0]))
        position = match.end()
    marked = format_html_join("", "{}<mark>{}</mark>", pieces)
    return format_html(
        "{}{}{}{}",
        "… " if start else "",
        marked,
        text[position:end],
        " …" if end < len(text) else "",
    )


def _words_with(stems):
    forms = [re.sub(r"i$", "[iy]", re.escape(stem)) for stem in stems]
    return re.compile(rf"\b(?:{'|'.join(forms)})\w{{0,8}}\b", re.IGNORECASE) if forms else None


def _around(match: re.Match) -> tuple[int, int]:
    """Where to cut a text around a match: at spaces, and never through the match."""
    text, start = match.string, max(0, match.start() - SNIPPET // 3)
    if start:
        start = text.find(" ", start, match.start()) + 1 or match.start()
    end = start + SNIPPET
    if end < len(text):
        end = max(text.rfind(" ", start, end), match.end())
    return start, end


@dataclass(frozen=True)
class Asked:
    """What the address of a search page asks for, and what of it had to be ignored."""

    words: str
    kind: str
    page: int
    notices: list[str]

    @classmethod
    def of(cls, query):
        words, kind = clean_text(query.get("q", "")), query.get("type", "")
        number, notices = query.get("page", "1"), unknown_parameters(query, PARAMETERS)
        if len(words) > LONGEST_QUERY:
            notices.append(f"Only the first {LONGEST_QUERY} characters were searched for.")
        if kind not in KINDS:
            notices.append(f"“{clean_text(kind)[:40]}” is not a kind of result: all are shown.")
            kind = ""
        page = int(number) if re.fullmatch(r"[0-9]{1,3}", number) else 0
        if not 1 <= page <= LAST_PAGE:
            notices.append("That page does not exist, so here is the first one.")
            page = 1
        return cls(words[:LONGEST_QUERY], kind, page, notices)

    def url(self, kind=None, page=1):
        kind = self.kind if kind is None else kind
        pairs = [("q", self.words), ("type", kind), ("page", page if page > 1 else "")]
        return f"?{urlencode([pair for pair in pairs if pair[1]])}"

    def tabs(self):
        return [
            {"label": label, "url": self.url(kind), "current": kind == self.kind}
            for kind, label in KINDS.items()
        ]

    def pager(self, number):
        urls = {}
        if self.page > 1:
            urls["previous_url"] = self.url(page=self.page - 1)
        if self.page * PAGE < number:
            urls["next_url"] = self.url(page=self.page + 1)
        return urls

    def sentence(self, number):
        said = counted(number, "result", most=RANKED - 1)
        return f"{said[0].upper()}{said[1:]} for “{self.words}”"
