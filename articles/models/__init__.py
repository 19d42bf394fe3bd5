from articles.models.archived_copy import ArchivedCopy
from articles.models.article import (
    Article,
    ArticleSlug,
    Outlet,
    Unaccent,
    search_query,
)
from articles.models.correction import Correction
from articles.models.edition import Edition
from articles.models.passage import AbstractPassage, PassageQuerySet
from articles.models.photo import Photo
from articles.models.see_also import SeeAlso
from articles.models.subscription import FeedItem, Subscription
from articles.models.tag import Tag, TaggedArticle, TagSlug, TagSynonym
from articles.models.version import Version
from articles.models.writing import Presence, UnsavedWork

__all__ = [
    "AbstractPassage",
    "ArchivedCopy",
    "Article",
    "ArticleSlug",
    "Correction",
    "Edition",
    "FeedItem",
    "Outlet",
    "PassageQuerySet",
    "Photo",
    "Presence",
    "SeeAlso",
    "Subscription",
    "Tag",
    "TagSlug",
    "TagSynonym",
    "TaggedArticle",
    "Unaccent",
    "UnsavedWork",
    "Version",
    "search_query",
]
