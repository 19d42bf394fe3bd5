"""What every page needs of the template language: its stylesheet, and days in words."""

from datetime import date, datetime

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as in_words
from django.utils.html import format_html

from newsroom.stylesheet import version

register = template.Library()


@register.simple_tag
def stylesheet_url() -> str:
    """The address of the stylesheet, with its version."""
    return reverse("newsroom:stylesheet", args=[version()])


@register.filter
def day(value: date | datetime | None) -> str:
    """A `<time>` element such as 2 March 2017, in the site's time zone; nothing for None."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    words = in_words(value, "j F Y")
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), words)
