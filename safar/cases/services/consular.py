"""One request to one embassy, at that person's written wish, with fixed fields, and what it answered (D7a)."""

from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from safar.accounts.services import require
from safar.cases.models import ConsularRequest, TravelDocumentApplication, TravelDocumentStep
from safar.cases.services.deadlines import event_happened
from safar.cases.services.records import happened, open_case_to_change
from safar.cases.types import ConsularAnswer, ConsularGiven, PaperStep
from safar.kernel.text import clean_lines, clean_text
from safar.plumbing.refusals import Refused, database_refusals
from safar.plumbing.types import Actor

# What an embassy says moves the application on.
STEP_OF = {
    ConsularAnswer.RECOGNISED: PaperStep.RECOGNISED,
    ConsularAnswer.REFUSED: PaperStep.REFUSED,
    ConsularAnswer.SILENT: PaperStep.SILENT,
}


def send_consular_request(
    *,
    by: Actor,
    at: datetime,
    application_id: UUID,
    given: ConsularGiven,
    due_on: date | None = None,
    note: str = "",
) -> UUID:
    """Release one request. What is sent is copied by the database and kept as sent; a wish serves for one request."""
    require(by, "cases.send_consular_request")
    application = TravelDocumentApplication.objects.select_related("member").filter(id=application_id).first()
    if application is None:
        raise Refused("cases_no_such_application")
    case = open_case_to_change(by, application.case_id)
    if application.closed_at is not None:
        raise Refused("cases_application_is_closed")
    if given.sent_on > localdate(at):
        raise Refused("cases_day_in_future", field="sent_on")
    with database_refusals():
        request = ConsularRequest.objects.create(
            application=application,
            member=application.member,
            embassy=clean_text(given.embassy),
            country=application.country,
            wish_on=given.wish_on,
            wish_paper=clean_text(given.wish_paper),
            guardian_name=clean_text(given.guardian_name),
            guardian_paper=clean_text(given.guardian_paper),
            child_view=clean_lines(given.child_view),
            sent_on=given.sent_on,
            released_by_id=by.user_id,
        )
        TravelDocumentApplication.objects.filter(id=application.id).update(
            wish_on=given.wish_on,
            wish_paper=clean_text(given.wish_paper),
            state=PaperStep.CONSULAR_REQUEST,
            state_since=given.sent_on,
            due_on=due_on,
        )
        TravelDocumentStep.objects.create(
            application=application, step=PaperStep.CONSULAR_REQUEST, on=given.sent_on, due_on=due_on, note=note,
            by_id=by.user_id,
        )  # fmt: skip
        happened(
            by=by, at=at, case=case, code="papers_step", params={"step": str(PaperStep.CONSULAR_REQUEST)},
            member=application.member,
        )  # fmt: skip
        event_happened(
            by=by, at=at, case=case, event="travel_document_asked", on=given.sent_on, member_id=application.member_id
        )
    return request.id


def record_consular_answer(
    *, by: Actor, at: datetime, request_id: UUID, answer: ConsularAnswer, on: date, note: str = ""
) -> None:
    """What the embassy answered, once; another question takes another written wish."""
    require(by, "cases.send_consular_request")
    request = ConsularRequest.objects.select_related("application__member").filter(id=request_id).first()
    if request is None:
        raise Refused("cases_no_such_application")
    case = open_case_to_change(by, request.application.case_id)
    if on > localdate(at) or on < request.sent_on:
        raise Refused("cases_consular_answer_day", field="on")
    with database_refusals():
        ConsularRequest.objects.filter(id=request.id).update(
            answer=answer, answered_on=on, answer_note=clean_lines(note)
        )
        step = STEP_OF.get(ConsularAnswer(answer))
        if step is not None:
            TravelDocumentStep.objects.create(application=request.application, step=step, on=on, by_id=by.user_id)
            closed = at if step == PaperStep.REFUSED else None
            TravelDocumentApplication.objects.filter(id=request.application_id).update(
                state=step, state_since=on, due_on=None, closed_at=closed
            )
        happened(
            by=by, at=at, case=case, code="consular_answered", params={"answer": str(answer)},
            member=request.application.member,
        )  # fmt: skip
