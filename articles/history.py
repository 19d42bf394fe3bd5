"""The versions of a row: keeping them, telling them apart, going back to one.

A version is a snapshot of an aggregate, as JSON: the fields of a row, the rows that belong to it
and the names of its tags. What is derived is left out, for it is derived again.
"""

import datetime as dt
from dataclasses import dataclass, field

from django.db import models, transaction
from django.utils import timezone

from articles import body
from articles.differences import Paragraph, changed_parts
from articles.models import Article, Correction, Photo, SeeAlso, Version

TAGS = "tags"
BETWEEN = " · "  # what is told of a row or in a list
TYPED = "Saved while it was typed."
# What of a row that belongs to another is kept, and tells nobody anything.
NOT_SAID = {"id", "position", "prefix", "suffix", "start"}


@dataclass(frozen=True)
class Aggregate:
    """What a version holds of a model, and what of it going back leaves as it is now."""

    fields: list[str]
    rows: dict[type[models.Model], list[str]] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)
    has_tags: bool = False


AGGREGATES = {
    Article: Aggregate(
        fields=[
            *("headline", "standfirst", "body", "byline", "outlet", "canonical_url", "slug"),
            *("language", "published_at", "state", "withdrawal_reason"),
        ],
        rows={
            Photo: ["image", "alt", "caption", "credit", "position"],
            SeeAlso: ["other", "position"],
            Correction: ["text", "published_at"],
        },
        # Going back to old words publishes nothing, and takes nothing from readers.
        left=["published_at", "state", "withdrawal_reason"],
        has_tags=True,
    ),
}


@dataclass(frozen=True)
class Difference:
    """What became of one field, or of the rows of one kind."""

    label: str
    parts: list[Paragraph | None]


# --- Keeping --------------------------------------------------------------------------------


def begin(row):
    """Keep a row as it is before its first change here; one query when it has a history."""
    if not Version.objects.of(row).exists():
        keep(type(row)._base_manager.get(pk=row.pk), deed="As it was before.")


def keep(row, by=None, deed="", why="") -> Version | None:
    """Keep the row as it now is; None if it is as it was kept last.

    A query for each kind of row that belongs to it and for each kind these point at, and two more.
    """
    content, last = snapshot(row), Version.objects.of(row).last()
    if last and last.content == content:
        return _finish(last, by, deed, why) if last.deed == TYPED else None
    return Version.objects.create(
        of=row._meta.model_name,
        row_id=row.pk,
        content=content,
        made_by=by,
        deed=deed,
        why=why,
    )


def keep_typed(row, by):
    """Keep the row while somebody types: one version until anything else is done to it."""
    last = Version.objects.of(row).last()
    if last and last.deed == TYPED and last.made_by == by:
        last.content, last.made_at = snapshot(row), timezone.now()
        last.save()
    else:
        keep(row, by, TYPED)


def _finish(version, by, deed, why):
    """What was typed has now been saved, submitted or published as it stood."""
    version.made_by, version.deed, version.why = by, deed, why
    version.made_at = timezone.now()
    version.save()
    return version


def snapshot(row) -> dict:
    """A row and all that belongs to it, ready for JSON."""
    kept = AGGREGATES[type(row)]
    content = {name: _value(row, name) for name in kept.fields}
    for model, names in kept.rows.items():
        pointing = [name for name in names if model._meta.get_field(name).is_relation]
        rows = _rows(row, model).prefetch_related(*pointing).order_by("pk")
        content[model._meta.model_name] = [
            {"id": part.pk, **{name: _value(part, name) for name in names}} for part in rows
        ]
    if kept.has_tags:
        content[TAGS] = sorted(row.tags.names())
    return content


def _value(row, name):
    """A value of a row for JSON; what it points at as its id, and in words for later."""
    column = row._meta.get_field(name)
    if column.is_relation:
        other = getattr(row, name)
        return other and [other.pk, str(other)]
    value = column.value_from_object(row)
    return value if value is None or isinstance(value, int) else column.value_to_string(row)


def _rows(row, model):
    """The rows of a model that belong to this one."""
    return model._base_manager.filter(**{_owner(row, model).name: row})


def _owner(row, model):
    """The first field by which rows of a model point at rows like this one."""
    return next(found for found in model._meta.fields if found.related_model is type(row))


# --- Telling apart --------------------------------------------------------------------------


def differences(model, before: dict, after: dict, only=None) -> list[Difference]:
    """What differs between two versions of a row of a model, in words; `only` in these fields."""
    kept = AGGREGATES[model]
    names = [
        *kept.fields,
        *([TAGS] * kept.has_tags),
        *(part._meta.model_name for part in kept.rows),
    ]
    changed = [
        name
        for name in names
        if before.get(name) != after.get(name) and (only is None or name in only)
    ]
    found = [
        Difference(
            _label(model, name),
            changed_parts(*(_words(model, name, version.get(name)) for version in (before, after))),
        )
        for name in changed
    ]
    return [difference for difference in found if any(difference.parts)]


def _label(model, name):
    part = _part(model, name)
    words = part.verbose_name_plural if part else model._meta.get_field(name).verbose_name
    return words[:1].upper() + words[1:]


def _part(model, name):
    """The description of the rows that a version of a model holds under this name, if it does."""
    metas = (part._meta for part in AGGREGATES[model].rows)
    return next((meta for meta in metas if meta.model_name == name), None)


def _words(model, name, value) -> str:
    """What a version holds under a name, as plain text: each row that belongs is a paragraph."""
    part = _part(model, name)
    if part:
        return "\n".join(_row_words(part.model, row) for row in value or [])
    if name == TAGS:
        return BETWEEN.join(value or [])
    if name == "body":
        return body.to_text(body.sanitise(value))
    return _value_words(model._meta.get_field(name), value)


def _row_words(model, row):
    said = {name: value for name, value in row.items() if name not in NOT_SAID}
    told = (_value_words(model._meta.get_field(name), value) for name, value in said.items())
    return BETWEEN.join(filter(None, told))


def _value_words(column, value):
    if value in (None, ""):
        return ""
    if column.is_relation:
        return value[1]
    value = column.to_python(value)
    if isinstance(value, dt.datetime):
        return f"{timezone.localtime(value):%d %B %Y, %H:%M}"
    return str(dict(column.flatchoices).get(value, value))


# --- Going back -----------------------------------------------------------------------------


@transaction.atomic
def restore(row, version: Version):
    """Make a row, and all that belongs to it, what it was in a version; saves, keeps no version.

    Rows taken away since come back under their own ids. What points at something deleted since
    is let go; where it cannot be, the row stays away. Raises ValidationError when the database
    would refuse it: another row may have its address by now.
    """
    kept, content = AGGREGATES[type(row)], version.content
    _fill(row, {name: content[name] for name in kept.fields if name not in kept.left})
    row.validate_unique()
    row.validate_constraints()
    row.save()
    for model in kept.rows:
        _restore_rows(row, model, content.get(model._meta.model_name, []))
    if kept.has_tags:
        row.tags.set(content[TAGS])


def _restore_rows(row, model, stored):
    present = {part.pk: part for part in _rows(row, model)}
    for pk in present.keys() - {values["id"] for values in stored}:
        present[pk].delete()
    owner = _owner(row, model).name
    for values in stored:
        part = present.get(values["id"]) or model(pk=values["id"], **{owner: row})
        names = {name: value for name, value in values.items() if name != "id"}
        if _fill(part, names):
            part.save()


def _fill(row, values) -> bool:
    """Give a row values of a version; whether all that it must point at is still there."""
    for name, value in values.items():
        column = row._meta.get_field(name)
        if not column.is_relation:
            setattr(row, name, column.to_python(value))
            continue
        pk = value and value[0]
        if pk and not column.related_model._base_manager.filter(pk=pk).exists():
            if not column.null:
                return False
            pk = None
        setattr(row, column.attname, pk)
    return True
