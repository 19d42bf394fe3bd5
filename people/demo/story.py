"""The demo story as its files tell it. Pure: no models here.

The classes are the tables of the TOML files, field by field.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from markdown_it import MarkdownIt

from articles import body, passages
from people import dates
from people.status import Stance

FOLDER = Path(__file__).parent
FRONT_MATTER = "+++\n"  # before and after the TOML at the head of an article
MARKDOWN = MarkdownIt("commonmark")


class StoryError(ValueError):
    """Something in the files does not fit; the message names the file."""


@dataclass(frozen=True)
class Role:
    title: str
    organization: str
    held: dates.ImpreciseDate = dates.UNKNOWN


@dataclass(frozen=True)
class Person:
    slug: str
    name: str
    description: str
    roles: list[Role]
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Quote:
    """Words that its article quotes a person as saying."""

    person: str
    words: str
    said_on: date | None = None


@dataclass(frozen=True)
class Correction:
    text: str
    published: datetime


@dataclass(frozen=True)
class Article:
    name: str
    html: str
    headline: str
    standfirst: str
    outlet: str
    published: datetime
    tags: list[str]
    see_also: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    corrections: tuple[Correction, ...] = ()

    @cached_property
    def text(self) -> str:
        """The plain text, as the site has it."""
        return body.to_text(body.sanitise(self.html))


@dataclass(frozen=True)
class Participant:
    """A person, an organization or a description of a party, with its part in what happened."""

    person: str = ""
    organization: str = ""
    description: str = ""
    part: str = ""


@dataclass(frozen=True)
class Citation:
    """Words of an article, the stance they take, and which party says so: at most one."""

    article: str
    words: str
    stance: Stance
    person: str = ""
    organization: str = ""
    description: str = ""
    said_on: date | None = None


@dataclass(frozen=True)
class Interaction:
    name: str
    kind: str
    summary: str
    when: dates.ImpreciseDate
    participants: list[Participant]
    citations: list[Citation]
    when_printed: str = ""
    when_basis: str = ""
    place: str = ""
    responds_to: str = ""


@dataclass(frozen=True)
class Story:
    """Everything by the name under which the files refer to it, in the order of the files."""

    people: dict[str, Person]
    tags: dict[str, str]
    articles: dict[str, Article]
    interactions: dict[str, Interaction]


def read(folder: Path = FOLDER) -> Story:
    """The story of a folder; raises StoryError, naming file and place, where it does not fit."""
    story = Story(
        people=_each(_person, folder / "people.toml"),
        tags=_toml(folder / "tags.toml"),
        articles={path.stem: _article(path) for path in sorted(folder.glob("articles/*.md"))},
        interactions=_each(_interaction, folder / "interactions.toml"),
    )
    for problem in _problems(story):
        raise StoryError(problem)
    return story


def _each(build, path: Path) -> dict:
    """What `build` makes of each table of a file."""
    built = {}
    for name, table in _toml(path).items():
        try:
            built[name] = build(name, table)
        except (KeyError, TypeError, ValueError) as error:
            raise StoryError(f"{path.name}, [{name}]: {error}") from error
    return built


def _toml(path: Path) -> dict:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise StoryError(f"{path.name}: {error}") from error


def _person(slug: str, table: dict) -> Person:
    return Person(**table | {"slug": slug, "roles": [_role(role) for role in table["roles"]]})


def _role(table: dict) -> Role:
    return Role(**table | {"held": dates.parse(table.get("held", "unknown"))})


def _article(path: Path) -> Article:
    try:
        _, front, text = path.read_text(encoding="utf-8").split(FRONT_MATTER, 2)
        table = tomllib.loads(front)
        rows = {
            "quotes": tuple(Quote(**quote) for quote in table.get("quotes", ())),
            "corrections": tuple(Correction(**row) for row in table.get("corrections", ())),
        }
        return Article(**table | rows | {"name": path.stem, "html": MARKDOWN.render(text)})
    except (TypeError, ValueError) as error:
        raise StoryError(f"{path.name}: {error}") from error


def _interaction(name: str, table: dict) -> Interaction:
    rows = {
        "when": dates.parse(table["when"]),
        "participants": [Participant(**row) for row in table["participants"]],
        "citations": [
            Citation(**row | {"stance": Stance(row["stance"])}) for row in table["citations"]
        ],
    }
    return Interaction(**table | rows | {"name": name})


def _problems(story: Story) -> Iterator[str]:
    """Names that nothing has, and words that do not stand in their article."""
    for article in story.articles.values():
        where = f"{article.name}.md"
        yield from _unknown(where, article.tags, story.tags)
        yield from _unknown(where, article.see_also, story.articles)
        for quote in article.quotes:
            yield from _unknown(where, [quote.person], story.people)
            yield from _misquoted(where, article, quote.words)
    earlier = set()
    for name, interaction in story.interactions.items():
        where = f"interactions.toml, [{name}]"
        yield from _unknown(where, [interaction.responds_to], earlier)
        for party in [*interaction.participants, *interaction.citations]:
            yield from _unknown(where, [party.person], story.people)
        for citation in interaction.citations:
            yield from _unknown(where, [citation.article], story.articles)
            yield from _misquoted(where, story.articles[citation.article], citation.words)
        earlier.add(name)


def _unknown(where: str, names, known) -> Iterator[str]:
    for name in names:
        if name and name not in known:
            yield f"{where}: there is no “{name}” (so far)."


def _misquoted(where: str, article: Article, words: str) -> Iterator[str]:
    times = len(passages.quote(article.text, words))
    if times == 0:
        closest = passages.nearest(article.text, words)
        hint = f" Closest is “{closest}”" if closest else ""
        yield f"{where}: “{words}” does not stand in {article.name}.md.{hint}"
    elif times > 1:
        yield f"{where}: “{words}” stands {times} times in {article.name}.md; quote more words."
