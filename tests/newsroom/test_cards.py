"""The pictures that stand for pages where somebody links to them."""

from io import BytesIO

import pytest
from PIL import Image, ImageChops

from articles.models import Article
from newsroom.cards import Card
from people.status import Status
from tests import factories as make


def picture(content):
    return Image.open(BytesIO(content)).convert("RGB")


def margins(image):
    """How far what is drawn stays from the right and the lower edge, the rail left out."""
    right_of_rail = image.crop((130, 0, *image.size))
    white = Image.new("RGB", right_of_rail.size, "white")
    _, _, right, lower = ImageChops.difference(right_of_rail, white).getbbox()
    return right_of_rail.width - right, right_of_rail.height - lower


TITLES = {
    "short": "Kislyak",
    "a sentence": "Michael Flynn and Sergey Kislyak discussed the sanctions in their calls",
    "long": "Reporters say that what the envoys said was never said " * 8,
    "one endless word": "W" * 400,
    "other scripts": "Сергей Лавров, Şimşek, Łukasz and 李娜 met مريم",
    "nothing to read": "\u200b",
    "several lines": "One\nTwo\tThree",
}


@pytest.mark.parametrize("title", TITLES)
def test_whatever_is_written_stays_within_the_picture(title):
    content = Card(TITLES[title], kind=TITLES[title], line=TITLES[title]).png()
    image = picture(content)
    right, lower = margins(image)

    assert image.size == (1200, 630)
    assert len(content) < 40_000
    assert right >= 72
    assert lower >= 60


@pytest.mark.parametrize("status", Status)
def test_every_status_has_a_colour(status):
    plain = picture(Card("Brook meets Field").png())

    assert picture(Card("Brook meets Field", status=status.label).png()) != plain


def test_what_is_below_the_title_never_touches_the_name_of_the_site():
    long = TITLES["a sentence"] * 3
    above_foot = (130, 500, 1200, 520)
    image = picture(Card(long, status="Disputed").png()).crop(above_foot)

    assert image.getcolors() == [(image.width * image.height, (255, 255, 255))]


@pytest.fixture
def pictured(db):
    """The addresses of the pictures of an article, a person and an interaction."""
    person = make.person("Mary Brook")
    citation = make.citation(make.interaction(people=[person]))
    return [
        f"/cards/articles/{citation.article.pk}.png",
        f"/cards/people/{person.pk}.png",
        f"/cards/interactions/{citation.interaction.pk}.png",
    ]


def test_articles_people_and_interactions_have_pictures(client, pictured):
    for address in [*pictured, "/cards/newsroom.png"]:
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer["Content-Type"] == "image/png"
        assert picture(answer.content).size == (1200, 630)
        assert client.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 304


@pytest.mark.django_db
@pytest.mark.parametrize(
    "hidden",
    [
        {"published": None},
        {"published": None, "state": Article.State.IN_REVIEW},
        {"published": "2999-01-01"},
    ],
)
def test_what_is_not_public_has_no_picture(client, hidden):
    citation = make.citation(make.interaction(), make.article(**hidden))

    assert client.get(f"/cards/articles/{citation.article.pk}.png").status_code == 404
    assert client.get(f"/cards/interactions/{citation.interaction.pk}.png").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["articles/0", "people/9" + "9" * 17, "dragons/1", "people/x"])
def test_there_is_no_picture_of_what_is_not_there(client, name):
    assert client.get(f"/cards/{name}.png").status_code == 404


@pytest.mark.parametrize("verb", ["post", "put", "patch", "delete"])
def test_a_picture_can_be_looked_at_and_nothing_else(client, pictured, verb):
    for address in pictured:
        assert getattr(client, verb)(address).status_code == 405
