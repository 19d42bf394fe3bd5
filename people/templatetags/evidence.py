"""What the page of an article shows of people (`people.evidence`)."""

from django import template

from articles.models import Article
from people.evidence import Evidence

register = template.Library()


@register.simple_tag
def evidence_of(article: Article) -> Evidence:
    return Evidence(article)
