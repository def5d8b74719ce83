"""Addresses that belong to every page: keeping what is being typed."""

from django.urls import path

from safar.plumbing.web import views

app_name = "plumbing"
urlpatterns = [
    path("draft/<slug:form>/<uuid:subject>", views.keep, name="draft"),
]
