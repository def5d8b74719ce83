"""Addresses of consent: they carry random ids and nothing about anybody."""

from django.urls import path

from safar.consent.web.views import (
    asking_again,
    children,
    declaration,
    journey,
    packs,
    papers,
    positions,
    reports,
    screens,
    sheet,
    withdraw,
)

app_name = "consent"
urlpatterns = [
    path("free-will/<uuid:id>", journey.overview, name="journey"),
    path("free-will/<uuid:id>/permit", journey.permit, name="permit"),
    path("free-will/<uuid:id>/declaration", declaration.sign, name="declaration"),
    path("free-will/<uuid:id>/child", children.child, name="child"),
    path("free-will/<uuid:id>/ask-again", asking_again.confirm, name="confirm"),
    path("free-will/<uuid:id>/steps", asking_again.steps, name="step"),
    path("free-will/<uuid:id>/changed-mind", withdraw.withdraw, name="withdraw"),
    path("free-will/<uuid:id>/changed-mind/done", withdraw.withdrawn, name="withdrawn"),
    path("free-will/<uuid:id>/screen", screens.screen, name="screen"),
    path("free-will/<uuid:id>/position", positions.position, name="position"),
    path("free-will/<uuid:id>/report", reports.report, name="report"),
    path("holds", screens.queue, name="screens"),
    path("holds/<uuid:id>", journey.release, name="release"),
    path("written-late", reports.late, name="late"),
    path("sheet/<uuid:id>", sheet.sheet, name="session"),
    path("sheet/<uuid:id>/blank.pdf", papers.blank_sheet, name="blank_sheet"),
    path("talks/<uuid:id>", sheet.record, name="session_record"),
    path("talks/of/<uuid:id>.pdf", papers.talk, name="session_pdf"),
    path("packs", packs.packs, name="packs"),
    path("packs/<uuid:id>", packs.pack, name="pack"),
    path("packs/<uuid:id>.pdf", papers.pack, name="pack_pdf"),
    path("declaration-texts/<uuid:id>", packs.text, name="text"),
    path("free-will/<uuid:id>/declaration.pdf", papers.declaration_to_sign, name="declaration_to_sign"),
    path("declarations/<uuid:id>.pdf", papers.declaration, name="declaration_pdf"),
    path("q/<uuid:id>/", journey.by_code, name="qr"),
]
