"""A page as its reader notices it: words and links, whatever the markup."""

from lxml import html


def words(response) -> str:
    """All that can be read on a page, whitespace as single spaces."""
    main = _main(response)
    for data in main.findall(".//script"):
        data.drop_tree()
    return " ".join(main.text_content().split())


def links(response) -> list[str]:
    """Where the links of a page lead, in order; those of the header and footer left out."""
    return [link.get("href") for link in _main(response).iter("a")]


def texts(response, path: str) -> list[str]:
    """What can be read in each of the elements of a page that an XPath leads to."""
    return [" ".join(found.text_content().split()) for found in _main(response).xpath(f"//{path}")]


def notices(response) -> list[str]:
    """What a page says it had to ignore."""
    found = _main(response).xpath("//p[contains(concat(' ', @class, ' '), ' filter__notice ')]")
    return [" ".join(notice.text_content().split()) for notice in found]


def standing(response) -> str:
    """The banner of a page that shows an earlier day; nothing on a page of today."""
    banners = _document(response).xpath("//aside[@aria-label='An earlier day']")
    return " ".join(" ".join(banner.text_content().split()) for banner in banners)


def _main(response):
    return _document(response).find(".//main")


def _document(response):
    return html.fromstring(response.content.decode())
