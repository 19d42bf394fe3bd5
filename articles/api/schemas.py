"""What programs get to see of articles and all that belongs to them.

The rows themselves are read: a field is the attribute of the same name, unless `resolve_…` says
otherwise. Only what is named here leaves the house.
"""

import datetime as dt
from typing import Literal

from django.urls import reverse
from ninja import Field, Schema


def absolute(address: str, context) -> str:
    """An address of this site, with its host; `context` is that of the answer."""
    return context["request"].build_absolute_uri(address)


def api_address(row) -> str:
    """Where the API has a row: by its slug, as its page does, else by its id."""
    return reverse(f"api:{row._meta.model_name}", args=[getattr(row, "slug", row.pk)])


class Addressed(Schema):
    id: int = Field(description="Never changes, and never means another.")
    api_url: str = Field(description="Where to get it, absolute.")

    @staticmethod
    def resolve_api_url(row, context):
        return absolute(api_address(row), context)


class Linked(Addressed):
    url: str = Field(description="Its page for readers, absolute.")

    @staticmethod
    def resolve_url(row, context):
        return absolute(row.get_absolute_url(), context)


class Reference(Linked):
    """A person, a tag or an outlet, by name."""

    slug: str = Field(description="What filters call it.", examples=["mary-brook"])
    name: str = Field(examples=["Mary Brook"])


class Outlet(Reference):
    """A publication that ran articles; its page is the list of them."""

    homepage: str = Field(description="Its own site; empty when not recorded.")


class Tag(Reference):
    """A subject of the story."""

    description: str = Field(description="The words that introduce it; may be empty.")


class Mention(Schema):
    """That an article names a person."""

    person: Reference
    count: int = Field(description="How often.")


class ArticleReference(Linked):
    """An article, by its headline."""

    slug: str
    headline: str
    outlet: Reference
    published_at: dt.datetime = Field(description="When the news came out.")


class ArticleSummary(ArticleReference):
    """An article as a list shows it: all but its text."""

    standfirst: str = Field(description="One or two sentences under the headline; may be empty.")
    byline: str
    language: str = Field(examples=["en"])
    canonical_url: str = Field(description="Where the outlet published it; may be empty.")
    updated_at: dt.datetime
    tags: list[Reference]
    people: list[Mention] = Field(description="Whom it names, the most often named first.")

    @staticmethod
    def resolve_people(article):
        return article.mentions.all()


class Photo(Schema):
    url: str
    alt: str = Field(description="What the picture shows.")
    caption: str
    credit: str
    width: int
    height: int

    @staticmethod
    def resolve_url(photo, context):
        return absolute(photo.image.url, context)


class Correction(Schema):
    """A public note that an article was changed, and why."""

    url: str
    text: str
    published_at: dt.datetime

    @staticmethod
    def resolve_url(correction, context):
        return absolute(correction.get_absolute_url(), context)


class Article(ArticleSummary):
    """An article, whole."""

    html: str = Field(description="The body, sanitised.")
    text: str = Field(
        description="The body as plain text. Positions of passages count its characters, from 0."
    )
    word_count: int
    photos: list[Photo]
    corrections: list[Correction]
    see_also: list[ArticleReference]

    @staticmethod
    def resolve_html(article):
        return article.body_html

    @staticmethod
    def resolve_text(article):
        return article.body_text

    @staticmethod
    def resolve_see_also(article):
        return [link.other for link in article.see_also_links.all()]


class TextQuoteSelector(Schema):
    """The exact words, and what stands before and after them."""

    type: Literal["TextQuoteSelector"] = "TextQuoteSelector"
    exact: str
    prefix: str
    suffix: str


class TextPositionSelector(Schema):
    """Where the words stand in the `text` of the article, in characters; the end is excluded."""

    type: Literal["TextPositionSelector"] = "TextPositionSelector"
    start: int
    end: int


class Target(Schema):
    """The passage, as a SpecificResource of the W3C Web Annotation model.

    Once an edit of the article took the words away, there is no position any more.
    """

    type: Literal["SpecificResource"] = "SpecificResource"
    source: str = Field(description="The page of the article.")
    selector: list[TextQuoteSelector | TextPositionSelector]

    @staticmethod
    def resolve_source(passage, context):
        return absolute(passage.article.get_absolute_url(), context)

    @staticmethod
    def resolve_selector(passage):
        words = TextQuoteSelector(exact=passage.exact, prefix=passage.prefix, suffix=passage.suffix)
        if passage.is_lost:
            return [words]
        return [words, TextPositionSelector(start=passage.start, end=passage.end)]


class Passage(Linked):
    """Exact words of one article."""

    target: Target
    is_lost: bool = Field(description="Whether an edit has taken the words out of the article.")
    article: ArticleReference
    recorded_at: dt.datetime = Field(description="When it was entered in this record.")

    @staticmethod
    def resolve_target(passage):
        return passage

    @staticmethod
    def resolve_recorded_at(passage):
        return passage.created_at
