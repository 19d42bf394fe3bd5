"""What every page needs of the template language: its addresses, and days in words."""

from datetime import date, datetime
from functools import lru_cache
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.addresses import PAGING, canonical
from articles.wording import day_words
from newsroom.stylesheet import version

register = template.Library()


@register.simple_tag
def stylesheet_url() -> str:
    """The address of the stylesheet, with its version."""
    return reverse("newsroom:stylesheet", args=[version()])


@register.simple_tag(takes_context=True)
def page_address(context) -> str:
    """The whole address of what a page shows; a list has one, whichever page of it this is."""
    request = context["request"]
    query = urlencode([pair for pair in canonical(request.GET) if pair[0] not in PAGING])
    return request.build_absolute_uri(f"{request.path}?{query}" if query else request.path)


@register.simple_tag(takes_context=True)
def is_a_view(context) -> bool:
    """Whether filters or an earlier day are asked for, so that the page shows a part of another."""
    return bool(set(context["request"].GET) - PAGING)


@register.simple_tag(takes_context=True)
def whole_address(context, path: str) -> str:
    """A path of this site as an address that can be followed from elsewhere."""
    return context["request"].build_absolute_uri(path)


@register.filter
def day(value: date | datetime | None) -> str:
    """A `<time>` element such as 2 March 2017, in the site's time zone; nothing for None."""
    if value is None:
        return ""
    return _time_element(timezone.localdate(value) if isinstance(value, datetime) else value)


@register.filter
def came_out(article) -> str:
    """When an article came out, as `day` has it; "undated" when nobody knows."""
    return "undated" if article.is_undated else day(article.published_at)


@lru_cache(maxsize=4096)
def _time_element(value: date) -> SafeString:
    """Kept, since the rows of a page repeat their days."""
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), day_words(value))
