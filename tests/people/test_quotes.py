import pytest

from tests import factories as make
from tests.pages import links, notices, standing, words

pytestmark = pytest.mark.django_db

# Queries, that of the edition included.
QUOTES = 7
ADDRESS = "/people/jane-reed/quotes/"


@pytest.fixture
def reed():
    return make.person("Jane Reed")


def test_somebodys_words_are_shown_with_their_articles_the_newest_first(client, reed):
    for headline, day in (("Old news", "2016-01-01"), ("New news", "2017-01-01")):
        make.quote(reed, make.article(headline, published=day))
    make.quote(make.person(), make.article("Somebody else's"))
    page = client.get(ADDRESS)

    assert page.status_code == 200
    text = words(page)
    assert text.index("New news") < text.index("Old news")
    assert "“Neither would say why.”" in text
    assert "Somebody else's" not in text


def test_a_quote_leads_to_its_words_in_the_article(client, reed):
    quote = make.quote(reed, make.article("News", slug="news"), exact="Mary Brook met")

    assert quote.get_absolute_url() == "/articles/news/#:~:text=Mary%20Brook%20met"
    assert quote.get_absolute_url() in links(client.get(ADDRESS))


def test_a_quote_that_an_edit_took_away_is_kept_and_says_so(client, reed):
    article = make.article(slug="news")
    make.quote(reed, article)
    article.body = "<p>Nothing of the kind.</p>"
    article.save()
    page = client.get(ADDRESS)

    assert "Neither would say why." in words(page)
    assert "This passage has since been edited." in words(page)
    assert "/articles/news/" in links(page)


def test_words_of_an_earlier_day_are_dated(client, reed):
    make.quote(reed, said_on="2016-12-01")

    assert "said on 1 December 2016" in words(client.get(ADDRESS))


@pytest.mark.parametrize("published", [None, "2999-01-01"])
def test_words_of_articles_that_are_not_public_are_not_shown(client, reed, published):
    make.quote(reed, make.article("Hidden", published=published))
    text = words(client.get(ADDRESS))

    assert "Hidden" not in text
    assert "No article quotes Jane Reed yet." in text


def test_words_that_came_out_later_are_not_in_the_record_of_an_earlier_day(client, reed):
    make.quote(reed, make.article("Early", published="2017-01-01"))
    make.quote(reed, make.article("Late", published="2017-03-01"))
    page = client.get(f"{ADDRESS}?as_of=2017-02-13")

    assert "as it stood on 13 February 2017" in standing(page)
    assert "Early" in words(page)
    assert "Late" not in words(page)


def test_many_words_fill_several_pages(client, reed):
    for _ in range(31):
        make.quote(reed)
    first = client.get(ADDRESS)
    [onward] = [link for link in links(first) if "after=" in link]

    assert words(first).count("Neither would say why.") == 30
    assert words(client.get(onward)).count("Neither would say why.") == 1


def test_the_pages_of_a_person_lead_to_each_other(client, reed):
    make.quote(reed)
    make.citation(make.interaction(), stance="denies", attributed_to_person=reed)

    for address in ("/people/jane-reed/", ADDRESS, "/people/jane-reed/denials/"):
        page = client.get(address)
        assert {"/people/jane-reed/", ADDRESS, "/people/jane-reed/denials/"} <= set(links(page))
        assert "Timeline Quotes (1) Denials (1)" in words(page)


def test_the_other_pages_show_the_same_day(client, reed):
    make.quote(reed)

    assert f"{ADDRESS}?as_of=2017-02-20" in links(client.get("/people/jane-reed/?as_of=2017-02-20"))


def test_a_person_without_words_or_denials_has_no_other_pages(client, reed):
    page = client.get("/people/jane-reed/")

    assert ADDRESS not in links(page)
    assert "Quotes" not in words(page)


def test_the_number_of_quotes_is_counted_no_further_than_it_is_told(client, reed):
    sentences = [f"Sentence {number}." for number in range(101)]
    article = make.article(body=f"<p>{' '.join(sentences)}</p>")
    for sentence in sentences:
        make.quote(reed, article, exact=sentence)

    assert "Quotes (100+)" in words(client.get(ADDRESS))


def test_a_former_address_leads_to_the_one_of_today(client, reed):
    reed.slug = "jane-field"
    reed.save()
    answer = client.get(ADDRESS)

    assert (answer.status_code, answer["Location"]) == (301, "/people/jane-field/quotes/")


def test_nobody_has_no_words(client):
    assert client.get("/people/nobody/quotes/").status_code == 404


def test_what_was_ignored_is_said(client, reed):
    assert len(notices(client.get(f"{ADDRESS}?as_of=tomorrow&after=x&colour=red"))) == 3


@pytest.mark.parametrize("number", [3, 30])
@pytest.mark.parametrize("query", ["", "?as_of=2018-01-01"])
def test_the_page_costs_the_same_however_much_was_said(
    client, reed, number, query, django_assert_num_queries
):
    for _ in range(number):
        make.quote(reed)

    with django_assert_num_queries(QUOTES):
        client.get(ADDRESS + query)


@pytest.mark.parametrize("verb", ["post", "put", "patch", "delete"])
def test_the_page_can_be_read_and_nothing_else(client, reed, verb):
    assert getattr(client, verb)(ADDRESS).status_code == 405
    assert client.head(ADDRESS).status_code == 200
