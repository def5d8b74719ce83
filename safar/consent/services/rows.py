"""How the rows of a journey are found, in words that tell the absent from the forbidden to nobody."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection

from safar.consent.models import Journey, Permit, Session, Traveller
from safar.consent.types import PermitOutcome, Refusal
from safar.kernel.text import clean_lines, clean_text
from safar.plumbing.refusals import Refused
from safar.plumbing.types import Actor
from safar.plumbing.wording import clearly


def text_of(value: str, field: str | None = None) -> str:
    """One clean line; raises `Refused` at the field."""
    with clearly(field):
        return clean_text(value)


def lines_of(value: str, field: str | None = None) -> str:
    """Clean lines; raises `Refused` at the field."""
    with clearly(field):
        return clean_lines(value)


def office_of(by: Actor) -> int:
    """The office somebody acts from; raises `Refused` for who acts from none."""
    if by.office_id is None:
        raise Refused("consent_no_office")
    return by.office_id


def member_of(by: Actor) -> int:
    """The member of staff who acts; raises `Refused` for a program that acts by itself."""
    if by.user_id is None:
        raise Refused("consent_by_a_person")
    return by.user_id


def journey_of(journey_id: UUID) -> Journey:
    """The journey; raises `Refused` alike for what is absent and what may not be seen (D9)."""
    journey = Journey.objects.filter(id=journey_id).first()
    if journey is None:
        raise Refused("consent_unknown")
    return journey


def traveller_of(traveller_id: UUID) -> Traveller:
    """The traveller with their journey; raises `Refused` alike for what is absent and what may not be seen (D9)."""
    traveller = Traveller.objects.select_related("journey").filter(id=traveller_id).first()
    if traveller is None:
        raise Refused("consent_unknown")
    return traveller


def session_of(session_id: UUID) -> Session:
    """The session; raises `Refused` alike for what is absent and what may not be seen (D9)."""
    session = Session.objects.select_related("journey").filter(id=session_id).first()
    if session is None:
        raise Refused("consent_unknown")
    return session


def live_permit(traveller_id: UUID) -> Permit | None:
    """The permit that is in force or held, if there is one."""
    return Permit.objects.filter(traveller_id=traveller_id, state__in=["in_force", "held"]).first()


def insert_permit(permit_id: UUID, traveller_id: UUID, declaration_id: UUID | None, at: datetime) -> None:
    """Ask for a permit in plain SQL: the application has no right to write the other columns."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO consent_permit (id, traveller_id, declaration_id, made_at) VALUES (%s, %s, %s, %s)",
            [permit_id, traveller_id, declaration_id, at],
        )


def not_made(refusals: list[Refusal]) -> PermitOutcome:
    """No permit, and why."""
    return PermitOutcome(permit_id=None, refusals=tuple(refusals))
