"""Finds the rows a service works on; what is out of scope looks like nothing (D9)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from safar.cases.types import CaseStatus
from safar.movements.models import Leg
from safar.plumbing.audit import record
from safar.plumbing.refusals import Refused
from safar.plumbing.types import Actor, Json


def leg_to_change(by: Actor, leg_id: UUID) -> Leg:
    """A leg of an open case of the actor's own office, with its case and member."""
    leg = Leg.objects.select_related("case", "member", "itinerary").filter(id=leg_id, dropped_at=None).first()
    if leg is None:
        raise Refused("movements_no_such_leg")
    if leg.case.office_id not in by.offices:
        raise Refused("cases_case_changed_by_its_office")
    if leg.case.status == CaseStatus.CLOSED:
        raise Refused("cases_case_is_closed")
    return leg


def noted(by: Actor, at: datetime, action: str, leg: Leg, **detail: Json) -> None:
    """The audit entry of something done about a leg: codes and ids only."""
    record(
        by=by, at=at, action=f"movements.{action}", subject="leg", subject_id=leg.id, office_id=leg.case.office_id,
        detail=detail,
    )  # fmt: skip
