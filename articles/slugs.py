"""Addresses: the slug of a new row, and the rows that keep an old slug working."""

from anyascii import anyascii
from django.db import models
from django.db.models import F
from django.utils.text import slugify

MAX_LENGTH = 120


def slug_for(text: str, fallback: str) -> str:
    """`text` as a slug of at most `MAX_LENGTH` characters, cut at a word; never empty."""
    slug = slugify(anyascii(text))
    if len(slug) > MAX_LENGTH:
        slug = slug[: MAX_LENGTH + 1].rpartition("-")[0] or slug[:MAX_LENGTH]
    return slug or fallback


def free_slug(text: str, fallback: str, *taken: models.QuerySet) -> str:
    """A slug for `text` that no row of the `taken` querysets has; one query for each of them.

    The first free one of "flynn-resigns", "flynn-resigns-2", "flynn-resigns-3"…
    """
    wanted = slug_for(text, fallback)
    stem = wanted[: MAX_LENGTH - 8].rstrip("-")
    used = {
        slug
        for queryset in taken
        for slug in queryset.filter(slug__startswith=stem).values_list("slug", flat=True)
    }
    if wanted not in used:
        return wanted
    number = 2
    while f"{stem}-{number}" in used:
        number += 1
    return f"{stem}-{number}"


class MovedQuerySet(models.QuerySet):
    """Rows of a model that keeps the `former_slugs` of its rows."""

    def at(self, slugs) -> dict:
        """Rows by the slugs asked for: those they have, and those they once had.

        One query; a second when one of the slugs is nobody's today.
        """
        found = {row.slug: row for row in self.filter(slug__in=slugs)}
        missing = [slug for slug in slugs if slug not in found]
        moved = self.filter(former_slugs__slug__in=missing).annotate(former=F("former_slugs__slug"))
        return found | {row.former: row for row in moved}


class FormerSlug(models.Model):
    """A slug that a row once had; its address redirects to the row for ever."""

    slug = models.SlugField(max_length=MAX_LENGTH, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True

    def __str__(self):
        return self.slug
