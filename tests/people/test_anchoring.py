import pytest

from articles.models import Article
from people import anchoring
from people.models import Citation, Quote
from tests import factories as make

pytestmark = pytest.mark.django_db

WORDS = "Mary Brook met John Field in Geneva"


@pytest.fixture
def citation():
    return make.citation(make.interaction(), exact=WORDS)


def edit(article, body):
    article = Article.objects.get(pk=article.pk)
    article.body = body
    article.save()


def test_a_passage_is_found_again_after_words_were_put_before_it(citation):
    edit(citation.article, f"<p>New words.</p><p>{WORDS} on Tuesday.</p>")

    citation.refresh_from_db()
    article = Article.objects.get()
    assert article.body_text[citation.start : citation.end] == WORDS
    assert citation.prefix == "New words.\n\n"
    assert not citation.is_lost


def test_of_two_places_the_one_with_the_old_surroundings_is_it(citation):
    edit(
        citation.article,
        f"<p>It was said that {WORDS} once.</p>"
        f"<p>{WORDS} on Tuesday.</p><p>Neither would say why.</p>",
    )

    citation.refresh_from_db()
    assert citation.start > 40


def test_a_passage_whose_words_are_gone_is_lost_but_keeps_its_quote(citation):
    before = (citation.exact, citation.prefix, citation.suffix, citation.start)
    edit(citation.article, "<p>Nothing of the kind.</p>")

    citation.refresh_from_db()
    assert citation.is_lost
    assert (citation.exact, citation.prefix, citation.suffix, citation.start) == before


def test_a_lost_passage_keeps_the_moment_it_was_lost(citation):
    edit(citation.article, "<p>Nothing.</p>")
    lost_at = Citation.objects.get().lost_at
    edit(citation.article, "<p>Still nothing.</p>")

    assert Citation.objects.get().lost_at == lost_at


def test_words_that_come_back_are_found_again(citation):
    body = citation.article.body
    edit(citation.article, "<p>Nothing.</p>")
    edit(citation.article, body)

    citation.refresh_from_db()
    assert not citation.is_lost
    assert Article.objects.get().body_text[citation.start : citation.end] == WORDS


def test_quotes_are_found_again_too():
    quote = make.quote(make.person(), exact="Neither would say why.")
    edit(quote.article, "<p>Neither would say why.</p>")

    quote.refresh_from_db()
    assert (quote.start, quote.is_lost) == (0, False)
    edit(quote.article, "<p>Nothing.</p>")
    assert Quote.objects.get().is_lost


@pytest.mark.parametrize(("body", "place"), [(f"<p>So {WORDS}.</p>", 3), ("<p>Nothing.</p>", None)])
def test_a_passage_that_is_moved_to_another_article_is_looked_for_there(citation, body, place):
    article = make.article(body=body)
    for row in (citation, make.quote(make.person(), exact=WORDS)):
        row.article = article
        row.save()
        row.refresh_from_db()

        assert row.exact == WORDS
        assert (None if row.is_lost else row.start) == place


def test_passages_of_other_articles_stay_where_they_are(citation):
    other = make.citation(make.interaction(), exact=WORDS)
    edit(citation.article, "<p>Nothing.</p>")

    other.refresh_from_db()
    assert not other.is_lost


@pytest.mark.parametrize("number", [3, 30])
def test_finding_passages_costs_the_same_however_many(number, django_assert_num_queries):
    article, interaction = make.article(), make.interaction()
    for _ in range(number):
        make.citation(interaction, article)
    article.body_text = f"New words. {article.body_text}"

    with django_assert_num_queries(5):  # two of them open and close the transaction
        anchoring.reanchor(article)
    with django_assert_num_queries(4):
        anchoring.reanchor(article)
