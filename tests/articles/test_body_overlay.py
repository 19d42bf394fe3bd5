"""A body with marks put on its words, and taken apart into its blocks."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.body import Mark, blocks, overlay, sanitise, to_text
from tests.articles.soup import soup


@st.composite
def marked(draw):
    html = sanitise(draw(soup))
    length = len(to_text(html))
    offset = st.integers(-2, length + 2)
    ranges = draw(st.lists(st.tuples(offset, offset), max_size=6))
    tags = st.sampled_from(["a", "mark", "span"])
    return html, [
        Mark(start, end, draw(tags), {"id": f"m-{number}", "href": "/m"})
        for number, (start, end) in enumerate(ranges)
    ]


# --- overlay --------------------------------------------------------------------------------


def test_a_mark_is_put_on_its_words():
    html = "<p>Tom &amp; Ann met.</p>"
    assert overlay(html, [Mark(6, 9, "mark")]) == "<p>Tom &amp; <mark>Ann</mark> met.</p>"


def test_a_mark_across_elements_is_split_and_only_its_first_piece_has_the_id():
    html = "<p>one <em>two</em> three</p><p>four</p>"
    marked = overlay(html, [Mark(2, 17, "a", {"href": "/i/1", "id": "p-1"})])
    assert marked == (
        '<p>on<a href="/i/1" id="p-1">e </a><em><a href="/i/1">two</a></em>'
        '<a href="/i/1"> three</a></p><p><a href="/i/1">fo</a>ur</p>'
    )


def test_overlapping_marks_are_nested_and_split_where_they_cross():
    marks = [Mark(3, 7, "mark", {"id": "b"}), Mark(0, 5, "mark", {"id": "a"})]
    assert overlay("<p>abcdefgh</p>", marks) == (
        '<p><mark id="a">abc<mark id="b">de</mark></mark><mark>fg</mark>h</p>'
    )


def test_of_marks_that_start_together_the_longer_is_outside():
    marks = [Mark(0, 1, "mark"), Mark(0, 2, "span")]
    assert overlay("<p>ab</p>", marks) == "<p><span><mark>a</mark>b</span></p>"


def test_a_space_between_two_pieces_gets_no_piece_of_its_own():
    marked = overlay("<p><em>a</em> <em>b</em></p>", [Mark(0, 3, "a", {"href": "/i/1"})])
    assert marked == ('<p><em><a href="/i/1">a</a></em> <em><a href="/i/1">b</a></em></p>')


def test_marks_of_the_same_range_are_nested_in_the_order_given():
    marks = [Mark(0, 2, "mark"), Mark(0, 2, "span")]
    assert overlay("<p>ab</p>", marks) == "<p><mark><span>ab</span></mark></p>"


def test_no_link_is_put_into_a_link():
    html = '<p><a href="/x">ab</a>c</p>'
    marks = [Mark(1, 3, "a", {"href": "/i/1", "id": "p-1"})]
    assert overlay(html, marks) == (
        '<p><a href="/x">a<span id="p-1">b</span></a><a href="/i/1">c</a></p>'
    )


def test_what_comes_after_a_mark_follows_its_last_piece():
    note = ("a", {"href": "/i/1", "class": "note"}, "1 <")
    marked = overlay("<p>a <em>b</em> c</p>", [Mark(0, 3, "mark", after=note)])
    assert marked == (
        '<p><mark>a </mark><em><mark>b</mark><a href="/i/1" class="note">1 &lt;</a></em> c</p>'
    )


def test_what_comes_after_a_mark_waits_until_a_link_has_ended():
    html = '<p><a href="/x">abc</a>d</p>'
    marked = overlay(html, [Mark(0, 2, "mark", after=("a", {"href": "/i/1"}, "1"))])
    assert marked == '<p><a href="/x"><mark>ab</mark>c</a><a href="/i/1">1</a>d</p>'


@pytest.mark.parametrize(("start", "end"), [(1, 1), (2, 1), (-1, 2), (0, 9), (3, 5), (9, 12)])
def test_marks_without_characters_to_stand_on_are_left_out(start, end):
    html = "<p>abc</p><p>def</p>"
    assert overlay(html, [Mark(start, end, "mark")]) == html


def test_a_mark_beyond_the_text_does_not_disturb_the_others():
    assert overlay("<p>ab</p>", [Mark(0, 1, "b"), Mark(1, 3, "i")]) == "<p><b>a</b>b</p>"


def test_attributes_of_marks_are_escaped():
    marks = [Mark(0, 1, "span", {"title": '"><script>'})]
    assert overlay("<p>a</p>", marks) == '<p><span title="&quot;&gt;&lt;script&gt;">a</span></p>'


@given(marked())
def test_marks_never_change_the_text(html_and_marks):
    html, marks = html_and_marks
    assert to_text(overlay(html, marks)) == to_text(html)


@given(marked())
def test_marked_html_nests_no_links_and_repeats_no_id(html_and_marks):
    html, marks = html_and_marks
    depth, ids = 0, []
    for end, tag, attributes in re.findall(r"<(/?)(\w+)([^<>]*)>", overlay(html, marks)):
        depth += (tag == "a") * (-1 if end else 1)
        assert depth in (0, 1)
        ids += re.findall(r' id="(.*?)"', attributes)
    text = to_text(html)
    on_words = {
        mark.attributes["id"]
        for mark in marks
        if 0 <= mark.start < mark.end <= len(text) and text[mark.start : mark.end].strip()
    }
    assert sorted(ids) == sorted(on_words)


@given(marked())
def test_the_pieces_of_a_mark_hold_exactly_its_words(html_and_marks):
    html, marks = html_and_marks
    text = to_text(html)
    for mark in marks:
        if 0 <= mark.start < mark.end <= len(text):
            one = overlay(html, [Mark(mark.start, mark.end, "ins")])
            pieces = [to_text(piece) for piece in re.findall(r"<ins>(.*?)</ins>", one)]
            assert "".join("".join(pieces).split()) == "".join(text[mark.start : mark.end].split())


# --- blocks ---------------------------------------------------------------------------------


def test_a_body_is_taken_apart_into_its_outermost_elements():
    html = "<p>One<br>two.</p><ul><li>Three</li></ul><hr><p>Four &amp; five.</p>"
    assert blocks(html) == [
        "<p>One<br>two.</p>",
        "<ul><li>Three</li></ul>",
        "<hr>",
        "<p>Four &amp; five.</p>",
    ]


@given(soup)
def test_the_blocks_of_a_body_put_together_are_the_body(source):
    html = sanitise(source)
    assert sanitise("".join(blocks(html))) == html
