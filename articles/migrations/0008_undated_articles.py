from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0007_subscriptions_and_archived_copies"),
    ]

    operations = [
        migrations.AddField(
            model_name="article",
            name="is_undated",
            field=models.BooleanField(default=False, editable=False),
        ),
    ]
