"""The newsroom's desk for articles: writing, publishing, withdrawing.

It decides and never computes: what it does to a row is a verb of the row (`article.publish()`).
Knows nothing of people; `people.admin` adds them to the form of an article.
"""

from articles.admin import catalogue
from articles.admin.article import ArticleAdmin
from articles.admin.subscription import SubscriptionAdmin
from articles.admin.tags import TagAdmin

__all__ = ["ArticleAdmin", "SubscriptionAdmin", "TagAdmin", "catalogue"]
