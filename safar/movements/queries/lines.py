"""Turns rows of legs and reports into lines to read, with names, for many legs at a fixed cost."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from safar.consent import queries as consent
from safar.movements.models import Leg, Report
from safar.movements.rules import merged
from safar.movements.types import Entry, LegLine, Merged
from safar.people import queries as people


def leg_lines(legs: Sequence[Leg], frozen: bool = False) -> list[LegLine]:
    """The legs with the names of their people; `legs` come with their case and member."""
    persons = people.people_called({leg.member.person_id for leg in legs})
    travellers = consent.travellers_in([t for leg in legs if (t := leg.member.traveller_id)]) if frozen else {}
    lines = []
    for leg in legs:
        person = persons.get(leg.member.person_id)
        traveller = travellers.get(leg.member.traveller_id) if leg.member.traveller_id else None
        lines.append(
            LegLine(
                id=leg.id,
                case_id=leg.case_id,
                member_id=leg.member_id,
                person_id=leg.member.person_id,
                traveller_id=leg.member.traveller_id,
                reference=leg.case.reference,
                name=leg.case.alias or (person.display_name if person else "—"),
                position=leg.position,
                way=leg.way,
                from_place=leg.from_place,
                to_place=leg.to_place,
                from_zone=leg.from_zone,
                to_zone=leg.to_zone,
                carrier=leg.carrier,
                number=leg.number,
                leaves_at=leg.leaves_at,
                arrives_at=leg.arrives_at,
                expected_leaves_at=leg.expected_leaves_at,
                expected_arrives_at=leg.expected_arrives_at,
                state=leg.state,
                state_since=leg.state_since,
                permit_state=leg.permit_state,
                is_child=leg.member.role in ("child", "unaccompanied_child"),
                is_live=leg.dropped_at is None and leg.permit_state in ("in_force", "held", "used"),
                is_frozen=bool(traveller and traveller.is_frozen),
            )
        )
    return lines


def merged_of(leg_ids: Sequence[UUID]) -> dict[UUID, Merged]:
    """What the airport reported about each leg, merged."""
    entries: dict[UUID, list[Entry]] = {leg_id: [] for leg_id in leg_ids}
    for report in Report.objects.filter(leg_id__in=leg_ids):
        entries[report.leg_id].append(
            Entry(
                report.id, report.kind, report.stated_at, report.value, report.alone, report.amount, report.currency,
                report.receipt,
            )
        )  # fmt: skip
    return {leg_id: merged(told) for leg_id, told in entries.items()}


def as_entry(given: dict[str, object]) -> Entry:
    """A report as the database hands it to the airport's page."""
    return Entry(
        id=UUID(str(given["id"])),
        kind=str(given["kind"]),
        stated_at=datetime.fromisoformat(str(given["stated_at"])),
        value=str(given["value"] or ""),
        alone=None if given["alone"] is None else bool(given["alone"]),
        amount=None if given["amount"] is None else int(str(given["amount"])),
        currency=str(given["currency"] or ""),
        receipt=str(given["receipt"] or ""),
    )
