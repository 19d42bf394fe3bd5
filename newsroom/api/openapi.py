"""The API as OpenAPI describes it: beside what ninja finds out itself, what else it answers."""

from http import HTTPStatus

from ninja import NinjaAPI

from newsroom.api.problems import CONTENT_TYPE, SCHEMA

DESCRIPTION = """\
The record of people and of what happened between them, and the articles it rests on.

**Addresses.** The address of the data is that of the page, with `/api/v1` in front. Every row has
an `id` that never changes, an `api_url`, and the `url` of its page for readers. Former addresses
lead on to the present ones.

**Lists** take the parameters of their pages. What cannot be used is ignored, and said in
`notices`. A page of a list has up to `limit` rows; `next` and `previous`, also sent as `Link`,
are the pages around it.

**Two clocks.** `known_at` is when the world could know, `recorded_at` when it was entered here.
With `as_of`, everything is as the record stood at the end of that day.

**Passages** are exact words of an article, as the selectors of the W3C Web Annotation model.

**Caching.** Every answer has an `ETag`; asked again with `If-None-Match`, the API answers 304
until something changes. Such answers are not counted against the limit on requests.

**Trouble** is told as problem details (`application/problem+json`): 404 for what is not there,
405 for anything but reading, 410 for a withdrawn article with the reason, and 429 with
`Retry-After` for too many requests in a minute.

The API is read-only, open to every site (CORS), and needs no key.
"""
PROBLEMS = {"NotFound": 404, "Gone": 410, "TooManyRequests": 429}


class DescribedAPI(NinjaAPI):
    """Describes, with each operation, the problems it can answer with."""

    def get_openapi_operation_id(self, operation):
        return operation.view_func.__name__

    def get_openapi_schema(self, **where):
        document = super().get_openapi_schema(**where)
        document["components"]["schemas"]["Problem"] = SCHEMA
        document["components"]["responses"] = {
            name: {
                "description": HTTPStatus(status).phrase,
                "content": {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
            }
            for name, status in PROBLEMS.items()
        }
        for path, operations in document["paths"].items():
            for operation in operations.values():
                operation["responses"] |= _problems(path)
        return document


def _problems(path):
    """The problems that an operation at a path can answer with, by status."""
    names = ["TooManyRequests"]
    if "{" in path:
        names.append("NotFound")
    if path.endswith("/articles/{slug}/"):
        names.append("Gone")
    return {PROBLEMS[name]: {"$ref": f"#/components/responses/{name}"} for name in names}
