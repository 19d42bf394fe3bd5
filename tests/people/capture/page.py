"""The article that is recorded from, and its page as an editor reads it."""

from lxml import html

MET = "Mary Brook met John Field in Geneva in December."
DENIED = "Peter Marsh denied that he had called Mary Brook."
SAID = "“I was never in Geneva,” John Field said."
AGAIN = "Nobody saw them."
TEXT = f"{MET} {AGAIN} {DENIED} {SAID} {AGAIN}"


def parsed(response):
    return html.fromstring(response.content.decode())


def words(response, path) -> list[str]:
    return [" ".join(element.text_content().split()) for element in parsed(response).xpath(path)]


def errors(response):
    return " ".join(words(response, "//*[contains(@class, 'errorlist')]"))
