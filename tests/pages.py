"""A page as its reader notices it: words and links, whatever the markup."""

from lxml import html


def words(response) -> str:
    """All that can be read on a page, whitespace as single spaces."""
    return " ".join(_main(response).text_content().split())


def links(response) -> list[str]:
    """Where the links of a page lead, in order; those of the header and footer left out."""
    return [link.get("href") for link in _main(response).iter("a")]


def notices(response) -> list[str]:
    """What a page says it had to ignore."""
    found = _main(response).xpath("//p[contains(concat(' ', @class, ' '), ' filter__notice ')]")
    return [" ".join(notice.text_content().split()) for notice in found]


def _main(response):
    return html.fromstring(response.content.decode()).find(".//main")
