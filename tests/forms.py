"""Forms of the admin as an editor fills them in: what the page offers, and what was changed."""

from lxml import html


def fields(response, name) -> dict[str, str]:
    """What a browser would send of the form with this id, no button being pressed."""
    filled = html.fromstring(response.content.decode()).get_element_by_id(name).fields
    return {
        key: (value or "").removeprefix("\n")  # a text area begins with one that is not its own
        for key, value in filled.items()
        if not key.startswith("_")
    }


def send(client, url, form, button="_save", **changes):
    """Open a page, change some fields of its form and press a button."""
    return client.post(url, {**fields(client.get(url), form), button: "x", **changes})


def buttons(response) -> list[str]:
    """The words on the buttons of a page, and of the links among them."""
    page = html.fromstring(response.content.decode())
    found = page.xpath("//div[@class='submit-row']//*[self::input or self::a]")
    return [element.get("value") or element.text_content().strip() for element in found]


def chosen(response) -> dict[str, str]:
    """What is chosen beforehand of two versions, by the name of the field."""
    page = html.fromstring(response.content.decode())
    radios = page.xpath("//input[@type='radio'][@checked]")
    return {radio.get("name").removeprefix("choice-"): radio.get("value") for radio in radios}


def asked(response) -> list[str]:
    """The fields of which two versions are shown."""
    page = html.fromstring(response.content.decode())
    return [legend.text_content() for legend in page.iter("legend")]


def errors(response) -> str:
    """All that a page complains about."""
    return f"{_words(response, 'errorlist')} {_words(response, 'problems')}".strip()


def said(response) -> str:
    """What the messages of a page say."""
    return _words(response, "messagelist")


def _words(response, class_name):
    found = html.fromstring(response.content.decode()).find_class(class_name)
    return " ".join(" ".join(element.text_content().split()) for element in found)
