"""The query parameters of a list as OpenAPI describes them, made from the parameters themselves."""

from functools import singledispatch

from articles.api.listing import LIMIT, Limit, Listing
from articles.parameters import AsOf, Cursor, Day, Order, Parameter, Published, Slugs, Words

TEXT = {"type": "string"}
WRITTEN = "Written 2017-02-13, 2017-02 or 2017."


def listing(answer: type[Listing], parameters) -> dict:
    """What an operation is that answers with a list, asked by these parameters."""
    return {"response": answer, "openapi_extra": documented(*parameters, LIMIT)}


def documented(*parameters: Parameter) -> dict:
    """What to add to the description of an operation that takes these parameters."""
    return {"parameters": [_documented(parameter) for parameter in parameters]}


def _documented(parameter: Parameter) -> dict:
    return {"in": "query", "name": parameter.name, "required": False, **described(parameter)}


@singledispatch
def described(parameter: Parameter) -> dict:
    """What a parameter means, which values it takes, and an example of one."""
    return {"description": f"{parameter.label}.", "schema": TEXT}


@described.register
def _(parameter: Slugs) -> dict:
    several = "any of them will do" if parameter.adds_up else "all of them are asked for"
    return {
        "description": f"{parameter.label}, by slug. Of several, {several}.",
        "schema": {"type": "array", "items": TEXT},
    }


@described.register
def _(parameter: Day) -> dict:
    return day(f"{parameter.label} this day.")


@described.register
def _(parameter: AsOf) -> dict:
    return day("The record as it stood at the end of this day: what was known, and how sure.")


@described.register
def _(parameter: Published) -> dict:
    return day(f"Published on this day or {'before' if parameter.last else 'after'}.")


@described.register
def _(parameter: Words) -> dict:
    return {
        "description": "Words to look for: all of them; “a phrase” in quotation marks; "
        "“or” between two; “-” before one to leave out.",
        "schema": {**TEXT, "examples": ['"phone call" geneva -tuesday']},
    }


@described.register
def _(parameter: Order) -> dict:
    return {
        "description": "The order of the rows.",
        "schema": {**TEXT, "enum": list(parameter.choices), "default": parameter.usual},
    }


@described.register
def _(parameter: Cursor) -> dict:
    return {
        "description": "Where the page begins or ends: as `next` and `previous` have it.",
        "schema": TEXT,
    }


@described.register
def _(parameter: Limit) -> dict:
    numbers = {"minimum": 1, "maximum": Limit.most, "default": Limit.usual}
    return {
        "description": "How many rows a page has at most.",
        "schema": {"type": "integer", **numbers},
    }


def day(meaning: str) -> dict:
    """A day that means this."""
    return {
        "description": f"{meaning} {WRITTEN}",
        "schema": {**TEXT, "examples": ["2017-02-13"]},
    }
