"""How well the names of a text are found, measured on annotated articles.

    python benchmarks/names.py [DATA_FOLDER] [--verbose]

The annotations in `annotations/names.json` are places in the `text` of real articles, which
are not part of this repository: DATA_FOLDER holds them as `articles/*.jsonl` (by default
`../shared/data` beside the repository). The rules were made on the tuning half; the held-out
half was annotated when they stood, and showed one fault that was mended since (a given name
alone that was a stranger's surname; precision was 0.974 before).

Annotated is every place that names a person, surnames and given names alone, photo credits
and typing errors included. The Trump campaign and a Trump-Clinton debate name people; Trump
Tower, the Clinton Foundation, book titles and families do not. Words that a broken text runs
together are left out.

Known people count by mention: right is the exact place with the right person. Unknown people
count once for each article: right is an offered name of which the first place is theirs.
--verbose shows every fault.
"""

import json
import sys
import time
from collections import Counter
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from people.names import Gazetteer, KnownName, candidate_keys  # noqa: E402
from people.unknown_names import find_unknown  # noqa: E402

ANNOTATIONS = Path(__file__).parent / "annotations" / "names.json"
HALVES = ("tuning", "held-out")


def main(data_folder: Path, verbose: bool) -> None:
    annotations = json.loads(ANNOTATIONS.read_text(encoding="utf-8"))
    texts = read_texts(data_folder, annotations["articles"])
    known = annotations["known"]
    names = [KnownName(person, name) for person in known for name in (person, *known[person])]
    gazetteer = Gazetteer(names)
    print(f"{'':19}{'known':>10}{'':19}{'unknown':>10}")
    print(f"{'':10}{'articles':>9}" + "".join(map(heading, ("mentions", "people"))))
    for half in HALVES:
        articles = [article for article in annotations["articles"] if article["half"] == half]
        known_score, unknown_score = Counter(), Counter()
        for article in articles:
            text = texts[article["id"]]
            known_score += compare_known(article, text, gazetteer, known, verbose)
            unknown_score += compare_unknown(article, text, gazetteer, known, verbose)
        print(f"{half:10}{len(articles):9}{row(known_score)}{row(unknown_score)}")
    print_times(list(texts.values()), gazetteer)


def read_texts(data_folder: Path, articles: list[dict]) -> dict[str, str]:
    """The texts of the annotated articles by id; ends the program if any is missing."""
    wanted = {article["id"] for article in articles}
    texts = {}
    for path in sorted({data_folder / "articles" / article["file"] for article in articles}):
        if not path.exists():
            sys.exit(f"The articles are not here: {path} is missing. Name their folder.")
        with path.open(encoding="utf-8") as lines:
            rows = map(json.loads, lines)
            texts.update((row["id"], row["text"]) for row in rows if row["id"] in wanted)
    if missing := wanted - texts.keys():
        sys.exit(f"These annotated articles are not in {data_folder}: {sorted(missing)}")
    return texts


def compare_known(article, text, gazetteer, known, verbose) -> Counter:
    expected = {
        (start, end, person)
        for person, spans in article["people"].items()
        if person in known
        for start, end in spans
    }
    found = {(hit.start, hit.end, hit.person) for hit in gazetteer.find(text) if hit.person}
    if verbose:
        for start, end, person in sorted(expected ^ found):
            sign = "missed" if (start, end, person) in expected else "wrong"
            print(f"{article['id']} {sign} {person}: {around(text, start, end)}")
    return score(expected, found)


def compare_unknown(article, text, gazetteer, known, verbose) -> Counter:
    known_spans = [(hit.start, hit.end) for hit in gazetteer.find(text)]
    owner = {
        tuple(span): person
        for person, spans in article["people"].items()
        if person not in known
        for span in spans
    }
    expected = set(owner.values())
    found = {owner.get(name.spans[0], name.text) for name in find_unknown(text, known_spans)}
    if verbose:
        for person in sorted(expected ^ found):
            print(f"{article['id']} {'missed' if person in expected else 'wrong'} ? {person}")
    return score(expected, found)


def score(expected: set, found: set) -> Counter:
    return Counter(right=len(expected & found), expected=len(expected), found=len(found))


def heading(counted: str) -> str:
    return f"{counted:>10}{'precision':>11}{'recall':>8}"


def row(score: Counter) -> str:
    precision = score["right"] / max(score["found"], 1)
    recall = score["right"] / max(score["expected"], 1)
    return f"{score['expected']:10}{precision:11.3f}{recall:8.3f}"


def around(text: str, start: int, end: int) -> str:
    before, after = text[max(start - 40, 0) : start], text[end : end + 40]
    return f"{before}[{text[start:end]}]{after}".replace("\n", " ")


def print_times(texts: list[str], gazetteer: Gazetteer) -> None:
    """Milliseconds for a text of 1,000 words, the middle of several runs."""
    text = " ".join(" ".join(texts).split(" ")[:1000])
    print()
    print(f"candidate_keys {milliseconds(lambda: candidate_keys(text)):6.2f} ms per 1,000 words")
    print(f"find           {milliseconds(lambda: gazetteer.find(text)):6.2f} ms")
    print(f"find_unknown   {milliseconds(lambda: find_unknown(text, [])):6.2f} ms")
    print(f"100,000 names  {milliseconds(build_large_gazetteer, runs=1):6.0f} ms to build")


def build_large_gazetteer() -> Gazetteer:
    given = [f"Given{chr(97 + i % 26)}{chr(97 + i // 26)}" for i in range(300)]
    return Gazetteer(
        KnownName(index, f"{given[index % 300]} Family{number_in_letters(index)}")
        for index in range(100_000)
    )


def number_in_letters(number: int) -> str:
    return "".join(chr(97 + int(digit)) for digit in str(number))


def milliseconds(run, runs: int = 9) -> float:
    times = []
    for _ in range(runs):
        start = time.process_time()
        run()
        times.append(1000 * (time.process_time() - start))
    return median(times)


if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if argument != "--verbose"]
    folder = Path(arguments[0]) if arguments else ROOT.parent / "shared" / "data"
    main(folder, verbose="--verbose" in sys.argv)
