import pytest

from articles.models import Article, SeeAlso
from people import related
from people.evidence import Evidence
from people.related import related_to
from tests import factories as make
from tests.pages import links, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def brook():
    return make.person("Mary Brook")


def silent(headline, **fields):
    """An article that names nobody by itself."""
    return make.article(headline, body="<p>It rained.</p>", **fields)


def named(headline, *people, **fields):
    """An article that names these people, once each."""
    article = silent(headline, **fields)
    for person in people:
        make.mention(article, person)
    return article


def related_headlines(article, leaving_out=()):
    return [found.article.headline for found in related_to(Evidence(article), leaving_out)]


# --- What is related -------------------------------------------------------------------------


def test_articles_are_related_by_people_tags_and_interactions(brook):
    meeting = make.interaction("Brook meets Field.", people=[make.person("John Field")])
    article = make.article("Read", tags=["Sea"])
    make.citation(meeting, article)
    named("Same person", brook, published="2017-01-03")
    silent("Same tag", tags=["Sea"], published="2017-01-02")
    source = silent("Same interaction", published="2017-01-01")
    make.citation(meeting, source, exact="It rained.")
    silent("Nothing in common", tags=["Law"])

    assert set(related_headlines(article)) == {"Same person", "Same tag", "Same interaction"}


def test_what_few_share_counts_more_than_what_many_do(brook):
    rare = make.person("Ann Hill")
    article = named("Read", brook, rare)
    for number in range(5):
        named(f"Common {number}", brook, published="2017-05-01")
    named("Rare", rare, published="2016-01-01")

    assert related_headlines(article)[0] == "Rare"


def test_two_things_in_common_count_more_than_one_of_them(brook):
    article = named("Read", brook, tags=["Sea"])
    named("One", brook, published="2017-05-01")
    named("Both", brook, tags=["Sea"], published="2016-01-01")

    assert related_headlines(article) == ["Both", "One"]


def test_somebody_named_in_passing_counts_less(brook):
    article = silent("Read")
    passing = make.person("Ann Hill")
    make.mention(article, brook, count=9)
    make.mention(article, passing, count=1)
    named("In passing", passing, published="2017-05-01")
    named("Same subject", brook, published="2016-01-01")

    assert related_headlines(article) == ["Same subject", "In passing"]


def test_of_equals_the_newest_comes_first(brook):
    article = named("Read", brook)
    for day in ("2016-01-01", "2018-01-01", "2017-01-01"):
        named(day, brook, published=day)

    assert related_headlines(article) == ["2018-01-01", "2017-01-01", "2016-01-01"]


def test_of_what_many_articles_name_those_count_that_name_it_most(brook, monkeypatch):
    monkeypatch.setattr(related, "SEEN", 2)
    article = silent("Read", published="2016-01-01")
    make.mention(article, brook, count=3)
    for number in range(4):
        make.mention(silent(f"Named {number + 1} times"), brook, count=number + 1)

    assert set(related_headlines(article)) == {"Named 3 times", "Named 4 times"}


def test_there_are_only_a_few(brook):
    article = named("Read", brook)
    for _ in range(related.ARTICLES + 3):
        named(None, brook)

    assert len(related_headlines(article)) == related.ARTICLES


def test_nothing_in_common_is_nothing_to_read(brook):
    named("Other", brook)

    assert related_headlines(silent("Read")) == []
    assert related_headlines(named("Alone", make.person())) == []


def test_what_the_editor_points_to_is_not_said_twice(brook):
    article, other = named("Read", brook), named("Pointed to", brook)

    assert related_headlines(article, leaving_out=[other]) == []


@pytest.mark.parametrize(
    "hidden",
    [
        {"published": None},
        {"published": None, "state": Article.State.IN_REVIEW},
        {"published": "2999-01-01"},
    ],
)
def test_no_article_is_related_to_what_is_not_public(brook, hidden):
    article = named("Read", brook)
    named("Hidden", brook, **hidden)

    assert related_headlines(article) == []


def test_what_was_withdrawn_is_related_to_nothing(brook):
    article, withdrawn = named("Read", brook), named("Withdrawn", brook)
    withdrawn.withdraw("It was wrong.")

    assert related_headlines(article) == []


def test_drafts_take_no_place_from_what_can_be_read(brook, monkeypatch):
    monkeypatch.setattr(related, "SEEN", 3)
    article = named("Read", brook)
    named("Public", brook)
    for _ in range(5):
        named(None, brook, published=None)

    assert related_headlines(article) == ["Public"]


# --- Why -------------------------------------------------------------------------------------


def test_it_is_said_what_is_shared_the_rarest_first(brook):
    hill = make.person("Ann Hill")
    article = named("Read", brook, hill, tags=["Sea"])
    named("Other", brook, hill, tags=["Sea"])
    for _ in range(2):
        named(None, brook, tags=["Sea"])
    named(None, brook)

    [first, *_] = related_to(Evidence(article))
    assert first.about == "Ann Hill, Sea and Mary Brook"


def test_the_page_says_why_each_is_there(client, brook):
    meeting = make.interaction("Brook meets Field.")
    article, other = named("Read", brook, tags=["Sea"]), named("Other", brook, tags=["Sea"])
    for source in (article, other):
        make.citation(meeting, source, exact="It rained.")
    page = client.get(article.get_absolute_url())

    assert other.get_absolute_url() in links(page)
    assert "Also a source for Brook meets Field." in words(page)
    assert "Also about Mary Brook and Sea" in words(page)


def test_an_article_alone_has_no_such_section(client):
    assert "Related" not in words(client.get(silent("Read").get_absolute_url()))


def test_what_the_editor_points_to_comes_first(client, brook):
    article, chosen = named("Read", brook), named("Chosen", brook)
    named("Found", brook)
    SeeAlso.objects.create(article=article, other=chosen)
    text = words(client.get(article.get_absolute_url()))

    assert text.count("Chosen") == 1
    assert text.index("Chosen") < text.index("Found")


@pytest.mark.parametrize("number", [5, 30])
def test_related_reading_costs_two_queries(number, django_assert_num_queries):
    article = make.article(tags=[f"Tag {n}" for n in range(number)])
    for n in range(number):
        person, meeting = make.person(), make.interaction()
        other = silent(None, tags=[f"Tag {n}"])
        for one in (article, other):
            make.mention(one, person)
            make.citation(meeting, one, exact=one.body_text[:9])
    article = Article.objects.for_reading().get(pk=article.pk)
    evidence = Evidence(article)
    assert evidence.people
    assert evidence.cited

    with django_assert_num_queries(2):
        assert len(related_to(evidence)) == related.ARTICLES


def test_an_article_about_nothing_costs_no_query(django_assert_num_queries):
    article = Article.objects.for_reading().get(pk=silent("Read").pk)
    evidence = Evidence(article)
    assert evidence.people == evidence.cited == []

    with django_assert_num_queries(0):
        assert related_to(evidence) == []
