"""The joined files of the admin, on its pages."""

from django import template
from django.urls import reverse

from newsroom.desk_files import unjoined, version

register = template.Library()

register.filter(unjoined)


@register.simple_tag
def desk_file(kind: str) -> str:
    """The address of the joined "css" or "js", with its version."""
    return reverse("newsroom:desk_files", args=[version(kind), kind])
