"""Appointments and attempts to reach somebody."""

from datetime import datetime, timedelta
from uuid import UUID

from safar.accounts.services import require
from safar.cases.models import Appointment, ContactAttempt, Member
from safar.cases.services.records import happened, member_in, noted, open_case_to_change
from safar.cases.types import AppointmentAsked, AppointmentState, ContactOutcome
from safar.consent import services as consent
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
    if asked.interpreter_name or asked.interpreter_id:
        book_interpreter(
            by=by,
            at=at,
            appointment_id=appointment.id,
            name=asked.interpreter_name,
            interpreter_id=asked.interpreter_id,
        )
    return appointment.id


def book_interpreter(
    *, by: Actor, at: datetime, appointment_id: UUID, name: str = "", interpreter_id: UUID | None = None
) -> None:
    """An interpreter of the register is booked for an appointment, or one who is named and enters it now (V21).

    Refused when they are booked elsewhere at that time, are family, of an authority, found unfit, or not wanted.
    """
    require(by, "cases.appoint")
    appointment = _appointment(appointment_id)
    case = open_case_to_change(by, appointment.case_id)
    with database_refusals():
        spoken = consent.interpreter_for_meeting(
            by=by, at=at, booked_for=appointment.id, starts_at=appointment.starts_at,
            ends_at=appointment.starts_at + timedelta(minutes=appointment.minutes), name=clean_text(name),
            interpreter_id=interpreter_id, traveller_id=_traveller_met(appointment),
        )  # fmt: skip
        Appointment.objects.filter(id=appointment.id).update(interpreter_name=spoken, interpreter_needed=True)
        noted(by=by, at=at, case=case, code="interpreter_booked")


def _traveller_met(appointment: Appointment) -> UUID | None:
    """Whoever the meeting is with, or the one who leads the case: the interpreter must be free of conflicts."""
    if appointment.member is not None and appointment.member.traveller_id is not None:
        return appointment.member.traveller_id
    leading = Member.objects.filter(case_id=appointment.case_id, left_at=None, traveller_id__isnull=False)
    return leading.order_by("position").values_list("traveller_id", flat=True).first()


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
        if state == AppointmentState.CANCELLED:
            consent.free_interpreter_time(by=by, at=at, booked_for=appointment.id)
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
