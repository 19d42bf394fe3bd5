from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0004_date_withdrawals"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "withdrawn"), _negated=True),
                    ("withdrawn_at__isnull", False),
                    _connector="OR",
                ),
                name="a_withdrawn_article_has_its_moment",
            ),
        ),
    ]
