from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0002_outlets_articles_and_tags"),
    ]

    operations = [
        migrations.AddField(
            model_name="article",
            name="withdrawn_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                models.OrderBy(models.F("withdrawn_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("state", "withdrawn")),
                name="article_withdrawn_last",
            ),
        ),
        migrations.AddIndex(
            model_name="correction",
            index=models.Index(
                models.OrderBy(models.F("published_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="correction_newest_first",
            ),
        ),
    ]
