"""Hands a case to another office: offered, accepted or declined; the sender reads it until it is closed."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.db import connection
from django.utils.timezone import localdate

from safar.accounts import queries as accounts
from safar.accounts.services import require
from safar.cases.models import Case, Task, Transfer, TransferAgreement
from safar.cases.services.records import happened, need_words, open_case_to_change
from safar.cases.types import AgreementGiven, TransferKind
from safar.plumbing.audit import record
from safar.plumbing.refusals import Refused, database_refusals
from safar.plumbing.types import Actor


def offer_case(
    *, by: Actor, at: datetime, case_id: UUID, to_office_id: int, reason: str, assented: Sequence[UUID] = ()
) -> UUID:
    """Offer the case to another office, which reads it from now on and accepts or declines (D6).

    Each person must have consented to their file going to that very office, a guardian for a child; `assented` are the
    children (persons) who were asked alone and agree. Another organisation needs an agreement valid that day.
    """
    require(by, "cases.transfer")
    case = open_case_to_change(by, case_id)
    if to_office_id == case.office_id or to_office_id not in accounts.offices_by_id([to_office_id]):
        raise Refused("cases_case_offered_elsewhere", field="to_office_id")
    if _shared_elsewhere(case):
        raise Refused("cases_journey_shared")
    if case.offered_to_id is not None:
        raise Refused("cases_case_offered_once")
    with database_refusals():
        transfer = _transfer(by, at, case, to_office_id, reason, TransferKind.OFFER, assents=list(assented))
        changed = Case.objects.filter(id=case.id, offered_to=None).update(offered_to_id=to_office_id)
        if not changed:
            raise Refused("cases_case_offered_once")
        happened(by=by, at=at, case=case, code="offered", params={"office": to_office_id}, reason=reason)
    return transfer.id


def tell_to_save_life(*, by: Actor, at: datetime, case_id: UUID, to_office_id: int, told: str, reason: str) -> UUID:
    """Tell another office the least it needs to save a life, without consent or agreement (D6).

    The office reads `told` and nothing else of the file; it is logged, the data protection officer sees it, and
    somebody has the task to tell the person within three days.
    """
    require(by, "cases.tell_to_save_life")
    case = open_case_to_change(by, case_id)
    if to_office_id == case.office_id or to_office_id not in accounts.offices_by_id([to_office_id]):
        raise Refused("cases_case_offered_elsewhere", field="to_office")
    with database_refusals():
        transfer = _transfer(by, at, case, to_office_id, reason, TransferKind.TO_SAVE_LIFE, told=told)
        happened(by=by, at=at, case=case, code="told_to_save_life", params={"office": to_office_id}, reason=reason)
    return transfer.id


def write_agreement(*, by: Actor, at: datetime, given: AgreementGiven) -> UUID:
    """A data protection officer writes down an agreement with an office: for what, on which paper, for how long."""
    require(by, "cases.write_agreements")
    if given.recipient_id not in accounts.offices_by_id([given.recipient_id]):
        raise Refused("cases_case_offered_elsewhere", field="recipient")
    with database_refusals():
        row = TransferAgreement.objects.create(
            recipient_id=given.recipient_id,
            purpose=given.purpose,
            paper=given.paper,
            from_on=given.from_on,
            until_on=given.until_on,
            by_id=by.user_id,
        )
        record(by=by, at=at, action="cases.agreement_written", subject="agreement", subject_id=row.id)
    return row.id


def end_agreement(*, by: Actor, at: datetime, agreement_id: UUID) -> None:
    """An agreement ends today, before its day: from now on nothing goes to that office under it."""
    require(by, "cases.write_agreements")
    with database_refusals():
        if not TransferAgreement.objects.filter(id=agreement_id).update(ended_on=localdate(at)):
            raise Refused("cases_no_such_agreement")
        record(by=by, at=at, action="cases.agreement_ended", subject="agreement", subject_id=agreement_id)


def withdraw_offer(*, by: Actor, at: datetime, case_id: UUID, reason: str = "") -> None:
    """Take an offer back that has not been answered."""
    require(by, "cases.transfer")
    case = open_case_to_change(by, case_id)
    with database_refusals():
        if not Case.objects.filter(id=case.id, offered_to__isnull=False).update(offered_to=None):
            raise Refused("cases_case_not_offered")
        happened(by=by, at=at, case=case, code="offer_withdrawn", reason=reason)


def accept_case(*, by: Actor, at: datetime, case_id: UUID, assigned_to_id: int | None = None) -> None:
    """The receiving office makes the case its own; the sender reads it until it is closed."""
    require(by, "cases.transfer")
    case = _offered_to(by, case_id)
    with database_refusals():
        sender = case.office_id
        Case.objects.filter(id=case.id, offered_to_id=case.offered_to_id).update(
            office_id=case.offered_to_id,
            offered_to=None,
            sent_from_id=sender,
            assigned_to_id=assigned_to_id or by.user_id,
        )
        case.refresh_from_db()
        Task.objects.filter(case=case, done_at=None, owner_role="").update(owner_id=case.assigned_to_id)
        happened(by=by, at=at, case=case, code="accepted", params={"from": sender, "office": case.office_id})


def decline_case(*, by: Actor, at: datetime, case_id: UUID, reason: str) -> None:
    """The receiving office says no, and why; it sees the case no longer, and the sender gets a task."""
    require(by, "cases.transfer")
    case = _offered_to(by, case_id)
    need_words(reason, "reason")
    with database_refusals(), connection.cursor() as cursor:
        cursor.execute("SELECT cases_decline(%s, %s, %s)", [case.id, reason, at])
    record(by=by, at=at, action="cases.declined", subject="case", subject_id=case_id, office_id=by.office_id)


def _transfer(
    by: Actor,
    at: datetime,
    case: Case,
    to_office_id: int,
    reason: str,
    kind: TransferKind,
    told: str = "",
    assents: Sequence[UUID] = (),
) -> Transfer:
    return Transfer.objects.create(
        id=uuid4(),
        case=case,
        kind=str(kind),
        from_office_id=case.office_id,
        to_office_id=to_office_id,
        assents=list(assents),
        told=told,
        reason=reason,
        offered_at=at,
        by_id=by.user_id,
    )


def _offered_to(by: Actor, case_id: UUID) -> Case:
    case = Case.objects.filter(id=case_id).first()
    if case is None:
        raise Refused("cases_no_such_case")
    if case.offered_to_id is None or case.offered_to_id not in by.offices:
        raise Refused("cases_case_not_offered")
    return case


def _shared_elsewhere(case: Case) -> bool:
    """Another open case travels on the same journey: its offices would change with this one's."""
    if case.journey_id is None:
        return False
    return Case.objects.filter(journey_id=case.journey_id).exclude(id=case.id).exclude(status="closed").exists()
