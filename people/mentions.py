"""Who is named in which article: rebuilds the mentions and unresolved names of articles.

The finding is done by the pure `people.names` and `people.unknown_names`; here known names come
from the database and what is found goes back to it. An editor's decisions are obeyed, and no
rebuild touches them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from django.db import transaction

from articles.models import Article, Edition
from people.models import Alias, Mention, MentionDecision, Person, UnresolvedName
from people.name_forms import fold, index_key, words_of
from people.names import Found, Gazetteer, KnownName, candidate_keys
from people.unknown_names import find_unknown

# Reading an article takes milliseconds. So many are read while an editor waits for a new person
# to be saved; `rebuild_record` reads the others.
READ_AT_ONCE = 500
BATCH = 100
LONGEST_NAME = 200


def known_names(text: str) -> list[KnownName]:
    """Every known name of the people who may be named in a text.

    Two queries that look up the folded words of the text in an index: their cost grows with the
    text, not with the number of people on record.
    """
    people = Person.objects.named_like(candidate_keys(text))
    names = people.values_list("pk", "name")
    aliases = Alias.objects.filter(person__in=people).values_list("person", "name")
    return [KnownName(person, name) for person, name in [*names, *aliases]]


def all_known_names() -> list[KnownName]:
    """The known names of everybody on record; two queries."""
    names = Person.objects.values_list("pk", "name").order_by("pk")
    aliases = Alias.objects.values_list("person", "name").order_by("pk")
    return [KnownName(person, name) for person, name in [*names, *aliases]]


def rebuild(*articles: Article):
    """Read articles again and replace their mentions and unresolved names."""
    words = " ".join(article.text for article in articles)
    rebuild_all(list(articles), Gazetteer(known_names(words)))


@transaction.atomic
def rebuild_all(articles: list[Article], gazetteer: Gazetteer):
    """Read a batch of articles again; a fixed number of queries, however many they are."""
    decisions = defaultdict(dict)
    for decision in MentionDecision.objects.filter(article__in=articles):
        decisions[decision.article_id][decision.name] = decision.person_id
    readings = [_Reading(article, gazetteer, decisions[article.pk]) for article in articles]
    Mention.objects.filter(article__in=articles).delete()
    UnresolvedName.objects.filter(article__in=articles).delete()
    Mention.objects.bulk_create(row for reading in readings for row in reading.mentions())
    shared = [row for reading in readings for row in reading.shared()]
    unknown = [row for reading in readings for row in reading.unknown()]
    UnresolvedName.objects.bulk_create([*(name for name, _ in shared), *unknown])
    candidate = UnresolvedName.candidates.through
    candidate.objects.bulk_create(
        candidate(unresolvedname=name, person_id=person)
        for name, people in shared
        for person in people
    )
    if not all(article.is_unseen for article in articles):
        Edition.raise_number()


def naming(*people: Person) -> list[int]:
    """The ids of the newest articles that may name any of these people, for `reread`.

    At most `READ_AT_ONCE`, and one more when there are more. To be asked before people go, since
    their mentions go with them.
    """
    found = Mention.objects.filter(person__in=people).order_by().values("article")
    for word in sorted(set().union(*map(_surnames, people))):
        found = found.union(Article.objects.matching(f'"{word}"').values("pk"))
    articles = Article.objects.filter(pk__in=found)
    return list(articles.newest_first().values_list("pk", flat=True)[: READ_AT_ONCE + 1])


def reread(articles: list[int]) -> bool:
    """Read articles again, by their ids, after the names of people have changed.

    False when there were more than `READ_AT_ONCE`, so that older ones still wait.
    """
    newest = articles[:READ_AT_ONCE]
    for start in range(0, len(newest), BATCH):
        _reread_batch(newest[start : start + BATCH])
    return len(articles) <= READ_AT_ONCE


@transaction.atomic
def _reread_batch(pks: list[int]):
    """Read articles as they are by now, locked: whoever saves one meanwhile waits for its turn."""
    articles = Article.objects.filter(pk__in=pks).newest_first()
    articles = articles.defer("search", "body", "body_html").select_for_update(no_key=True)
    rebuild(*articles)


def reread_for(person: Person) -> bool:
    """Read again the articles that may name a person whose names have changed; see `reread`."""
    return reread(naming(person))


@transaction.atomic
def decide(article: Article, name: str, person: Person | None, by=None):
    """Keep an editor's word that a name in an article means this person, or nobody."""
    MentionDecision.objects.update_or_create(
        article=article, name=name, defaults={"person": person, "decided_by": by}
    )
    rebuild(article)


@transaction.atomic
def forget(article: Article, names: Iterable[str]):
    """Take back what editors have said of names in an article: they are open again."""
    article.mention_decisions.filter(name__in=names).delete()
    rebuild(article)


def _surnames(person: Person) -> set[str]:
    """The last word of every family name, as it is written and as its key spells it."""
    return {
        spelling
        for name in person.known_names
        for word in words_of(name)
        if fold(word.text) == index_key(name)
        for spelling in (word.text, fold(word.text))
    }


class _Reading:
    """What one article was found to name, as rows that are not saved yet."""

    def __init__(self, article: Article, gazetteer: Gazetteer, decisions: dict[str, int | None]):
        self.article, self.decisions = article, decisions
        text = article.text
        self.found = gazetteer.find(text)
        self.unknown_names = find_unknown(text, [(hit.start, hit.end) for hit in self.found])
        self.body_start = len(article.preface)

    def mentions(self) -> Iterator[Mention]:
        """One row for each person named."""
        hits = defaultdict(list)
        for hit in self.found:
            if person := self.decisions.get(hit.text, hit.person):
                hits[person].append((hit.text, hit.start, hit.end))
        for unknown in self.unknown_names:
            if person := self.decisions.get(unknown.text):
                hits[person] += [(unknown.text, start, end) for start, end in unknown.spans]
        for person, places in hits.items():
            yield Mention(
                article=self.article,
                person_id=person,
                count=len(places),
                spans=self._in_body(places),
                forms=list(dict.fromkeys(text[:LONGEST_NAME] for text, _, _ in places)),
            )

    def shared(self) -> Iterator[tuple[UnresolvedName, tuple[int, ...]]]:
        """Names that fit several people, each with these people."""
        open_hits = [hit for hit in self.found if self._is_open(hit)]
        counts = Counter(hit.text for hit in open_hits)
        candidates = {hit.text: hit.candidates for hit in open_hits}
        for name, count in counts.items():
            yield self._unresolved(name, UnresolvedName.Kind.SHARED, count), candidates[name]

    def unknown(self) -> Iterator[UnresolvedName]:
        """Names that belong to nobody yet; a name is either shared or unknown."""
        kind = UnresolvedName.Kind.UNKNOWN
        shared = {hit.text for hit in self.found if self._is_open(hit)}
        for unknown in self.unknown_names:
            if unknown.text not in self.decisions and unknown.text not in shared:
                yield self._unresolved(unknown.text, kind, len(unknown.spans), unknown.reason)

    def _is_open(self, hit: Found):
        return hit.person is None and hit.text not in self.decisions

    def _unresolved(self, name, kind, count, reason=""):
        return UnresolvedName(
            article=self.article,
            name=name[:LONGEST_NAME],
            kind=kind,
            count=count,
            reason=reason[:LONGEST_NAME],
        )

    def _in_body(self, places):
        return [
            position - self.body_start
            for _, start, end in sorted(places, key=lambda place: place[1])
            if start >= self.body_start
            for position in (start, end)
        ]
