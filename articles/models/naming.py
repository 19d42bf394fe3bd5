"""How articles are given their tags."""

from django.apps import apps
from taggit.managers import _TaggableManager


class TagsOfArticle(_TaggableManager):
    """`article.tags`: a synonym gives the tag that it stands for, whoever gives it."""

    def _to_tag_model_instances(self, tags, tag_kwargs):
        words = [tag for tag in tags if isinstance(tag, str)]
        rows = [tag for tag in tags if not isinstance(tag, str)]
        if words:
            words = apps.get_model("articles", "TagSynonym").objects.resolve(words)
        return super()._to_tag_model_instances([*rows, *words], tag_kwargs)
