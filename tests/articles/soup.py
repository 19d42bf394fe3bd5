"""Markup as nobody should write it, for tests of whatever comes in."""

from hypothesis import strategies as st

TAGS = (
    "p div h1 h4 b em q pre ul ol li blockquote table thead tr td th caption "
    "svg script style form title"
).split()
PIECES = [
    *[f"<{tag}>" for tag in TAGS],
    *[f"</{tag}>" for tag in [*TAGS, "a"]],
    *["<br>", "<hr>", "<p id=p-12>", "<td colspan=2>", "<abbr title='\"<b>'>"],
    *['<a href="/x">', '<a href="https://e.example/?a=1&b=2">', '<a href="javascript:x">'],
    *["<!--", "-->", "<![CDATA[", "]]>", "<", "&", "&amp;", "&nbsp;", "&#0;"],
    *["word", "two words", " ", "\n\n", "“", "é", "😀", "\u200b", "\x00", "\ud800", "\u202e"],
]
soup = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=25).map("".join)
