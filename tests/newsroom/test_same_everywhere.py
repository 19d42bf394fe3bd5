"""One filter: the same question has the same answer on page, feed, API and export."""

import json
import re
from io import BytesIO
from urllib.parse import urlencode
from zipfile import ZipFile

import pytest
from django.http import QueryDict

from articles.addresses import canonical
from articles.feeds import ITEMS
from articles.models import Article
from people.demo import loading, story
from people.models import Person
from tests import factories as make
from tests.pages import words

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
SPEAKER = "michael-flynn"
BEGINNING = 100  # characters
OF_QUOTES = [
    "",
    "tag=sanctions",
    "tag=sanctions&tag=resignations",
    "from=2017-02-01&to=2017-03-01",
    "as_of=2017-02-13",
    "tag=sanctions&as_of=2017-02-13",
    "q=ambassador",
    "q=nothing+of+the+kind",
]


@pytest.fixture
def record():
    loading.load(story.read())


@pytest.fixture
def quotes(record):
    """How each article begins, as words of one person, and of every other one of another too."""
    speaker, other = Person.objects.get(slug=SPEAKER), Person.objects.get(slug="mike-pence")
    for number, article in enumerate(Article.objects.published()):
        beginning = article.body_text[:BEGINNING]
        make.quote(speaker, article, exact=beginning)
        if number % 2:
            make.quote(other, article, exact=beginning)


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


def in_archive(client, address, name):
    content = b"".join(client.get(address).streaming_content)
    with ZipFile(BytesIO(content)) as archive:
        return len(archive.read(name).splitlines())


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


def test_quotes_are_the_same_everywhere(client, quotes):
    for query in OF_QUOTES:
        number = on_page(client, f"/people/{SPEAKER}/quotes/?{query}")
        asked = f"person={SPEAKER}&{query}".rstrip("&")
        of_type = urlencode(canonical(QueryDict(f"{asked}&type=quotes")))
        assert on_page(client, f"/search/?{of_type}") == number, query
        assert client.get(f"/api/v1/search/?{of_type}").json()["count"] == number, query
        assert in_api(client, f"/api/v1/quotes/?{asked}&limit=100") == number, query
        assert in_export(client, f"/exports/quotes.jsonl?{asked}") == number, query
        assert in_archive(client, f"/exports/record.zip?{asked}", "quotes.jsonl") == number, query


def test_a_page_and_the_api_say_the_same_of_somebodys_words(client, quotes):
    for query in OF_QUOTES:
        told = client.get(f"/api/v1/quotes/?person={SPEAKER}&{query}").json()["sentence"]
        assert told in words(client.get(f"/people/{SPEAKER}/quotes/?{query}")), query


@pytest.mark.parametrize(
    ("type", "sentence"),
    [
        ("articles", "10 articles naming Michael Flynn"),
        ("interactions", "10 interactions with Michael Flynn"),
        ("quotes", "15 quotes by Michael Flynn"),
    ],
)
def test_a_search_says_what_a_filter_means_for_the_type_shown(client, quotes, type, sentence):
    assert sentence in words(client.get(f"/search/?person={SPEAKER}&type={type}"))


@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("/articles/", OF_ARTICLES),
        ("/timeline/", OF_INTERACTIONS),
        (f"/people/{SPEAKER}/quotes/", OF_QUOTES),
    ],
)
def test_the_questions_are_worth_asking(client, quotes, path, queries):
    """All but the first and the last choose something, and not everything."""
    everything, *chosen, nothing = (on_page(client, f"{path}?{query}") for query in queries)
    assert all(0 < number < everything for number in chosen)
    assert nothing == 0
