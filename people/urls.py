from django.urls import path

from people import views

app_name = "people"

urlpatterns = [
    path("people/", views.person_list, name="person_list"),
    path("people/<slug:slug>/", views.person_detail, name="person_detail"),
    path("timeline/", views.timeline, name="timeline"),
    path("interactions/<int:pk>/", views.interaction_detail, name="interaction_detail"),
]
