from django.urls import path
from django.views.decorators.http import require_safe

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
    path("feeds/changes.rss", require_safe(feeds.ChangesRss()), name="changes_rss"),
    path("feeds/changes.atom", require_safe(feeds.ChangesAtom()), name="changes_atom"),
]
