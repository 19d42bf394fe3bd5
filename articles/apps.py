from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "articles"

    def ready(self):
        from articles import models

        models.Edition.follow(
            models.Article,
            models.ArticleSlug,
            models.Correction,
            models.Outlet,
            models.Photo,
            models.SeeAlso,
            models.Tag,
            models.TagSlug,
            models.TaggedArticle,
        )
