"""What each group of editors may do with subscriptions."""

from importlib import import_module

from django.db import migrations

groups = import_module("people.migrations.0002_groups")
KEPT = "articles.subscription:view add change"
GRANTS = {"Editor": KEPT, "Publisher": f"{KEPT} delete"}


def grant(apps, schema_editor):
    for group, permissions in _granted(apps, schema_editor):
        group.permissions.add(*permissions)


def revoke(apps, schema_editor):
    for group, permissions in _granted(apps, schema_editor):
        group.permissions.remove(*permissions)


def _granted(apps, schema_editor):
    database = schema_editor.connection.alias
    groups._make_permissions(apps, database)
    for group in apps.get_model("auth", "Group").objects.using(database).filter(name__in=GRANTS):
        yield group, groups._permissions(apps, database, [GRANTS[group.name]])


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0009_fill_keys_of_names"),
        ("articles", "0007_subscriptions_and_archived_copies"),
    ]

    operations = [migrations.RunPython(grant, revoke)]
