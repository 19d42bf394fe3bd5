"""Names that a list writes in capitals, as newspapers print them. Pure: imports no models.

Capitals have lost what told "LeFrak" from "Lefrak" and "AXA" from "Axa". What has a rule is put
right (initials, numerals, Mc and O', words without a vowel), anything else gets one capital.
"""

import re

RUN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
NUMERAL = re.compile(r"[IVX]{2,}")
IRISH = re.compile(r"(MC|[OD]['’])(\w\w+)")
CAPITALS = set(
    "AKA CEO CIA CNN DBA DOJ EPA EU FBI FDA FEC LLC LLP LP NASA NATO NBC NY NYC PAC SEC TV UCLA UK "
    "UN US USA USAID".split()
)
ORDINALS = {"ST", "ND", "RD", "TH"}
ABBREVIATIONS = set("DR FT JR LTD MR MRS MS MT SR ST".split())
SMALL_WORDS = set("AND AT BIN BY DE DER FOR IN OF ON THE TO VON".split())


def properly_cased(name: str) -> str:
    """ "DONALD J. TRUMP" as Donald J. Trump, "40 WALL STREET LLC" as 40 Wall Street LLC.

    A name with a small letter in it is left as it is.
    """
    return RUN.sub(_cased, name) if name.isupper() else name


def _cased(match):
    word, before = match[0], match.string[: match.start()]
    if word in CAPITALS or (before and NUMERAL.fullmatch(word)):
        return word
    if word in SMALL_WORDS and before.endswith(" "):
        return word.lower()
    if word in ORDINALS and before[-1:].isdecimal():
        return word.lower()
    if irish := IRISH.fullmatch(word):
        return irish[1].capitalize() + irish[2].capitalize()
    if word in ABBREVIATIONS or re.search("[AEIOUYÀ-Þ]", word):
        return word.capitalize()
    return word
