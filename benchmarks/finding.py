"""How well people are found by what readers type, and how fast among many.

    python -m benchmarks.finding DATA_FOLDER [NAMESAKES]

DATA_FOLDER holds `people/name-variants-in-articles.json` (forms in which articles write the
names of some people, and others they must not be taken for) and `people/us-congress-2017-08.csv`
(everybody in Congress, as more people to be confused with). Nobody has an alias. NAMESAKES made-up
people of ordinary names are added (default: 100000). How many articles name somebody decides
between people of one surname, so that is taken from the same file.

Printed is how many forms find their person first, every form that does not, the pairs that are
taken for each other, and the middle and the 99th percentile of the time a search takes.
"""

import csv
import json
import os
import random
import sys
import time
from collections import Counter
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
os.environ.setdefault("NEWSROOM_LOCAL", "1")

import django

django.setup()

from django.db import connection

from articles.models import Article, Outlet
from people.finding import people_meant
from people.models import Mention, Person
from people.name_lexicon import female_names, male_names

BATCH = 1000


def main(folder: Path, namesakes: int):
    told = json.loads((folder / "name-variants-in-articles.json").read_text(encoding="utf-8"))
    pairs = [(pair["person"], pair["different_person"]) for pair in told["different_persons"]]
    articles = articles_naming(told)
    written = {form["form"] for row in told["people"] for form in row["variants"]}
    enter([*articles, *(congress(folder) - written), *invented(namesakes)])
    mention(articles)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    print(f"{Person.objects.count():,} people")
    measure(
        [(form["form"], row["canonical"]) for row in told["people"] for form in row["variants"]],
        [(name, name) for pair in pairs for name in pair],
    )


def articles_naming(told) -> Counter:
    """How many articles name each of the people told of."""
    numbers = Counter()
    for row in told["people"]:
        numbers[row["canonical"]] += sum(form["articles"] for form in row["variants"])
    for pair in told["different_persons"]:
        numbers[pair["different_person"]] += pair["articles"]
        numbers[pair["person"]] += 0
    return numbers


def congress(folder: Path) -> set[str]:
    with (folder / "us-congress-2017-08.csv").open(encoding="utf-8") as rows:
        return {row["official_full"] for row in csv.DictReader(rows)}


def invented(number: int) -> list[str]:
    """Names of ordinary given names, most of the surnames ordinary too."""
    draw = random.Random(1)
    given = sorted(female_names() | male_names())
    syllables = "ba ber den fer gan hol kin lor man nor pel rick son tor ven wal".split()
    surnames = ["".join(draw.choices(syllables, k=draw.choice((2, 2, 3)))) for _ in range(9000)]
    return [f"{draw.choice(given)} {draw.choice(surnames)}".title() for _ in range(number)]


def enter(names: list[str]):
    rows = [
        Person(name=name, slug=f"person-{number}")
        for number, name in enumerate(dict.fromkeys(names))
    ]
    for row in rows:
        row.derive()
    Person.objects.bulk_create(rows, batch_size=BATCH)


def mention(articles: Counter):
    outlet = Outlet.objects.create(name="Outlet")
    rows = [
        Article(headline=f"Article {n}", slug=f"article-{n}", outlet=outlet)
        for n in range(max(articles.values()))
    ]
    Article.objects.bulk_create(rows)
    people = {person.name: person for person in Person.objects.filter(name__in=articles)}
    Mention.objects.bulk_create(
        Mention(article=row, person=people[name], count=1)
        for name, number in articles.items()
        for row in rows[:number]
    )


def measure(forms, names):
    times = []
    for what, asked in (("forms", forms), ("names of pairs that are two people", names)):
        wrong = []
        for words, meant in asked:
            start = time.perf_counter()
            found = [one.person.name for one in people_meant(words, 5)]
            times.append(1000 * (time.perf_counter() - start))
            if found[:1] != [meant]:
                wrong.append(f"{words} ({meant}): {', '.join(found) or 'nobody'}")
        right = len(asked) - len(wrong)
        print(f"{right} of {len(asked)} {what} find their person first: {right / len(asked):.1%}")
        print(*(f"    {line}" for line in wrong), sep="\n")
    times.sort()
    print(
        f"{times[len(times) // 2]:.1f} ms, 99th percentile {times[len(times) * 99 // 100]:.1f} ms"
    )


if __name__ == "__main__":
    usual = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        main(Path(sys.argv[1]) / "people", int((sys.argv[2:] or ["100000"])[0]))
    finally:
        connection.creation.destroy_test_db(usual, verbosity=0)
