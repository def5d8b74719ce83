"""Applications for travel documents, step by step; a consulate only at the person's written wish (D7a)."""

from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from safar.accounts.services import require
from safar.cases.models import ConsularRequest, TravelDocumentApplication, TravelDocumentStep
from safar.cases.services.deadlines import event_happened
from safar.cases.services.records import happened, members_of, open_case_to_change
from safar.cases.types import PaperStep
from safar.plumbing.refusals import Refused, database_refusals
from safar.plumbing.types import Actor

ENDS = frozenset({PaperStep.REFUSED, PaperStep.STOPPED})


def apply_for_travel_document(
    *,
    by: Actor,
    at: datetime,
    case_id: UUID,
    member_id: UUID,
    document_kind: str,
    country: str,
    authority: str,
    on: date,
    wish_on: date | None = None,
    wish_paper: str = "",
    note: str = "",
) -> UUID:
    """Begin with the nationality the member claims; `wish_on` is the day of their written wish to ask a consulate."""
    require(by, "cases.documents")
    case = open_case_to_change(by, case_id)
    member = members_of(case, [member_id])[0]
    _refuse_future(on, at)
    with database_refusals():
        application = TravelDocumentApplication.objects.create(
            case=case,
            member=member,
            document_kind=document_kind,
            country=country,
            authority=authority,
            wish_on=wish_on,
            wish_paper=wish_paper,
            opened_at=at,
            state_since=on,
        )
        _step(application, PaperStep.NATIONALITY_CLAIMED, on, None, note, by)
        happened(by=by, at=at, case=case, code="papers_begun", params={"kind": document_kind}, member=member)
    return application.id


def advance_travel_document(
    *,
    by: Actor,
    at: datetime,
    application_id: UUID,
    step: PaperStep,
    on: date,
    due_on: date | None = None,
    note: str = "",
    valid_from: date | None = None,
    valid_until: date | None = None,
    wish_on: date | None = None,
    wish_paper: str = "",
) -> None:
    """Write down the next step and, where an answer is awaited, the day it is due; `issued` needs the day it ends."""
    require(by, "cases.documents")
    application = TravelDocumentApplication.objects.filter(id=application_id).first()
    if application is None:
        raise Refused("cases_no_such_application")
    case = open_case_to_change(by, application.case_id)
    if application.closed_at is not None:
        raise Refused("cases_application_is_closed")
    _refuse_future(on, at)
    if step == PaperStep.ISSUED and valid_until is None:
        raise Refused("cases_traveldocument_issued_until", field="valid_until")
    with database_refusals():
        if wish_on is not None:
            TravelDocumentApplication.objects.filter(id=application.id).update(wish_on=wish_on, wish_paper=wish_paper)
        if step == PaperStep.CONSULAR_REQUEST:
            _request(application, on, wish_on, wish_paper, by)
        _step(application, step, on, due_on, note, by)
        _bring_forward(application, step, on, due_on, at, valid_from, valid_until)
        happened(by=by, at=at, case=case, code="papers_step", params={"step": str(step)}, member=application.member)
        if step == PaperStep.CONSULAR_REQUEST:
            event_happened(
                by=by, at=at, case=case, event="travel_document_asked", on=on, member_id=application.member_id
            )
        if step in {PaperStep.ISSUED, *ENDS}:
            event_happened(by=by, at=at, case=case, event="travel_document_issued", on=on)


def _request(
    application: TravelDocumentApplication, on: date, wish_on: date | None, wish_paper: str, by: Actor
) -> None:
    """What goes to the consulate is written down field by field, by the database, with the wish it rests on (D7a)."""
    wished_on = wish_on or application.wish_on
    if wished_on is None:
        raise Refused("d7a_written_wish", field="wish_on")
    ConsularRequest.objects.create(
        application=application,
        member=application.member,
        embassy=application.authority,
        country=application.country,
        wish_on=wished_on,
        wish_paper=wish_paper or application.wish_paper,
        sent_on=on,
        released_by_id=by.user_id,
    )


def _bring_forward(
    application: TravelDocumentApplication,
    step: PaperStep,
    on: date,
    due_on: date | None,
    at: datetime,
    valid_from: date | None,
    valid_until: date | None,
) -> None:
    changes: dict[str, object] = {"due_on": due_on}
    if step != PaperStep.CHASED:
        changes |= {"state": step, "state_since": on}
    if step == PaperStep.ISSUED:
        changes |= {"valid_from": valid_from or on, "valid_until": valid_until}
    if step in ENDS:
        changes["closed_at"] = at
    TravelDocumentApplication.objects.filter(id=application.id).update(**changes)


def _step(
    application: TravelDocumentApplication, step: PaperStep, on: date, due_on: date | None, note: str, by: Actor
) -> None:
    TravelDocumentStep.objects.create(
        application=application, step=step, on=on, due_on=due_on, note=note, by_id=by.user_id
    )


def _refuse_future(on: date, at: datetime) -> None:
    if on > localdate(at):
        raise Refused("cases_day_in_future", field="on")
