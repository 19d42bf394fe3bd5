"""The site's one stylesheet, joined from the small files in static/newsroom/css.

newsroom.css names those files as ordinary imports, in the order of the cascade, and a browser
could read it as it stands. It would fetch two dozen files one after another, so what readers
get is the same text with every import replaced by the file it names: one request, no build
step. The address carries a hash of the text, so it may be kept for ever.
"""

import re
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

FOLDER = Path(__file__).parent / "static" / "newsroom" / "css"
IMPORT = re.compile(r'@import url\("(?P<file>[^"]+)"\) layer\((?P<layer>\w+)\);')
A_MINUTE, A_YEAR = 60, 60 * 60 * 24 * 365


@cache
def css() -> str:
    """The whole stylesheet. Read from disk once per process."""

    def in_its_layer(found: re.Match[str]) -> str:
        rules = (FOLDER / found["file"]).read_text(encoding="utf-8")
        return f"@layer {found['layer']} {{\n{rules}}}\n"

    return IMPORT.sub(in_its_layer, (FOLDER / "newsroom.css").read_text(encoding="utf-8"))


@cache
def version() -> str:
    """Twelve hexadecimal digits that change whenever the stylesheet does."""
    return sha256(css().encode()).hexdigest()[:12]


@require_safe
@gzip_page
def stylesheet(request: HttpRequest, asked_for: str) -> HttpResponse:
    """Serve the stylesheet; a page cached before a deployment asks for an older version.

    It gets today's rules, which beats a page without any, but not to keep.
    """
    return to_keep(css(), "text/css", asked_for == version())


def to_keep(text: str, content_type: str, is_today: bool) -> HttpResponse:
    """A file that may be kept for ever, if it was asked for by today's version."""
    response = HttpResponse(text, content_type=f"{content_type}; charset=utf-8")
    if is_today:
        patch_cache_control(response, public=True, max_age=A_YEAR, immutable=True)
    else:
        patch_cache_control(response, public=True, max_age=A_MINUTE)
    return response
