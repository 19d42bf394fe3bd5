"""Passages: exact words of an article, and how to find them again.

A passage is kept as the W3C Web Annotation model has it: its words with a little of what
stands around them (TextQuoteSelector), and where they start (TextPositionSelector). Offsets
count Python characters of the article's plain text. https://www.w3.org/TR/annotation-model/
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from urllib.parse import quote as quote_url

CONTEXT = 32
MAX_OCCURRENCES = 200  # of the same words, weighed against each other
TOLD_BY = 5  # words at each end of a long text fragment

ALIKE = {
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‘’‚‛′`´", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
}
AROUND_A_QUOTE = " \n\t.…\"'" + "".join(mark for mark, plain in ALIKE.items() if plain != "-")
BETWEEN_SENTENCES = re.compile(r"(?<=[.!?…”\"])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Selector:
    """Words of a text, up to CONTEXT characters before and after them, and their offset."""

    exact: str
    prefix: str
    suffix: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.exact)


def take(text: str, start: int, end: int) -> Selector:
    """Returns the passage from start up to end, without whitespace at its ends.

    Raises ValueError when that is not within the text, or holds no words.
    """
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"{start} to {end} is not within a text of {len(text)} characters.")
    exact = text[start:end].strip()
    if not exact:
        raise ValueError(f"There are no words from {start} to {end}.")
    start = text.index(exact, start)
    end = start + len(exact)
    return Selector(exact, text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT], start)


def find(text: str, selector: Selector) -> int | None:
    """Returns where the passage starts in a text that may have changed, or None: it is lost.

    Nothing but its exact words will do. Where they stand with their old context intact, it is
    there; else where most of that context is left; of several such places the nearest to the
    old offset. The offset alone decides nothing: once something was inserted, the same words
    said by somebody else may stand there.
    """

    def distance(start):
        return abs(start - selector.start)

    in_context = selector.prefix + selector.exact + selector.suffix
    intact = [start + len(selector.prefix) for start in _occurrences(text, in_context)]
    if intact:
        return min(intact, key=distance)
    nearest_first = sorted(_occurrences(text, selector.exact), key=distance)
    return max(
        nearest_first[:MAX_OCCURRENCES],
        key=lambda start: _quarters_of_context(text, start, selector),
        default=None,
    )


def quote(text: str, words: str) -> list[Selector]:
    """Returns where pasted words stand in a text, in order, as the text has them.

    Copying changes whitespace, quotation marks, dashes, ellipses, ligatures, accents and soft
    hyphens, so none of these count. Quotation marks or dots around the words are left off if
    they are not found with them, and case is ignored if they are not found as written.
    """
    for fold_case in (False, True):
        folded = _fold(text, fold_case)
        for variant in (words, words.strip(AROUND_A_QUOTE)):
            wanted, _ = _fold(variant, fold_case)
            if found := _passages(text, folded, wanted.strip()):
                return found
    return []


def nearest(text: str, words: str) -> str | None:
    """Returns the sentence of a text most like the words, if any is at all like them."""
    sentences = [sentence for sentence in BETWEEN_SENTENCES.split(text) if sentence]
    return next(iter(get_close_matches(words, sentences, n=1, cutoff=0.5)), None)


def text_fragment(exact: str) -> str:
    """Returns what after the # of an address takes a browser to these words and lights them up.

    Many words, and those of several paragraphs, are told by the first and last of them.
    https://wicg.github.io/scroll-to-text-fragment/
    """
    words = exact.split()
    ends = [words]
    if len(words) > 2 * TOLD_BY or "\n" in exact:
        number = min(TOLD_BY, len(words) // 2)
        ends = [words[:number], words[-number:]]
    told = (quote_url(" ".join(end), safe="").replace("-", "%2D") for end in ends)
    return f":~:text={','.join(told)}"


def _passages(text, folded, wanted):
    """Returns the passages of a text whose folded form is wanted."""
    letters, offsets = folded
    found = {}  # by offsets: the three dots of one … are one passage
    for at in _occurrences(letters, wanted):
        start, last = offsets[at], offsets[at + len(wanted) - 1]
        end = max(last + 1, offsets[at + len(wanted)])  # with the accents that follow it
        found[start, end] = take(text, start, end)
    return list(found.values())


def _occurrences(text, words) -> Iterator[int]:
    start = text.find(words) if words else -1
    while start >= 0:
        yield start
        start = text.find(words, start + 1)


def _quarters_of_context(text, start, selector):
    """Returns how many quarters (0 to 4) of the context still stand around words at start.

    Measured in runs of three letters, which any two sentences rarely share; and coarsely, so
    that the few they do share decide nothing.
    """
    end = start + len(selector.exact)
    before, after = _runs(selector.prefix), _runs(selector.suffix)
    kept = len(before & _runs(text[max(0, start - CONTEXT) : start]))
    kept += len(after & _runs(text[end : end + CONTEXT]))
    return 4 * kept // max(1, len(before) + len(after))


def _runs(text):
    return {text[at : at + 3] for at in range(len(text) - 2)}


def _fold(text, fold_case):
    """Returns the text without what copying changes, and the offset each character came from.

    One more offset than characters: the last is the length of the text.
    """
    folded, offsets = [], []
    for offset, character in enumerate(text):
        for plain in _plain(character, fold_case):
            if plain in " -" and folded and folded[-1] == plain:
                continue
            folded.append(plain)
            offsets.append(offset)
    return "".join(folded), [*offsets, len(text)]


@lru_cache(maxsize=4096)
def _plain(character, fold_case):
    if character.isspace():
        return " "
    character = ALIKE.get(character, character)
    letters = unicodedata.normalize("NFKD", character.casefold() if fold_case else character)
    return "".join(letter for letter in letters if not _is_unseen(letter))


def _is_unseen(letter):
    return unicodedata.combining(letter) or unicodedata.category(letter) == "Cf"
