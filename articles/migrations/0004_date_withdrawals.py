from django.db import migrations
from django.db.models import F


def date_withdrawals(apps, schema_editor):
    """The nearest that is known: a withdrawn article is hardly ever saved again."""
    article = apps.get_model("articles", "Article")
    undated = article.objects.filter(state="withdrawn", withdrawn_at=None)
    undated.update(withdrawn_at=F("updated_at"))


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0003_moment_of_withdrawal"),
    ]

    operations = [
        migrations.RunPython(date_withdrawals, migrations.RunPython.noop, elidable=True),
    ]
