"""How well interactions and quotes are suggested, measured on annotated articles.

    python benchmarks/suggestions.py [DATA_FOLDER] [--verbose]

The annotations in `annotations/suggestions.json` are places in the `text` of real articles,
which are not part of this repository: DATA_FOLDER holds them as `articles/*.jsonl` (by default
`../shared/data` beside the repository). All were drawn by chance among the articles that have
several sentences with two of the people and a verb of contact.

The rules were made on the tuning half. The held-out half was drawn and annotated when they stood,
in two portions of 11 and 8 articles, and each showed faults that were mended before the next. What
is printed for it is therefore flattering; at first sight the rules found 25 of its 32 contacts with
5 wrong suggestions, and its quotes with precision 0.86 and recall 0.82.

Names are found by the project's own code, from the people of `annotations/names.json` and the
people these articles name besides.

Annotated is every interaction between people on record that an article states, whoever states it,
denied ones included and planned or imagined ones not, with every passage that states it. A contact
has at least two people on record; dismissals, pleas and the like have one or more. A suggestion is
right when it overlaps such a passage, names two of its people (one, where it is no contact) and
nobody who is not in one, and is of the same group: contact or not. Of the right ones is told how
many have the very kind. An interaction counts once however often it
is suggested; every wrong suggestion counts.

Annotated is every quotation of three words or more that the text ascribes to somebody, and a
shorter one that is all somebody is quoted as saying. Its speaker is a person on record (of several
together, any), or a place that names a party ("an official"). A suggested quote is right when it
begins in such a quotation and has the same speaker, or for a party shares a word with that place.
--verbose shows every fault.
"""

import json
import sys
from collections import Counter
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.names import HALVES, around, milliseconds, read_texts  # noqa: E402
from people.names import Gazetteer, KnownName  # noqa: E402
from people.suggestion_lexicon import CONTACT_KINDS  # noqa: E402
from people.suggestions import Named, interactions, quotes  # noqa: E402

ANNOTATIONS = Path(__file__).parent / "annotations"
FEWEST = {"contact": 2, "other": 1}


def main(data_folder: Path, verbose: bool) -> None:
    annotations = read_annotations("suggestions.json")
    known = read_annotations("names.json")["known"] | annotations["more people"]
    names = [KnownName(person, name) for person in known for name in (person, *known[person])]
    gazetteer = Gazetteer(names)
    texts = read_texts(data_folder, annotations["articles"])
    print(f"{'':20}{'contacts':>28}{'other interactions':>29}{'quotes':>27}")
    print(f"{'':10}{'articles':>9}{interaction_heading() * 2}{quote_heading()}")
    for half in HALVES:
        articles = [article for article in annotations["articles"] if article["half"] == half]
        score: Counter = Counter()
        for article in articles:
            text = texts[article["id"]]
            named = named_in(text, gazetteer)
            score.update(compare_interactions(article, text, named, verbose))
            score.update(compare_quotes(article, text, named, verbose))
        columns = (*map(interaction_row, ("contact", "other"), (score, score)), quote_row(score))
        print(f"{half:10}{len(articles):9}{''.join(columns)}")
    print_times(list(texts.values()), gazetteer)


def read_annotations(name: str) -> dict:
    return json.loads((ANNOTATIONS / name).read_text(encoding="utf-8"))


def named_in(text: str, gazetteer: Gazetteer) -> list[Named]:
    return [Named(hit.start, hit.end, hit.person) for hit in gazetteer.find(text) if hit.person]


def compare_interactions(article, text, named, verbose) -> Counter:
    score: Counter = Counter()
    told = article["interactions"]
    found = set()
    for suggestion in interactions(text, named, date.fromisoformat(article["date"])):
        group = group_of(suggestion.kind)
        right = right_ones(suggestion, told)
        found.update(right)
        score[group, "wrong"] += not right
        score[group, "kind"] += any(told[index]["kind"] == suggestion.kind for index in right)
        score[group, "right"] += bool(right)
        if verbose and not right:
            people = ", ".join(suggestion.participants)
            place = around(text, suggestion.start, suggestion.end)
            print(f"{article['id']} wrong {suggestion.kind} {suggestion.why} {people}: {place}")
    for index, interaction in enumerate(told):
        group = group_of(interaction["kind"])
        score[group, "expected"] += 1
        score[group, "found"] += index in found
        if verbose and index not in found:
            places = " / ".join(around(text, *place) for place in interaction["passages"])
            print(f"{article['id']} missed {interaction['kind']} {interaction['people']}: {places}")
    return score


def group_of(kind: str) -> str:
    return "contact" if kind in CONTACT_KINDS else "other"


def right_ones(suggestion, told: list[dict]) -> list[int]:
    """The interactions that a suggestion is right about, by index; none if it names others too."""
    people = set(suggestion.participants)
    here = [
        index
        for index, interaction in enumerate(told)
        if group_of(interaction["kind"]) == group_of(suggestion.kind)
        and any(
            start < suggestion.end and suggestion.start < end
            for start, end in interaction["passages"]
        )
    ]
    if not people <= {person for index in here for person in told[index]["people"]}:
        return []
    return [
        index
        for index in here
        if len(people & set(told[index]["people"])) >= FEWEST[group_of(suggestion.kind)]
    ]


def compare_quotes(article, text, named, verbose) -> Counter:
    score: Counter = Counter()
    said = {tuple(quote["span"]): quote for quote in article["quotes"]}
    missed = dict(said)
    for suggestion in quotes(text, named):
        score["quote", "suggested"] += 1
        span = next((span for span in said if span[0] <= suggestion.start < span[1]), None)
        if span and is_right_speaker(suggestion, said[span], text):
            score["quote", "right"] += 1
            missed.pop(span, None)
        elif verbose:
            place = around(text, suggestion.start, suggestion.end)
            print(f"{article['id']} wrong speaker {suggestion.speaker_words}: {place}")
    score["quote", "expected"] += len(said)
    score["quote", "found"] += len(said) - len(missed)
    if verbose:
        for span, quote in missed.items():
            speaker = quote.get("speakers") or text[slice(*quote["words"])]
            print(f"{article['id']} missed quote of {speaker}: {around(text, *span)}")
    return score


def is_right_speaker(suggestion, quote: dict, text: str) -> bool:
    if "speakers" in quote:
        return suggestion.speaker in quote["speakers"]
    party = text[slice(*quote["words"])]
    return suggestion.speaker is None and bool(words(party) & words(suggestion.speaker_words))


def words(text: str) -> set[str]:
    return set(text.lower().split()) - {"a", "an", "the", "of", "one"}


def interaction_heading() -> str:
    return f"{'number':>8}{'recall':>8}{'wrong':>7}{'kind':>6}"


def quote_heading() -> str:
    return f"{'number':>8}{'precision':>11}{'recall':>8}"


def interaction_row(group: str, score: Counter) -> str:
    """How many there are, the part found, the wrong suggestions for each one found, and the part
    of the right suggestions that have the right kind."""
    expected, found = score[group, "expected"], score[group, "found"]
    recall, wrong = found / max(expected, 1), score[group, "wrong"] / max(found, 1)
    kind = score[group, "kind"] / max(score[group, "right"], 1)
    return f"{expected:8}{recall:8.3f}{wrong:7.2f}{kind:6.2f}"


def quote_row(score: Counter) -> str:
    expected = score["quote", "expected"]
    precision = score["quote", "right"] / max(score["quote", "suggested"], 1)
    return f"{expected:8}{precision:11.3f}{score['quote', 'found'] / max(expected, 1):8.3f}"


def print_times(texts: list[str], gazetteer: Gazetteer) -> None:
    """Milliseconds for a text of 1,000 words, the middle of several runs."""
    text = " ".join("\n\n".join(texts).split(" ")[:1000])
    named = named_in(text, gazetteer)
    day = date(2017, 6, 30)
    print()
    found = milliseconds(lambda: interactions(text, named, day))
    print(f"interactions {found:6.2f} ms per 1,000 words")
    print(f"quotes       {milliseconds(lambda: quotes(text, named)):6.2f} ms")


if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if argument != "--verbose"]
    folder = Path(arguments[0]) if arguments else ROOT.parent / "shared" / "data"
    main(folder, verbose="--verbose" in sys.argv)
