"""Two rows that turn out to be one: people, or interactions. Every merge can be undone.

All that hangs on the lost row moves to the kept one. A row that cannot move, since the kept one
has its like already (both took part in the same meeting), is set aside. The lost row's address
goes on leading to the kept one.
"""

import json

from django.apps import apps
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.models import AbstractPassage, Article
from articles.wording import counted
from people import anchoring, mentions, record
from people.models import (
    Alias,
    Citation,
    DifferentPeople,
    Interaction,
    InteractionNumber,
    Mention,
    MentionDecision,
    Merge,
    Participant,
    Person,
    PersonSlug,
    Quote,
    Role,
)

# Whatever points at a row of either model and is more than derived: the model, the column that
# points, and what to call such rows.
HANGING_ON = {
    Person: [
        (Participant, "person", "part in an interaction", "parts in interactions"),
        (Citation, "attributed_to_person", "citation", "citations"),
        (Quote, "speaker", "quote", "quotes"),
        (Alias, "person", "alias", "aliases"),
        (Role, "person", "role", "roles"),
        (MentionDecision, "person", "decision about a name", "decisions about names"),
        (PersonSlug, "person", "former address", "former addresses"),
    ],
    Interaction: [
        (Citation, "interaction", "citation", "citations"),
        (Participant, "interaction", "participant", "participants"),
        (Interaction, "responds_to", "response", "responses"),
        (InteractionNumber, "interaction", "former address", "former addresses"),
    ],
}
# What the kept person goes by as well.
NAMES = {"name", "slug", "sort_name"}


class CannotBeUndone(Exception):
    """Its message tells an editor why."""


def preview(lost: Person | Interaction) -> list[str]:
    """What a merge would move away from a row, in words; one query for each kind of thing."""
    found = [
        (model.objects.filter(**{column: lost}).count(), one, many)
        for model, column, one, many in HANGING_ON[type(lost)]
    ]
    if isinstance(lost, Person):
        found.append((Mention.objects.filter(person=lost).count(), "mention", "mentions"))
    return [counted(number, one, many) for number, one, many in found if number]


def left_behind(kept: Person | Interaction, lost: Person | Interaction) -> list[str]:
    """The names of the fields in which the lost row says something that the kept one does not.

    A merge takes none of it over.
    """
    fields = [field for field in lost._meta.fields if field.editable and not field.primary_key]
    return [
        field.verbose_name
        for field in fields
        if field.name not in NAMES and _says_more(field, lost, kept)
    ]


@transaction.atomic
def merge(kept, lost, by=None) -> Merge:
    """Move everything from `lost` to `kept`, of the same model, and delete `lost`.

    Raises ValueError for a row and itself. Costs a few queries for each row that moves, and the
    reading of the articles that name either person.
    """
    model = type(kept)
    if model is not type(lost) or kept.pk == lost.pk:
        raise ValueError("Merging takes two rows of one model.")
    done = Merge(
        of=model._meta.model_name,
        kept_id=kept.pk,
        lost_id=lost.pk,
        kept_words=str(kept),
        lost_words=str(lost),
        lost=_written(lost),
        merged_by=by,
    )
    articles = _articles_naming(kept, lost)
    for hanging, column, *_ in HANGING_ON[model]:
        _move(hanging, column, kept, lost, done)
    if model is Person:
        _tell_apart_too(kept, lost, done)
    lost.delete()
    if model is Person:
        _keep_name_and_address(kept, lost, done)
    else:
        _keep_number(kept, done)
    done.save()
    _rebuild(articles, kept)
    return done


@transaction.atomic
def undo(done: Merge) -> Person | Interaction:
    """Make the lost row again, under its own id and address, with all that was taken from it.

    What was deleted since stays deleted, and what was moved on since stays where it is. Raises
    CannotBeUndone when the row has no place any more.
    """
    done.refresh_from_db(from_queryset=Merge.objects.select_for_update())
    if reason := obstacle(done):
        raise CannotBeUndone(reason)
    kept = model_of(done).objects.get(pk=done.kept_id)
    articles = _articles_naming(kept)
    for label, pks in done.made.items():
        apps.get_model(label).objects.filter(pk__in=pks).delete()
    [lost] = _restore(done.lost)
    for place, pks in done.moved.items():
        label, column = place.rsplit(".", 1)
        rows = apps.get_model(label).objects.filter(pk__in=pks, **{column: kept})
        rows.update(**{column: lost})
    _reanchor(_restore(done.removed))
    done.undone_at = timezone.now()
    done.save(update_fields=["undone_at"])
    _rebuild(articles, kept, lost)
    return lost


def obstacle(done: Merge) -> str:
    """Why a merge cannot be undone, as sentences; empty when it can."""
    if done.is_undone:
        return "It has been undone already."
    if not model_of(done).objects.filter(pk=done.kept_id).exists():
        later = Merge.objects.standing().filter(of=done.of, lost_id=done.kept_id).first()
        if later:
            return f"{later} was merged later: undo that first."
        return f"“{done.kept_words}” is not on record any more."
    [lost] = _read(done.lost)
    try:
        lost.validate_unique()
        lost.validate_constraints()
    except ValidationError as error:
        return f"“{done.lost_words}” has no place any more. {' '.join(error.messages)}"
    return ""


def taken(done: Merge) -> list[str]:
    """What a merge moved away from the lost row, in words."""
    return [
        counted(len(done.moved[place]), one, many)
        for model, column, one, many in HANGING_ON[model_of(done)]
        if (place := _place(model, column)) in done.moved
    ]


def model_of(done: Merge) -> type[Person | Interaction]:
    """The model of the rows that were merged."""
    return next(model for model in HANGING_ON if model._meta.model_name == done.of)


def _says_more(field, lost, kept):
    value = field.value_from_object(lost)
    says_something = value not in (*field.empty_values, field.get_default())
    return says_something and value != field.value_from_object(kept)


def _place(model, column):
    return f"{model._meta.label}.{column}"


def _move(hanging, column, kept, lost, done):
    place = _place(hanging, column)
    for row in hanging.objects.filter(**{column: lost}):
        if row == kept:
            continue  # it answered the lost one; nothing answers itself
        try:
            with transaction.atomic():
                hanging.objects.filter(pk=row.pk).update(**{column: kept})
        except IntegrityError:
            done.removed += _written(row)
            row.delete()
        else:
            done.moved.setdefault(place, []).append(row.pk)


def _tell_apart_too(kept, lost, done):
    """Whoever was found not to be the lost person is not the kept one either."""
    made = []
    for told in DifferentPeople.objects.concerning(lost):
        done.removed += _written(told)
        [other] = {told.person, told.other} - {lost}
        if other != kept:
            row, is_new = DifferentPeople.objects.tell_apart(kept, other)
            made += [row.pk] if is_new else []
    done.made[DifferentPeople._meta.label] = made


def _keep_name_and_address(kept, lost, done):
    """Articles go on naming the person as before; a link to the lost page goes on working."""
    address = PersonSlug.objects.create(person=kept, slug=lost.slug)
    done.made[PersonSlug._meta.label] = [address.pk]
    if lost.name not in kept.known_names:
        alias = Alias.objects.create(person=kept, name=lost.name)
        done.made[Alias._meta.label] = [alias.pk]


def _keep_number(kept, done):
    """A link to the lost page goes on working."""
    address = InteractionNumber.objects.create(interaction=kept, number=done.lost_id)
    done.made[InteractionNumber._meta.label] = [address.pk]


def _articles_naming(*rows) -> list[int]:
    """The ids of the articles to read again; they name people, whatever happened between these."""
    return mentions.naming(*rows) if isinstance(rows[0], Person) else []


def _rebuild(articles, *rows):
    """Compute again what is derived from the rows that have moved."""
    mentions.reread(articles)
    for row in rows:
        if isinstance(row, Person):
            record.rebuild_all(Interaction.objects.concerning(row))
        else:
            record.rebuild_all(Interaction.objects.filter(pk=row.pk))


def _written(row) -> list[dict]:
    """A row as it stands in the database."""
    stored = type(row)._base_manager.filter(pk=row.pk)
    return json.loads(serializers.serialize("json", stored))


def _read(written) -> list:
    return [read.object for read in serializers.deserialize("python", written)]


def _restore(written) -> list:
    """Save rows as they stood; those that hung on something deleted since are left out."""
    rows = []
    for row in _read(written):
        if _has_its_place(row):
            row.save_base(raw=True, force_insert=True)
            rows.append(row)
    return rows


def _has_its_place(row) -> bool:
    """Whether all that a row must point at is there; what it may point at is let go."""
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if not field.is_relation or value is None:
            continue
        if not field.related_model._base_manager.filter(pk=value).exists():
            if not field.null:
                return False
            setattr(row, field.attname, None)
    return True


def _reanchor(rows):
    """Find passages again in articles that may have changed while the rows were away."""
    articles = {row.article_id for row in rows if isinstance(row, AbstractPassage)}
    anchoring.reanchor(*Article.objects.filter(pk__in=articles))
