from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0010_tag_synonyms_and_former_addresses")]

    operations = [
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                fields=["id"],
                include=["published_at"],
                condition=models.Q(state="published"),
                name="article_public",
            ),
        ),
    ]
