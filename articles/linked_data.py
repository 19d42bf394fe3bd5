"""What pages tell machines of articles, in the vocabulary of schema.org (JSON-LD).

Every function gives a dictionary to be written as JSON; what is not known is left out. `absolute`
makes whole addresses of the site's own (`request.build_absolute_uri`). https://schema.org/
"""

from collections.abc import Callable

from articles.models import Article

Absolute = Callable[[str], str]
CONTEXT = "https://schema.org"


def document(*things: dict) -> dict:
    """Things that one page tells of."""
    return {"@context": CONTEXT, "@graph": list(things)}


def known(kind: str, **properties) -> dict:
    """A thing of a kind, with those of its properties that are known."""
    return {"@type": kind} | {name: value for name, value in properties.items() if value}


def article_named(article: Article, absolute: Absolute) -> dict:
    """An article that another thing refers to."""
    return known(
        "NewsArticle",
        headline=article.headline,
        url=absolute(article.get_absolute_url()),
        datePublished="" if article.is_undated else moment(article.published_at),
        publisher=_publisher(article),
    )


def news_article(article: Article, corrections, image: str, absolute: Absolute) -> dict:
    """The article of a page, with its tags; whom it is about is for `people` to say."""
    address = absolute(article.get_absolute_url())
    changed = [article.published_at, *(correction.published_at for correction in corrections)]
    return article_named(article, absolute) | known(
        "NewsArticle",
        mainEntityOfPage=address,
        description=article.opening,
        image=image,
        inLanguage=article.language,
        isAccessibleForFree=True,
        isBasedOn=article.canonical_url,
        dateModified=moment(max(changed)) if article.published_at else "",
        author=known("Person", name=article.byline) if article.byline else _publisher(article),
        keywords=[tag.name for tag in article.tags.all()],
        wordCount=article.word_count,
        correction=[
            known(
                "CorrectionComment",
                text=correction.text,
                datePublished=moment(correction.published_at),
                url=f"{address}#{correction.anchor}",
            )
            for correction in corrections
        ],
    )


def breadcrumbs(*steps: tuple[str, str], absolute: Absolute) -> dict:
    """The way to a page, from the front page to the page itself: names and addresses."""
    return known(
        "BreadcrumbList",
        itemListElement=[
            known("ListItem", position=position, name=name, item=absolute(address))
            for position, (name, address) in enumerate([("Newsroom", "/"), *steps], 1)
        ],
    )


def moment(at) -> str:
    """A moment to the second; nothing for None."""
    return at.isoformat(timespec="seconds") if at else ""


def _publisher(article):
    outlet = article.outlet
    return known("NewsMediaOrganization", name=outlet.name, url=outlet.homepage)
