"""Two rows that turn out to be one: people, or interactions. Every merge can be undone.

All that hangs on the lost row moves to the kept one. A row that cannot move, since the kept one
has its like already (both took part in the same meeting), is set aside. The lost row's address
goes on leading to the kept one.
"""

import json

from django.apps import apps
from django.core import serializers
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.wording import counted
from people import mentions, record
from people.models import (
    Alias,
    Citation,
    Interaction,
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
    ],
}


def preview(lost: Person | Interaction) -> list[str]:
    """What a merge would move away from a row, in words; one query for each kind of thing."""
    found = [
        (model.objects.filter(**{column: lost}).count(), one, many)
        for model, column, one, many in HANGING_ON[type(lost)]
    ]
    if isinstance(lost, Person):
        found.append((Mention.objects.filter(person=lost).count(), "mention", "mentions"))
    return [counted(number, one, many) for number, one, many in found if number]


@transaction.atomic
def merge(kept, lost, by=None) -> Merge:
    """Move everything from `lost` to `kept`, of the same model, and delete `lost`.

    Raises ValueError for a row and itself. Costs a few queries for each row that moves.
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
    for hanging, column, *_ in HANGING_ON[model]:
        _move(hanging, column, kept, lost, done)
    lost.delete()
    if model is Person:
        _keep_name_and_address(kept, lost, done)
    done.save()
    _rebuild(kept)
    return done


@transaction.atomic
def undo(done: Merge):
    """Make the lost row again, under its own id and address, with all that was taken from it.

    What was deleted since stays deleted, and what was moved on since stays where it is.
    """
    model = HANGING_ON_BY_NAME[done.of]
    kept = model.objects.get(pk=done.kept_id)
    for label, pks in done.made.items():
        apps.get_model(label).objects.filter(pk__in=pks).delete()
    [lost] = _read(done.lost)
    lost.save()
    for place, pks in done.moved.items():
        label, column = place.rsplit(".", 1)
        rows = apps.get_model(label).objects.filter(pk__in=pks, **{column: kept})
        rows.update(**{column: lost.object.pk})
    for row in _read(done.removed):
        row.save()
    done.undone_at = timezone.now()
    done.save(update_fields=["undone_at"])
    _rebuild(kept)
    _rebuild(model.objects.get(pk=done.lost_id))


def heir_of(model, pk) -> int | None:
    """The id of the row into which the row of this id was merged; None when it was not."""
    standing = Merge.objects.filter(of=model._meta.model_name, undone_at=None)
    heir = standing.filter(lost_id=pk).values_list("kept_id", flat=True).first()
    return heir and (heir_of(model, heir) or heir)


HANGING_ON_BY_NAME = {model._meta.model_name: model for model in HANGING_ON}


def _move(hanging, column, kept, lost, done):
    place = f"{hanging._meta.label}.{column}"
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


def _keep_name_and_address(kept, lost, done):
    """Articles go on naming the person as before; a link to the lost page goes on working."""
    address = PersonSlug.objects.create(person=kept, slug=lost.slug)
    done.made[PersonSlug._meta.label] = [address.pk]
    if lost.name not in kept.known_names:
        alias = Alias.objects.create(person=kept, name=lost.name)
        done.made[Alias._meta.label] = [alias.pk]


def _rebuild(row):
    """Compute again what is derived from the rows that have moved."""
    if isinstance(row, Person):
        mentions.reread_for(row)
        record.rebuild_all(Interaction.objects.concerning(row))
    else:
        record.rebuild_all(Interaction.objects.filter(pk=row.pk))


def _written(row) -> list[dict]:
    """A row as it stands in the database."""
    stored = type(row)._base_manager.filter(pk=row.pk)
    return json.loads(serializers.serialize("json", stored))


def _read(written):
    return serializers.deserialize("python", written)
