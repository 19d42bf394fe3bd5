from django.db import migrations

from people.name_matching import keys

BATCH = 1000


def fill(apps, schema_editor):
    for model in (apps.get_model("people", "Person"), apps.get_model("people", "Alias")):
        rows = model.objects.only("name").order_by("pk")
        for start in range(0, rows.count(), BATCH):
            batch = rows[start : start + BATCH]
            for row in batch:
                row.keys = keys(row.name)
            model.objects.bulk_update(batch, ["keys"])


class Migration(migrations.Migration):
    dependencies = [("people", "0008_keys_of_names")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
