"""Names as lists of people write them: "Clovis, Samuel (Sam) Jr." Pure: imports no models."""

import re

from articles.characters import clean_text

SUFFIXES = {"jr", "sr", "ii", "iii", "iv"}
NICKNAME = re.compile(r"""\(([^()]*)\)|["“]([^"“”]*)["”]""")
ALSO_KNOWN_AS = re.compile(r"(?i)^(?:a/?k/?a|also known as|alias)\W*\s+")


def read(text: str) -> tuple[str, list[str]]:
    """The name in its usual order, and the other names that stand with it.

    "Patten, William (Sam) Jr." is William Patten Jr., also Sam Patten; what is in brackets is a
    nickname unless it says "a/k/a" and gives a whole name.
    """
    nicknames = [clean_text(bracket or quoted) for bracket, quoted in NICKNAME.findall(text)]
    given, family, suffix = _parts(clean_text(NICKNAME.sub(" ", text)))
    whole = [ALSO_KNOWN_AS.sub("", nickname) for nickname in nicknames]
    others = [
        name if name != nickname else f"{nickname} {family}"
        for name, nickname in zip(whole, nicknames, strict=True)
        if name
    ]
    return joined(given, family, suffix), others


def joined(*parts: str) -> str:
    """The parts of a name that there are, as one."""
    return " ".join(filter(None, map(clean_text, parts)))


def initials(names: str) -> str:
    """Middle names as newspapers print them: "Herbert Walker" is H. W."""
    return " ".join(f"{name[0]}." for name in names.split())


def _parts(text):
    """Given names, family name and suffix of "Family, Given Suffix" or "Given Family, Suffix"."""
    head, comma, tail = text.partition(",")
    if comma and not _is_suffix(tail):
        given, suffix = _without_suffix(tail)
        return given, head, suffix
    name, suffix = _without_suffix(f"{head} {tail}")
    given, _, family = name.rpartition(" ")
    return given, family, suffix


def _without_suffix(text):
    *words, last = text.split() or [""]
    if words and _is_suffix(last):
        return " ".join(words).rstrip(","), last
    return clean_text(text), ""


def _is_suffix(word):
    return word.strip().rstrip(".").casefold() in SUFFIXES
