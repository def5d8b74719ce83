"""Addresses of the pages about programmes."""

from django.urls import path

from safar.programmes.web import views

app_name = "programmes"
urlpatterns = [
    path("programmes", views.programme_list, name="list"),
    path("programmes/<uuid:version_id>", views.programme_page, name="programme"),
]
