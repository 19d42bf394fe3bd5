import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.search import SNIPPET, highlighted, lexemes
from people.status import Stance
from tests import factories as make
from tests.pages import links, notices, words

# --- Snippets --------------------------------------------------------------------------------


def test_a_snippet_marks_the_words_that_were_looked_for():
    assert highlighted("Brook met Field.", ["brook", "field"]) == (
        "<mark>Brook</mark> met <mark>Field</mark>."
    )


@pytest.mark.parametrize(
    ("stem", "word"),
    [
        ("resign", "resignation"),
        ("organ", "organizations"),
        ("deni", "denied"),
        ("deni", "deny"),
        ("meet", "Meetings"),
    ],
)
def test_a_word_is_marked_whatever_its_ending(stem, word):
    assert highlighted(f"The {word} came.", [stem]) == f"The <mark>{word}</mark> came."


def test_a_word_that_merely_holds_the_stem_is_not_marked():
    assert highlighted("A reform.", ["form"]) == ""


def test_a_snippet_escapes_what_the_article_says():
    assert highlighted("<script>alert('Brook')</script> & co", ["brook"]) == (
        "&lt;script&gt;alert(&#x27;<mark>Brook</mark>&#x27;)&lt;/script&gt; &amp; co"
    )


def test_a_snippet_is_cut_at_words_around_the_first_match():
    text = "before " * 100 + "Brook " + "after " * 100
    snippet = highlighted(text, ["brook"])

    assert snippet.startswith("… before ")
    assert "before <mark>Brook</mark> after" in snippet
    assert snippet.endswith("after …")
    assert len(snippet) < SNIPPET + 30


@pytest.mark.parametrize("text", ["x" * 500 + " Brook", "Brook " + "x" * 500, "x/" * 300 + "Brook"])
def test_the_match_is_in_the_snippet_even_where_there_are_no_words_to_cut_at(text):
    assert "<mark>Brook</mark>" in highlighted(text, ["brook"])


@pytest.mark.parametrize(("text", "stems"), [("", ["brook"]), ("Brook", []), ("Brook", ["field"])])
def test_without_a_match_there_is_no_snippet(text, stems):
    assert highlighted(text, stems) == ""


@given(st.text(), st.lists(st.text(min_size=1), max_size=3))
def test_a_snippet_never_lets_markup_of_the_text_through(text, stems):
    snippet = highlighted(text, stems)

    assert "<" not in snippet.replace("<mark>", "").replace("</mark>", "")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "stems"),
    [
        ("Flynn resigned", ["flynn", "resign"]),
        ("Flynn -Pence", ["flynn"]),
        ("-Pence Flynn", ["flynn"]),
        ('Flynn -"New York"', ["flynn"]),
        ('"New York"', ["new", "york"]),
        ("Flynn or Pence", ["flynn", "penc"]),
        ("Müller", ["muller"]),
        ("the", []),
        (":* & !", []),
        ('"unbalanced', ["unbalanc"]),
    ],
)
def test_what_is_marked_is_what_the_database_looks_for(words, stems):
    assert lexemes(words) == stems


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

    assert "1 result for" in words(articles)
    assert "Brook meets an envoy." not in words(articles)
    assert "1 result for" in words(interactions)
    assert "/articles/envoys-meet/" not in links(interactions)
    assert "?q=envoys&type=interactions" in links(articles)


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
    assert "?q=harbour&page=2" in links(first)
    assert "?q=harbour" in links(second)
    assert "?q=harbour&page=3" not in links(second)


@pytest.mark.usefixtures("_story")
@pytest.mark.parametrize("page", ["-1", "0", "51", "two", "1e3", "９"])
def test_a_page_that_does_not_exist_is_the_first_with_a_notice(client, page):
    answer = client.get(f"/search/?q=envoys&page={page}")

    assert notices(answer) == ["That page does not exist, so here is the first one."]
    assert "/articles/envoys-meet/" in links(answer)


@pytest.mark.usefixtures("_story")
def test_what_was_ignored_is_said(client):
    answer = client.get("/search/?q=envoys&type=dragons&person=mary-brook")

    assert notices(answer) == [
        "“person” is not a filter of this page, so it was ignored.",
        "“dragons” is not a kind of result: all are shown.",
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
@pytest.mark.parametrize("number", [3, 9])
def test_a_search_costs_the_same_whatever_it_finds(client, number, django_assert_num_queries):
    for _ in range(number):
        article, person = make.article("Brook"), make.person()
        make.citation(make.interaction("Brook meets an envoy.", people=[person]), article)

    with django_assert_num_queries(8):
        client.get("/search/?q=brook")
    with django_assert_num_queries(1):
        client.get("/search/")
