import pytest

from newsroom.search import matches
from people.status import Stance
from tests import factories as make
from tests.pages import links, notices, words

pytestmark = pytest.mark.django_db


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
