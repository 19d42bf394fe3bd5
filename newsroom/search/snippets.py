"""The words of a text around what was looked for, marked; HTML made of escaped text."""

import re
import unicodedata
from functools import cache

from django.db import connection
from django.utils.html import format_html, format_html_join

SNIPPET = 240
DIACRITIC = "[\u0300-\u036f]"
# The letters that `newsroom_unaccent` takes for plain ones though Unicode does not part them.
WHOLE_LETTERS = str.maketrans("łŁøØđĐðÐħĦıŧŦ", "lLoOdDdDhHitT")
LATIN = [chr(code) for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))]


def lexemes(words: str) -> list[str]:
    """The stems that a search looks for, those to be left out excepted; one query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT querytree(websearch_to_tsquery('english', newsroom_unaccent(%s)))", [words]
        )
        [looked_for] = cursor.fetchone()
    return [lexeme.replace("''", "'") for lexeme in re.findall(r"'((?:[^']|'')+)'", looked_for)]


def words_with(stems: list[str]) -> re.Pattern | None:
    """What matches the words that have one of these stems, with or without diacritics.

    A word is a stem and an ending, as long as those that PostgreSQL's English stemmer takes off
    ("organ-ization").
    """
    forms = ["".join(map(_letter, stem[:-1])) + _last_letter(stem[-1]) for stem in stems]
    ending = rf"(?:\w{DIACRITIC}*){{0,8}}(?!\w|{DIACRITIC})"
    return re.compile(rf"\b(?:{'|'.join(forms)}){ending}") if forms else None


def highlighted(text: str, pattern: re.Pattern | None) -> str:
    """About `SNIPPET` characters of a text around the first match of a pattern, each one marked.

    "" when there is no match.
    """
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


def _last_letter(letter):
    return f"(?:{_letter('i')}|{_letter('y')})" if letter == "i" else _letter(letter)


@cache
def _letter(letter: str) -> str:
    """What matches a letter, large or small, and those that are the same but for diacritics."""
    if not letter.isalpha():
        return re.escape(letter)
    # Spelled out, since `re.IGNORECASE` makes such a class some ten times as dear to compile.
    return f"[{letter.lower()}{letter.upper()}{''.join(_accented().get(letter, ()))}]{DIACRITIC}*"


@cache
def _accented() -> dict[str, list[str]]:
    """Letters with diacritics, by the plain letter."""
    by_letter = {}
    for letter in LATIN:
        plain = unicodedata.normalize("NFD", letter)[0].translate(WHOLE_LETTERS)
        if plain != letter and plain.isascii():
            by_letter.setdefault(plain.lower(), []).append(letter)
    return by_letter


def _around(match: re.Match) -> tuple[int, int]:
    """Where to cut a text around a match: at spaces, and never through the match."""
    text, start = match.string, max(0, match.start() - SNIPPET // 3)
    if start:
        start = text.find(" ", start, match.start()) + 1 or match.start()
    end = start + SNIPPET
    if end < len(text):
        end = max(text.rfind(" ", start, end), match.end())
    return start, end
