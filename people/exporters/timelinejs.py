"""Interactions as slides of TimelineJS 3, whose JSON format its documentation gives.

A slide needs a date: what has none is left out. An imprecise date is drawn at its first day, or
over all of its days, and its words are shown instead.
"""

import json
from collections.abc import Iterator
from datetime import date

from django.utils.html import format_html

from people.exporters.chosen import Chosen, one_moment
from people.timelines import Entry


def write(chosen: Chosen) -> Iterator[bytes]:
    """One JSON document, slide by slide."""
    yield b'{"events":['
    with one_moment():
        slides = (slide(entry) for entry in chosen.entries() if entry.when.lower)
        for number, told in enumerate(slides):
            yield (b",\n" if number else b"\n") + json.dumps(told, ensure_ascii=False).encode()
    yield b"\n]}\n"


def slide(entry: Entry) -> dict:
    """An interaction as a slide; its texts are HTML, and escaped."""
    when, row = entry.when, entry.interaction
    said = format_html("<p>{}</p>", entry.reason or entry.status.label)
    told = {
        "unique_id": f"interaction-{row.pk}",
        "start_date": _date(when.lower),
        "display_date": when.words(),
        "group": row.get_kind_display(),
        "text": {"headline": format_html("{}", row.summary), "text": said},
    }
    if when.upper and when.upper != when.lower:
        told["end_date"] = _date(when.upper)
    return told


def _date(day: date):
    return {"year": day.year, "month": day.month, "day": day.day}
