"""What a sentence tells of people on record: a kind of interaction and who took part.

Each cue of `suggestion_lexicon` is read after its shape. Pure: imports no models.
"""

import re
from collections.abc import Hashable, Iterator
from typing import NamedTuple

from people.suggestion_cast import How
from people.suggestion_grammar import Grammar, Party
from people.suggestion_lexicon import (
    BY_PHONE,
    CONTACT_KINDS,
    CUES,
    NEGATION,
    NOT_YET,
    ONLY_WANTED,
    Cue,
    Shape,
)
from people.suggestion_sentences import Span
from people.suggestion_speakers import Attribution, attributions

CERTAINTY = {How.NAME: 1.0, How.OFFICE: 0.9, How.PRONOUN: 0.8, How.PAIR: 0.7}
IN_QUOTATION = 0.8
LOOSE = 0.4
TELLING = 0.8  # the weight of words that tell of a contact even where the grammar is not plain
NEGATED_WITHIN = 20  # characters
NEAR = 100  # characters
FURTHEST_BEFORE = 200  # characters
PLANNED_BEFORE_VERB = re.compile(
    rf"\b(?:{NOT_YET})\b(?!\s+(?:have|later)\s)(?:\s+(?!that\b|and\b|who\b)[\w’'-]+){{0,3}}\s*$",
    re.IGNORECASE,
)
PLANNED_BEFORE_NOUN = re.compile(
    rf"\b(?:{NOT_YET}|{ONLY_WANTED})\b(?:\s+[\w’'-]+){{0,3}}\s*$", re.IGNORECASE
)
PERHAPS = re.compile(r"\b(?:may|might)\s+have\b[^,;]{0,40}$", re.IGNORECASE)
IMAGINED = re.compile(r"\b(?:could|would|should)\s+have\b[^;]{0,80}$", re.IGNORECASE)
WITH = re.compile(r"\b(?:with|to)\b")
WITH_OR_BETWEEN = re.compile(r"\b(?:with|between)\b|^\s+(?:sent\s+)?(?:from|to|by)\b")
WITHIN_REACH = re.compile(r"[^,.;:“”\"\n]{0,90}")
PASSIVE_BEFORE = re.compile(r"\b(?:was|were|been|being|is|are|be|got)\s+(?:\w+ly\s+)?$")
BY = re.compile(r"(?:\s+\w+){0,4}?\s+by\b")
OF = re.compile(r"\s+of\b")
OPENING = re.compile(r"(?:In|During|At|On|After|Before)\b[^,]*$")
HAVING = re.compile(r"\b(?:had|held|has|have|having|hold|holding|took|made|with)\b[^,;:]{0,40}$")
NAMING = re.compile(r"[’']?\s+(?:an?|the|his|her|it|for)\b|[’']?\s+[\"“‘]")
A_GATHERING = re.compile(r"[^.;]{0,60}?\b(?:meeting|meetings|dinner|lunch|call|talks|session)\b")


class Reading(NamedTuple):
    """One interaction told at a place of the text; `score` from 0 to 1."""

    position: int
    words: str
    kind: str
    keys: tuple[Hashable, ...]
    score: float


def readings(grammar: Grammar, sentence: Span) -> Iterator[Reading]:
    """What a sentence tells, the best reading for each kind and set of people."""
    if grammar.text[sentence.start : sentence.end].rstrip("”\"' ").endswith("?"):
        return
    best: dict[frozenset, Reading] = {}
    for cue in CUES:
        for match in cue.pattern.finditer(grammar.text, *sentence):
            reading = _reading(grammar, sentence, cue, match)
            if reading is None:
                continue
            same = frozenset(reading.keys), cue.kind in CONTACT_KINDS or cue.kind
            if same not in best or best[same].score < reading.score:
                best[same] = reading
    yield from _without_parts(list(best.values()))


def stance_of(grammar: Grammar, sentence: Span, reading: Reading) -> tuple[str, Attribution | None]:
    """What the sentence says of an interaction it tells, and who says so."""
    speakers = [
        found
        for found in attributions(grammar, sentence)
        if not found.start <= reading.position < found.end
    ]
    before = [found for found in speakers if found.end <= reading.position]
    speaker = (before or speakers or [None])[-1 if before else 0]
    if speaker and speaker.stance != "reports":
        return speaker.stance, speaker
    negated = NEGATION.search(_clause_before(grammar, sentence, reading.position))
    return ("denies" if negated else "reports"), speaker


def likely_kind(text: str, selected: Span) -> tuple[str, str, int]:
    """The kind that the words of a selection hint at, whoever they are about: the kind, the words
    that hint at it and where they stand; kind "other" without any."""
    hints = ((cue, match) for cue in CUES if (match := cue.pattern.search(text, *selected)))
    cue, match = max(hints, key=lambda hint: hint[0].weight, default=(None, None))
    return (cue.kind, match[0], match.start()) if match else ("other", "", selected.start)


def _clause_before(grammar: Grammar, sentence: Span, position: int) -> str:
    """The words before a position back to the last comma or conjunction, 60 characters at most."""
    before = grammar.text[max(sentence.start, position - 60) : position]
    return re.split(r"[,;:]|\b(?:but|and|that|which|who)\b", before)[-1]


def _without_parts(found: list[Reading]) -> Iterator[Reading]:
    """Leaves out contacts of some of the people of a larger contact in the same sentence."""
    for reading in found:
        larger = (
            set(reading.keys) < set(other.keys)
            and reading.kind in CONTACT_KINDS
            and other.kind in CONTACT_KINDS
            for other in found
        )
        if not any(larger):
            yield reading


def _reading(grammar: Grammar, sentence: Span, cue: Cue, match: re.Match) -> Reading | None:
    before = grammar.text[max(sentence.start, match.start() - FURTHEST_BEFORE) : match.start()]
    is_noun = cue.shape in {Shape.NOUN, Shape.DEED}
    planned = PLANNED_BEFORE_NOUN if is_noun else PLANNED_BEFORE_VERB
    if planned.search(before) or IMAGINED.search(before):
        return None
    if cue.kind not in CONTACT_KINDS and NEGATION.search(before[-NEGATED_WITHIN:]):
        return None  # a contact denied is news, but hardly a resignation that did not happen
    parties = SHAPES[cue.shape](grammar, sentence, match)
    if not parties and cue.kind in CONTACT_KINDS and cue.weight >= TELLING:
        return _loose_reading(grammar, sentence, cue, match)
    parties = sorted(parties or (), key=lambda party: party.start)
    keys = tuple(dict.fromkeys(key for party in parties for key in party.keys))
    fewest = 2 if cue.kind in CONTACT_KINDS else 1
    if len(keys) < fewest:
        return None
    certainty = min(CERTAINTY[how] for party in parties for how in party.hows)
    if grammar.quotations.at(match.start()):
        if certainty < 1:  # a "he" inside quotation marks is whoever the speaker meant
            return None
        certainty = IN_QUOTATION
    score = cue.weight * certainty * (0.7 if PERHAPS.search(before) else 1)
    kind = "phone_call" if _is_by_phone(grammar, cue, sentence, match) else cue.kind
    return Reading(match.start(), match[0], kind, keys, score)


def _loose_reading(grammar: Grammar, sentence: Span, cue: Cue, match: re.Match) -> Reading | None:
    """The nearest people before and behind words that tell of a contact, by whatever grammar."""
    reach = WITHIN_REACH.match(grammar.text, match.end(), sentence.end)
    if cue.shape == Shape.OBJECT or WITH_OR_BETWEEN.search(reach[0]):  # with somebody unnamed
        return None
    around = [
        reference
        for reference in grammar.cast.within(*sentence)
        if reference.how == How.NAME
        and not grammar.cast.is_part_of_another(reference)
        and not grammar.cast.is_speaker(reference)
    ]
    before = [ref for ref in around if 0 <= match.start() - ref.end < NEAR]
    behind = [ref for ref in around if 0 <= ref.start - match.end() < NEAR]
    if not before or not behind or before[-1].keys == behind[0].keys:
        return None
    if grammar.cast.is_subject(behind[0]):  # of a clause of its own
        return None
    keys = before[-1].keys + behind[0].keys
    return Reading(match.start(), match[0], cue.kind, keys, cue.weight * LOOSE)


def _is_by_phone(grammar: Grammar, cue: Cue, sentence: Span, match: re.Match) -> bool:
    near = Span(max(sentence.start, match.start() - 60), min(sentence.end, match.end() + 60))
    return cue.kind == "encounter" and bool(BY_PHONE.search(grammar.text, *near))


# Each takes the grammar, the sentence and the words found, and returns the parties or None.


def _with(grammar: Grammar, sentence: Span, match: re.Match) -> list[Party] | None:
    is_participle = match[0].lower().endswith("ing")
    subject = grammar.subject(match.start(), sentence.start)
    if not subject and is_participle:
        subject = grammar.main_subject(match.start(), sentence.start)
    if not subject or not subject.keys:
        return None
    reach = WITHIN_REACH.match(grammar.text, match.end(), sentence.end)
    for preposition in WITH.finditer(grammar.text, *reach.span()):
        if party := grammar.object(preposition.end(), sentence.end):
            return [subject, party]
    return [subject] if len(subject.keys) > 1 else None


def _object(grammar: Grammar, sentence: Span, match: re.Match) -> list[Party] | None:
    if _is_passive(grammar, sentence, match):
        return _passive(grammar, sentence, match)
    subject = grammar.subject(match.start(), sentence.start)
    party = grammar.object(match.end(), sentence.end)
    if not subject or not party or not subject.keys:
        return None
    if match[0].lower() == "called" and NAMING.match(grammar.text, party.end):
        return None
    return [subject, party]


def _passive(grammar: Grammar, sentence: Span, match: re.Match) -> list[Party] | None:
    sufferer = grammar.subject(match.start(), sentence.start)
    by = BY.match(grammar.text, match.end(), sentence.end)
    actor = by and grammar.object(by.end(), sentence.end)
    return [sufferer, actor] if sufferer and sufferer.keys and actor else None


def _noun(grammar: Grammar, sentence: Span, match: re.Match) -> list[Party] | None:
    reach = WITHIN_REACH.match(grammar.text, match.end(), sentence.end)
    for preposition in WITH_OR_BETWEEN.finditer(reach[0]):
        party = grammar.object(reach.start() + preposition.end(), sentence.end)
        if not party:
            continue
        if preposition[0] == "between":
            return [party] if len(party.keys) > 1 else None
        owner = _holder(grammar, sentence, match, reach.start() + preposition.start())
        return [owner, party] if owner and owner.keys else None
    return None


def _holder(grammar: Grammar, sentence: Span, match: re.Match, preposition: int) -> Party | None:
    """Who had the meeting: its owner, who stands between ("the call he had with"), the subject."""
    between = grammar.nearest_subject(preposition, match.end())
    if between:
        return between
    owner = grammar.owner(match.start(), sentence.start)
    if owner:
        return owner
    near = max(sentence.start, match.start() - NEAR)
    having = HAVING.search(grammar.text, near, match.start())
    if having and (subject := grammar.subject(having.start(), sentence.start)):
        return subject
    return grammar.nearest_subject(match.start(), sentence.start) or _after_opening(
        grammar, sentence, preposition
    )


def _after_opening(grammar: Grammar, sentence: Span, preposition: int) -> Party | None:
    """Brook, in "In a call with Field, Brook said"."""
    opening = OPENING.match(grammar.text, sentence.start, preposition)
    comma = grammar.text.find(", ", preposition, sentence.end)
    return grammar.object(comma + 2, sentence.end) if opening and comma > 0 else None


def _attended(grammar: Grammar, sentence: Span, match: re.Match) -> list[Party] | None:
    subject = grammar.subject(match.start(), sentence.start)
    gathering = A_GATHERING.match(grammar.text, match.end(), sentence.end)
    return [subject] if subject and gathering else None


def _acted_on(grammar: Grammar, sentence: Span, match: re.Match) -> list[Party] | None:
    by = BY.match(grammar.text, match.end(), sentence.end)
    if by or _is_passive(grammar, sentence, match):
        verb = len(grammar.text[: match.start()].rstrip(", "))  # "Brook, appointed by Field"
        sufferer = grammar.subject(verb if by else match.start(), sentence.start)
        actor = by and grammar.object(by.end(), sentence.end)
        return [party for party in (sufferer, actor) if party] if sufferer else None
    sufferer = grammar.object(match.end(), sentence.end)
    actor = grammar.subject(match.start(), sentence.start)
    return [party for party in (actor, sufferer) if party] if sufferer else None


def _acted(grammar: Grammar, sentence: Span, match: re.Match) -> list[Party] | None:
    subject = grammar.subject(match.start(), sentence.start)
    return [subject] if subject and subject.keys else None


def _deed(grammar: Grammar, sentence: Span, match: re.Match) -> list[Party] | None:
    of = OF.match(grammar.text, match.end(), sentence.end)
    party = of and grammar.object(of.end(), sentence.end)
    party = party or grammar.owner(match.start(), sentence.start)
    return [party] if party else None


def _is_passive(grammar: Grammar, sentence: Span, match: re.Match) -> bool:
    near = max(sentence.start, match.start() - NEAR)
    before = PASSIVE_BEFORE.search(grammar.text, near, match.start())
    return bool(before) and not match[0].lower().endswith("ing")


SHAPES = {
    Shape.WITH: _with,
    Shape.OBJECT: _object,
    Shape.NOUN: _noun,
    Shape.ATTENDED: _attended,
    Shape.ACTED_ON: _acted_on,
    Shape.ACTED: _acted,
    Shape.DEED: _deed,
}
