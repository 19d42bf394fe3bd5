import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.links import spellings, untracked

PAGE = "https://paper.example/2017/envoys?page=2"


@pytest.mark.parametrize(
    "address",
    [
        PAGE,
        f"{PAGE}#comments",
        f"{PAGE}&utm_source=rss&utm_medium=feed",
        "https://paper.example/2017/envoys?fbclid=x&page=2",
    ],
)
def test_where_a_reader_came_from_is_left_out(address):
    assert untracked(address) == PAGE


@pytest.mark.parametrize(
    "address",
    [
        "http://paper.example/2017/envoys?page=2",
        "https://www.paper.example/2017/envoys/?page=2",
        f"{PAGE}&utm_source=rss",
        f"{PAGE}#top",
    ],
)
def test_a_page_is_known_however_its_address_is_spelt(address):
    assert PAGE in spellings(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://paper.example/2017/envoys",
        "https://paper.example/2017/Envoys?page=2",
        "https://paper.example/2017/envoys?page=3",
        "https://news.paper.example/2017/envoys?page=2",
    ],
)
def test_another_page_is_another_page(address):
    assert PAGE not in spellings(address)


@given(st.from_regex(r"https?://[a-z]{1,9}\.example(/[a-z]{0,5}){0,3}(\?[a-z=&]{0,9})?"))
def test_an_address_is_among_its_own_spellings(address):
    assert address in spellings(address)
    assert untracked(untracked(address)) == untracked(address)
