import datetime as dt

import pytest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from articles.filters import LONGEST_VALUE, MOST_VALUES, Selection, article_parameters
from articles.models import Article
from articles.pagination import NEWEST_ARTICLES
from articles.parameters import day_of
from tests import factories as make


def ask(query="") -> Selection:
    """What the list of articles makes of a query string."""
    return Selection.of(RequestFactory().get(f"/articles/?{query}"), article_parameters())


def found(query) -> list[str]:
    """The headlines that a query string leaves."""
    articles = ask(query).narrow(Article.objects.published())
    return sorted(article.headline for article in articles)


def options(query, name) -> dict[str, int]:
    """What a field of the filter bar offers: slugs, with their counts."""
    articles = Article.objects.published().newest_first()
    [field] = [field for field in ask(query).fields(articles) if field.name == name]
    return {option.value: option.count for option in field.options}


# --- Days -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2017-02-13", dt.date(2017, 2, 13), dt.date(2017, 2, 13)),
        ("2017-2-3", dt.date(2017, 2, 3), dt.date(2017, 2, 3)),
        ("2017-02", dt.date(2017, 2, 1), dt.date(2017, 2, 28)),
        ("2016-02", dt.date(2016, 2, 1), dt.date(2016, 2, 29)),
        ("2017", dt.date(2017, 1, 1), dt.date(2017, 12, 31)),
    ],
)
def test_a_month_or_a_year_stands_for_its_first_or_last_day(text, first, last):
    assert day_of(text) == first
    assert day_of(text, last=True) == last


@pytest.mark.parametrize(
    "text",
    ["2017-02-31", "2017-13", "2017-00", "2017-00-10", "2017-02-00", "0000", "17", "2017-", "May"],
)
def test_what_is_no_day_is_none(text):
    assert day_of(text) is None
    assert day_of(text, last=True) is None


@given(st.dates())
def test_every_day_there_is_can_be_asked_for(day):
    assert day_of(day.isoformat()) == day_of(day.isoformat(), last=True) == day


@given(st.text(alphabet="0123456789-", max_size=12) | st.text())
def test_any_text_is_a_day_or_none(text):
    first, last = day_of(text), day_of(text, last=True)

    assert (first is None) == (last is None)
    assert first is None or first <= last


# --- Narrowing ------------------------------------------------------------------------------


@pytest.fixture
def three_articles(db):
    """A and B in the Courier and the Post; C later, about a person and a tag that B has too."""
    brook, hill = make.person("Mary Brook"), make.person("Ann Hill")
    post, courier = make.outlet("Post"), make.outlet("Courier")
    text = "<p>Nothing but a harbour.</p>"
    a = make.article("A", body=text, outlet=courier, published="2017-01-01", tags=["Sea"])
    b = make.article("B", body=text, outlet=post, published="2017-01-31", tags=["Sea", "Law"])
    c = make.article("C", body="<p>A lighthouse.</p>", published="2017-02-13", tags=["Law"])
    for article, person in [(a, brook), (b, brook), (b, hill), (c, hill)]:
        make.mention(article, person)


@pytest.mark.usefixtures("three_articles")
@pytest.mark.parametrize(
    ("query", "headlines"),
    [
        ("", "ABC"),
        ("person=mary-brook", "AB"),
        ("person=mary-brook&person=ann-hill", "B"),
        ("tag=sea", "AB"),
        ("tag=sea&tag=law", "B"),
        ("outlet=post", "B"),
        ("outlet=post&outlet=courier", "AB"),
        ("person=ann-hill&tag=law&outlet=post", "B"),
        ("person=mary-brook&tag=law&from=2017-02", ""),
        ("from=2017-01-31", "BC"),
        ("to=2017-01-31", "AB"),
        ("to=2017-01", "AB"),
        ("from=2017-01-31&to=2017-01-31", "B"),
        ("from=0001-01-01&to=9999-12-31", "ABC"),
        ("q=harbours", "AB"),
        ("q=harbour or lighthouse", "ABC"),
        ("q=nothing -harbour", ""),
        ("q=%22but a harbour%22", "AB"),
        ("q=the", ""),
        ("order=oldest", "ABC"),
    ],
)
def test_a_filter_leaves_what_fits_it(query, headlines):
    assert found(query) == list(headlines)
    assert ask(query).notices == []


@pytest.mark.usefixtures("three_articles")
@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("", "3 articles"),
        ("person=mary-brook", "2 articles naming Mary Brook"),
        (
            "person=mary-brook&person=ann-hill&tag=law",
            "1 article naming Mary Brook and Ann Hill, tagged Law",
        ),
        ("outlet=post&outlet=courier", "2 articles from Post or Courier"),
        ("from=2017-02&to=2017", "1 article from 1 February 2017, to 31 December 2017"),
        ("q=dragon", "No articles matching “dragon”"),
    ],
)
def test_the_list_says_what_it_shows(query, sentence):
    bar = ask(query).bar(Article.objects.published().newest_first(), "article")

    assert bar["sentence"] == sentence


def test_beyond_a_limit_the_rows_are_not_counted_and_said_to_be_more():
    assert ask().sentence(1001, "article", most=1000) == "More than 1,000 articles"


# --- What cannot be used ---------------------------------------------------------------------


@pytest.mark.usefixtures("three_articles")
@pytest.mark.parametrize(
    ("query", "notice"),
    [
        ("person=nobody", "There is no person “nobody”, so it was left out of the filter."),
        ("tag=dragons", "There is no tag “dragons”, so it was left out of the filter."),
        ("outlet=gazette", "There is no outlet “gazette”, so it was left out of the filter."),
        ("order=id;DROP", "“id;DROP” is not an order"),
        ("from=2017-02-31", "“2017-02-31” is not a date, so “from” was ignored."),
        ("to=tomorrow", "“tomorrow” is not a date, so “to” was ignored."),
        ("page=-1", "“page” is not a filter of this page, so it was ignored."),
        ("colour=red", "“colour” is not a filter of this page"),
        ("from=2017-01&to=2016", "“to” (31 December 2016) was ignored."),
    ],
)
def test_what_cannot_be_used_is_said_and_the_rest_still_counts(query, notice):
    selection = ask(f"{query}&tag=sea")

    assert len(selection.notices) == 1
    assert notice in selection.notices[0]
    assert "B" in {row.headline for row in selection.narrow(Article.objects.all())}
    assert [chip.label for chip in selection.chips if "Tag" in chip.label] == ["Tag: Sea"]


@pytest.mark.django_db
def test_of_very_many_values_the_last_few_count_and_it_is_said():
    selection = ask("&".join(f"tag=t{number}" for number in range(500)))

    assert selection.notices[0] == f"“tag” was given 500 times: the last {MOST_VALUES} count."
    assert "“t499”" in selection.notices[-1]
    assert len(selection.notices) == 1 + MOST_VALUES


@pytest.mark.django_db
def test_very_many_unknown_parameters_are_not_all_told():
    assert len(ask("&".join(f"x{number}=1" for number in range(500))).notices) == MOST_VALUES


@pytest.mark.django_db
def test_very_long_words_are_cut_and_it_is_said():
    selection = ask("q=" + 10_000 * "a")

    assert selection.notices == [f"“q” was cut to {LONGEST_VALUE} characters."]
    assert len(selection.get("q")) == LONGEST_VALUE


@pytest.mark.django_db
@pytest.mark.parametrize("value", ["", "%20", "%00", "%E2%80%8B"])
@pytest.mark.parametrize("name", ["person", "tag", "outlet", "from", "to", "q", "order", "after"])
def test_a_value_without_anything_visible_is_no_value(name, value):
    selection = ask(f"{name}={value}")

    assert (selection.values, selection.notices) == ({}, [])


@pytest.mark.django_db
def test_a_repeated_value_is_one_value():
    make.tag("Sea", slug="sea")

    assert len(ask("tag=sea&tag=sea").chips) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("cursor", ["after=x", "before=x", "after=2017-02-31T00:00:00+00:00~1"])
def test_a_page_that_does_not_exist_is_the_first_one_with_a_notice(cursor):
    article, selection = make.article(), ask(cursor)

    assert list(selection.page(Article.objects.all(), NEWEST_ARTICLES, 5)) == [article]
    assert selection.notices == ["That page does not exist, so here is the first one."]


# --- The filter bar --------------------------------------------------------------------------


@pytest.mark.usefixtures("three_articles")
def test_options_are_counted_over_what_the_filters_leave():
    assert options("", "tag") == {"law": 2, "sea": 2}
    assert options("person=ann-hill", "tag") == {"law": 2, "sea": 1}
    assert options("tag=sea", "person") == {"mary-brook": 2, "ann-hill": 1}


@pytest.mark.usefixtures("three_articles")
def test_options_that_widen_count_as_if_none_of_them_were_chosen():
    assert options("outlet=post&tag=sea", "outlet") == {"courier": 1, "post": 1}


@pytest.mark.usefixtures("three_articles")
def test_a_chosen_value_stays_among_the_options_when_nothing_has_it():
    assert options("tag=sea&outlet=post&from=2018", "tag") == {"sea": 0}


@pytest.mark.django_db
def test_articles_that_are_not_public_count_for_nothing():
    make.article(published=None, tags=["Secret"])
    make.article(published="2999-01-01", tags=["Soon"])
    make.withdrawn_article(tags=["Wrong"])

    assert options("", "tag") == {}


@pytest.mark.usefixtures("three_articles")
def test_each_value_can_be_taken_away_and_the_rest_stays():
    removals = {chip.label: chip.remove_url for chip in ask("tag=sea&tag=law&q=harbour").chips}

    assert removals == {
        "Tag: Sea": "/articles/?tag=law&q=harbour",
        "Tag: Law": "/articles/?tag=sea&q=harbour",
        "Words: “harbour”": "/articles/?tag=sea&tag=law",
    }


@pytest.mark.usefixtures("three_articles")
def test_an_address_has_its_parameters_in_one_order_and_no_page_of_another_list():
    selection = ask("after=2017-01-01T12:00:00%2B00:00~1&order=oldest&tag=sea&person=mary-brook")

    assert selection.url() == "/articles/?person=mary-brook&tag=sea&order=oldest"


@pytest.mark.django_db
def test_a_period_is_written_as_whole_days_which_a_date_field_can_show():
    fields = {
        field.name: field.value
        for field in ask("from=2017-02&to=2017").fields(Article.objects.published())
    }

    assert (fields["from"], fields["to"]) == ("2017-02-01", "2017-12-31")


@pytest.mark.parametrize("articles", [3, 30])
@pytest.mark.django_db
def test_the_bar_costs_the_same_whatever_it_counts(articles, django_assert_num_queries):
    person, tag = make.person("Ann Hill"), make.tag("Sea")
    for _ in range(articles):
        make.mention(make.article(tags=[tag]), person)
    selection = ask("person=ann-hill&tag=sea&outlet=gazette")

    with django_assert_num_queries(4):
        selection.bar(Article.objects.published().newest_first(), "article")
