"""Addresses of the desk; the search has no prefix because every page's search box leads to it."""

from django.urls import include, path

from safar.desk.web.views import days, home, lists, overview, search

_DESK = [
    path("", home.home, name="home"),
    path("my-day", days.my_day, name="my_day"),
    path("waiting", lists.waiting, name="waiting"),
    path("leaving", days.leaving, name="leaving"),
    path("not-reached", lists.not_reached, name="not_reached"),
    path("worklist", lists.worklist, name="worklist"),
    path("offered", lists.offered, name="offered"),
    path("overview", overview.overview, name="overview"),
]
urlpatterns = [
    path("search", search.search, name="search"),
    path("", include((_DESK, "desk"))),
]
