"""Appointments, papers and itineraries of a case in lines to read."""

from safar.accounts import queries as accounts
from safar.cases.models import Appointment, Itinerary, TravelDocumentApplication, TravelDocumentStep
from safar.cases.queries.headings import Heading
from safar.cases.sentences import PAPER_STEPS
from safar.cases.types import AppointmentLine, LeavingLine, TravelDocumentLine, TravelDocumentStepLine


def appointment_lines(heading: Heading) -> tuple[AppointmentLine, ...]:
    """The appointments, the latest first."""
    rows = list(Appointment.objects.filter(case=heading.case).order_by("-starts_at"))
    names = accounts.names_of({row.with_user_id for row in rows if row.with_user_id is not None})
    return tuple(
        AppointmentLine(
            id=row.id,
            starts_at=row.starts_at,
            minutes=row.minutes,
            purpose=row.purpose,
            member=heading.name(row.member_id),
            language=row.language,
            place_kind=row.place_kind,
            place=row.place,
            interpreter_needed=row.interpreter_needed,
            interpreter=row.interpreter_name,
            with_name=names.get(row.with_user_id or 0, ""),
            state=row.state,
        )
        for row in rows
    )


def travel_document_lines(heading: Heading) -> tuple[TravelDocumentLine, ...]:
    """The applications for papers with their steps in order."""
    rows = list(TravelDocumentApplication.objects.filter(case=heading.case).order_by("opened_at"))
    steps: dict[object, list[TravelDocumentStep]] = {}
    for step in TravelDocumentStep.objects.filter(application__in=rows).order_by("on", "recorded_at"):
        steps.setdefault(step.application_id, []).append(step)
    return tuple(
        TravelDocumentLine(
            id=row.id,
            member_id=row.member_id,
            member=heading.name(row.member_id),
            document_kind=row.document_kind,
            authority=row.authority,
            state=row.state,
            since=row.state_since,
            due_on=row.due_on,
            wish_on=row.wish_on,
            valid_from=row.valid_from,
            valid_until=row.valid_until,
            steps=tuple(
                TravelDocumentStepLine(step.step, str(PAPER_STEPS[step.step]), step.on, step.due_on, step.note)
                for step in steps.get(row.id, [])
            ),
        )
        for row in rows
    )


def itinerary_lines(heading: Heading) -> tuple[LeavingLine, ...]:
    """The itineraries, the latest first; one whose permit went is shown as no longer live."""
    return tuple(
        LeavingLine(
            id=row.id,
            member_id=row.member_id,
            member=heading.name(row.member_id),
            leaves_at=row.leaves_at,
            arrives_at=row.arrives_at,
            way=row.way,
            from_place=row.from_place,
            to_place=row.to_place,
            carrier=row.carrier,
            number=row.number,
            reference=row.reference,
            met_by=row.met_by,
            live=row.cancelled_at is None and row.permit_state in ("in_force", "used"),
        )
        for row in Itinerary.objects.filter(case=heading.case).order_by("-leaves_at")
    )
