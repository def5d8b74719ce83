"""Somebody found out what is true where reports and rules contradicted each other."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from safar.accounts.services import require
from safar.kernel.text import clean_lines
from safar.movements.models import Incident
from safar.movements.services.rows import leg_to_change, noted
from safar.movements.types import Finding
from safar.plumbing.refusals import Refused, database_refusals
from safar.plumbing.types import Actor
from safar.plumbing.wording import clearly


def settle_incident(*, by: Actor, at: datetime, incident_id: UUID, finding: Finding, words: str) -> None:
    """Say what is true and how it was found out. Who left against a rule becomes a protection officer's task."""
    require(by, "movements.change")
    incident = Incident.objects.filter(id=incident_id).first()
    if incident is None:
        raise Refused("movements_no_such_incident")
    leg = leg_to_change(by, incident.leg_id)
    if not words.strip():
        raise Refused("movements_what_was_found", field="words")
    with clearly("words"), database_refusals():
        Incident.objects.filter(id=incident_id).update(
            settled_at=at, settled_by_id=by.user_id, finding=finding, words=clean_lines(words)
        )
        noted(by, at, "incident_settled", leg, finding=str(finding))
