"""The addresses of interactions that were merged, as rows that merging keeps from now on."""

from django.db import migrations

MODEL = "people.InteractionNumber"
PLACE = f"{MODEL}.interaction"


def fill(apps, schema_editor):
    Interaction = apps.get_model("people", "Interaction")
    InteractionNumber = apps.get_model("people", "InteractionNumber")
    standing = apps.get_model("people", "Merge").objects.filter(of="interaction", undone_at=None)
    by_lost = {merge.lost_id: merge for merge in standing}
    for number, merge in by_lost.items():
        later = list(_later(merge, by_lost))
        heir = (later or [merge])[-1].kept_id
        if Interaction.objects.filter(pk=heir).exists():
            address = InteractionNumber.objects.create(interaction_id=heir, number=number)
            merge.made[MODEL] = [address.pk]
            for each in later:
                each.moved.setdefault(PLACE, []).append(address.pk)
    for merge in by_lost.values():
        merge.save(update_fields=["made", "moved"])


def _later(merge, by_lost):
    """The merges by which the row that a merge kept was lost in turn, one after the other."""
    while merge := by_lost.get(merge.kept_id):
        yield merge


class Migration(migrations.Migration):
    dependencies = [("people", "0011_interaction_numbers")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
