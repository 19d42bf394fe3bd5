"""What editors have changed since it was imported: the admin's log knows."""

from collections.abc import Iterable

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model


def edited(model: type[Model], keys: Iterable[int]) -> set[int]:
    """Those keys of which the row was changed in the admin, where its importer leaves it alone."""
    entries = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(model),
        action_flag=CHANGE,
        object_id__in=map(str, keys),
    )
    return {int(key) for key in entries.values_list("object_id", flat=True)}
