"""Three groups of editors: Reporter, Editor, Publisher. Each may what the one before it may."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

VIEWED = [
    "articles.article", "articles.correction", "articles.outlet", "articles.tag",
    "people.alias", "people.citation", "people.interaction", "people.organization",
    "people.participant", "people.person", "people.role",
]  # fmt: skip
REPORTER = [
    *(f"{model}:view" for model in VIEWED),
    "articles.article:add change",
    "articles.photo:add change delete view",
    "articles.seealso:add change delete view",
]
EDITOR = [
    *REPORTER,
    "articles.article:publish",
    "articles.correction:add change delete",
    "articles.outlet:add change",
    "articles.tag:add change",
    "people.alias:add change delete",
    "people.citation:add change delete",
    "people.interaction:add change",
    "people.mentiondecision:add change delete view",
    "people.organization:add change",
    "people.participant:add change delete",
    "people.person:add change",
    "people.role:add change delete",
]
PUBLISHER = [
    *EDITOR,
    "articles.article:withdraw delete",
    "articles.outlet:delete",
    "articles.tag:delete",
    "people.interaction:delete",
    "people.organization:delete",
    "people.person:merge delete",
]
GROUPS = {"Reporter": REPORTER, "Editor": EDITOR, "Publisher": PUBLISHER}


def make_groups(apps, schema_editor):
    database = schema_editor.connection.alias
    _make_permissions(apps, database)
    Group = apps.get_model("auth", "Group")
    for name, grants in GROUPS.items():
        group, _ = Group.objects.using(database).get_or_create(name=name)
        group.permissions.add(*_permissions(apps, database, grants))


def unmake_groups(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Group.objects.using(schema_editor.connection.alias).filter(name__in=GROUPS).delete()


def _make_permissions(apps, database):
    """Django makes permissions after all migrations only, which is too late to grant them."""
    for label in ("articles", "people"):
        config = apps.get_app_config(label)
        # Asked for, and an app as a migration sees it has none.
        config.models_module = getattr(config, "models_module", None) or True
        create_permissions(config, apps=apps, using=database, verbosity=0)


def _permissions(apps, database, grants):
    Permission = apps.get_model("auth", "Permission")
    for grant in grants:
        model, actions = grant.split(":")
        app_label, model_name = model.split(".")
        for action in actions.split():
            yield Permission.objects.using(database).get(
                content_type__app_label=app_label, codename=f"{action}_{model_name}"
            )


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_people_mentions_and_record"),
        ("articles", "0002_outlets_articles_and_tags"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_groups, unmake_groups)]
