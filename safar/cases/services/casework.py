"""Appointments and attempts to reach somebody."""

from datetime import datetime
from uuid import UUID

from safar.accounts.services import require
from safar.cases.models import Appointment, ContactAttempt
from safar.cases.services.records import happened, member_in, noted, open_case_to_change
from safar.cases.types import AppointmentAsked, AppointmentState, ContactOutcome
from safar.kernel.text import clean_text
from safar.plumbing.refusals import Refused, database_refusals
from safar.plumbing.types import Actor


def book_appointment(*, by: Actor, at: datetime, case_id: UUID, asked: AppointmentAsked) -> UUID:
    """Book a meeting; one that needs an interpreter can be booked before the interpreter is."""
    require(by, "cases.appoint")
    case = open_case_to_change(by, case_id)
    with database_refusals():
        appointment = Appointment.objects.create(
            case=case,
            member=member_in(case, asked.member_id),
            starts_at=asked.starts_at,
            minutes=asked.minutes,
            place_kind=asked.place_kind,
            place=asked.place,
            purpose=asked.purpose,
            language=asked.language,
            interpreter_needed=asked.interpreter_needed,
            interpreter_name=asked.interpreter_name,
            with_user_id=asked.with_user_id or by.user_id,
            by_id=by.user_id,
        )
        happened(
            by=by,
            at=at,
            case=case,
            code="appointment_booked",
            params={"purpose": str(asked.purpose), "starts_at": asked.starts_at.isoformat()},
            member=appointment.member,
        )
    return appointment.id


def book_interpreter(*, by: Actor, at: datetime, appointment_id: UUID, name: str) -> None:
    """An interpreter is found for an appointment; the name of neither family nor authority (V21)."""
    require(by, "cases.appoint")
    appointment = _appointment(appointment_id)
    case = open_case_to_change(by, appointment.case_id)
    with database_refusals():
        Appointment.objects.filter(id=appointment.id).update(interpreter_name=clean_text(name), interpreter_needed=True)
        noted(by=by, at=at, case=case, code="interpreter_booked")


def settle_appointment(
    *, by: Actor, at: datetime, appointment_id: UUID, state: AppointmentState, reason: str = ""
) -> None:
    """A planned appointment was held, missed or cancelled."""
    require(by, "cases.appoint")
    appointment = _appointment(appointment_id)
    case = open_case_to_change(by, appointment.case_id)
    with database_refusals():
        changed = Appointment.objects.filter(id=appointment.id, state=AppointmentState.PLANNED).update(
            state=state, state_reason=reason
        )
        if not changed:
            raise Refused("cases_appointment_settled")
        happened(
            by=by, at=at, case=case, code=f"appointment_{state}", params={"purpose": appointment.purpose},
            reason=reason, member=appointment.member,
        )  # fmt: skip


def record_contact_attempt(
    *,
    by: Actor,
    at: datetime,
    case_id: UUID,
    channel: str,
    outcome: ContactOutcome,
    tried_at: datetime | None = None,
    member_id: UUID | None = None,
    note: str = "",
    next_try_at: datetime | None = None,
) -> UUID:
    """Somebody tried to reach the person. Not reached is a date, never a judgement (V20)."""
    require(by, "cases.note")
    case = open_case_to_change(by, case_id)
    if tried_at is not None and tried_at > at:
        raise Refused("cases_day_in_future", field="tried_at")
    with database_refusals():
        attempt = ContactAttempt.objects.create(
            case=case,
            member=member_in(case, member_id),
            tried_at=tried_at or at,
            channel=channel,
            outcome=outcome,
            note=note,
            next_try_at=next_try_at,
            by_id=by.user_id,
        )
        noted(by=by, at=at, case=case, code="contact_tried", detail={"outcome": str(outcome)})
    return attempt.id


def _appointment(appointment_id: UUID) -> Appointment:
    appointment = Appointment.objects.select_related("member").filter(id=appointment_id).first()
    if appointment is None:
        raise Refused("cases_no_such_appointment")
    return appointment
