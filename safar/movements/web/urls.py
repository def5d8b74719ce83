"""Addresses of movements: `/today/` for whoever stands at an airport, `/movements/` for the desk."""

from django.urls import include, path

from safar.movements.web.views import airport, incidents, legs, lists, stations

_PAGES = [
    path("today/", airport.today, name="today"),
    path("today/report", airport.report, name="report"),
    path("today/entries", airport.entries, name="entries"),
    path("today/token", airport.token, name="token"),
    path("today/worker.js", airport.worker, name="worker"),
    path("today/offline", airport.offline, name="offline"),
    path("movements/departures", lists.departures, name="departures"),
    path("movements/under-way", lists.under_way, name="under_way"),
    path("movements/not-travelled", lists.not_travelled, name="not_travelled"),
    path("movements/incidents", incidents.incident_list, name="incidents"),
    path("movements/incidents/<uuid:id>", incidents.settle, name="settle"),
    path("movements/stations", stations.station_list, name="stations"),
    path("movements/cases/<uuid:id>", legs.case_legs, name="case"),
    path("movements/cases/<uuid:id>/plan", legs.plan, name="plan"),
    path("movements/legs/<uuid:id>", legs.leg, name="leg"),
    path("movements/legs/<uuid:id>/outcome", legs.outcome, name="outcome"),
    path("movements/legs/<uuid:id>/delay", legs.delay, name="delay"),
    path("movements/legs/<uuid:id>/wish", legs.wish, name="wish"),
    path("movements/legs/<uuid:id>/duties/<uuid:duty>", legs.duty, name="duty"),
]
urlpatterns = [path("", include((_PAGES, "movements")))]
