from django.urls import path, re_path

from articles import feeds, views
from articles.feed_formats import FORMAT

app_name = "articles"

urlpatterns = [
    path("articles/", views.article_list, name="article_list"),
    path("articles/<slug:slug>/", views.article_detail, name="article_detail"),
    path("articles/<slug:slug>/history/", views.article_history, name="article_history"),
    path("tags/", views.tag_list, name="tag_list"),
    path("tags/<slug:slug>/", views.tag_detail, name="tag_detail"),
    re_path(rf"^feeds/articles\.{FORMAT}$", feeds.articles, name="article_feed"),
]
