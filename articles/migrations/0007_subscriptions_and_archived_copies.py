import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0006_two_editors"),
    ]

    operations = [
        migrations.CreateModel(
            name="ArchivedCopy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address", models.URLField(max_length=2000)),
                ("fetched_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("content_type", models.CharField(blank=True, max_length=200)),
                ("compressed", models.BinaryField()),
                (
                    "picture",
                    models.BinaryField(
                        default=b"", help_text="The lead image, checked; else nothing."
                    ),
                ),
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="archived_copy",
                        to="articles.article",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "archived copies",
            },
        ),
        migrations.CreateModel(
            name="Subscription",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        blank=True,
                        help_text="Left empty, it becomes that of the feed.",
                        max_length=200,
                    ),
                ),
                (
                    "feed_url",
                    models.URLField(
                        help_text="RSS, Atom or JSON Feed.",
                        max_length=1000,
                        verbose_name="web address of the feed",
                    ),
                ),
                (
                    "active",
                    models.BooleanField(
                        default=True, help_text="Without it, the feed is not polled."
                    ),
                ),
                (
                    "next_poll_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                ("leased_until", models.DateTimeField(editable=False, null=True)),
                (
                    "polled_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="last polled"),
                ),
                ("etag", models.TextField(blank=True, editable=False)),
                ("last_modified", models.TextField(blank=True, editable=False)),
                ("failures", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("problem", models.TextField(blank=True, editable=False)),
                ("note", models.TextField(blank=True, editable=False)),
                (
                    "outlet",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who publishes its articles. Left empty, the one that the feed names.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="subscriptions",
                        to="articles.outlet",
                    ),
                ),
                (
                    "tags",
                    models.ManyToManyField(
                        blank=True,
                        help_text="What its drafts are tagged with.",
                        related_name="subscriptions",
                        to="articles.tag",
                    ),
                ),
            ],
            options={
                "ordering": ["title", "pk"],
            },
        ),
        migrations.CreateModel(
            name="FeedItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=64)),
                ("found_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "article",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="feed_items",
                        to="articles.article",
                    ),
                ),
                (
                    "subscription",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="articles.subscription",
                    ),
                ),
            ],
            options={
                "ordering": ["-found_at", "-pk"],
            },
        ),
        migrations.AddIndex(
            model_name="subscription",
            index=models.Index(
                condition=models.Q(("active", True)),
                fields=["next_poll_at"],
                name="subscription_next_poll",
            ),
        ),
        migrations.AddConstraint(
            model_name="subscription",
            constraint=models.UniqueConstraint(
                fields=("feed_url",),
                name="a_feed_is_subscribed_to_once",
                violation_error_message="This feed is subscribed to already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="subscription",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("failures", 0), models.Q(("problem", ""), _negated=True), _connector="OR"
                ),
                name="a_failing_subscription_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="feeditem",
            constraint=models.UniqueConstraint(
                fields=("subscription", "key"), name="a_feed_item_is_brought_in_once"
            ),
        ),
    ]
