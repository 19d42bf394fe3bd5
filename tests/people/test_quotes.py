import pytest

from tests import factories as make
from tests.pages import links, notices, standing, texts, words

pytestmark = pytest.mark.django_db

# Queries, that of the edition included.
QUOTES = 10
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


# --- Filters ---------------------------------------------------------------------------------


@pytest.fixture
def said(reed):
    """What Reed said in January 2017 to one paper and in March to another, with other tags."""
    times, post = make.outlet("The Times"), make.outlet("The Post")
    early = make.article("Early", published="2017-01-10", outlet=times, tags=["Sea", "Talks"])
    late = make.article("Late", published="2017-03-10", outlet=post, tags=["Sea"])
    make.quote(reed, early, exact="Neither would say")
    make.quote(reed, late, exact="Mary Brook met John Field")


def sentence(page):
    return texts(page, "p[@role='status']")[0]


@pytest.mark.parametrize(
    ("query", "shown", "said_so"),
    [
        ("", ["Late", "Early"], "2 quotes by Jane Reed"),
        ("tag=talks", ["Early"], "1 quote by Jane Reed, tagged Talks"),
        ("tag=sea&tag=talks", ["Early"], "1 quote by Jane Reed, tagged Sea and Talks"),
        ("outlet=the-post", ["Late"], "1 quote by Jane Reed, from The Post"),
        (
            "outlet=the-times&outlet=the-post",
            ["Late", "Early"],
            "2 quotes by Jane Reed, from The Times or The Post",
        ),
        ("from=2017-02", ["Late"], "1 quote by Jane Reed, from 1 February 2017"),
        ("to=2017-02", ["Early"], "1 quote by Jane Reed, to 28 February 2017"),
        ("q=saying", ["Early"], "1 quote by Jane Reed, matching “saying”"),
        ("order=oldest", ["Early", "Late"], "2 quotes by Jane Reed"),
        (
            "tag=talks&from=2017-02",
            [],
            "No quotes by Jane Reed, tagged Talks, from 1 February 2017",
        ),
    ],
)
def test_filters_narrow_somebodys_words_and_say_so(client, said, query, shown, said_so):
    page = client.get(f"{ADDRESS}?{query}")

    assert texts(page, "cite") == shown
    assert sentence(page) == said_so
    assert notices(page) == []


def test_each_filter_in_use_can_be_taken_away(client, said):
    page = client.get(f"{ADDRESS}?tag=sea&from=2017-02-01")

    assert {f"{ADDRESS}?tag=sea", f"{ADDRESS}?from=2017-02-01", ADDRESS} <= set(links(page))


def test_the_choices_say_how_many_words_each_would_leave(client, said):
    assert texts(client.get(ADDRESS), "label[@class='filter__option']") == [
        "Sea 2",
        "Talks 1",
        "The Post 1",
        "The Times 1",
    ]


def test_choices_are_counted_over_the_newest_words_only(client, reed, monkeypatch):
    monkeypatch.setattr("articles.parameters.COUNTED_ROWS", 2)
    for day in ("2017-03-01", "2017-01-01", "2017-02-01"):
        make.quote(reed, make.article(published=day, tags=[day[5:7]]))

    counted = texts(client.get(ADDRESS), "legend[.='Tag']/..//label")
    assert counted == ["02 1", "03 1"]


def test_filters_that_leave_nothing_say_which_to_leave_out(client, said):
    page = client.get(f"{ADDRESS}?tag=talks&from=2017-02-01")

    assert "No quote fits all of these filters." in words(page)
    assert f"{ADDRESS}?tag=talks" in links(page)


def test_filters_have_one_address(client, said):
    answer = client.get(f"{ADDRESS}?q=say&tag=sea&outlet=")

    assert (answer.status_code, answer["Location"]) == (301, f"{ADDRESS}?tag=sea&q=say")


def test_filters_stay_from_page_to_page(client, reed):
    for number in range(31):
        make.quote(reed, make.article(published=f"2017-01-{number + 1:02}", tags=["Sea"]))
    first = client.get(f"{ADDRESS}?tag=sea&order=oldest")
    [onward] = [link for link in links(first) if "after=" in link]
    second = client.get(onward)

    assert len(texts(first, "cite")) == 30
    assert len(texts(second, "cite")) == 1
    assert sentence(first) == sentence(second) == "31 quotes by Jane Reed, tagged Sea"
    assert f"{ADDRESS}?tag=sea&order=oldest" in links(second)


@pytest.mark.parametrize("query", ["person=ann-hill", "kind=meeting", "tag=land", "to=soon"])
def test_a_filter_that_means_nothing_here_is_ignored_and_said(client, said, query):
    page = client.get(f"{ADDRESS}?{query}")

    assert len(notices(page)) == 1
    assert sentence(page) == "2 quotes by Jane Reed"


# --- Around the words ------------------------------------------------------------------------


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
    answer = client.get(f"{ADDRESS}?order=oldest")

    assert answer.status_code == 301
    assert answer["Location"] == "/people/jane-field/quotes/?order=oldest"


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
        make.quote(reed, make.article(tags=["Sea"]))

    with django_assert_num_queries(QUOTES):
        client.get(ADDRESS + query)


@pytest.mark.parametrize("verb", ["post", "put", "patch", "delete"])
def test_the_page_can_be_read_and_nothing_else(client, reed, verb):
    assert getattr(client, verb)(ADDRESS).status_code == 405
    assert client.head(ADDRESS).status_code == 200
