"""What each group of editors may do with quotes."""

from importlib import import_module

from django.db import migrations

groups = import_module("people.migrations.0002_groups")
RECORDED = "people.quote:view add change delete"
GRANTS = {"Reporter": "people.quote:view", "Editor": RECORDED, "Publisher": RECORDED}


def grant(apps, schema_editor):
    for group, permissions in _granted(apps, schema_editor):
        group.permissions.add(*permissions)


def revoke(apps, schema_editor):
    for group, permissions in _granted(apps, schema_editor):
        group.permissions.remove(*permissions)


def _granted(apps, schema_editor):
    database = schema_editor.connection.alias
    for group in apps.get_model("auth", "Group").objects.using(database).filter(name__in=GRANTS):
        yield group, groups._permissions(apps, database, [GRANTS[group.name]])


class Migration(migrations.Migration):
    dependencies = [("people", "0004_dismissed_suggestions")]

    operations = [migrations.RunPython(grant, revoke)]
