"""What a web page says about itself, however it says it."""

import json
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import document_fromstring

from articles.importers.page_facts import PageFacts

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=40)


def facts(head="", body="", lang=""):
    page = f'<html lang="{lang}"><head>{head}</head><body>{body}<p>x</p></body></html>'
    return PageFacts(document_fromstring(page))


def meta(name, value):
    return f'<meta name="{escape(name)}" content="{escape(value)}">' if value else ""


def linked(*things, wrap="{}"):
    text = wrap.format(json.dumps(things[0] if len(things) == 1 else things))
    return f'<script type="application/ld+json">{text}</script>'


ARTICLE = {
    "@type": "NewsArticle",
    "headline": "Two envoys meet in Geneva",
    "datePublished": "2017-02-13T12:00:00Z",
    "author": [{"@type": "Person", "name": "Ann Reed"}, {"name": "Ben Hill"}],
    "publisher": {"@type": "Organization", "name": "The Paper"},
    "image": [{"url": "/lead.jpg"}, {"url": "/other.jpg"}],
    "description": "Nobody knows why.",
    "inLanguage": "en-GB",
}


@pytest.mark.parametrize(
    "head",
    [
        linked(ARTICLE),
        linked({"@type": "WebSite", "name": "x"}, ARTICLE),
        linked({"@context": "https://schema.org", "@graph": [{"@type": "Person"}, ARTICLE]}),
        linked(ARTICLE | {"@type": ["Thing", "OpinionNewsArticle"]}),
        linked(ARTICLE, wrap="\n//<![CDATA[\n{}\n//]]>\n"),
        linked(ARTICLE, wrap="<!-- {} -->"),
        '<script type="application/ld+json">{ broken</script>' + linked(ARTICLE),
    ],
)
def test_an_article_is_found_in_linked_data_wherever_it_stands(head):
    found = facts(head)
    assert found.headline == "Two envoys meet in Geneva"
    assert found.authors() == ["Ann Reed", "Ben Hill"]
    assert next(filter(None, found.dates)) == "2017-02-13T12:00:00Z"
    assert (found.site, found.image) == ("The Paper", "/lead.jpg")
    assert (found.standfirst, found.language) == ("Nobody knows why.", "en-GB")


@pytest.mark.parametrize(
    "data", [[], {}, 1, None, "x", {"@type": 7}, {"@graph": 7}, [[{"@type": None}]]]
)
def test_linked_data_of_any_shape_does_no_harm(data):
    assert facts(linked(data)).headline == ""


@pytest.mark.parametrize("value", [7, None, {}, [], {"name": 7}, [None], [[]]])
@pytest.mark.parametrize("name", [name for name in ARTICLE if name != "@type"])
def test_a_value_of_the_wrong_kind_says_nothing(name, value):
    found = facts(linked(ARTICLE | {name: value}))
    told = (found.headline, found.site, found.image, found.standfirst, found.language)
    assert all(isinstance(text, str) for text in (*told, *found.dates, *found.authors()))


# --- The headline -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "og", "h1"),
    [
        ("Two envoys meet in Geneva - The Paper", "", ""),
        ("Two envoys meet in Geneva | World | The Paper", "", "Two envoys meet in Geneva"),
        ("World: Two envoys meet in Geneva", "Two envoys meet in Geneva", ""),
        ("", "Geneva talks: Two envoys meet in Geneva", "Two envoys meet in Geneva"),
        ("Two envoys meet in Geneva - The Paper", "", "The Paper"),
    ],
)
def test_the_headline_is_what_most_titles_agree_on(title, og, h1):
    head = f"<title>{title}</title>" + meta("og:title", og)
    assert facts(head, f"<h1>{h1}</h1>").headline == "Two envoys meet in Geneva"


def test_the_headline_printed_on_the_page_goes_before_the_one_for_search_engines():
    head = linked({"@type": "NewsArticle", "headline": "Geneva: why envoys met, explained"})
    head += "<title>Geneva: why envoys met, explained</title>"
    og = '<meta property="og:title" content="Two envoys meet">'
    assert facts(head + og, "<h1>Two envoys meet</h1>").headline == "Two envoys meet"


@given(st.lists(TEXT, max_size=3), TEXT, TEXT, TEXT)
def test_no_titles_bring_it_down(headings, title, og, site):
    head = f"<title>{escape(title)}</title>{meta('og:title', og)}{meta('og:site_name', site)}"
    body = "".join(f"<h1>{escape(heading)}</h1>" for heading in headings)
    assert isinstance(facts(head, body).headline, str)


# --- Who, when, where ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "authors"),
    [
        ('<p class="byline">By Ann Reed</p>', ["Ann Reed"]),
        ('<div class="Byline">By <span class="author">Ann Reed</span></div>', ["Ann Reed"]),
        ('<p class="byline">by: Ann Reed and Ben Hill</p>', ["Ann Reed and Ben Hill"]),
        ('<p class="byline">By Ann Reed 13 February 2017, 12:00</p>', ["Ann Reed"]),
        ('<p class="byline">By Ann Reed @annreed</p>', ["Ann Reed"]),
        ('<p class="byline">By Ann Reed Feb. 13, 2017</p>', ["Ann Reed"]),
        ('<a rel="author">Ann Reed</a>', ["Ann Reed"]),
        ('<b itemprop="author">Ann Reed</b>', ["Ann Reed"]),
        ('<p class="autor">Von Ann Reed</p>', ["Ann Reed"]),
        ('<p class="author">12 comments so far</p>', []),
        ('<p class="byline">By Ann Reed</p><p class="byline">By Ed</p>', ["Ann Reed"]),
    ],
)
def test_a_byline_is_found_in_the_markup(body, authors):
    assert facts(body=body).authors() == authors


@pytest.mark.parametrize("name", ["The Paper", "the paper", "No Author", "https://x.example/me"])
def test_who_is_nobody_is_no_author(name):
    head = meta("og:site_name", "The Paper") + meta("author", name)
    assert facts(head).authors() == []
    assert facts(head).authors("Ann Reed") == ["Ann Reed"]


@pytest.mark.parametrize(
    ("title", "site", "name"),
    [
        ("Envoys meet", "The Paper", "The Paper"),
        ("Envoys meet", "The Paper - All the news", "The Paper"),
        ("Envoys meet - The Paper", "", "The Paper"),
        ("Envoys meet - 13.02.2017", "", ""),
        ("Envoys meet", "", ""),
    ],
)
def test_the_site_is_named_without_its_motto(title, site, name):
    head = f"<title>{title}</title>" + meta("og:site_name", site)
    assert facts(head).site == name


def test_every_date_of_the_page_is_offered_the_surest_first():
    head = meta("date", "2017-02-14") + meta("article:published_time", "2017-02-13")
    found = facts(head, '<time datetime="2017-02-15">x</time>')
    assert list(filter(None, found.dates)) == ["2017-02-13", "2017-02-14", "2017-02-15"]


def test_the_address_a_page_gives_as_its_own_is_that_of_its_link():
    link = '<link rel="canonical" href="/envoys">'
    assert facts(link + meta("og:url", "/other")).address == "/envoys"
    assert facts(meta("og:url", "/other")).address == "/other"
    assert facts().address == ""
