"""What a page tells machines, checked against the vocabulary of schema.org.

Of the vocabulary only what the site uses is here: each type with those of its properties, its own
and inherited ones, that may stand in a page. Anything else is a mistake or belongs here.
"""

import json

from lxml import html

CREATIVE_WORK = {
    "about",
    "abstract",
    "author",
    "correction",
    "creativeWorkStatus",
    "creator",
    "dateModified",
    "datePublished",
    "headline",
    "inLanguage",
    "isAccessibleForFree",
    "isBasedOn",
    "isPartOf",
    "keywords",
    "mentions",
    "publisher",
    "temporalCoverage",
    "text",
}
THING = {"alternateName", "description", "image", "mainEntityOfPage", "name", "sameAs", "url"}
PROPERTIES = {
    "NewsArticle": THING | CREATIVE_WORK | {"wordCount"},
    "CorrectionComment": THING | CREATIVE_WORK,
    "Quotation": THING | CREATIVE_WORK,
    "Claim": THING | CREATIVE_WORK | {"appearance", "firstAppearance"},
    "Person": THING | {"birthDate", "deathDate", "hasOccupation"},
    "Role": THING | {"endDate", "hasOccupation", "startDate"},
    "Occupation": THING,
    "NewsMediaOrganization": THING,
    "BreadcrumbList": THING | {"itemListElement"},
    "ListItem": THING | {"item", "position"},
}


def things(response) -> dict:
    """What a page tells of, by type; every type and property must be known."""
    page = html.fromstring(response.content.decode())
    [data] = page.xpath("//script[@type='application/ld+json']")
    document = json.loads(data.text)
    assert document["@context"] == "https://schema.org"
    for thing in document["@graph"]:
        _check(thing)
    return {thing["@type"]: thing for thing in document["@graph"]}


def _check(value):
    if isinstance(value, list):
        for one in value:
            _check(one)
    elif isinstance(value, dict):
        assert value.keys() - {"@type"} <= PROPERTIES[value["@type"]]
        for one in value.values():
            assert one not in ("", None, [], {})
            _check(one)
