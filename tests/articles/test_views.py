import pytest
from django.utils import timezone

from articles.models import Article, SeeAlso
from tests import factories as make
from tests.pages import links, notices, words

pytestmark = pytest.mark.django_db

# Queries, that of the edition included.
ARTICLE, LIST = 15, 7


# --- An article ------------------------------------------------------------------------------


def test_an_article_shows_what_it_says_and_where_it_is_from(client):
    article = make.article(
        "Envoys meet",
        standfirst="They met in Geneva.",
        byline="By Ann Hill",
        outlet=make.outlet("The Courier"),
        canonical_url="https://courier.example/1",
        tags=["Diplomacy"],
    )
    page = client.get(article.get_absolute_url())

    assert page.status_code == 200
    for shown in (
        "Envoys meet",
        "They met in Geneva.",
        "By Ann Hill",
        "The Courier",
        "13 February 2017",
        "1 minute to read",
        "Neither would say why.",
    ):
        assert shown in words(page)
    assert {"/tags/diplomacy/", "https://courier.example/1"} <= set(links(page))


def test_what_an_article_says_cannot_run_in_a_browser(client):
    article = make.article(
        "<script>a</script>", standfirst="<img src=x>", body="<p onclick=b>C<script>d</script></p>"
    )
    page = client.get(article.get_absolute_url()).content.decode()

    assert "&lt;script&gt;a&lt;/script&gt;" in page
    assert "&lt;img src=x&gt;" in page
    assert "onclick" not in page
    assert "<script>d" not in page


def test_an_article_links_to_the_people_it_names(client):
    make.person("Mary Brook")
    article = make.article(body="<p>Mary Brook spoke. Mrs Brook then left.</p>")
    page = client.get(article.get_absolute_url())

    assert "/people/mary-brook/" in links(page)
    assert "named twice" in words(page)


def test_an_article_leads_from_its_words_to_the_interaction_and_back(client):
    article = make.article()
    citation = make.citation(make.interaction("Brook meets Field."), article)
    page = client.get(article.get_absolute_url())

    assert citation.interaction.get_absolute_url() in links(page)
    assert f"#p-{citation.pk}" in links(page)
    assert f'id="p-{citation.pk}"' in page.content.decode()
    assert "Brook meets Field." in words(page)
    assert "Reported" in words(page)


def test_an_article_shows_no_place_for_a_passage_that_was_edited_away(client):
    article = make.article()
    citation = make.citation(make.interaction("Brook meets Field."), article)
    article.body = "<p>Nothing of the kind.</p>"
    article.save()
    page = client.get(article.get_absolute_url())

    assert "Brook meets Field." in words(page)
    assert f"#p-{citation.pk}" not in links(page)


def test_corrections_stand_above_the_text_the_last_first(client):
    article = make.article()
    make.correction(article, "The day was wrong.", published_at=make.day("2017-03-01"))
    make.correction(article, "The place was wrong.", published_at=make.day("2017-04-01"))
    text = words(client.get(article.get_absolute_url()))

    places = [text.index(shown) for shown in ("place was wrong", "day was wrong", "Neither would")]
    assert places == sorted(places)


def test_the_first_photo_stands_above_the_text_and_the_others_below(client):
    article = make.article()
    for position, caption in enumerate(["First photo", "Second photo"]):
        make.photo(article, caption=caption, position=position)
    text = words(client.get(article.get_absolute_url()))

    places = [text.index(shown) for shown in ("First photo", "Neither would", "Second photo")]
    assert places == sorted(places)


def test_see_also_follows_the_order_of_the_editor_and_names_public_articles_only(client, hidden):
    article = make.article()
    others = [
        make.article("Second choice", published="2017-03-01"),
        make.article("First choice", published="2016-03-01"),
        hidden,
    ]
    for position, other in zip((2, 1, 3), others, strict=True):
        SeeAlso.objects.create(article=article, other=other, position=position)
    text = words(client.get(article.get_absolute_url()))

    assert text.index("First choice") < text.index("Second choice")
    assert "Hidden" not in text


def test_a_long_dirty_article_is_shown(client):
    article = make.article("H" * 300, body="<p>" + "Lorem <b>ipsum</i> &amp; & < \x00 " * 20_000)

    assert client.get(article.get_absolute_url()).status_code == 200


def test_there_is_no_article_at_an_address_never_used(client):
    assert client.get("/articles/nothing/").status_code == 404


def test_an_article_that_is_not_public_is_not_found(client, hidden):
    page = client.get(hidden.get_absolute_url())

    assert page.status_code == 404
    assert "Hidden" not in words(page)


def test_a_scheduled_article_appears_when_its_time_has_come(client, at):
    address = make.article(published="2999-01-01").get_absolute_url()
    at(make.day("2999-01-01"))

    assert client.get(address).status_code == 200
    assert address in links(client.get("/articles/"))


def test_a_withdrawn_article_answers_410_with_its_reason_and_without_its_text(client):
    article = make.withdrawn_article("The witness was mistaken.", headline="Envoys meet")
    page = client.get(article.get_absolute_url())

    assert page.status_code == 410
    assert "Envoys meet" in words(page)
    assert "The witness was mistaken." in words(page)
    assert "Neither would say why." not in words(page)


def test_an_old_address_leads_to_the_new_one_for_good(client):
    article = make.article(slug="first")
    article.slug = "second"
    article.save()
    answer = client.get("/articles/first/")

    assert (answer.status_code, answer["Location"]) == (301, "/articles/second/")


def test_an_old_address_of_a_withdrawn_article_leads_to_the_reason(client):
    article = make.article(slug="first")
    article.slug = "second"
    article.withdraw("It was wrong.")

    assert client.get("/articles/first/", follow=True).status_code == 410


def test_an_old_address_does_not_give_away_what_is_not_public(client, hidden):
    hidden.slug = "secret-new-address"
    hidden.save()

    assert client.get("/articles/hidden/").status_code == 404


@pytest.mark.parametrize("number", [3, 30])
def test_an_article_costs_the_same_whatever_it_cites(client, number, django_assert_num_queries):
    article = make.article(tags=[f"Tag {n}" for n in range(number)])
    for _ in range(number):
        person = make.person()
        make.mention(article, person)
        make.citation(make.interaction(people=[person]), article)
        make.correction(article)
        SeeAlso.objects.create(article=article, other=make.article(), position=number)

    with django_assert_num_queries(ARTICLE):
        client.get(article.get_absolute_url())


# --- The list --------------------------------------------------------------------------------


def test_the_list_shows_articles_the_newest_first(client):
    make.article("Old news", published="2016-01-01", standfirst="It was said long ago.")
    make.article("New news", published="2017-01-01", outlet=make.outlet("The Courier"))
    page = client.get("/articles/")

    assert page.status_code == 200
    text = words(page)
    assert text.index("New news") < text.index("Old news")
    for shown in ("2 articles", "The Courier", "1 January 2016", "It was said long ago."):
        assert shown in text
    assert {"/articles/old-news/", "/articles/new-news/"} <= set(links(page))


def test_the_list_can_be_read_from_the_oldest(client):
    make.article("Old news", published="2016-01-01")
    make.article("New news", published="2017-01-01")
    text = words(client.get("/articles/?order=oldest"))

    assert text.index("Old news") < text.index("New news")


def test_the_list_leaves_out_what_is_not_public(client, hidden):
    text = words(client.get("/articles/"))

    assert "No articles" in text
    assert "Hidden" not in text


def test_the_list_leaves_out_what_was_withdrawn(client):
    make.withdrawn_article(headline="Hidden")

    assert "Hidden" not in words(client.get("/articles/"))


def test_filters_narrow_the_list_and_can_be_taken_away(client):
    make.article("At sea", tags=["Sea"])
    make.article("In court", tags=["Law"])
    page = client.get("/articles/?tag=sea")

    assert "1 article tagged Sea" in words(page)
    assert "In court" not in words(page)
    assert "/articles/" in links(page)


def test_no_match_says_so_and_offers_a_way_out(client):
    make.article(tags=["Sea"])
    page = client.get("/articles/?tag=sea&q=dragons")

    assert "No articles tagged Sea, matching “dragons”" in words(page)
    assert {"/articles/?tag=sea", "/articles/?q=dragons"} <= set(links(page))


def test_a_person_and_a_tag_together_leave_what_fits_both(client):
    make.person("Mary Brook")
    make.article("Both", body="<p>Mary Brook left.</p>", tags=["Sea"])
    make.article("Only the person", body="<p>Mary Brook left.</p>")
    make.article("Only the tag", body="<p>Nobody left.</p>", tags=["Sea"])
    page = client.get("/articles/?person=mary-brook&tag=sea")

    assert "1 article naming Mary Brook, tagged Sea" in words(page)
    assert "/articles/both/" in links(page)
    assert not {"/articles/only-the-person/", "/articles/only-the-tag/"} & set(links(page))


def test_what_was_ignored_is_said(client):
    make.article("Still here")
    page = client.get("/articles/?person=nobody&from=2017-02-31&page=-1")

    assert page.status_code == 200
    assert len(notices(page)) == 3
    assert "Still here" in words(page)


def test_page_follows_page_and_leads_back(client):
    outlet = make.outlet()
    articles = [make.article(published=f"2017-01-{day:02}", outlet=outlet) for day in range(1, 26)]
    addresses = [article.get_absolute_url() for article in reversed(articles)]
    first = client.get("/articles/")
    [onward] = [link for link in links(first) if "after=" in link]
    second = client.get(onward)
    [back] = [link for link in links(second) if "before=" in link]

    def listed(page):
        return [link for link in dict.fromkeys(links(page)) if link in addresses]

    assert listed(first) + listed(second) == addresses
    assert listed(client.get(back)) == listed(first)
    assert "25 articles" in words(second)


@pytest.mark.parametrize("number", [3, 30])
@pytest.mark.parametrize("query", ["", "?as_of=2018-01-01"])
def test_the_list_costs_the_same_whatever_it_shows(
    client, number, query, django_assert_num_queries
):
    for _ in range(number):
        make.mention(make.article(tags=["Sea"]), make.person())

    with django_assert_num_queries(LIST):
        client.get(f"/articles/{query}")


def test_no_day_is_claimed_for_an_article_that_nobody_can_date(client):
    article = make.article("From a list", published="2018-01-01", is_undated=True)

    for address in ("/articles/", article.get_absolute_url()):
        text = words(client.get(address))
        assert "undated" in text
        assert "1 January 2018" not in text


# --- Verbs -----------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("address", ["/articles/", "/articles/envoys/", "/tags/", "/tags/sea/"])
def test_a_page_can_be_read_and_nothing_else(client, address, verb):
    make.article(slug="envoys", tags=["Sea"])

    assert getattr(client, verb)(address).status_code == 405
    assert client.head(address).status_code == 200
    assert Article.objects.get().published_at < timezone.now()
