"""Hands a case to another office: offered, accepted or declined; the sender reads it until it is closed."""

from datetime import datetime
from uuid import UUID

from django.db import connection

from safar.accounts import queries as accounts
from safar.accounts.services import require
from safar.cases.models import Case, Task
from safar.cases.services.records import happened, open_case_to_change
from safar.plumbing.audit import record
from safar.plumbing.refusals import Refused, database_refusals
from safar.plumbing.types import Actor


def offer_case(*, by: Actor, at: datetime, case_id: UUID, to_office_id: int, reason: str) -> None:
    """Offer the case to another office, which reads it from now on and accepts or declines."""
    require(by, "cases.transfer")
    case = open_case_to_change(by, case_id)
    if to_office_id == case.office_id or to_office_id not in accounts.offices_by_id([to_office_id]):
        raise Refused("cases_case_offered_elsewhere", field="to_office_id")
    if _shared_elsewhere(case):
        raise Refused("cases_journey_shared")
    with database_refusals():
        changed = Case.objects.filter(id=case.id, offered_to=None).update(offered_to_id=to_office_id)
        if not changed:
            raise Refused("cases_case_offered_once")
        happened(by=by, at=at, case=case, code="offered", params={"office": to_office_id}, reason=reason)


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
    if not reason.strip():
        raise Refused("cases_reason_needed", field="reason")
    with database_refusals(), connection.cursor() as cursor:
        cursor.execute("SELECT cases_decline(%s, %s, %s)", [case.id, reason, at])
    record(by=by, at=at, action="cases.declined", subject="case", subject_id=case_id, office_id=by.office_id)


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
