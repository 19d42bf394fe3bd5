"""What went wrong, as programs read it: problem details (RFC 9457)."""

from http import HTTPStatus

from django.http import HttpRequest, JsonResponse

CONTENT_TYPE = "application/problem+json"
DETAILS = {
    400: "This request cannot be understood.",
    404: "There is nothing at this address.",
    405: "The record can be read here, not written: use GET, HEAD or OPTIONS.",
    500: "The mistake is ours.",
    503: "The database cannot be reached. Try again in a moment.",
}
# Its schema, as OpenAPI has it.
SCHEMA = {
    "type": "object",
    "title": "Problem",
    "description": "What went wrong, as RFC 9457 has it.",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string", "const": "about:blank"},
        "title": {"type": "string", "description": "The name of the status."},
        "status": {"type": "integer", "description": "The status of the answer."},
        "detail": {"type": "string", "description": "What went wrong this time, in sentences."},
        "instance": {"type": "string", "description": "The address that was asked for."},
    },
}


def problem(request: HttpRequest, status: int, detail: str = "") -> JsonResponse:
    """The answer of a status that is an error, with what went wrong in words."""
    title = HTTPStatus(status).phrase
    return JsonResponse(
        {
            "type": "about:blank",
            "title": title,
            "status": status,
            "detail": detail or DETAILS.get(status, f"{title}."),
            "instance": request.path,
        },
        status=status,
        content_type=CONTENT_TYPE,
    )
