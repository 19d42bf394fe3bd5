"""The site map."""

from django.conf import settings
from django.contrib import admin
from django.contrib.sitemaps import views as sitemap_views
from django.urls import include, path, re_path
from django.views.decorators.http import require_safe
from django.views.static import serve

from articles.sitemaps import ArticleSitemap, NewsSitemap, TagSitemap
from newsroom import views
from newsroom.api import api
from newsroom.desk_files import desk_files
from newsroom.stylesheet import stylesheet
from people.sitemaps import InteractionSitemap, PersonSitemap

SITEMAPS = {
    "articles": ArticleSitemap,
    "tags": TagSitemap,
    "people": PersonSitemap,
    "interactions": InteractionSitemap,
}

newsroom_patterns = (
    [
        path("", views.home, name="home"),
        path("search/", views.search, name="search"),
        path("search/ahead/", views.typeahead, name="typeahead"),
        # What the site holds itself to
        path("about/certainty/", views.about, {"page": "certainty"}, name="about_certainty"),
        path("about/corrections/", views.about, {"page": "corrections"}, name="about_corrections"),
        path(
            "about/accessibility/",
            views.about,
            {"page": "accessibility"},
            name="about_accessibility",
        ),
        # For programs
        path("style-<str:asked_for>.css", stylesheet, name="stylesheet"),
        re_path(
            r"^desk-(?P<asked_for>[0-9a-f]+)\.(?P<kind>css|js)$", desk_files, name="desk_files"
        ),
        path("cards/newsroom.png", views.site_card, name="site_card"),
        re_path(
            r"^cards/(?P<kind>articles|people|interactions)/(?P<pk>[0-9]{1,18})\.png$",
            views.card,
            name="card",
        ),
        path("robots.txt", views.robots, name="robots"),
        path(
            "sitemap.xml",
            require_safe(sitemap_views.index),
            {"sitemaps": SITEMAPS, "sitemap_url_name": "newsroom:sitemap_section"},
            name="sitemap",
        ),
        path(
            "sitemap-news.xml",
            require_safe(sitemap_views.sitemap),
            {"sitemaps": {"news": NewsSitemap}, "template_name": "articles/sitemap_news.xml"},
            name="sitemap_news",
        ),
        path(
            "sitemap-<section>.xml",
            require_safe(sitemap_views.sitemap),
            {"sitemaps": SITEMAPS, "template_name": "articles/sitemap.xml"},
            name="sitemap_section",
        ),
        path("healthz", views.healthz, name="healthz"),
        path("readyz", views.readyz, name="readyz"),
    ],
    "newsroom",
)

urlpatterns = [
    path("", include(newsroom_patterns)),
    path("", include("articles.urls")),
    path("", include("people.urls")),
    path("api/v1/", api.urls),
    path("admin/", admin.site.urls),
]

if settings.LOCAL:
    # In production the web server in front of the site serves uploaded photos.
    urlpatterns += [
        re_path(
            rf"^{settings.MEDIA_URL.lstrip('/')}(?P<path>.+)$",
            serve,
            {"document_root": settings.MEDIA_ROOT},
        )
    ]

handler404 = "newsroom.views.page_not_found"
handler500 = "newsroom.views.server_error"
