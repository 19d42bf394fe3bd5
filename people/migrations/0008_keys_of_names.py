from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import migrations, models

from articles.models.article import Unaccent


def keys():
    return ArrayField(models.TextField(), default=list, editable=False)


def words(name):
    return GinIndex(SearchVector("folded", config="simple"), name=name)


class Migration(migrations.Migration):
    """People are found by words of their names and by keys, quotes by what is said in them."""

    dependencies = [("people", "0007_mentions_most_named_first")]

    operations = [
        migrations.AddField(model_name="alias", name="keys", field=keys()),
        migrations.AddField(model_name="person", name="keys", field=keys()),
        migrations.AddIndex(model_name="alias", index=words("alias_words")),
        migrations.AddIndex(model_name="alias", index=GinIndex(fields=["keys"], name="alias_keys")),
        migrations.AddIndex(model_name="person", index=words("person_words")),
        migrations.AddIndex(
            model_name="person", index=GinIndex(fields=["keys"], name="person_keys")
        ),
        migrations.AddIndex(
            model_name="quote",
            index=GinIndex(SearchVector(Unaccent("exact"), config="english"), name="quote_search"),
        ),
    ]
