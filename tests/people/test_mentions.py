import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from articles.models import Article
from people import mentions
from people.models import Alias, Mention, MentionDecision, UnresolvedName
from people.names import Gazetteer
from tests import factories as make


def named(article) -> dict[str, int]:
    """Whom an article names, and how often."""
    return {row.person.name: row.count for row in Mention.objects.filter(article=article)}


def unresolved(article, kind=None) -> dict[str, set[str]]:
    """The names that were left open, each with the people it may mean."""
    rows = UnresolvedName.objects.filter(article=article)
    return {
        row.name: {person.name for person in row.candidates.all()}
        for row in (rows.filter(kind=kind) if kind else rows)
    }


@pytest.mark.django_db
def test_a_full_name_and_then_a_title_and_surname_are_one_person():
    make.person("Dmitri Peskov")
    article = make.article(body="<p>Dmitri Peskov spoke. Mr. Peskov’s aide did not.</p>")

    assert named(article) == {"Dmitri Peskov": 2}
    [mention] = article.mentions.all()
    assert mention.forms == ["Dmitri Peskov", "Peskov"]
    assert [article.body_text[start:end] for start, end in mention.span_pairs] == [
        "Dmitri Peskov",
        "Peskov",
    ]


@pytest.mark.django_db
def test_names_in_the_headline_and_standfirst_count_but_have_no_place_in_the_body():
    make.person("Mary Brook")
    article = make.article(
        "Mary Brook resigns", standfirst="Mary Brook is gone.", body="<p>Mrs Brook left.</p>"
    )
    [mention] = article.mentions.all()

    assert mention.count == 3
    assert [article.body_text[start:end] for start, end in mention.span_pairs] == ["Brook"]


@pytest.mark.django_db
def test_an_alias_names_its_person():
    make.person("Mary Brook", aliases=["Molly Stone"])

    assert named(make.article(body="<p>Molly Stone left.</p>")) == {"Mary Brook": 1}


@pytest.mark.django_db
def test_drafts_are_read_too():
    make.person("Mary Brook")

    assert named(make.article(published=None)) == {"Mary Brook": 1}


@pytest.mark.django_db
def test_a_new_text_is_read_anew():
    make.person("Mary Brook")
    make.person("Ann Hill")
    article = make.article(body="<p>Mary Brook left.</p>")
    article.body = "<p>Ann Hill left.</p>"
    article.save()

    assert named(article) == {"Ann Hill": 1}


# --- Names that stay open --------------------------------------------------------------------


@pytest.mark.django_db
def test_a_name_that_two_people_share_stays_open_with_both_as_candidates():
    make.person("John Smith", slug="john-smith-1")
    make.person("John Smith", slug="john-smith-2")
    article = make.article("News", body="<p>John Smith left.</p>")
    [name] = UnresolvedName.objects.filter(article=article)

    assert named(article) == {}
    assert (name.name, name.kind, name.count) == ("John Smith", "shared", 1)
    assert {person.slug for person in name.candidates.all()} == {"john-smith-1", "john-smith-2"}


@pytest.mark.django_db
def test_a_surname_of_two_people_who_are_both_named_stays_open():
    make.person("Bill Clinton")
    make.person("Hillary Clinton")
    article = make.article(
        "News", body="<p>Bill Clinton and Hillary Clinton came. Then Clinton left.</p>"
    )

    assert named(article) == {"Bill Clinton": 1, "Hillary Clinton": 1}
    assert unresolved(article, "shared") == {"Clinton": {"Bill Clinton", "Hillary Clinton"}}


@pytest.mark.django_db
def test_a_name_that_belongs_to_nobody_is_offered_with_the_reason():
    article = make.article("News", body="<p>Ambassador Walter Quill said so. Quill then left.</p>")
    [name] = UnresolvedName.objects.filter(article=article)

    assert (name.name, name.kind, name.count) == ("Walter Quill", "unknown", 2)
    assert name.reason
    assert not name.candidates.exists()


@pytest.mark.django_db
def test_a_name_is_either_shared_or_unknown():
    make.person("John Smith")
    make.person("Jack Smith")
    article = make.article(
        "News",
        body="<p>John Smith and Jack Smith met. Mr. Smith spoke. Mrs. Smith left.</p>",
    )

    assert unresolved(article)["Smith"] == {"John Smith", "Jack Smith"}


# --- What editors decide ---------------------------------------------------------------------


@pytest.fixture
def smiths(db):
    """Two people of one name, and the article that names one of them."""
    people = [make.person("John Smith", slug=f"john-smith-{number}") for number in (1, 2)]
    return people, make.article("News", body="<p>John Smith left.</p>")


def test_an_editor_says_whom_a_shared_name_means(smiths):
    (first, _), article = smiths
    mentions.decide(article, "John Smith", first)

    assert Mention.objects.get().person == first
    assert unresolved(article) == {}


def test_an_editor_says_that_a_name_means_nobody(smiths):
    _, article = smiths
    mentions.decide(article, "John Smith", None)

    assert named(article) == {}
    assert unresolved(article) == {}


@pytest.mark.django_db
def test_an_editor_redirects_a_mention():
    make.person("Mary Brook")
    meant = make.person("Mary Brook the Younger")
    article = make.article("News", body="<p>Mary Brook left.</p>")
    mentions.decide(article, "Mary Brook", meant)

    assert named(article) == {"Mary Brook the Younger": 1}


@pytest.mark.django_db
def test_an_editor_says_whom_an_unknown_name_means():
    person = make.person("Gualtiero Penna")
    article = make.article("News", body="<p>Ambassador Walter Quill said so. Quill then left.</p>")
    mentions.decide(article, "Walter Quill", person)

    assert named(article) == {"Gualtiero Penna": 2}
    assert unresolved(article) == {}


@pytest.mark.django_db
def test_an_editor_may_change_their_mind():
    person = make.person("Mary Brook")
    article = make.article("News", body="<p>Mary Brook left.</p>")
    mentions.decide(article, "Mary Brook", None)
    mentions.decide(article, "Mary Brook", person)

    assert named(article) == {"Mary Brook": 1}
    assert MentionDecision.objects.count() == 1


def test_a_decision_taken_back_leaves_the_name_open_again(smiths):
    people, article = smiths
    article.body = "<p>John Smith met Walter Quill.</p>"
    article.save()
    for name in ("John Smith", "Walter Quill"):
        mentions.decide(article, name, people[0])
    mentions.forget(article, ["John Smith"])

    assert named(article) == {"John Smith": 1}
    assert unresolved(article, "shared").keys() == {"John Smith"}
    assert [decision.name for decision in MentionDecision.objects.all()] == ["Walter Quill"]


@pytest.mark.parametrize("meant", [True, False])
def test_a_decision_outlives_every_rebuild(smiths, meant):
    (first, second), article = smiths
    mentions.decide(article, "John Smith", first if meant else None)
    decided = set(Mention.objects.values_list("person"))

    article.body = "<p>Yesterday John Smith left.</p>"
    article.save()
    mentions.rebuild(Article.objects.get())
    mentions.reread_for(second)

    assert set(Mention.objects.values_list("person")) == decided
    assert unresolved(article) == {}


def test_a_decision_is_about_one_article(smiths):
    (first, _), article = smiths
    other = make.article("News", body="<p>John Smith left.</p>")
    mentions.decide(article, "John Smith", first)

    assert list(unresolved(other)) == ["John Smith"]


# --- Many at once ----------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["Robert Mueller", "Hans Müller", "Sergey Kislyak", "Kim Jong-un"])
def test_articles_are_read_again_for_a_new_person(name):
    article = make.article("News", body=f"<p>{name} left.</p>")
    untouched = make.article("News", body="<p>Nobody left.</p>")
    person = make.person(name)

    assert mentions.reread_for(person)
    assert named(article) == {name: 1}
    assert named(untouched) == {}


@pytest.mark.django_db
def test_articles_are_read_again_for_a_new_alias():
    person = make.person("Mary Brook")
    article = make.article("News", body="<p>Molly Stone left.</p>")
    Alias.objects.create(person=person, name="Molly Stone")
    mentions.reread_for(person)

    assert named(article) == {"Mary Brook": 1}


@pytest.mark.django_db
def test_articles_that_named_a_person_are_read_again_after_a_change_of_name():
    person = make.person("Mary Brook")
    article = make.article("News", body="<p>Mary Brook left.</p>")
    person.name = "Ann Hill"
    person.save()
    mentions.reread_for(person)

    assert named(article) == {}


@pytest.mark.django_db
def test_of_very_many_articles_the_newest_are_read_again_and_the_others_wait(monkeypatch):
    monkeypatch.setattr(mentions, "READ_AT_ONCE", 2)
    old, newer, newest = (
        make.article("News", body="<p>Mary Brook left.</p>", published=f"2017-01-0{day}")
        for day in (1, 2, 3)
    )

    assert mentions.reread_for(make.person("Mary Brook")) is False
    assert [bool(named(article)) for article in (old, newer, newest)] == [False, True, True]


@pytest.mark.django_db
@pytest.mark.parametrize("number", [3, 300])
def test_reading_an_article_costs_the_same_however_many_people_are_known(
    number, django_assert_num_queries
):
    for _ in range(number):
        make.person()
    make.person("Mary Brook", aliases=["Molly Stone"])
    article = make.article()

    with django_assert_num_queries(11):
        mentions.rebuild(article)


@pytest.mark.django_db
@pytest.mark.parametrize("number", [3, 30])
def test_reading_many_articles_costs_as_many_queries_as_reading_a_few(
    number, django_assert_num_queries
):
    make.person("Mary Brook")
    for _ in range(2):
        make.person("John Field")
    articles = [make.article() for _ in range(number)]
    gazetteer = Gazetteer(mentions.all_known_names())

    with django_assert_num_queries(10):
        mentions.rebuild_all(articles, gazetteer)


@pytest.mark.django_db
def test_reading_articles_together_finds_what_reading_each_alone_does():
    for name in ("Mary Brook", "John Brook", "Ann Hill", "John Field"):
        make.person(name)
    texts = ["Mary Brook left. Brook is gone.", "John Brook and Ann Hill.", "Hill, a field, Brook."]
    articles = [make.article("News", body=f"<p>{text}</p>") for text in texts]
    alone = [(named(article), unresolved(article)) for article in articles]
    mentions.rebuild_all(articles, Gazetteer(mentions.all_known_names()))

    assert [(named(article), unresolved(article)) for article in articles] == alone


@pytest.mark.django_db
def test_what_is_read_in_several_batches_is_read_whole(monkeypatch):
    monkeypatch.setattr(mentions, "BATCH", 2)
    articles = [make.article("News", body="<p>Mary Brook left.</p>") for _ in range(5)]

    assert mentions.reread_for(make.person("Mary Brook"))
    assert all(map(named, articles))


NAMES = ["John Smith", "Jack Smith", "Mary Smith", "Smith", "Ann Hill", "Hill", "Walter Quill"]
TITLES = ["", "", "Mr. ", "Mrs. ", "Ambassador ", "General "]


class AnyText(TestCase):
    @settings(max_examples=40)
    @given(st.lists(st.tuples(st.sampled_from(TITLES), st.sampled_from(NAMES)), max_size=8))
    def test_any_text_can_be_read(self, names):
        for name in ("John Smith", "Jack Smith", "Ann Hill"):
            make.person(name)
        sentences = (f"Then {title}{name} said so." for title, name in names)
        article = make.article("News", body=f"<p>{' '.join(sentences)}</p>")

        for mention in Mention.objects.filter(article=article):
            for start, end in mention.span_pairs:
                assert article.body_text[start:end] in mention.forms
