"""Asking again, steps that cannot be undone, departure, arrival, and not travelling after all."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from safar.accounts.services import require
from safar.consent.models import (
    Arrival,
    Confirmation,
    Departure,
    IrreversibleStep,
    JourneyStop,
    NotTravelled,
    Permit,
)
from safar.consent.queries.waiting import what_a_departure_waits_for
from safar.consent.services.interpreters import interpreter_named
from safar.consent.services.notes import note_traveller
from safar.consent.services.rows import lines_of, member_of, text_of, traveller_of
from safar.consent.types import ConfirmationGiven, DepartureGiven
from safar.consent.wording import readable, refusing
from safar.plumbing.refusals import Refused
from safar.plumbing.types import Actor


def confirm_wish(*, by: Actor, at: datetime, traveller_id: UUID, given: ConfirmationGiven) -> UUID:
    """Write down what the person answered when asked again alone: no withdraws, not_sure holds (V11)."""
    require(by, "consent.confirm")
    traveller = traveller_of(traveller_id)
    with refusing():
        interpreter_id, spoken_through = interpreter_named(by, at, given.interpreter_name, given.interpreter_id)
        confirmation = Confirmation.objects.create(
            traveller=traveller,
            which=given.which,
            alone=given.alone,
            asked_by_id=given.asked_by_id or member_of(by),
            asked_at=given.asked_at,
            answer=given.answer,
            place=text_of(given.place, "place"),
            interpreter_name=spoken_through,
            interpreter_id=interpreter_id,
        )
        note_traveller(by, at, "asked_again", traveller, which=given.which, answer=given.answer)
    return confirmation.id


def acknowledge_step(
    *, by: Actor, at: datetime, traveller_id: UUID, code: str, explained_at: datetime | None = None
) -> None:
    """The person has had a step explained that cannot be undone, and acknowledged it at `at` (V17)."""
    require(by, "consent.counsel")
    traveller = traveller_of(traveller_id)
    with refusing():
        IrreversibleStep.objects.create(
            traveller=traveller, code=code, explained_at=explained_at or at, acknowledged_at=at
        )
        note_traveller(by, at, "step_acknowledged", traveller, step=code)


def complete_step(*, by: Actor, at: datetime, traveller_id: UUID, code: str, done_at: datetime) -> None:
    """A step that cannot be undone was done: last, with a permit in force and after the first yes (V17)."""
    require(by, "consent.confirm")
    traveller = traveller_of(traveller_id)
    step = IrreversibleStep.objects.filter(traveller=traveller, code=code).first()
    if step is None:
        raise Refused("v17_not_acknowledged", steps=code)
    with refusing():
        step.done_at = done_at
        step.save(update_fields=["done_at"])
        note_traveller(by, at, "step_done", traveller, step=code)


def record_departure(*, by: Actor, at: datetime, given: DepartureGiven) -> UUID:
    """The traveller left. It takes a permit in force and every rule met, and uses the permit up."""
    require(by, "consent.depart")
    traveller = traveller_of(given.traveller_id)
    permit = Permit.objects.filter(traveller=traveller).order_by("-recorded_at").first()
    if permit is None:
        first = what_a_departure_waits_for([traveller.id], given.departed_at)[traveller.id][0]
        raise Refused(first.code, **readable(first.params))
    with refusing():
        departure = Departure.objects.create(
            traveller=traveller,
            permit=permit,
            planned_at=given.planned_at,
            departed_at=given.departed_at,
            place=text_of(given.place, "place"),
            way=given.way,
            recorded_by_id=by.user_id,
        )
        note_traveller(by, at, "departed", traveller, way=given.way)
    return departure.id


def record_arrival(
    *,
    by: Actor,
    at: datetime,
    traveller_id: UUID,
    outcome: str,
    arrived_at: datetime,
    place: str = "",
    met_by: str = "",
) -> UUID:
    """Write down how the journey ended for one traveller; the latest row counts (domain: met, not met, …)."""
    require(by, "consent.arrive")
    traveller = traveller_of(traveller_id)
    with refusing():
        arrival = Arrival.objects.create(
            traveller=traveller,
            outcome=outcome,
            arrived_at=arrived_at,
            place=text_of(place, "place"),
            met_by=text_of(met_by, "met_by"),
            recorded_by_id=by.user_id,
        )
        note_traveller(by, at, "arrived", traveller, outcome=outcome)
    return arrival.id


def record_not_travelled(
    *, by: Actor, at: datetime, traveller_id: UUID, outcome: str, planned_at: datetime, next_step: str = ""
) -> UUID:
    """The traveller did not leave as planned. It is a question with a next step, never a withdrawal."""
    require(by, "consent.depart")
    traveller = traveller_of(traveller_id)
    with refusing():
        row = NotTravelled.objects.create(
            traveller=traveller,
            planned_at=planned_at,
            outcome=outcome,
            next_step=lines_of(next_step, "next_step"),
            recorded_by_id=by.user_id,
        )
        note_traveller(by, at, "not_travelled", traveller, outcome=outcome)
    return row.id


def stop_journey(*, by: Actor, at: datetime, traveller_id: UUID, said_at: datetime, place: str = "") -> UUID:
    """“I will not go on”, after departure: no penalty, and somebody meets them where they are (V4)."""
    require(by, "consent.withdraw")
    traveller = traveller_of(traveller_id)
    with refusing():
        stop = JourneyStop.objects.create(traveller=traveller, said_at=said_at, place=text_of(place, "place"))
        note_traveller(by, at, "journey_stopped", traveller)
    return stop.id
