from django.urls import path, re_path

from articles.feed_formats import FORMAT
from people import feeds, views

app_name = "people"

urlpatterns = [
    # People
    path("people/", views.person_list, name="person_list"),
    path("people/<slug:slug>/", views.person_detail, name="person_detail"),
    path("people/<slug:slug>/quotes/", views.person_quotes, name="person_quotes"),
    path("people/<slug:slug>/denials/", views.person_denials, name="person_denials"),
    path("people/<slug:slug>/with/<slug:other>/", views.pair, name="pair"),
    # The record
    path("timeline/", views.timeline, name="timeline"),
    path("interactions/<int:pk>/", views.interaction_detail, name="interaction_detail"),
    path("open-questions/", views.open_questions, name="open_questions"),
    # What changed
    path("changes/", views.changes, name="changes"),
    path("changes/count/", views.changes_count, name="changes_count"),
    path("following/", views.following, name="following"),
    # To take elsewhere
    path("exports/", views.exports, name="exports"),
    path("exports/<str:name>", views.export, name="export"),
    # Feeds
    re_path(rf"^feeds/interactions\.{FORMAT}$", feeds.interactions, name="interaction_feed"),
    re_path(rf"^feeds/changes\.{FORMAT}$", feeds.changes, name="change_feed"),
    re_path(rf"^feeds/following\.{FORMAT}$", feeds.following, name="following_feed"),
    path("following/feeds.opml", feeds.following_opml, name="following_opml"),
]
