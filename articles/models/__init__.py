from articles.models.article import (
    Article,
    ArticleSlug,
    Outlet,
    Photo,
    SeeAlso,
    Unaccent,
    search_query,
)
from articles.models.correction import Correction
from articles.models.edition import Edition
from articles.models.passage import AbstractPassage
from articles.models.tag import Tag, TaggedArticle

__all__ = [
    "AbstractPassage",
    "Article",
    "ArticleSlug",
    "Correction",
    "Edition",
    "Outlet",
    "Photo",
    "SeeAlso",
    "Tag",
    "TaggedArticle",
    "Unaccent",
    "search_query",
]
