import pytest

from newsroom.search import matches
from people.status import Stance
from tests import factories as make
from tests.pages import links, notices, standing, texts, words

pytestmark = pytest.mark.django_db


def tabs(page) -> list[str]:
    """The types of result that a page offers, with their numbers; only one is not worth a tab."""
    return texts(page, "nav[@aria-label='Types of result']/a") or ["Everything"]


def results(page) -> list[str]:
    return texts(page, "article[@class='result']")


# --- The page --------------------------------------------------------------------------------


@pytest.fixture
def _story(db):
    """An interaction and the article that reports it; another article, of something else."""
    brook = make.person("Mary Brook", aliases=["Molly Stone"], description="An envoy.")
    article = make.article("Envoys meet", standfirst="On a Tuesday.", published="2017-02-13")
    make.citation(make.interaction("Brook meets an envoy.", people=[brook]), article)
    make.article(
        "Ships leave", body="<p>Twelve ships left the harbour.</p>", published="2017-03-01"
    )


@pytest.mark.usefixtures("_story")
def test_articles_and_interactions_are_found_together(client):
    page = client.get("/search/?q=envoys")

    assert page.status_code == 200
    assert "2 results for “envoys”" in words(page)
    assert {"/articles/envoys-meet/", "/people/mary-brook/"} <= set(links(page))
    assert "13 February 2017" in words(page)
    assert "Meeting 29 December 2016 Reported" in words(page)


@pytest.mark.usefixtures("_story")
def test_the_words_are_marked_in_the_text_of_the_article(client):
    page = client.get("/search/?q=harbour").content.decode()

    assert "the <mark>harbour</mark>." in page


@pytest.mark.usefixtures("_story")
def test_an_article_found_by_its_headline_shows_its_standfirst(client):
    assert "On a Tuesday." in words(client.get("/search/?q=envoys&type=articles"))


@pytest.mark.usefixtures("_story")
@pytest.mark.parametrize("name", ["brook", "MARY BROOK", "brook mary", "bro", "molly", "Stöne"])
def test_a_person_is_found_first_by_name_alias_or_beginning(client, name):
    page = client.get(f"/search/?q={name}")

    first = next(link for link in links(page) if link.startswith("/"))
    assert first == "/people/mary-brook/"
    assert "An envoy." in words(page)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("known", "asked"),
    [
        ("Sergey Kislyak", "Sergei Kislyak"),
        ("Robert Müller", "mueller"),
        ("Владимир Путин", "putin"),
    ],
)
def test_a_person_is_found_by_another_transliteration(client, known, asked):
    person = make.person(known)

    assert person.get_absolute_url() in links(client.get(f"/search/?q={asked}"))


@pytest.mark.usefixtures("_story")
@pytest.mark.parametrize("query", ["the", "%3A* %26 !", "!!!", "-envoys", "%22%22"])
def test_words_that_look_for_nothing_find_nothing(client, query):
    page = client.get(f"/search/?q={query}")

    assert page.status_code == 200
    assert "/people/mary-brook/" not in links(page)
    assert "/articles/envoys-meet/" not in links(page)


@pytest.mark.usefixtures("_story")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("%22mary brook met%22", True),
        ("%22brook mary%22", False),
        ("brook -geneva", False),
        ("brook dragons", False),
        ("geneva or dragons", True),
    ],
)
def test_phrases_alternatives_and_exclusions_mean_what_they_do_elsewhere(client, query, found):
    addresses = links(client.get(f"/search/?q={query}&type=articles"))

    assert ("/articles/envoys-meet/" in addresses) == found


@pytest.mark.usefixtures("_story")
def test_one_kind_can_be_asked_for(client):
    articles = client.get("/search/?q=envoys&type=articles")
    interactions = client.get("/search/?q=envoys&type=interactions")

    assert "1 article for “envoys”" in words(articles)
    assert "Brook meets an envoy." not in words(articles)
    assert "1 interaction for “envoys”" in words(interactions)
    assert "/articles/envoys-meet/" not in links(interactions)
    assert "/search/?q=envoys&type=interactions" in links(articles)


@pytest.mark.django_db
def test_an_interaction_shows_its_status_and_its_people(client):
    interaction = make.interaction("Harbour talks.", people=[make.person("Ann Hill")])
    make.citation(interaction, make.article(published="2017-01-01"))
    make.citation(interaction, make.article(published="2017-02-01"), stance=Stance.DENIES)
    page = client.get("/search/?q=harbour")

    assert "Disputed" in words(page)
    assert "/people/ann-hill/" in links(page)


@pytest.mark.django_db
def test_a_word_in_the_headline_counts_for_more_than_one_in_the_text(client):
    make.article("Lighthouses", body="<p>Nothing.</p>", published="2015-01-01")
    make.article("Nothing", body="<p>A lighthouse.</p>", published="2017-01-01")
    text = words(client.get("/search/?q=lighthouse"))

    assert text.index("Lighthouses") < text.index("A lighthouse")


@pytest.mark.django_db
def test_results_are_paged_and_each_is_shown_once(client):
    outlet = make.outlet()
    expected = {make.article("Harbour", outlet=outlet).get_absolute_url() for _ in range(25)}
    first = client.get("/search/?q=harbour")
    second = client.get("/search/?q=harbour&page=2")

    listed = [link for page in (first, second) for link in links(page) if link in expected]
    assert sorted(listed) == sorted(expected)
    assert "/search/?q=harbour&page=2" in links(first)
    assert "/search/?q=harbour" in links(second)
    assert "/search/?q=harbour&page=3" not in links(second)


@pytest.mark.usefixtures("_story")
@pytest.mark.parametrize("page", ["-1", "0", "51", "two", "1e3", "９"])
def test_a_page_that_does_not_exist_is_the_first_with_a_notice(client, page):
    answer = client.get(f"/search/?q=envoys&page={page}")

    assert notices(answer) == ["That page does not exist, so here is the first one."]
    assert "/articles/envoys-meet/" in links(answer)


@pytest.mark.usefixtures("_story")
def test_what_was_ignored_is_said(client):
    answer = client.get("/search/?person=nobody&q=envoys&type=dragons&colour=red")

    assert notices(answer) == [
        "There is no person “nobody”, so it was left out of the filter.",
        "“dragons” is not a type of result, so all are shown. It can be people, articles, "
        "interactions or quotes.",
        "“colour” is not a filter of this page, so it was ignored.",
    ]


@pytest.mark.django_db
def test_without_words_the_page_explains_how_to_search(client):
    page = client.get("/search/")

    assert page.status_code == 200
    assert "a minus before a word to leave it out" in words(page)


@pytest.mark.django_db
def test_what_was_typed_is_shown_again_and_runs_nowhere(client):
    page = client.get('/search/?q="><script>alert(1)</script>').content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.django_db
def test_the_search_can_be_read_and_nothing_else(client):
    assert client.post("/search/", {"q": "brook"}).status_code == 405
    assert client.head("/search/").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("number", [4, 9])
def test_a_search_costs_the_same_whatever_it_finds(client, number, django_assert_num_queries):
    for _ in range(number):
        article, person = make.article("Brook"), make.person()
        make.citation(make.interaction("Brook meets an envoy.", people=[person]), article)

    with django_assert_num_queries(18):
        client.get("/search/?q=brook")
    with django_assert_num_queries(1):
        client.get("/search/")


@pytest.mark.parametrize("number", [21, 25])
def test_articles_alone_cost_no_more_than_their_own_filters(
    client, number, django_assert_num_queries
):
    outlet, tag, person = make.outlet("Courier"), make.tag("Sea"), make.person("Ann Hill")
    for _ in range(number):
        article = make.article("Harbour", outlet=outlet, tags=[tag])
        make.mention(article, person)
        make.quote(person, article)
    make.citation(make.interaction("Harbour talks.", people=[person]), article)

    with django_assert_num_queries(16):
        client.get("/search/?q=harbour")


# --- Filters ---------------------------------------------------------------------------------


@pytest.fixture
def _harbour():
    """Of the word harbour: an article that names Hill, one of the Post, an interaction, a quote."""
    hill, field = make.person("Ann Hill"), make.person("John Field")
    post = make.outlet("Post")
    body = "<p>The harbour is closed. “No ship left the harbour,” said Hill.</p>"
    told = make.article("First", body=body, published="2017-01-10", tags=["Sea"])
    make.article("Second", body="<p>A harbour.</p>", published="2017-03-10", outlet=post)
    make.mention(told, hill)
    make.quote(hill, told, exact="No ship left the harbour")
    call = make.interaction(
        "They met in the harbour.", kind="phone_call", when="2016-12-29", people=[hill, field]
    )
    make.citation(call, told, exact="The harbour is closed")


@pytest.mark.usefixtures("_harbour")
@pytest.mark.parametrize(
    ("query", "articles", "interactions", "quotes"),
    [
        ("q=harbour", 2, 1, 1),
        ("person=ann-hill&q=harbour", 1, 1, 1),
        ("person=john-field&q=harbour", 0, 1, 0),
        ("tag=sea&q=harbour", 1, 1, 1),
        ("outlet=post&q=harbour", 1, 0, 0),
        ("kind=phone_call&q=harbour", 0, 1, 0),
        ("kind=meeting&q=harbour", 0, 0, 0),
        ("status=reported&q=harbour", 0, 1, 0),
        ("from=2017&q=harbour", 2, 0, 1),
        ("to=2017-01&q=harbour", 1, 1, 1),
        ("as_of=2017-02-01&q=harbour", 1, 1, 1),
        ("as_of=2017-01-09&q=harbour", 0, 0, 0),
        ("person=ann-hill", 1, 1, 1),
    ],
)
def test_filters_mean_what_they_mean_elsewhere(client, query, articles, interactions, quotes):
    page = client.get(f"/search/?{query}")
    numbers = {"Articles": articles, "Interactions": interactions, "Quotes": quotes}
    shown = [f"{label} {number}" for label, number in numbers.items() if number]

    assert tabs(page) == ["Everything", *shown]
    assert len(results(page)) == articles + interactions + quotes


@pytest.mark.usefixtures("_harbour")
def test_the_sentence_says_what_was_asked_for(client):
    text = words(client.get("/search/?person=ann-hill&from=2017&q=harbour"))

    assert "2 results for “harbour”, naming Ann Hill, from 1 January 2017" in text


@pytest.mark.usefixtures("_harbour")
def test_each_filter_can_be_taken_away_and_the_words_stay(client):
    page = client.get("/search/?person=ann-hill&kind=phone_call&q=harbour")

    assert "/search/?kind=phone_call&q=harbour" in links(page)
    assert "/search/?person=ann-hill&q=harbour" in links(page)
    assert "/search/?q=harbour" in links(page)


@pytest.mark.usefixtures("_harbour")
def test_a_search_of_an_earlier_day_says_so(client):
    page = client.get("/search/?as_of=2017-02-01&q=hill")

    assert "The record as it stood on 1 February 2017" in standing(page)
    assert "/people/ann-hill/?as_of=2017-02-01" in links(page)


@pytest.mark.usefixtures("_harbour")
def test_a_quote_is_shown_with_who_said_it_and_where(client):
    page = client.get("/search/?q=ship&type=quotes")

    assert "1 quote for “ship”" in words(page)
    assert "“No ship left the harbour”" in words(page)
    assert "/people/ann-hill/" in links(page)


@pytest.mark.usefixtures("_harbour")
def test_results_can_be_had_newest_first(client):
    text = words(client.get("/search/?q=harbour&type=articles&order=newest"))

    assert text.index("Second") < text.index("First")


def test_of_two_that_fit_alike_the_newer_one_comes_first(client):
    make.article("Harbour, long ago", published="2009-01-01")
    make.article("Harbour, of late", published="2017-01-01")
    text = words(client.get("/search/?q=harbour"))

    assert text.index("of late") < text.index("long ago")


def test_an_article_that_names_who_is_looked_for_fits_better(client):
    person = make.person("Ann Hill")
    make.article("Any hill", body="<p>A hill.</p>", published="2017-01-01")
    named = make.article("Some hill", body="<p>A hill.</p>", published="2017-01-01")
    make.article("Yet a hill", body="<p>A hill.</p>", published="2017-01-01")
    make.mention(named, person)
    text = words(client.get("/search/?q=hill&type=articles"))

    assert text.index("Some hill") < min(text.index("Any hill"), text.index("Yet a hill"))


# --- Names -----------------------------------------------------------------------------------


@pytest.mark.parametrize("asked", ["Kislyack", "Sergei Kisliak", "ambassador kislyak"])
def test_whoever_is_meant_comes_first_however_the_name_is_spelled(client, asked):
    person = make.person("Sergey Kislyak")

    assert next(iter(links(client.get(f"/search/?q={asked}")))) == person.get_absolute_url()


def test_articles_that_spell_a_name_otherwise_are_shown_where_none_has_the_words(client):
    person = make.person("Sergey Kislyak")
    article = make.article("Envoys meet", body="<p>Sergey Kislyak came.</p>")
    page = client.get("/search/?q=Kislyack")

    assert notices(page) == [
        "Nothing has the words “Kislyack”. Here is what the record has about Sergey Kislyak."
    ]
    assert "1 result about Sergey Kislyak" in words(page)
    assert article.get_absolute_url() in links(page)
    assert f"/articles/?person={person.slug}" in links(page)


def test_everybody_who_may_be_meant_has_a_list_of_their_own(client):
    for name in ("Ann Hill", "Bob Hill", "Cora Hill", "Dan Hill"):
        make.person(name)
    first, people = client.get("/search/?q=hill"), client.get("/search/?q=hill&type=people")

    assert sum(link.startswith("/people/") for link in links(first)) == 3
    assert "4 people for “hill”" in words(people)
    assert {"/people/ann-hill/", "/people/dan-hill/"} <= set(links(people))


def test_when_nothing_is_found_a_near_name_or_tag_is_offered(client):
    make.person("Sergey Kislyak")
    make.tag("Sanctions")
    text = words(client.get("/search/?q=sanktions+xylophone+kislyack+marimba"))

    assert "No results" in text
    assert "Did you mean Sergey Kislyak" in text
    assert "Did you mean Sanctions (tag)" in words(client.get("/search/?q=sanktions"))


# --- A large archive -------------------------------------------------------------------------


@pytest.fixture
def _walks_two(monkeypatch):
    """Of a common word the two newest articles are walked; two of a type are ranked."""
    monkeypatch.setattr(matches, "WALKED", 2)
    monkeypatch.setattr(matches, "RANKED", 3)


@pytest.mark.usefixtures("_walks_two")
@pytest.mark.parametrize("old", range(4))
def test_a_word_is_found_in_whatever_of_the_archive(client, old):
    """Beyond where the walk ends, in it, and on both sides."""
    outlet = make.outlet()
    for day in range(1, 5):
        word = "harbour" if day > old else "lighthouse"
        make.article(word, body="<p>Nothing.</p>", outlet=outlet, published=f"2017-01-{day:02}")

    for word, number in (("harbour", 4 - old), ("lighthouse", old)):
        found = links(client.get(f"/search/?q={word}&type=articles"))
        assert sum(link.startswith(f"/articles/{word}") for link in found) == min(number, 3)


# --- Typing ahead ----------------------------------------------------------------------------


def ahead(client, words):
    answer = client.get("/search/ahead/", {"q": words}, follow=True)
    return [(found["kind"], found["label"], found["url"]) for found in answer.json()["suggestions"]]


def test_typing_offers_people_tags_and_articles(client):
    make.person("Harriet Stone")
    make.tag("Harbours")
    make.article("The harbour is closed")

    assert ahead(client, "har") == [
        ("Person", "Harriet Stone", "/people/harriet-stone/"),
        ("Tag", "Harbours", "/tags/harbours/"),
        ("Article", "The harbour is closed", "/articles/the-harbour-is-closed/"),
    ]


def test_typing_never_offers_what_is_not_public(client):
    make.article("Harbour", published=None)
    make.article("Harbour", published="2999-01-01")
    make.withdrawn_article(headline="Harbour")

    assert ahead(client, "harbour") == []


@pytest.mark.parametrize("typed", ["", "h", "!", "\0", "%", "'", ":*"])
def test_typing_too_little_offers_nothing(client, typed):
    make.person("Harriet Stone")
    make.article("Harbour")

    assert ahead(client, typed) == []


def test_typing_can_be_long_and_strange(client):
    for typed in ("har" * 1000, "a b c " * 100, "🙂🙂", "Ли Вэй", "(((|&!"):
        assert ahead(client, typed) == []


def test_typing_costs_the_same_whatever_is_offered(client, django_assert_num_queries):
    for number in range(6):
        make.person(f"Harriet {number} Stone", aliases=["Harry"])
        make.article("Harbour")

    with django_assert_num_queries(4):  # that of the edition, and three
        client.get("/search/ahead/?q=har")


def test_typing_ahead_can_be_read_and_nothing_else(client):
    assert client.post("/search/ahead/", {"q": "har"}).status_code == 405
    assert client.head("/search/ahead/?q=har").status_code == 200
