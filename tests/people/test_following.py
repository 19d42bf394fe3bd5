import pytest

from tests import factories as make
from tests.pages import links, notices, words

pytestmark = pytest.mark.django_db

# Queries, that of the edition included.
FOLLOWING = 20


def known(summary, *people, tags=(), published="2017-02-13"):
    interaction = make.interaction(summary, people=people)
    make.citation(interaction, make.article(published=published, tags=tags))
    return interaction


@pytest.fixture
def reed():
    return make.person("Jane Reed")


@pytest.fixture
def hill():
    return make.person("Ann Hill")


def test_without_anybody_to_follow_it_explains_how(client, reed):
    known("Reed arrives.", reed)
    page = client.get("/following/")

    assert page.status_code == 200
    assert "You follow nobody yet." in words(page)
    assert "Reed arrives." not in words(page)
    assert 'value="jane-reed"' in page.content.decode()


def test_what_changed_for_any_of_those_followed_is_one_list_the_newest_first(client, reed, hill):
    known("Reed arrives.", reed, published="2017-01-01")
    known("Hill arrives.", hill, published="2017-03-01")
    known("It rains.", tags=["Sea"], published="2017-02-01")
    known("Marsh arrives.", make.person("Zoe Marsh"), tags=["Law"])
    page = client.get("/following/?person=jane-reed&person=ann-hill&tag=sea")

    text = words(page)
    assert "3 changes, about any of these" in text
    assert text.index("Hill arrives.") < text.index("It rains.") < text.index("Reed arrives.")
    assert "Marsh arrives." not in text


def test_what_is_about_several_of_them_is_listed_once(client, reed, hill):
    known("Reed meets Hill.", reed, hill, tags=["Sea"])
    text = words(client.get("/following/?person=jane-reed&person=ann-hill&tag=sea"))

    assert "1 change, about any of these" in text
    assert text.count("Reed meets Hill.") == 1


def test_corrections_are_followed_too(client, reed):
    article = make.article("About Reed")
    make.mention(article, reed)
    make.correction(article)
    make.correction(make.article("About nobody"))
    text = words(client.get("/following/?person=jane-reed"))

    assert "About Reed" in text
    assert "About nobody" not in text


def test_each_of_them_can_be_taken_off_the_list(client, reed, hill):
    known("Reed arrives.", reed)
    page = client.get("/following/?person=jane-reed&person=ann-hill")

    assert {"/following/?person=jane-reed", "/following/?person=ann-hill"} <= set(links(page))


def test_the_list_can_be_read_since_a_day(client, reed):
    known("Reed arrives.", reed, published="2017-01-01")
    known("Reed departs.", reed, published="2017-03-01")
    text = words(client.get("/following/?person=jane-reed&since=2017-02-13"))

    assert "1 change since 13 February 2017, about any of these" in text
    assert "Reed arrives." not in text


def test_a_quiet_list_says_so(client, reed):
    assert "Nothing has changed for any of these" in words(
        client.get("/following/?person=jane-reed")
    )


def test_a_bookmark_outlives_a_change_of_slug(client, reed):
    known("Reed arrives.", reed)
    reed.slug = "jane-field"
    reed.save()
    page = client.get("/following/?person=jane-reed")

    assert "Reed arrives." in words(page)
    assert notices(page) == []


@pytest.mark.parametrize("published", [None, "2999-01-01"])
def test_what_is_not_public_is_not_followed(client, reed, published):
    known("Hidden.", reed, tags=["Sea"], published=published)

    assert "Hidden." not in words(client.get("/following/?person=jane-reed&tag=sea"))


def test_people_and_tags_can_be_followed_from_their_pages(client, reed):
    make.article(tags=["Sea"])

    assert "/following/?person=jane-reed" in links(client.get("/people/jane-reed/"))
    assert "/following/?tag=sea" in links(client.get("/tags/sea/"))


def test_what_was_ignored_is_said(client):
    page = client.get("/following/?person=nobody&tag=none&since=never&as_of=2017-01-01")

    assert page.status_code == 200
    assert len(notices(page)) == 4
    assert "You follow nobody yet." in words(page)


@pytest.mark.parametrize("number", [3, 30])
def test_following_costs_the_same_whatever_changed(client, reed, number, django_assert_num_queries):
    for n in range(number):
        day = f"2017-02-{n % 28 + 1:02}"
        known(None, reed, make.person(), tags=["Sea"], published=day)
        article = make.article(tags=["Sea"])
        make.mention(article, reed)
        make.correction(article, published_at=make.day(day))

    with django_assert_num_queries(FOLLOWING):
        client.get("/following/?person=jane-reed&tag=sea")


@pytest.mark.parametrize("verb", ["post", "put", "patch", "delete"])
def test_the_list_can_be_read_and_nothing_else(client, verb):
    assert getattr(client, verb)("/following/").status_code == 405
    answer = client.head("/following/")
    assert (answer.status_code, bool(answer.cookies)) == (200, False)
