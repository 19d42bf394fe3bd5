import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.body import (
    clean_text,
    excerpt,
    from_plain,
    reading_minutes,
    sanitise,
    to_text,
    word_count,
)
from tests.articles.soup import soup

# --- sanitise -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("", ""),
        ("<p></p><h2> </h2><ul><li></li></ul><p>&nbsp;</p>", ""),
        ("loose <b>text</b>", "<p>loose <strong>text</strong></p>"),
        ("<div>one</div>two", "<p>one</p><p>two</p>"),
        ("one<br>two", "<p>one<br>two</p>"),
        ("<p><br>one<br> <br>two<br></p>", "<p>one</p><p>two</p>"),
        ("<p>a <i> b </i>c</p>", "<p>a <em>b</em> c</p>"),
        ("<p>a\n\t&nbsp;b</p>", "<p>a b</p>"),
        ("<pre>\na\n  b\n\nc</pre>", "<p>a<br>b</p><p>c</p>"),
        ("<p>He said <q>no</q>.</p>", "<p>He said “no”.</p>"),
        ("<p>a<p>b<div>c", "<p>a</p><p>b</p><p>c</p>"),
        ("<b>one<div>two</div></b>", "<p><strong>one</strong></p><p>two</p>"),
        ("<b style='font-weight: normal'>docs</b>", "<p>docs</p>"),
        ("<h2>a<blockquote>b</blockquote></h2>", "<h2>a</h2><blockquote><p>b</p></blockquote>"),
        ("<em><b><em>x</em></b></em>", "<p><em><strong>x</strong></em></p>"),
        ("<p>fish & <chips</p>", "<p>fish &amp;</p>"),
        ("<![CDATA[x]]>y<?pi?><!-- z -->", "<p>y</p>"),
        ("<figure><img src=x><figcaption>A hall</figcaption></figure>", "<p>A hall</p>"),
        ("<blockquote>a<p>b</blockquote>", "<blockquote><p>a</p><p>b</p></blockquote>"),
        ("<p>a</p><hr><p>b</p>", "<p>a</p><hr><p>b</p>"),
    ],
)
def test_any_source_becomes_paragraphs_of_clean_text(source, html):
    assert sanitise(source) == html


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("<ul>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<ul><li>a</li><ul><li>b</ul></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("<ol start=3><li><p>a</p><p>b</p></ol>", '<ol start="3"><li>a<br>b</li></ol>'),
        ("<li>a</li><li>b</li>", "<p>a</p><p>b</p>"),
        ("<ul><li><blockquote>a</blockquote></ul>", "<ul><li>a</li></ul>"),
    ],
)
def test_list_items_stand_in_lists_and_hold_lines(source, html):
    assert sanitise(source) == html


@pytest.mark.parametrize(
    ("source", "rows"),
    [
        ("<tr><td>a<td>b", "<tbody><tr><td>a</td><td>b</td></tr></tbody>"),
        ("<td>a<td></td>", "<tbody><tr><td>a</td><td></td></tr></tbody>"),
        ("<td><p>a<p>b", "<tbody><tr><td>a<br>b</td></tr></tbody>"),
        (
            "<thead><tr><th scope=col>a</thead><tfoot><tr><td rowspan=2 colspan=0>b</tfoot>",
            '<thead><tr><th scope="col">a</th></tr></thead>'
            '<tbody><tr><td rowspan="2">b</td></tr></tbody>',
        ),
        (
            "<tbody><tr><td>a</tbody><thead><tr><th>b</thead>",
            "<tbody><tr><td>a</td></tr></tbody><tbody><tr><th>b</th></tr></tbody>",
        ),
        ("<td>a<table><tr><td>b</table>", "<tbody><tr><td>a<br>b</td></tr></tbody>"),
    ],
)
def test_a_table_is_completed(source, rows):
    assert sanitise(f"<table>{source}</table>") == f"<table>{rows}</table>"


def test_a_table_without_words_is_dropped():
    assert sanitise("a<table><tr><td> <td></table>b") == "<p>a</p><p>b</p>"


def test_text_astray_in_a_table_goes_before_it():
    html = sanitise("<table><caption>Votes</caption><tr><td>1</table>")
    assert html == "<p>Votes</p><table><tbody><tr><td>1</td></tr></tbody></table>"


def test_headings_start_at_h2_and_skip_no_level():
    html = sanitise("<h1>a</h1><h4>b</h4><h4>c</h4><h2>d</h2><h3>e</h3><h4>f</h4><h5>g</h5>")
    assert re.findall(r"<(h\d)>(\w)", html) == [
        ("h2", "a"),
        ("h3", "b"),
        ("h3", "c"),
        ("h3", "d"),
        ("h4", "e"),
        ("h4", "f"),
        ("h4", "g"),
    ]


@pytest.mark.parametrize(
    "source",
    [
        "<script>x</script>",
        "<SCRIPT SRC=//e.example></SCRIPT>",
        "<style>p{}</style>",
        "<iframe srcdoc='<script>x</script>'></iframe>",
        "<form action=/x><input name=q><button>x</button></form>",
        "<svg><style><img src=x onerror=x></style></svg>",
        "<math><mtext><table><mglyph><style><img src=x onerror=x></style></table></mtext></math>",
        "<noscript><p title='</noscript><img src=x onerror=x>'></noscript>",
        "<template><script>x</script></template>",
        "<base href='//e.example'>",
        "<meta http-equiv=refresh content='0;url=//e.example'>",
        "<textarea><img src=x onerror=x></textarea>",
        "<title><script>x</script></title>",
        "<object data=x><embed src=x></object>",
        "<img src=x onerror=x>",
    ],
)
def test_what_could_run_or_be_filled_in_goes_with_all_it_holds(source):
    assert sanitise(f"<p>before</p>{source}<p>after</p>") == "<p>before</p><p>after</p>"


def test_nothing_can_be_addressed_styled_or_triggered():
    source = "<p id='p-12' class=a style='x' name=b onclick=c data-x=d>a<mark id='p-12'>b"
    assert sanitise(source) == "<p>ab</p>"


@pytest.mark.parametrize(
    "source",
    [
        '<form><math><mtext></form><form><mglyph><style></math><img src onerror="x">',
        '<svg></p><style><a id="</style><img src=1 onerror=x>">',
        "<noscript><style></noscript><img src=x onerror=x>",
        "<a href='&#1;javascript:x'>x</a>",
        "<a title='--><img src=x onerror=x>' href=/x>x</a>",
        '<p title="</p><script>x</script>">x',
        "<<script>script>x<</script>/script>",
        "<xmp><img src=x onerror=x></xmp><plaintext><img src=x onerror=x>",
    ],
)
def test_markup_that_changes_when_read_twice_stays_harmless(source):
    html = sanitise(source)
    assert not re.search(r"<(?!/?(p|a)\b)|<[^>]*javascript", html)
    assert sanitise(html) == html


@pytest.mark.parametrize(
    ("href", "kept"),
    [
        ("https://e.example/a?b=1&c=2#d", "https://e.example/a?b=1&amp;c=2#d"),
        ("HTTP://e.example", "HTTP://e.example"),
        ("//e.example/a", "https://e.example/a"),
        ("/people/flynn/", "/people/flynn/"),
        (" https://e.example/a b[]|%zz ", "https://e.example/a%20b%5B%5D%7C%25zz"),
        ("mailto:desk@e.example", "mailto:desk@e.example"),
        ("https://münchen.example/ü", "https://münchen.example/ü"),
        ("/\\e.example", "/%5Ce.example"),
        ("/a#b#c", "/a#b%23c"),
    ],
)
def test_links_to_pages_mail_and_this_site_are_kept(href, kept):
    assert sanitise(f"<a href='{href}'>x</a>") == f'<p><a href="{kept}">x</a></p>'


@pytest.mark.parametrize(
    "href",
    [
        "javascript:x",
        "JaVa\tscript:x",
        "\x01javascript:x",
        "java\u200bscript:x",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "https:",
        "https:\\\\e.example",
        "///e.example",
        "https://desk@e.example",
        "https://e.example:99999",
        "https://[::1",
        "page.html",
        "#p-12",
        "",
        "/" + "x" * 2000,
    ],
)
def test_other_links_leave_only_their_words(href):
    assert sanitise(f"<a href='{href}'>x</a>") == "<p>x</p>"


def test_a_link_lives_in_one_paragraph():
    assert sanitise("<a href=/x>a<p>b") == '<p><a href="/x">a</a></p><p>b</p>'


@pytest.mark.parametrize("hidden", ["\0", "\ud800", "\u200b", "\u202e", "\u00ad", "\ufeff", "\x1b"])
def test_characters_nobody_sees_are_removed(hidden):
    assert sanitise(f"<p>Kis{hidden}lyak</p>") == "<p>Kislyak</p>"
    assert sanitise(f"<p>a</p>{hidden}<p>b</p>") == "<p>a</p><p>b</p>"


def test_joiners_that_persian_and_emoji_need_are_kept():
    assert sanitise("👩\u200d💻 می\u200cخواهم") == "<p>👩\u200d💻 می\u200cخواهم</p>"


@given(soup)
def test_sanitising_twice_changes_nothing(source):
    html = sanitise(source)
    assert sanitise(html) == html


@given(soup)
def test_the_result_has_no_empty_element_and_no_attribute_but_those_allowed(source):
    html = sanitise(source)
    assert not re.search(r"<(?!t[dh]\b)(\w+)[^>]*></\1>", html)
    for attributes in re.findall(r"<\w+([^<>]*)>", html):
        names = re.findall(r' (\w+)="[^"]*"', attributes)
        assert set(names) <= {"href", "title", "colspan"}
        assert re.sub(r' \w+="[^"]*"', "", attributes) == ""


@given(st.text())
def test_no_text_makes_it_fail(source):
    html = sanitise(source)
    to_text(html)
    html.encode("utf-8")
    assert "\0" not in html


@pytest.mark.parametrize(
    "source",
    [
        "<div>" * 100_000 + "x",
        "<b>" * 100_000 + "x",
        "<ul><li>" * 50_000 + "x",
        "<table><tr><td>" * 30_000 + "x",
        "<div>" * 50_000 + "</b>" * 200_000,
        "<a " + " ".join(f"a{n}" for n in range(50_000)) + ">x</a>",
        "word " * 400_000,
        "&" * 1_000_000,
        "<" * 300_000,
        "<!--" * 100_000,
        f'<a href="/{"x" * 1900}">' + "<p>x" * 20_000,
    ],
    ids=["div", "b", "li", "td", "ends", "attributes", "line", "&", "<", "comments", "link"],
)
def test_no_source_is_slow_or_grows_out_of_hand(source):
    began = time.process_time()
    html = sanitise(source)
    assert time.process_time() - began < 2
    assert len(html) < 6 * len(source)


def test_text_before_absurd_nesting_is_kept():
    assert sanitise("<p>kept</p>" + "<div>" * 20_000) == "<p>kept</p>"


def test_long_text_stays_whole():
    text = "x & y " * 10_000
    assert to_text(sanitise(text)) == text.strip()


# --- from_plain -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        (" \n\n ", ""),
        ("one\n\n two \n \nthree", "<p>one</p><p>two</p><p>three</p>"),
        ("one\ntwo\r\nthree", "<p>one</p><p>two</p><p>three</p>"),
        ("\n\none\ntwo\n\n", "<p>one</p><p>two</p>"),
        ("a wrapped\nline\n\nanother", "<p>a wrapped line</p><p>another</p>"),
        ("<b>&amp;", "<p>&lt;b&gt;&amp;amp;</p>"),
        ("a\0\ud800b", "<p>ab</p>"),
    ],
)
def test_plain_text_becomes_paragraphs(text, html):
    assert from_plain(text) == html


@given(st.text())
def test_plain_text_needs_no_sanitising_and_keeps_its_words(text):
    html = from_plain(text)
    assert sanitise(html) == html
    assert to_text(html).split() == clean_text(text).split()


# --- to_text --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("", ""),
        ("<h2>a</h2><p>b<br>c</p><blockquote><p>d</p></blockquote>", "a\n\nb\nc\n\nd"),
        ("<p>a</p><ul><li>b<ul><li>c</ul><li>d</ul><p>e", "a\n\nb\nc\nd\n\ne"),
        ("<table><tr><td>a<td><td>b<tr><td>c</table>", "a\tb\nc"),
        ("<p>a &amp; <b>b</b> &lt;c&gt; 😀</p><hr><p>e\u0301", "a & b <c> 😀\n\ne\u0301"),
    ],
)
def test_the_text_is_what_a_reader_sees(source, text):
    assert to_text(sanitise(source)) == text


@given(soup)
def test_the_text_has_no_stray_whitespace(source):
    text = to_text(sanitise(source))
    assert text == text.strip()
    assert "  " not in text
    assert not set(re.findall(r"\s", text)) - {" ", "\n", "\t"}


# --- figures and fields ---------------------------------------------------------------------


def test_words_and_minutes_are_counted():
    assert word_count("one two\n\nthree") == 3
    assert reading_minutes("") == 1
    assert reading_minutes("word " * 238 * 5) == 5


def test_an_excerpt_ends_at_a_word():
    assert excerpt("One two, three.\n\nFour", words=2) == "One two…"
    assert excerpt("One two,\n\nthree.", words=3) == "One two, three."


def test_a_field_of_one_line_is_cleaned():
    assert clean_text(" Sergey\u00a0\n\tKis\u200blyak\0\ud800\u202e ") == "Sergey Kislyak"
