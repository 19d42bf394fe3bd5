"""What the pages of articles and tags show of people (`people.evidence`)."""

from django import template

from articles.models import Article, Tag
from people.evidence import Evidence, TagEvidence

register = template.Library()


@register.simple_tag
def evidence_of(article: Article) -> Evidence:
    return Evidence(article)


@register.simple_tag
def evidence_of_tag(tag: Tag) -> TagEvidence:
    return TagEvidence(tag)
