"""What readers may not see is not anywhere: one definition of public, on every page."""

import pytest

from articles.models import Article
from people.models import Interaction
from tests import factories as make
from tests.pages import words

HIDDEN = {
    "a draft": {"published": None},
    "in review": {"published": None, "state": Article.State.IN_REVIEW},
    "scheduled": {"published": "2999-01-01"},
    "withdrawn": {},
}
PAGES = [
    "/",
    "/articles/",
    "/articles/?person=mary-brook",
    "/articles/?tag=secret",
    "/articles/?q=lighthouse",
    "/tags/",
    "/tags/secret/",
    "/people/",
    "/people/?q=brook",
    "/people/mary-brook/",
    "/people/mary-brook/?as_of=2999-12-31",
    "/people/mary-brook/quotes/",
    "/people/mary-brook/denials/",
    "/timeline/",
    "/timeline/?person=mary-brook&kind=meeting&status=reported",
    "/timeline/?as_of=2999-12-31",
    "/changes/",
    "/changes/?person=mary-brook&tag=secret",
    "/changes/?as_of=2999-12-31",
    "/following/?person=mary-brook&tag=secret",
    "/open-questions/",
    "/feeds/articles.atom",
    "/feeds/articles.json?tag=secret",
    "/feeds/interactions.atom",
    "/feeds/interactions.rss?person=mary-brook",
    "/feeds/changes.atom",
    "/feeds/changes.rss",
    "/search/?q=lighthouse",
    "/search/?q=lighthouse&type=articles",
    "/search/?q=lighthouse&type=interactions",
    "/articles/lighthous/",
    "/sitemap-articles.xml",
    "/sitemap-news.xml",
    "/sitemap-tags.xml",
    "/sitemap-interactions.xml",
    "/articles/a-public-article/",
    "/api/v1/articles/",
    "/api/v1/articles/?person=mary-brook",
    "/api/v1/articles/?tag=secret",
    "/api/v1/articles/?q=lighthouse",
    "/api/v1/articles/a-public-article/",
    "/api/v1/tags/",
    "/api/v1/outlets/",
    "/api/v1/people/mary-brook/",
    "/api/v1/people/mary-brook/timeline/",
    "/api/v1/timeline/",
    "/api/v1/timeline/?as_of=2999-12-31",
    "/api/v1/citations/",
    "/api/v1/citations/?person=mary-brook&tag=secret",
    "/api/v1/quotes/",
    "/api/v1/changes/",
    "/api/v1/changes/?person=mary-brook&tag=secret",
    "/api/v1/search/?q=lighthouse",
]
# Where a withdrawal is news.
ANNOUNCING = ("/changes/", "/following/", "/changes.atom", "/changes.rss")


@pytest.fixture(params=HIDDEN)
def hidden(request, db):
    """Mary Brook at a lighthouse: an article nobody may read, and all that rests on it."""
    article = make.article(
        "Lighthouse meeting",
        body="<p>Mary Brook went to the lighthouse.</p>",
        tags=["Secret"],
        **HIDDEN[request.param],
    )
    person = make.person("Mary Brook")
    make.mention(article, person)
    interaction = make.interaction("Brook goes to the lighthouse.", people=[person])
    make.citation(interaction, article, exact="Mary Brook went to the lighthouse.")
    public = make.article("A public article", body="<p>Nothing happened.</p>")
    public.see_also.add(article)
    if request.param == "withdrawn":
        article.withdraw("It was wrong.")
    return article


def test_no_page_shows_what_is_not_public(client, hidden):
    announced = {"Lighthouse meeting", hidden.get_absolute_url()}
    never = {"to the lighthouse", Interaction.objects.get().get_absolute_url()}
    for address in PAGES:
        page = client.get(address).content.decode()
        is_told = hidden.is_withdrawn and address.split("?")[0].endswith(ANNOUNCING)
        secrets = never if is_told else never | announced
        assert [secret for secret in secrets if secret in page] == [], address


def test_no_count_includes_it(client, hidden):
    assert "No articles" in words(client.get("/articles/?person=mary-brook"))
    assert "Secret" not in words(client.get("/tags/"))
    assert "Secret" not in words(client.get("/articles/"))
    assert "1 interaction" not in words(client.get("/people/"))
    person = words(client.get("/people/mary-brook/"))
    assert "no interactions" in person
    assert "no articles" in person
    assert "No results" in words(client.get("/search/?q=lighthouse"))


def test_the_interaction_that_rests_on_it_alone_is_not_found(client, hidden):
    address = Interaction.objects.get().get_absolute_url()

    assert client.get(address).status_code == 404
    assert client.get(f"{address}?as_of=2999-12-31").status_code == 404


def test_with_a_public_source_beside_it_only_that_one_is_cited(client, hidden):
    interaction = Interaction.objects.get()
    make.citation(interaction, make.article("In the open"))

    for address in (interaction.get_absolute_url(), "/timeline/", "/people/mary-brook/"):
        page = client.get(address)
        assert "In the open" in words(page)
        assert "Lighthouse meeting" not in words(page)
