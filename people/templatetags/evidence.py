"""What the pages of articles and tags show of people (`people.evidence`, `people.since`)."""

from django import template

from articles.models import Article, Tag
from people.evidence import Evidence, TagEvidence
from people.since import Later, since

register = template.Library()


@register.simple_tag
def evidence_of(article: Article) -> Evidence:
    return Evidence(article)


@register.simple_tag
def since_then(evidence: Evidence) -> list[Later]:
    return since(evidence)


@register.simple_tag
def evidence_of_tag(tag: Tag) -> TagEvidence:
    return TagEvidence(tag)
