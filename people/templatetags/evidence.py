"""What the pages of articles and tags show of people, and of what they share with others."""

from datetime import date

from django import template

from articles.models import Article, Tag
from articles.parameters import end_of
from people.evidence import Evidence, TagEvidence
from people.related import Related, related_to
from people.since import Later, since

register = template.Library()


@register.simple_tag
def evidence_of(article: Article) -> Evidence:
    return Evidence(article)


@register.simple_tag
def since_then(evidence: Evidence) -> list[Later]:
    return since(evidence)


@register.simple_tag
def related_reading(evidence: Evidence, pointed_to: list[Article]) -> list[Related]:
    """What to read next, those that the editor already points to left out."""
    return related_to(evidence, leaving_out=pointed_to)


@register.simple_tag
def evidence_of_tag(tag: Tag, day: date | None) -> TagEvidence:
    """As of the end of a day; None is today."""
    return TagEvidence(tag, end_of(day))
