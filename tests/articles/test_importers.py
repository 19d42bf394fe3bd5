import codecs
import json

import pytest

from articles.importers import READERS, files_in, json_lines, read, sources, table, web_page
from articles.importers.rows import Rejected, Row

ROW = {"headline": "Envoys meet", "body": "They met.", "outlet": "The Daily"}


@pytest.fixture
def row(tmp_path):
    """Write a file and read what it holds: `row("a.txt", "…")` is its only row."""

    def read_one(name, content):
        rows = rows_of(tmp_path / name, content)
        assert len(rows) == 1
        return rows[0]

    return read_one


@pytest.fixture
def rows(tmp_path):
    return lambda name, content: rows_of(tmp_path / name, content)


def rows_of(path, content):
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read(path))


def lines(*objects):
    return "".join(json.dumps(each) + "\n" for each in objects)


# --- Plain text and Markdown -------------------------------------------------------------------


def test_the_first_line_with_words_of_a_text_file_is_the_headline(row):
    article = row("a.txt", "\n\n  Envoys meet \n\n\nThey met.\n\nNobody would\nsay why.\n")
    assert article.headline == "Envoys meet"
    assert article.body == "<p>They met.</p><p>Nobody would say why.</p>"
    assert article.where.line == 3


def test_a_text_file_holds_no_markup(row):
    assert "&lt;script&gt;" in row("a.txt", "Envoys meet\n\n<script>x</script>").body


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_text_file_is_read_in_the_encoding_it_says(row, encoding):
    assert row("a.txt", "Ambassadør\r\n\r\nMøtt.".encode(encoding)).headline == "Ambassadør"


def test_the_first_heading_of_a_markdown_file_is_the_headline(row):
    article = row("a.md", "# Envoys *meet*\n\nThey [met](https://news.example/).\n\n## Why\n\nNo.")
    assert article.headline == "Envoys meet"
    assert '<a href="https://news.example/">met</a>' in article.body
    assert "<h2>Why</h2>" in article.body
    assert "Envoys" not in article.body


def test_front_matter_tells_what_markdown_cannot(row):
    matter = "title: Envoys: a meeting\ndate: 2017-02-13\noutlet: 'The Daily'\nauthor: By Ann Field"
    article = row("a.md", f"---\n{matter}\ntags:\n- trade\n- fbi\n---\nThey met.")
    assert article.headline == "Envoys: a meeting"
    assert article.outlet == "The Daily"
    assert article.byline == "Ann Field"
    assert article.published_at.date().isoformat() == "2017-02-13"
    assert article.tags == ("Trade", "FBI")
    assert article.body == "<p>They met.</p>\n"


def test_a_list_in_brackets_is_a_list(row):
    assert row("a.md", "---\ntags: [trade, 'White House']\n---\n# A\n\nB").tags == (
        "Trade",
        "White House",
    )


def test_a_rule_without_an_end_is_no_front_matter(row):
    assert row("a.md", "---\n\nWords.").headline == ""


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_texts_without_a_date_are_news_of_now(row, name):
    assert row(name, "# A headline\n\nText").dates_are_usual is False


# --- Web pages ---------------------------------------------------------------------------------

PAGE = """<!doctype html><html lang="en-GB"><head><title>Envoys meet | The Daily</title>
<meta property="og:title" content="Envoys meet | The Daily">
<meta property="og:site_name" content="The Daily">
<meta property="og:description" content="Nobody would say why.">
<meta name="author" content="Ann Field">
<meta property="article:published_time" content="2017-02-13T09:30:00+00:00">
<link rel="canonical" href="https://news.example/envoys"></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Envoys meet</h1>%s</article>
<footer>Subscribe to our letter</footer></body></html>"""
PARAGRAPHS = "".join(
    f"<p>On day {number} the two envoys met for a long time in the <a href='/geneva'>hotel by"
    f" the lake</a>, and on day {number} neither of them would say what they had talked about.</p>"
    for number in range(6)
)


def test_the_article_of_a_saved_page_is_found(row):
    article = row("a.html", PAGE % PARAGRAPHS)
    assert article.headline == "Envoys meet"
    assert article.byline == "Ann Field"
    assert article.outlet == "The Daily"
    assert article.standfirst == "Nobody would say why."
    assert article.canonical_url == "https://news.example/envoys"
    assert article.language == "en-gb"
    assert article.published_at.isoformat() == "2017-02-13T09:30:00+00:00"
    assert "On day 5 the two envoys" in article.body
    assert "Subscribe" not in article.body


def test_links_of_a_page_lead_to_where_they_led(row):
    assert 'href="https://news.example/geneva"' in row("a.html", PAGE % PARAGRAPHS).body


def test_a_page_with_nothing_in_it_is_rejected_or_has_no_text(row):
    found = row("a.html", "<html><body><p></p></body></html>")
    assert isinstance(found, Rejected) or found.problem


def test_a_huge_page_is_rejected_unread(row):
    found = row("a.html", b"<p>" + b"x" * web_page.MAX_BYTES)
    assert found.reason == "it has more than 2,000,000 bytes"


# --- JSON Lines --------------------------------------------------------------------------------


def test_each_line_is_an_article_under_the_names_of_its_source(rows):
    found = rows(
        "a.jsonl",
        lines(
            {"title": " Envoys  meet", "text": "One.\n\nTwo.", "source": "The Daily", "id": "d-1"},
            {
                "title": "Again",
                "text": "One.",
                "source": "http://short.example",
                "og": {"site_name": "The Daily"},
                "canonical_link": "https://news.example/again",
                "authors": ["Ann Field", "John Brook"],
                "date": "2016-12-29",
                "publish_date_raw": {"$date": 1483012800000},
                "keywords": [],
                "summary": None,
            },
        ),
    )
    first, second = found
    assert (first.headline, first.outlet, first.external_id) == ("Envoys meet", "The Daily", "d-1")
    assert first.body == "<p>One.</p><p>Two.</p>"
    assert (second.outlet, second.byline) == ("The Daily", "Ann Field, John Brook")
    assert second.canonical_url == "https://news.example/again"
    assert second.published_at.hour == 12


def test_bad_lines_are_rejected_by_number_and_the_others_read(rows):
    good = json.dumps(ROW).encode()
    bad = [b"{not json", b"[1]", b"\xff\xfe\xfa", b'{"a": ' * 5000, b'"text"']
    found = rows("a.jsonl", b"\n".join([good, *bad, b"", good]))
    assert [row.where.line for row in found if isinstance(row, Row)] == [1, 8]
    rejected = [row for row in found if isinstance(row, Rejected)]
    assert [row.where.line for row in rejected] == [2, 3, 4, 5, 6]
    assert rejected[1].reason == "the line is not a JSON object"
    assert rejected[2].reason == "the line is not UTF-8"


def test_a_line_of_a_megabyte_is_read(row):
    assert len(row("a.jsonl", lines(ROW | {"body": "word " * 200_000})).body) > 900_000


def test_an_endless_line_is_rejected_and_the_next_read(rows, monkeypatch):
    monkeypatch.setattr(json_lines, "MAX_LINE", 100)
    found = rows("a.jsonl", lines(ROW | {"body": "x" * 350}, ROW))
    assert [type(row) for row in found] == [Rejected, Row]
    assert found[0].reason == "the line has more than 100 characters"
    assert found[1].where.line == 2


def test_nul_and_lone_surrogates_are_left_out(row):
    article = row("a.jsonl", '{"headline": "A\\u0000\\ud800B", "body": "C\\udfff\\u0000D"}')
    assert (article.headline, article.body) == ("AB", "<p>CD</p>")


@pytest.mark.parametrize("value", [["a"], {"a": 1}, True, None, 1.5])
def test_values_of_the_wrong_kind_stop_nothing(rows, value):
    [row] = rows("a.jsonl", lines(dict.fromkeys(("title", "text", "url", "tags", "og"), value)))
    assert isinstance(row, Row)


def test_html_in_a_text_field_is_html(row):
    assert row("a.jsonl", lines(ROW | {"body": "<p>One</p>"})).body == "<p>One</p>"


def test_a_standfirst_that_the_body_begins_with_is_left_out(row):
    told = ROW | {"description": "They met…", "body": "They met. Nobody would say why."}
    assert row("a.jsonl", lines(told)).standfirst == ""


# --- Tables ------------------------------------------------------------------------------------


def test_cells_hold_commas_quotes_and_line_breaks(rows):
    found = rows(
        "a.csv", 'Title,Text,Source\r\n"Yes, ""we"" can","One\r\n\r\nTwo",D\r\nNext,T,D\r\n'
    )
    assert [row.headline for row in found] == ['Yes, "we" can', "Next"]
    assert found[0].body == "<p>One</p><p>Two</p>"
    assert [row.where.line for row in found] == [2, 5]


def test_a_formula_is_just_text(row):
    assert row("a.csv", "title,text\n=cmd(),=1+1\n").headline == "=cmd()"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_found(row, separator):
    text = "\n".join(separator.join(cells) for cells in [("title", "text"), ("A", "B")])
    assert row("a.csv", text).headline == "A"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_tables_of_spreadsheets_are_read(row, encoding):
    assert row("a.csv", "title;text\nMøte;B\n".encode(encoding)).headline == "Møte"


def test_rows_that_do_not_fit_are_rejected_by_line_and_the_others_read(rows):
    found = rows("a.csv", b"title,text\nA,B,C\n\nD\xff,E\nF,G\n")
    assert [str(row.where).rpartition(":")[2] for row in found] == ["2", "4", "5"]
    assert [row.reason for row in found[:2]] == [
        "the row has 3 cells for 2 columns",
        "the row is not UTF-8",
    ]
    assert found[2].headline == "F"


def test_a_quote_without_an_end_costs_no_more_than_a_cell(rows, monkeypatch):
    monkeypatch.setattr(table, "MAX_CELL", 100)
    found = rows("a.csv", 'title,text\n"A,B\n' + "C,D\n" * 60)
    assert found[0].reason.startswith("the row cannot be read")
    assert found[-1].headline == "C"


def test_two_columns_of_one_name_are_refused(row):
    assert row("a.csv", "title,text,title\nA,B,C\n").reason == "two columns are called “title”"


# --- Feeds -------------------------------------------------------------------------------------

RSS = """<?xml version="1.0"?>%s<rss version="2.0"><channel><title>The Daily</title>
<link>https://news.example/</link><language>en-us</language>
<item><title>Envoys &lt;b&gt;meet&lt;/b&gt;</title><link>https://news.example/a</link><guid>d-1</guid><category>Trade</category>
<pubDate>Thu, 29 Dec 2016 12:00:00 GMT</pubDate><description>%s</description></item></channel></rss>
"""


def test_an_entry_of_a_feed_is_an_article(row):
    article = row("a.xml", RSS % ("", "They &lt;a href='/x'&gt;met&lt;/a&gt;."))
    assert article.headline == "Envoys meet"
    assert article.outlet == "The Daily"
    assert article.external_id == "d-1"
    assert article.canonical_url == "https://news.example/a"
    assert article.published_at.isoformat() == "2016-12-29T12:00:00+00:00"
    assert article.tags == ("Trade",)
    assert "They <a" in article.body
    assert str(article.where).endswith("a.xml, entry 1")


def test_entities_that_expand_without_end_do_nothing(rows):
    laughs = "".join(
        f'<!ENTITY l{level} "{f"&l{level - 1};" * 10}">' if level else '<!ENTITY l0 "ha">'
        for level in range(12)
    )
    for found in rows("a.xml", RSS % (f"<!DOCTYPE rss [{laughs}]>", "&l11;")):
        assert isinstance(found, Rejected) or len(found.body) < 1000


def test_a_feed_that_names_a_file_opens_none(row, tmp_path):
    secret = tmp_path / "secret.xml"
    secret.write_text(RSS % ("", "Secret"))
    assert row("a.xml", str(secret)).reason == "it is not a feed"


def test_a_json_feed_is_read(row):
    item = {
        "id": "d-1",
        "title": "Envoys meet",
        "content_html": "<p>They met.</p>",
        "date_published": "2016-12-29T12:00:00Z",
        "authors": [{"name": "Ann Field"}],
        "tags": ["trade"],
    }
    article = row("a.json", json.dumps({"title": "The Daily", "items": [item]}))
    assert (article.outlet, article.byline, article.tags) == ("The Daily", "Ann Field", ("Trade",))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("{}", "it is not a JSON Feed"),
        ("null", "it is not a JSON Feed"),
        ('{"items": 7}', "it is not a JSON Feed"),
        ("[" * 5000, "it is not JSON"),
        ("words", "it is not JSON"),
    ],
)
def test_other_json_is_not_a_feed(row, content, reason):
    assert row("a.json", content).reason == reason


# --- Any file ----------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", READERS)
def test_an_empty_file_of_any_format_is_rejected(row, suffix):
    assert row(f"a{suffix}", "").reason == "it is empty"


@pytest.mark.parametrize("suffix", READERS)
def test_a_binary_file_of_any_format_is_rejected(row, suffix):
    assert row(f"a{suffix}", bytes(range(256)) * 4).reason == "it is a binary file"


@pytest.mark.parametrize("suffix", READERS)
def test_rubbish_in_any_format_is_no_article_and_no_error(rows, suffix):
    for found in rows(f"a{suffix}", codecs.BOM_UTF16_LE + b"\x00\xd8" * 9):
        assert isinstance(found, Rejected) or found.problem


def test_bytes_in_another_encoding_are_reported_by_line(row):
    found = row("a.txt", "Headline\n\nCafé".encode("latin-1"))
    assert (found.reason, found.where.line) == ("it is not UTF-8; save it in that encoding", 3)


def test_a_format_without_a_reader_is_rejected(row):
    assert row("a.pdf", "x").reason.startswith("its format is none of .txt")


def test_what_is_not_there_is_rejected(tmp_path):
    [found] = read(tmp_path / "none.txt")
    assert found.reason == "no such file or directory"


def test_a_folder_stands_for_all_files_below_it_that_can_be_read(tmp_path):
    for name in ("b.txt", "a.jsonl", "notes.doc", "deeper/c.MD"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("x")
    found = files_in([str(tmp_path), str(tmp_path / "b.txt")], READERS)
    assert [file.name for file in found] == ["a.jsonl", "b.txt", "c.MD"]


def test_a_pattern_stands_for_what_it_matches(tmp_path):
    for name in ("a.txt", "b.txt", "c.md"):
        (tmp_path / name).write_text("x")
    found = files_in([str(tmp_path / "*.txt"), "no-such-*.txt"], READERS)
    assert [file.name for file in found] == ["a.txt", "b.txt", "no-such-*.txt"]


def test_a_file_with_a_bracket_in_its_name_is_itself(tmp_path):
    file = tmp_path / "a[1].txt"
    file.write_text("x")
    assert files_in([str(file)], READERS) == [file]


def test_a_file_is_read_up_to_a_limit(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("x" * 11)
    with pytest.raises(sources.SourceError, match="more than 10 bytes"):
        sources.content(file, most=10)
