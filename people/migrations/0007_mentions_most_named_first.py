import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F


class Migration(migrations.Migration):
    dependencies = [("people", "0006_dates_that_citations_give")]

    operations = [
        migrations.AddIndex(
            model_name="mention",
            index=models.Index(
                F("person"), F("count").desc(), F("article").desc(), name="mention_most_named"
            ),
        ),
        migrations.AlterField(
            model_name="mention",
            name="person",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="mentions",
                to="people.person",
            ),
        ),
    ]
