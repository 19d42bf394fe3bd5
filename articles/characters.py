"""Characters that no reader sees and no text of this site holds."""

import re

# Control characters (PostgreSQL refuses NUL, XML most others), lone surrogates, noncharacters,
# soft hyphens, zero-width spaces, byte order marks, and the direction marks that make a text
# read as something it is not. Names and searches would stumble over them all. The zero-width
# joiners stay: Persian and emoji need them.
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)


def visible(text: str) -> str:
    """Returns the text without invisible characters; its whitespace stays as it is."""
    return INVISIBLE.sub("", text)


def clean_text(value: str) -> str:
    """Returns a value of one line: no invisible characters, whitespace as single spaces."""
    return " ".join(visible(value).split())
