"""Addresses of the case file and of everything done to a case.

`id` is the case's; to open one it is the person's, and eligibility, decision and amounts also take an enrolment's.
"""

from django.urls import path

from safar.cases.web.views import (
    casework,
    closing,
    deciding,
    dues,
    file,
    importing,
    members,
    moving,
    opening,
    transfer,
    travelling,
)

app_name = "cases"
urlpatterns = [
    path("cases/open/<uuid:id>", opening.open_case, name="open"),  # the person's id
    path("cases/<uuid:id>", file.case_page, name="case"),
    path("cases/<uuid:id>/print", file.case_print, name="case_print"),
    path("cases/<uuid:id>/history", file.history, name="history"),
    path("cases/<uuid:id>/enrol", opening.Enrol.as_view(), name="enrol"),
    path("cases/<uuid:id>/eligibility", opening.Eligibility.as_view(), name="eligibility"),
    path("cases/<uuid:id>/eligibility/settle/<uuid:answer>", opening.Settle.as_view(), name="settle"),
    path("cases/<uuid:id>/move/<uuid:enrolment>/<slug:move>", moving.Move.as_view(), name="move"),
    path("cases/<uuid:id>/approvals/<uuid:approval>", moving.Approval.as_view(), name="approval"),
    path("cases/<uuid:id>/decision", deciding.Decide.as_view(), name="decision"),
    path("cases/<uuid:id>/decisions/<uuid:decision>/letter", deciding.refusal_letter, name="refusal_letter"),
    path("cases/<uuid:id>/members/add", members.AddMember.as_view(), name="add_member"),
    path("cases/<uuid:id>/members/birth", members.Birth.as_view(), name="birth"),
    path("cases/<uuid:id>/members/death", members.Death.as_view(), name="death"),
    path("cases/<uuid:id>/members/stays", members.Staying.as_view(), name="stays"),
    path("cases/<uuid:id>/members/split", members.Split.as_view(), name="split"),
    path("cases/<uuid:id>/hold", closing.Hold.as_view(), name="hold"),
    path("cases/<uuid:id>/resume", closing.Resume.as_view(), name="resume"),
    path("cases/<uuid:id>/cancel", closing.Cancel.as_view(), name="cancel"),
    path("cases/<uuid:id>/close", closing.Close.as_view(), name="close"),
    path("cases/<uuid:id>/reopen", closing.Reopen.as_view(), name="reopen"),
    path("cases/<uuid:id>/offer", transfer.Offer.as_view(), name="offer"),
    path("cases/<uuid:id>/offer/withdraw", transfer.WithdrawOffer.as_view(), name="withdraw_offer"),
    path("cases/<uuid:id>/offer/answer", transfer.AnswerOffer.as_view(), name="answer_offer"),
    path("cases/<uuid:id>/assign", transfer.Assign.as_view(), name="assign"),
    path("cases/<uuid:id>/travel-document", travelling.TravelDocument.as_view(), name="travel_document"),
    path(
        "cases/<uuid:id>/travel-document/<uuid:application>",
        travelling.TravelDocumentStep.as_view(),
        name="travel_document_step",
    ),
    path("cases/<uuid:id>/itinerary", travelling.Itinerary.as_view(), name="itinerary"),
    path(
        "cases/<uuid:id>/itinerary/<uuid:itinerary>/cancel",
        travelling.CancelItinerary.as_view(),
        name="cancel_itinerary",
    ),
    path("cases/<uuid:id>/departure", travelling.Departure.as_view(), name="departure"),
    path("cases/<uuid:id>/arrival", travelling.Arrival.as_view(), name="arrival"),
    path("cases/<uuid:id>/amounts", dues.amounts, name="amounts"),
    path("cases/<uuid:id>/amounts/<uuid:item>/approve", dues.ApproveAmount.as_view(), name="approve_amount"),
    path("cases/<uuid:id>/amounts/<uuid:item>/hand-over", dues.HandOver.as_view(), name="hand_over"),
    path("cases/<uuid:id>/amounts/<uuid:item>/explain", dues.Explain.as_view(), name="explain"),
    path("cases/<uuid:id>/appointments/book", casework.Book.as_view(), name="book"),
    path(
        "cases/<uuid:id>/appointments/<uuid:appointment>",
        casework.SettleAppointment.as_view(),
        name="settle_appointment",
    ),
    path(
        "cases/<uuid:id>/appointments/<uuid:appointment>/interpreter",
        casework.BookInterpreter.as_view(),
        name="interpreter",
    ),
    path("cases/<uuid:id>/tasks/add", casework.AddTask.as_view(), name="add_task"),
    path("cases/<uuid:id>/tasks/<uuid:task>/done", casework.CompleteTask.as_view(), name="complete_task"),
    path("cases/<uuid:id>/tasks/<uuid:task>/remind", casework.Chase.as_view(), name="chase_task"),
    path("cases/<uuid:id>/notes/add", casework.AddNote.as_view(), name="add_note"),
    path("cases/<uuid:id>/notes/<uuid:note>/correct", casework.AddNote.as_view(), name="correct_note"),
    path("cases/<uuid:id>/files/add", casework.AddFile.as_view(), name="add_file"),
    path("cases/<uuid:id>/files/<uuid:file>", casework.download, name="file"),
    path("cases/<uuid:id>/contact", casework.RecordContact.as_view(), name="contact"),
    path("imports", importing.choose, name="import"),
    path("imports/template.xlsx", importing.template, name="import_template"),
    path("imports/<uuid:id>", importing.preview, name="import_preview"),
    path("imports/<uuid:id>/apply", importing.apply, name="import_apply"),
    path("imports/<uuid:id>/errors", importing.errors, name="import_errors"),
]
