"""What a page tells machines (`people.linked_data`), as a block of data that no browser runs."""

import json

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from people import linked_data
from people.evidence import Evidence
from people.models import Person
from people.timelines import Entry

register = template.Library()

# As `json_script` does, so that no text can end the element it stands in.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.simple_tag(takes_context=True)
def article_data(context, evidence: Evidence, corrections, image: str) -> SafeString:
    absolute = context["request"].build_absolute_uri
    return _script(linked_data.of_article(evidence, corrections, absolute(image), absolute))


@register.simple_tag(takes_context=True)
def person_data(context, person: Person, image: str) -> SafeString:
    absolute = context["request"].build_absolute_uri
    return _script(linked_data.of_person(person, absolute(image), absolute))


@register.simple_tag(takes_context=True)
def quote_data(context, person: Person, quotes) -> SafeString:
    absolute = context["request"].build_absolute_uri
    return _script(linked_data.of_quotes(person, quotes, absolute))


@register.simple_tag(takes_context=True)
def interaction_data(context, entry: Entry) -> SafeString:
    absolute = context["request"].build_absolute_uri
    return _script(linked_data.of_interaction(entry, absolute))


def _script(document: dict) -> SafeString:
    text = json.dumps(document, ensure_ascii=False).translate(ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))
