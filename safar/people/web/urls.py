"""Addresses of the pages about people; they carry random ids, never a name or number."""

from django.urls import path

from safar.people.web.views import (
    aliases,
    belongings,
    details,
    duplicates,
    enquiries,
    families,
    files,
    linking,
    merging,
    origins,
    registering,
    tracing,
)

app_name = "people"
urlpatterns = [
    path("people/register", registering.Register.as_view(), name="register"),
    path("people/papers", files.papers, name="papers"),
    path("people/questions", files.questions, name="questions"),
    path("people/tracing", tracing.listed, name="tracing"),
    path("people/duplicates", duplicates.listed, name="duplicates"),
    path("people/duplicates/run", linking.runs, name="link_runs"),
    path("people/duplicates/run/<uuid:run_id>/stop", linking.stop, name="stop_link_run"),
    path("people/duplicates/run/<uuid:run_id>/on", linking.go_on, name="resume_link_run"),
    path("people/duplicates/<uuid:pair_id>", duplicates.judge, name="pair"),
    path("people/duplicates/<uuid:pair_id>/merge", merging.merge, name="merge"),
    path("people/<uuid:person_id>/twin", duplicates.ReportTwin.as_view(), name="report_twin"),
    path("people/<uuid:person_id>/merges/<uuid:merge_id>/undo", merging.UndoMerge.as_view(), name="undo_merge"),
    path("people/<uuid:person_id>", files.person, name="person"),
    path("people/<uuid:person_id>/tracing/add", tracing.AskForTracing.as_view(), name="ask_for_tracing"),
    path(
        "people/<uuid:person_id>/tracing/<uuid:tracing_id>/attempt",
        tracing.AddAttempt.as_view(),
        name="add_tracing_attempt",
    ),
    path(
        "people/<uuid:person_id>/tracing/<uuid:tracing_id>/close", tracing.CloseTracing.as_view(), name="close_tracing"
    ),
    path(
        "people/<uuid:person_id>/tracing/<uuid:tracing_id>/answer",
        tracing.AnswerTracing.as_view(),
        name="answer_tracing",
    ),
    path("people/<uuid:person_id>/print", files.printed, name="print"),
    path("people/<uuid:person_id>/history", files.history, name="history"),
    path("people/<uuid:person_id>/correct", details.Correct.as_view(), name="correct"),
    path("people/<uuid:person_id>/birth", details.SettleBirth.as_view(), name="birth"),
    path("people/<uuid:person_id>/death", details.RecordDeath.as_view(), name="death"),
    path("people/<uuid:person_id>/restrict", details.Restrict.as_view(), name="restrict"),
    path("people/<uuid:person_id>/alias", aliases.GiveAlias.as_view(), name="give_alias"),
    path("people/<uuid:person_id>/alias/end", aliases.EndAlias.as_view(), name="end_alias"),
    path("people/<uuid:person_id>/alias/name", aliases.ShowName.as_view(), name="show_name"),
    path("people/<uuid:person_id>/names/add", details.AddName.as_view(), name="add_name"),
    path("people/<uuid:person_id>/names/<uuid:name_id>", details.CorrectName.as_view(), name="correct_name"),
    path("people/<uuid:person_id>/documents/add", belongings.AddDocument.as_view(), name="add_document"),
    path(
        "people/<uuid:person_id>/documents/<uuid:document_id>",
        belongings.CorrectDocument.as_view(),
        name="correct_document",
    ),
    path(
        "people/<uuid:person_id>/documents/<uuid:document_id>/move",
        belongings.MoveDocument.as_view(),
        name="move_document",
    ),
    path("people/<uuid:person_id>/contacts/add", belongings.SetContact.as_view(), name="add_contact"),
    path("people/<uuid:person_id>/contacts/show", belongings.show_number, name="show_number"),
    path("people/<uuid:person_id>/contacts/<uuid:contact_id>", belongings.SetContact.as_view(), name="replace_contact"),
    path("people/<uuid:person_id>/contacts/<uuid:contact_id>/end", belongings.EndContact.as_view(), name="end_contact"),
    path("people/<uuid:person_id>/consents/add", belongings.AddConsent.as_view(), name="add_consent"),
    path(
        "people/<uuid:person_id>/consents/<uuid:consent_id>/withdraw",
        belongings.WithdrawConsent.as_view(),
        name="withdraw_consent",
    ),
    path("people/<uuid:person_id>/family/register", origins.RegisterRelative.as_view(), name="register_relative"),
    path("people/<uuid:person_id>/relations/add", families.Relate.as_view(), name="relate"),
    path(
        "people/<uuid:person_id>/relations/<uuid:relation_id>/end",
        families.EndRelation.as_view(),
        name="end_relation",
    ),
    path(
        "people/<uuid:person_id>/relations/<uuid:relation_id>/concern",
        families.RaiseConcern.as_view(),
        name="raise_concern",
    ),
    path("people/<uuid:person_id>/household/set-up", families.SetUpHousehold.as_view(), name="set_up_household"),
    path("people/<uuid:person_id>/household/join", families.JoinHousehold.as_view(), name="join_household"),
    path("people/<uuid:person_id>/household/leave", families.LeaveHousehold.as_view(), name="leave_household"),
    path("enquiries", enquiries.listed, name="enquiries"),
    path("enquiries/add", enquiries.add, name="add_enquiry"),
    path("enquiries/<uuid:enquiry_id>/register", origins.RegisterEnquirer.as_view(), name="register_enquiry"),
]
