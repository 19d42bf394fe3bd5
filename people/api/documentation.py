"""The query parameters about people as OpenAPI describes them.

Whatever of `people.api` describes its operations imports it from here, so that these parameters
are known to `articles.api.documentation` by then.
"""

from articles.api.documentation import TEXT, day, described, documented, listing
from people.filters import Called, Choices, Letter, Overlap, Since

__all__ = ["documented", "listing"]


@described.register
def _(parameter: Choices) -> dict:
    return {
        "description": f"{parameter.label}. Of several, any of them will do.",
        "schema": {"type": "array", "items": {**TEXT, "enum": list(parameter.labels)}},
    }


@described.register
def _(parameter: Overlap) -> dict:
    last = "before" if parameter.last else "after"
    return day(
        f"May have happened on this day or {last}: imprecise dates count as soon as they overlap, "
        "dates not reported never do."
    )


@described.register
def _(parameter: Since) -> dict:
    return day("Changes of this day and of all days after it.")


@described.register
def _(parameter: Called) -> dict:
    return {
        "description": "A name or the beginning of one; accents and spellings do not matter.",
        "schema": {**TEXT, "examples": ["brook"]},
    }


@described.register
def _(parameter: Letter) -> dict:
    return {
        "description": "The first letter of the name under which a person is sorted.",
        "schema": {**TEXT, "maxLength": 1, "examples": ["B"]},
    }
