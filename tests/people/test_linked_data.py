"""What pages tell machines: the data of schema.org in each kind of page that has some."""

import pytest

from people import dates
from people.status import Stance
from tests import factories as make
from tests.linked_data import things

pytestmark = pytest.mark.django_db

SITE = "http://testserver"


def names(found):
    return [thing["name"] for thing in found]


def way(found):
    steps = found["BreadcrumbList"]["itemListElement"]
    assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
    return [step["item"].removeprefix(SITE) for step in steps]


def test_an_article_tells_what_it_is_and_whom_it_is_about(client):
    article = make.article(
        "Envoys & friends <meet>",
        standfirst="They met in Geneva.",
        byline="Ann Hill",
        outlet=make.outlet("The Courier", homepage="https://courier.example/"),
        canonical_url="https://courier.example/1",
        language="de",
        tags=["Sea"],
    )
    make.mention(article, make.person("Ida Field"), count=5)
    make.mention(article, make.person("Tom Marsh"), count=1)
    correction = make.correction(article, "It was <b>Tuesday</b>.")
    address = article.get_absolute_url()
    found = things(client.get(address))
    told = found["NewsArticle"]

    assert told["headline"] == "Envoys & friends <meet>"
    assert told["description"] == "They met in Geneva."
    assert told["url"] == told["mainEntityOfPage"] == f"{SITE}{address}"
    assert told["image"] == f"{SITE}/cards/articles/{article.pk}.png"
    assert told["datePublished"] == "2017-02-13T12:00:00+00:00"
    assert told["dateModified"] == correction.published_at.isoformat(timespec="seconds")
    assert told["author"] == {"@type": "Person", "name": "Ann Hill"}
    assert told["publisher"]["name"] == "The Courier"
    assert told["inLanguage"] == "de"
    assert told["isAccessibleForFree"] is True
    assert told["isBasedOn"] == "https://courier.example/1"
    assert told["keywords"] == ["Sea"]
    assert names(told["about"]) == ["Ida Field"]
    assert names(told["mentions"]) == ["Tom Marsh"]
    assert told["correction"][0]["text"] == "It was <b>Tuesday</b>."
    assert way(found) == ["/", "/articles/", address]


def test_an_article_without_a_byline_is_by_its_outlet(client):
    article = make.article(outlet=make.outlet("The Courier"))
    [told] = [things(client.get(article.get_absolute_url()))["NewsArticle"]]

    assert told["author"] == {"@type": "NewsMediaOrganization", "name": "The Courier"}
    assert "correction" not in told


def test_no_text_can_end_the_data_it_stands_in(client):
    article = make.article("</script><script>alert(1)</script>")
    page = client.get(article.get_absolute_url())

    assert things(page)["NewsArticle"]["headline"] == article.headline
    assert "<script>alert" not in page.content.decode()


def test_a_person_tells_other_names_positions_and_wikidata(client):
    person = make.person(
        "Mary Brook",
        aliases=["Molly Brook"],
        description="An ambassador.",
        wikidata_id="Q42",
    )
    ministry = make.organization("Foreign Ministry")
    make.role(person, "Ambassador", organization=ministry, began="2015-06-01", ended="2017-01-20")
    found = things(client.get("/people/mary-brook/"))
    told = found["Person"]

    assert told["name"] == "Mary Brook"
    assert told["alternateName"] == ["Molly Brook"]
    assert told["description"] == "An ambassador."
    assert told["sameAs"] == "https://www.wikidata.org/entity/Q42"
    assert told["image"] == f"{SITE}/cards/people/{person.pk}.png"
    assert told["hasOccupation"] == [
        {
            "@type": "Role",
            "hasOccupation": {"@type": "Occupation", "name": "Ambassador, Foreign Ministry"},
            "startDate": "2015-06-01",
            "endDate": "2017-01-20",
        }
    ]
    assert way(found) == ["/", "/people/", "/people/mary-brook/"]


def test_somebody_of_whom_nothing_is_known_is_told_by_name(client):
    make.person("Mary Brook")

    told = things(client.get("/people/mary-brook/"))["Person"]
    assert told.keys() == {"@type", "name", "url", "image"}


@pytest.mark.parametrize(
    ("typed", "told"), [("1958-12-24", "1958-12-24"), ("1958", None), ("about 1958", None)]
)
def test_a_day_of_birth_is_told_when_it_is_known_to_the_day(client, typed, told):
    make.person("Mary Brook", born=dates.parse(typed))

    assert things(client.get("/people/mary-brook/"))["Person"].get("birthDate") == told


def test_quotes_tell_who_said_them_and_where(client):
    person = make.person("Mary Brook")
    quote = make.quote(person, make.article("Envoys meet", language="de"))
    told = things(client.get("/people/mary-brook/quotes/"))["Quotation"]

    assert told["text"] == quote.exact
    assert told["creator"]["name"] == "Mary Brook"
    assert told["isPartOf"]["headline"] == "Envoys meet"
    assert told["inLanguage"] == "de"


def test_an_interaction_is_a_claim_that_says_how_sure_it_is(client):
    person = make.person("Mary Brook")
    meeting = make.interaction("Brook meets Field.", people=[person], when="2016-12-29")
    make.citation(meeting, make.article("First", published="2017-01-12"))
    make.citation(meeting, make.article("Second", published="2017-02-13"), stance=Stance.DENIES)
    found = things(client.get(meeting.get_absolute_url()))
    told = found["Claim"]

    assert told["text"] == "Brook meets Field."
    assert told["creativeWorkStatus"] == "Disputed"
    assert told["abstract"].startswith("Disputed: ")
    assert told["temporalCoverage"] == "2016-12-29"
    assert names(told["about"]) == ["Mary Brook"]
    assert [article["headline"] for article in told["appearance"]] == ["First", "Second"]
    assert told["firstAppearance"]["headline"] == "First"
    assert way(found) == ["/", "/timeline/", meeting.get_absolute_url()]


def test_what_is_not_public_is_not_told(client):
    person = make.person("Mary Brook")
    meeting = make.interaction("Brook meets Field.", people=[person])
    make.citation(meeting, make.article("First"))
    make.citation(meeting, make.article("Hidden", published="2999-01-01"))
    make.quote(person, make.article("Hidden", published=None))

    for address in (meeting.get_absolute_url(), "/people/mary-brook/quotes/"):
        assert "Hidden" not in client.get(address).content.decode()
