"""What every answer of the API has in common, also those that no operation of it gives."""

from django.http import HttpResponse

from newsroom.api.problems import CONTENT_TYPE, problem

ROOT = "/api/"
METHODS = "GET, HEAD, OPTIONS"
# Pages of any site may read it; what they may see of the answer beyond its body.
FOR_ALL = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Retry-After",
}
ALLOWED = {
    "Allow": METHODS,
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": str(24 * 60 * 60),
}
# What an error has to say beyond its status.
SAID = ("Allow", "Retry-After")


def for_programs(get_response):
    """Answer preflights and HEAD, tell what went wrong as a problem, and let any site read."""

    def middleware(request):
        if not request.path.startswith(ROOT):
            return get_response(request)
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers=FOR_ALL | ALLOWED)
        response = _get(request, get_response)
        if response.status_code >= 400:
            response = _as_problem(request, response)
        for name, value in FOR_ALL.items():
            response.headers[name] = value
        return response

    return middleware


def _get(request, get_response):
    """The answer to a GET; to a HEAD it is the same, and the server leaves the body out."""
    method = request.method
    if method == "HEAD":
        request.method = "GET"
    response = get_response(request)
    request.method = method
    return response


def _as_problem(request, response):
    if response["Content-Type"] == CONTENT_TYPE:
        return response
    told = problem(request, response.status_code)
    for name in SAID:
        if name in response:
            told[name] = METHODS if name == "Allow" else response[name]
    return told
