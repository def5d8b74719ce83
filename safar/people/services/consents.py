"""Uses of a person's data are consented to, each by itself, and taken back (D4, D5)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from safar.accounts.services import require
from safar.people.models import DataConsent
from safar.people.services.rows import person_of, write_consent
from safar.people.types import ConsentGiven, PersonId
from safar.plumbing.audit import record
from safar.plumbing.refusals import Refused, database_refusals
from safar.plumbing.types import Actor


def record_data_consent(*, by: Actor, at: datetime, person_id: PersonId, consent: ConsentGiven) -> UUID:
    """Write down that a person agreed to one use of their data by one recipient."""
    require(by, "people.correct")
    person = person_of(person_id)
    if consent.given_at > at:
        raise Refused("people_consent_in_future", field="given_at")
    with database_refusals():
        row = write_consent(person.id, consent, by)
        record(
            by=by,
            at=at,
            action="people.data_consent_given",
            subject="person",
            subject_id=person.id,
            detail={"purpose": str(consent.purpose)},
        )
    return row.id


def withdraw_data_consent(*, by: Actor, at: datetime, consent_id: UUID) -> None:
    """A person takes a consent back; nobody asks why, and it stays withdrawn."""
    require(by, "people.correct")
    row = DataConsent.objects.select_for_update(of=("self",)).filter(id=consent_id).first()
    if row is None:
        raise Refused("people_unknown")
    if row.withdrawn_at is not None:
        raise Refused("people_consent_withdrawn")
    with database_refusals():
        DataConsent.objects.filter(id=row.id).update(withdrawn_at=at)
        record(
            by=by,
            at=at,
            action="people.data_consent_withdrawn",
            subject="person",
            subject_id=row.person_id,
            detail={"purpose": row.purpose},
        )
