"""The picture that stands for a page where somebody links to it: 1200 × 630 pixels, as PNG.

Set in Source Serif, which is here with its licence in `newsroom/fonts`: what a server happens to
have installed does not matter. Letters that it lacks are transliterated.
"""

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from anyascii import anyascii
from django.utils import timezone
from PIL import Image, ImageDraw, ImageFont

from articles.wording import day_words
from people.status import Status

FONT = Path(__file__).parent / "fonts" / "SourceSerifPro-Semibold.ttf"
WIDTH, HEIGHT = 1200, 630
TOP, LEFT, RIGHT, FOOT = 72, 152, 1120, 520
RAIL = 84  # where the line of the timeline runs
TITLE_SIZES = (80, 70, 60, 52, 46)  # the first in which a title fits
TITLE_HEIGHT = 272  # what is below it then stays clear of the foot
LINE_HEIGHT = 1.16
SMALL = 32
NO_LETTER = "\uffff"
LONGEST = 300  # characters of a text that are read at all
COLOURS = 32  # enough for smooth letters, and a file of some 10 kB

BACKGROUND, TEXT, MUTED, RULE = "#ffffff", "#1a1a1a", "#545454", "#8c8c8c"
# As in static/newsroom/css/tokens.css.
STATUS_COLOURS = {
    Status.CONFIRMED.label: "#185e36",
    Status.REPORTED.label: "#005689",
    Status.DISPUTED.label: "#8a3b00",
    Status.DENIED.label: "#8b0000",
    Status.WITHDRAWN.label: "#545454",
}


@dataclass(frozen=True)
class Card:
    """What is written on a picture: above the title what it is of, below it a status or a line."""

    title: str
    kind: str = ""
    status: str = ""
    line: str = ""

    def png(self) -> bytes:
        """The picture; some 30 ms of processor time."""
        image = Image.new("RGB", (WIDTH, HEIGHT), BACKGROUND)
        draw = ImageDraw.Draw(image)
        _rail(draw)
        draw.text((LEFT, TOP), _one_line(self.kind, SMALL), MUTED, _font(SMALL))
        bottom = _title(draw, self.title)
        if self.status:
            _chip(draw, bottom, self.status)
        elif self.line:
            draw.text((LEFT, bottom), _one_line(self.line, SMALL), MUTED, _font(SMALL))
        draw.text((LEFT, FOOT), "Newsroom", TEXT, _font(40))
        file = BytesIO()
        image.quantize(COLOURS).save(file, "PNG", optimize=True)
        return file.getvalue()


SITE = Card("A long story, read through its people", line="Who met whom, when, and who says so")


def of_article(article) -> Card:
    day = day_words(timezone.localdate(article.published_at))
    return Card(article.headline, f"{article.outlet}, {day}")


def of_person(person) -> Card:
    return Card(person.name, "Person", line=person.description)


def of_interaction(interaction) -> Card:
    when = interaction.when.words()
    status = Status(interaction.current_status).label
    return Card(interaction.summary, f"{interaction.get_kind_display()}, {when}", status)


def _rail(draw):
    """A piece of a timeline: one thing settled, one that is not."""
    draw.line((RAIL, 0, RAIL, HEIGHT), RULE, 4)
    draw.circle((RAIL, TOP + 18), 16, TEXT)
    draw.circle((RAIL, FOOT + 24), 14, BACKGROUND, TEXT, 4)


def _title(draw, title) -> int:
    """Write the title; returns where what follows it begins."""
    size, lines = _fitted(title)
    top = TOP + 60
    for line in lines:
        draw.text((LEFT, top), line, TEXT, _font(size))
        top += round(size * LINE_HEIGHT)
    return top + 28


def _chip(draw, top, status):
    """A status as on the pages: its word within a border, both in its colour."""
    colour, width = STATUS_COLOURS[status], _font(SMALL).getlength(status)
    draw.rounded_rectangle((LEFT, top, LEFT + width + 36, top + 58), 4, outline=colour, width=3)
    draw.text((LEFT + 18, top + 8), status, colour, _font(SMALL))


def _fitted(title) -> tuple[int, list[str]]:
    """A size and the lines of a title in it; of what fits in none, as much as does."""
    for size in TITLE_SIZES:
        lines, most = _lines(title, size), int(TITLE_HEIGHT / size / LINE_HEIGHT)
        if len(lines) <= most:
            return size, lines
    *shown, last = lines[:most]
    return size, [*shown, _cut(f"{last} …", size)]


def _lines(text, size) -> list[str]:
    """A text in lines that fit, broken between words."""
    lines = []
    for word in _legible(text).split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _fits(longer, size):
            lines[-1] = longer
        else:
            lines.append(_cut(word, size))
    return lines


def _one_line(text, size) -> str:
    return _cut(_legible(text), size)


def _cut(text, size) -> str:
    """A text, if need be without some of its last letters."""
    while not _fits(text, size):
        text = f"{text.rstrip('…')[:-1].rstrip()}…"
    return text


def _fits(text, size) -> bool:
    return _font(size).getlength(text) <= RIGHT - LEFT


def _legible(text) -> str:
    text = " ".join(text[:LONGEST].split())
    return "".join(letter if _is_in_font(letter) else anyascii(letter) for letter in text)


@cache
def _font(size) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONT, size)


@cache
def _is_in_font(letter) -> bool:
    font = _font(SMALL)
    return bytes(font.getmask(letter)) != bytes(font.getmask(NO_LETTER))
