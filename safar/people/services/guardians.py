"""Who may decide for a child is written down with its paper and its days, and when it ends."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from safar.accounts.services import require
from safar.people.models import Guardianship
from safar.people.services.rows import lines_of, person_of, text_of
from safar.people.types import GuardianGiven, PersonId
from safar.plumbing.audit import record
from safar.plumbing.refusals import Refused, database_refusals
from safar.plumbing.types import Actor


def record_guardian(*, by: Actor, at: datetime, child_id: PersonId, given: GuardianGiven) -> UUID:
    """Write down a guardian with proof and days (V9). A spouse, and whoever is feared, is refused."""
    require(by, "people.correct")
    child = person_of(child_id)
    with database_refusals():
        row = Guardianship.objects.create(
            child=child,
            guardian_id=given.guardian,
            guardian_name=text_of(given.guardian_name, "guardian_name"),
            organisation=text_of(given.organisation, "organisation"),
            kind=given.kind,
            proof=text_of(given.proof, "proof"),
            from_on=given.from_on,
            until_on=given.until_on,
            recorded_by_id=by.user_id,
            recorded_at=at,
        )
        record(by=by, at=at, action="people.guardian_recorded", subject="person", subject_id=child.id)
    return row.id


def end_guardianship(*, by: Actor, at: datetime, guardianship_id: UUID, ended_on: date, because: str) -> None:
    """A guardian's authority ends on a day, before its paper does. A child's permit that needs it waits at once."""
    require(by, "people.correct")
    row = Guardianship.objects.filter(id=guardianship_id).first()
    if row is None:
        raise Refused("people_guardian_unknown")
    with database_refusals():
        row.ended_on, row.ended_because = ended_on, lines_of(because, "because")
        row.save(update_fields=["ended_on", "ended_because"])
        record(by=by, at=at, action="people.guardian_ended", subject="person", subject_id=row.child_id)
