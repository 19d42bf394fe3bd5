"""One filter: the same question has the same answer on page, feed, API and export."""

import json
import re

import pytest

from articles.feeds import ITEMS
from people.demo import loading, story

pytestmark = pytest.mark.django_db
OF_ARTICLES = [
    "",
    "person=michael-flynn",
    "person=jeff-sessions&person=sergey-kislyak",
    "person=michael-flynn&tag=sanctions",
    "tag=sanctions&tag=resignations",
    "from=2017-02-01&to=2017-03-01",
    "as_of=2017-02-13",
    "person=michael-flynn&as_of=2017-02-13&q=calls",
    "q=resigns",
    "q=nothing+of+the+kind",
]
OF_INTERACTIONS = [
    "",
    "person=michael-flynn",
    "person=michael-flynn&person=sergey-kislyak",
    "kind=meeting&kind=phone_call",
    "status=confirmed",
    "person=jeff-sessions&status=confirmed&status=reported",
    "from=2016-12-01&to=2016-12-31",
    "as_of=2017-02-13",
    "kind=phone_call&as_of=2017-02-10",
    "tag=sanctions",
    "q=meets",
    "kind=pardon&to=2016-01-01",
]


@pytest.fixture
def record():
    loading.load(story.read())


def on_page(client, address):
    """The number in the sentence above a list."""
    page = client.get(address).content.decode()
    [sentence] = re.findall(r'role="status"[^>]*>(.*?)</', page, re.DOTALL)[:1]
    number = re.search(r"\d+|No ", sentence)[0]
    return 0 if number == "No " else int(number)


def in_feed(client, address):
    """The number of entries; `ITEMS` stands for it and for anything more."""
    return len(client.get(address).json()["items"])


def in_api(client, address):
    answer = client.get(address).json()
    assert answer["count"] == len(answer["results"])
    return answer["count"]


def in_export(client, address):
    content = b"".join(client.get(address).streaming_content)
    return len([json.loads(line) for line in content.splitlines()])


def test_articles_are_the_same_everywhere(client, record):
    for query in OF_ARTICLES:
        number = on_page(client, f"/articles/?{query}")
        assert in_feed(client, f"/feeds/articles.json?{query}") == min(number, ITEMS), query
        assert in_api(client, f"/api/v1/articles/?{query}&limit=100") == number, query
        assert in_export(client, f"/exports/articles.jsonl?{query}") == number, query


def test_interactions_are_the_same_everywhere(client, record):
    for query in OF_INTERACTIONS:
        number = on_page(client, f"/timeline/?{query}")
        assert in_feed(client, f"/feeds/interactions.json?{query}") == min(number, ITEMS), query
        assert in_api(client, f"/api/v1/interactions/?{query}&limit=100") == number, query
        assert in_export(client, f"/exports/interactions.jsonl?{query}") == number, query


@pytest.mark.parametrize(
    ("path", "queries"), [("/articles/", OF_ARTICLES), ("/timeline/", OF_INTERACTIONS)]
)
def test_the_questions_are_worth_asking(client, record, path, queries):
    """All but the first and the last choose something, and not everything."""
    everything, *chosen, nothing = (on_page(client, f"{path}?{query}") for query in queries)
    assert all(0 < number < everything for number in chosen)
    assert nothing == 0
