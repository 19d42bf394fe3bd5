"""The style sheets and scripts of the admin, joined: two requests in the place of forty.

Files are found where `collectstatic` would find them and joined once per process, so there is no
build step. What is joined here is left out where a page lists its own (see `unjoined`); anything
not listed here, such as the modules of the text editor, is asked for as ever.
"""

import re
from base64 import b64encode
from copy import copy
from functools import cache
from hashlib import sha256
from pathlib import Path
from posixpath import dirname, join, normpath

from django.contrib.staticfiles import finders
from django.forms import Media
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.test import RequestFactory
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe
from django.views.i18n import JavaScriptCatalog

from newsroom.stylesheet import to_keep

# In the order of the cascade, which is that of Django's own pages.
STYLES = (
    *(
        f"admin/css/{name}.css"
        for name in ("base", "dark_mode", "changelists", "widgets", "forms", "dashboard")
    ),
    *("admin/css/vendor/select2/select2.min.css", "admin/css/autocomplete.css"),
    *(f"django_prose_editor/{name}.css" for name in ("material-icons", "editor", "overrides")),
    "admin/css/responsive.css",
    *(
        f"newsroom/admin/{name}.css"
        for name in ("theme", "fields", "desk", "dashboard", "keys", "writing", "bringing")
    ),
)
JQUERY = (
    "admin/js/vendor/jquery/jquery.min.js",
    "admin/js/vendor/select2/select2.full.min.js",
    "admin/js/vendor/select2/i18n/en.js",
    "admin/js/jquery.init.js",
)
OF_DJANGO = (
    *("admin/js/core.js", "admin/js/calendar.js", "admin/js/admin/DateTimeShortcuts.js"),
    *("admin/js/admin/RelatedObjectLookups.js", "admin/js/actions.js", "admin/js/inlines.js"),
    *("admin/js/autocomplete.js", "admin/js/filters.js"),
)
OUR_OWN = tuple(
    f"newsroom/admin/{name}.js"
    for name in (
        *("labels", "begin", "unsaved", "presence", "keeping", "problems", "tags", "dates", "keys"),
    )
)
# Makes an address of what somebody types as a title; nothing here asks for it.
NOT_NEEDED = (
    *("admin/js/urlify.js", "admin/js/prepopulate.js"),
    "admin/js/vendor/xregexp/xregexp.min.js",
)
JOINED = {*STYLES, *JQUERY, *OF_DJANGO, *OUR_OWN, *NOT_NEEDED}

# `forms.css` imports `widgets.css`, which is joined already.
IMPORT = re.compile(r"@import url\([^)]*\);")
ADDRESS = re.compile(r"url\([\"']?(?P<file>[^)\"':]+)[\"']?\)")
TYPES = {"css": "text/css", "js": "text/javascript"}


@cache
def joined(kind: str) -> str:
    """All styles ("css") or all scripts ("js") as one text. Read from disk once per process."""
    if kind == "css":
        return "\n".join(map(_styles, STYLES))
    parts = [*map(_read, JQUERY), _catalogue(), *map(_read, OF_DJANGO)]
    # Each in a block of its own, so that none meets the names of another.
    return ";\n".join([*parts, *(f"{{\n{_read(name)}\n}}" for name in OUR_OWN)])


@cache
def version(kind: str) -> str:
    """Twelve hexadecimal digits that change whenever the text does."""
    return sha256(joined(kind).encode()).hexdigest()[:12]


def unjoined(media: Media) -> Media:
    """The files of a page that are not joined."""
    rest = copy(media)
    rest._js_lists = [[file for file in files if file not in JOINED] for files in media._js_lists]
    rest._css_lists = [
        {medium: [file for file in files if file not in JOINED] for medium, files in css.items()}
        for css in media._css_lists
    ]
    return rest


@require_safe
@gzip_page
def desk_files(request: HttpRequest, asked_for: str, kind: str) -> HttpResponse:
    return to_keep(joined(kind), TYPES[kind], asked_for == version(kind))


def _read(name: str) -> str:
    return Path(finders.find(name)).read_text(encoding="utf-8")


def _styles(name: str) -> str:
    """A style sheet whose addresses still lead to its files; small drawings come with it."""

    def leading_there(found: re.Match[str]) -> str:
        file = normpath(join(dirname(name), found["file"]))
        if not file.endswith(".svg"):
            return f'url("{static(file)}")'
        drawing = b64encode(Path(finders.find(file)).read_bytes()).decode()
        return f'url("data:image/svg+xml;base64,{drawing}")'

    return ADDRESS.sub(leading_there, IMPORT.sub("", _read(name)))


def _catalogue() -> str:
    """The words and formats that Django's scripts ask for; the site speaks one language."""
    view = JavaScriptCatalog.as_view(packages=["django.contrib.admin"])
    return view(RequestFactory().get("/")).content.decode()
