"""Finds the rows a service works on, and writes down what happened; what is out of scope looks like nothing."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from safar.cases.models import Case, CaseEvent, Enrolment, Member
from safar.plumbing.audit import record
from safar.plumbing.refusals import Refused
from safar.plumbing.types import Actor, Json


def case_to_change(by: Actor, case_id: UUID) -> Case:
    """The case, locked, if it is the actor's office's own; a sender or an office it is offered to only reads."""
    office_id = Case.objects.filter(id=case_id).values_list("office_id", flat=True).first()
    if office_id is None:
        raise Refused("cases_no_such_case")
    # Whoever may only read cannot lock: the row is asked for twice, so that they hear why.
    case = Case.objects.select_for_update(of=("self",)).filter(id=case_id).first()
    if case is None or case.office_id not in by.offices:
        raise Refused("cases_case_changed_by_its_office")
    return case


def open_case_to_change(by: Actor, case_id: UUID) -> Case:
    """Like `case_to_change`, and refuses a closed one."""
    case = case_to_change(by, case_id)
    if case.status == "closed":
        raise Refused("cases_case_is_closed")
    return case


def enrolment_to_change(by: Actor, enrolment_id: UUID) -> Enrolment:
    """The enrolment, with its case locked."""
    enrolment = Enrolment.objects.select_related("case").filter(id=enrolment_id).first()
    if enrolment is None:
        raise Refused("cases_no_such_enrolment")
    enrolment.case = case_to_change(by, enrolment.case_id)
    return enrolment


def open_enrolments(*case_ids: UUID) -> QuerySet[Enrolment]:
    """The enrolments of these cases that still run, each with its case."""
    return Enrolment.objects.filter(case_id__in=case_ids, closed_at=None).select_related("case")


def need_words(given: str, field: str) -> None:
    """Refuse where nothing but blanks was written where a reason is asked for."""
    if not given.strip():
        raise Refused("cases_reason_needed", field=field)


def members_of(case: Case, member_ids: Sequence[UUID] | None = None) -> list[Member]:
    """The members still in the case, or those of them that were named; refuses a name that is not among them."""
    present = list(Member.objects.filter(case=case, left_at=None).order_by("position", "recorded_at"))
    if member_ids is None:
        return present
    wanted = set(member_ids)
    chosen = [member for member in present if member.id in wanted]
    if len(chosen) != len(wanted):
        raise Refused("cases_no_such_member")
    return chosen


def member_in(case: Case, member_id: UUID | None) -> Member | None:
    """The member of that id, or None where none was named."""
    return None if member_id is None else members_of(case, [member_id])[0]


def happened(
    *,
    by: Actor,
    at: datetime,
    case: Case,
    code: str,
    params: Mapping[str, Json] | None = None,
    reason: str = "",
    member: Member | None = None,
) -> None:
    """Add an event to the case's history and an entry to the audit log, both in this transaction."""
    details = dict(params or {})
    CaseEvent.objects.create(
        case=case, member=member, code=code, params=details, reason=reason, happened_at=at, by_id=by.user_id
    )
    noted(by=by, at=at, case=case, code=code, detail=details)


def noted(*, by: Actor, at: datetime, case: Case, code: str, detail: Mapping[str, Json] | None = None) -> None:
    """Add an entry to the audit log alone, for what has rows of its own in the history."""
    record(
        by=by,
        at=at,
        action=f"cases.{code}",
        subject="case",
        subject_id=case.id,
        office_id=case.office_id,
        detail=dict(detail or {}),
    )
