"""Addresses of the pages about authorities, consulates, borders, removals and samples."""

from django.urls import path

from safar.cases.web.views import auditing, authority, crossing, removal

urlpatterns = [
    path("cases/<uuid:id>/authority", authority.Submit.as_view(), name="submissions"),
    path("cases/<uuid:id>/authority/<uuid:application>/again", authority.SubmitAgain.as_view(), name="submit_again"),
    path("cases/<uuid:id>/authority/<uuid:application>/back", authority.TakeBack.as_view(), name="take_back"),
    path("cases/<uuid:id>/consulate/<uuid:application>", crossing.Consular.as_view(), name="consular"),
    path(
        "cases/<uuid:id>/consulate/answer/<uuid:consular>", crossing.ConsularAnswered.as_view(), name="consular_answer"
    ),
    path("cases/<uuid:id>/removed", removal.Removed.as_view(), name="removed"),
    path("cases/<uuid:id>/failed-journey", removal.failed_journey, name="failed_journey"),
    path("applications", authority.applications, name="applications"),
    path("applications/<uuid:id>", authority.application, name="application"),
    path("border-lists", crossing.border_lists, name="border_lists"),
    path("border-lists/<uuid:id>", crossing.border_list, name="border_list"),
    path("border-lists/<uuid:id>/release", crossing.release, name="border_release"),
    path("border-lists/<uuid:id>/told/<uuid:recall>", crossing.told, name="border_told"),
    path("border-lists/<uuid:id>.pdf", crossing.border_paper, name="border_paper"),
    path("samples/draw", auditing.draw, name="draw_sample"),
    path("samples", auditing.samples, name="samples"),
    path("samples/<uuid:id>/<int:number>", auditing.sampled_case, name="sampled_case"),
]
