from django.db import migrations

import people.fields


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0005_quotes_for_editors"),
    ]

    operations = [
        migrations.AddField(
            model_name="citation",
            name="when_given",
            field=people.fields.ImpreciseDateField(
                blank=True,
                help_text="When it happened, as far as this passage says so: December 2016.",
                max_length=60,
                verbose_name="date as given here",
            ),
        ),
    ]
