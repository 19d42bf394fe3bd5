"""How much of saved web pages and feeds is found, measured against what is expected of them.

    python benchmarks/extraction.py DATA_FOLDER [--verbose]

DATA_FOLDER, which is not part of this repository, holds `pages/pages.json` and
`feeds/feeds.json`, with the files they name and what their collectors expect to be found. The
files are served on a loopback host and fetched, then read as the site reads them: a page by a
process of its own, with its time limit.

Compared are words, whatever their case and punctuation; the authors as a set; a text as right
when it shares nine in ten words. A date is right if it was that day anywhere on earth at the
moment found. Where nothing is expected nothing counts. Some of the pages were saved with `value`
in place of the `content` of their metadata; they are served as they must have been. --verbose
shows every difference.
"""

import datetime as dt
import json
import os
import re
import sys
import time
from collections import Counter, defaultdict
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
os.environ["NEWSROOM_LOCAL"] = "1"
SWAPPED = re.compile(rb"(<meta\b[^<>]*?\s)value=")


class Saved(BaseHTTPRequestHandler):
    """Serves the files of a folder, each as it was saved."""

    def __init__(self, folder, *args):
        self.folder = folder
        super().__init__(*args)

    def do_GET(self):
        content = (self.folder / self.path.strip("/")).read_bytes()
        if "/pl-" in self.path:
            content = SWAPPED.sub(rb"\1content=", content)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args):
        pass


def main(data_folder: Path, verbose: bool) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Saved, data_folder)) as server:
        os.environ["TRIAL_HOSTS"] = f"127.0.0.1:{server.server_port}"
        Thread(target=server.serve_forever, daemon=True).start()
        import django

        django.setup()
        site = f"http://{os.environ['TRIAL_HOSTS']}"
        for kind, compare in (("pages", compare_page), ("feeds", compare_feed)):
            listed = json.loads((data_folder / kind / f"{kind}.json").read_bytes())[kind]
            report(kind, listed, partial(compare, site), verbose)
        server.shutdown()


def report(kind, listed, compare, verbose) -> None:
    """Compare each file, and print how many of the facts expected were found, by set."""
    scores = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    slowest, failed = 0.0, 0
    for about in listed:
        began = time.monotonic()
        facts, problem = compare(about)
        slowest = max(slowest, time.monotonic() - began)
        failed += bool(problem)
        if problem:
            print(f"{about['file']}: {problem}")
        for name, (expected, found, is_right) in facts.items():
            for group in (about["file"].partition("-")[0], "all"):
                scores[group][name][0] += is_right
                scores[group][name][1] += 1
            if verbose and not is_right:
                print(f"{about['file']} {name}\n    expected {expected!r}\n    found    {found!r}")
    print(f"\n{len(listed)} {kind}, {failed} not read, at most {slowest:.1f} s each")
    names = list(scores["all"])
    print(f"{'':16}" + "".join(f"{name:>10}" for name in names))
    for group, score in sorted(scores.items(), key=lambda item: item[0] == "all"):
        cells = ("{}/{}".format(*score[name]) if name in score else "" for name in names)
        print(f"{group:16}" + "".join(f"{cell:>10}" for cell in cells))
    print()


def compare_page(site, about):
    """The facts expected of a page, each with what was found and whether it is right."""
    from articles import body
    from articles.bringing import NotBrought, read_page

    try:
        row = read_page(f"{site}/pages/{about['file']}").row
    except NotBrought as error:
        return {}, error
    expected = about["expected"]
    text = " ".join(body.to_text(body.sanitise(row.body)).split())
    facts = {
        "title": (expected.get("title"), row.headline, same_words),
        "author": (expected.get("author"), row.byline, same_people),
        "date": (expected.get("date_published"), row.published_at, same_day),
        "text": (expected.get("article_text"), text, same_text),
        "contains": (expected.get("must_contain"), text, contains_all),
        "no other": (expected.get("must_not_contain"), text, contains_none),
    }
    return judged(facts), None


def compare_feed(site, about):
    """The facts expected of a feed and of its first entry."""
    from articles.fetching import fetch
    from articles.importers import feed
    from articles.importers.sources import SourceError

    fetched = fetch(f"{site}/feeds/{about['file']}", most=20_000_000)
    try:
        found = feed.of(fetched.content, fetched.address)
    except SourceError as error:
        return {}, error
    facts = {
        "title": (about["feed_title"], found.title, same_words),
        "entries": (about["entries"], len(found.entries), int.__eq__),
    }
    if expected := about.get("first_entry"):
        first = found.entries[0]
        facts |= {
            "headline": (expected["title"], first.headline, same_words),
            "author": (expected.get("author"), first.byline, same_people),
            "date": (expected.get("published_utc"), first.published_at, same_day),
            "link": (expected["link"], first.canonical_url, is_link),
        }
    return judged(facts), None


def judged(facts):
    return {
        name: (expected, found, same(expected, found))
        for name, (expected, found, same) in facts.items()
        if expected not in (None, "", [])
    }


def words(text):
    return re.findall(r"\w+", re.sub(r"<[^<>]*>", "", text).casefold())


def same_words(expected, found):
    return words(expected) == words(found)


def same_people(expected, found):
    return people(expected) == people(found)


def people(names):
    """The authors of a byline or a list of names, each as its words."""
    joined = ", ".join(names) if isinstance(names, list) else names
    parted = re.split(r",|;|&|\b(?:and|und)\b", re.sub(r"(?i)^by\b", "", joined))
    return {tuple(words(name)) for name in parted if words(name)}


def same_day(expected, found):
    """Whether the moment found was on the day expected, in some time zone."""
    if found is None:
        return False
    day = dt.datetime.combine(dt.datetime.fromisoformat(expected), dt.time(), dt.UTC)
    return day - dt.timedelta(hours=14) <= found < day + dt.timedelta(hours=36)


def same_text(expected, found):
    """Whether nine in ten words are shared (F1)."""
    expected, found = Counter(words(expected)), Counter(words(found))
    shared = (expected & found).total()
    return 2 * shared >= 0.9 * (expected.total() + found.total())


def contains_all(passages, found):
    return all(contains(found, passage) for passage in passages)


def contains_none(passages, found):
    return not any(contains(found, passage) for passage in passages)


def contains(text, passage):
    return " ".join(words(passage)) in " ".join(words(text))


def is_link(expected, found):
    return found.endswith(expected)


if __name__ == "__main__":
    folders = [Path(argument) for argument in sys.argv[1:] if not argument.startswith("--")]
    if len(folders) != 1 or not (folders[0] / "pages").is_dir():
        sys.exit("Name the folder with the pages and feeds.")
    main(folders[0], "--verbose" in sys.argv)
