"""Legs, lists of the day, incidents, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from safar.movements.types.values import Merged


@dataclass(frozen=True)
class LegLine:
    """One member on one leg, for lists and pages; `hours_late` counts from when an arrival was due."""

    id: UUID
    case_id: UUID
    member_id: UUID
    person_id: UUID
    traveller_id: UUID | None
    reference: str
    name: str
    position: int
    way: str
    from_place: str
    to_place: str
    from_zone: str
    to_zone: str
    carrier: str
    number: str
    leaves_at: datetime
    arrives_at: datetime | None
    expected_leaves_at: datetime
    expected_arrives_at: datetime | None
    state: str
    state_since: datetime
    permit_state: str
    is_child: bool
    is_live: bool
    is_frozen: bool = False


@dataclass(frozen=True)
class DepartureLine:
    """Somebody who leaves: their leg, their paper, whether they were asked again, what the airport reported."""

    leg: LegLine
    document: str
    valid_until: date | None
    expires_before: bool
    asked_again_at: datetime | None
    met_by: str
    merged: Merged
    waits: int
    from_paper: bool = False


@dataclass(frozen=True)
class UnderWayLine:
    """Somebody under way of whose arrival nothing is known: when it was due, how late it is, whom to call."""

    leg: LegLine
    due_at: datetime
    hours_late: int
    is_late: bool
    met_by: str
    contact: str
    contact_hours: str


@dataclass(frozen=True)
class NotTravelledLine:
    """Somebody who did not leave: the leg, and what is still open for them with the day it is due."""

    leg: LegLine
    next_steps: tuple[tuple[str, datetime | None, bool], ...]


@dataclass(frozen=True)
class OutcomeLine:
    """A state that a leg went into."""

    new: str
    stated_at: datetime
    recorded_at: datetime
    reason: str
    by: str


@dataclass(frozen=True)
class DutyLine:
    """One thing owed while a transport is late."""

    id: UUID
    code: str
    due_at: datetime
    done_at: datetime | None
    by: str
    note: str
    overdue: bool


@dataclass(frozen=True)
class ReportLine:
    """A report as it was made, and what became of it."""

    id: UUID
    kind: str
    value: str
    alone: bool | None
    amount: int | None
    currency: str
    receipt: str
    stated_at: datetime
    recorded_at: datetime
    by: str
    result: str


@dataclass(frozen=True)
class IncidentLine:
    """What contradicts: about whom, what was reported, what stood against it, and what was found out."""

    id: UUID
    leg_id: UUID
    case_id: UUID
    reference: str
    name: str
    kind: str
    sentence: str
    stated_at: datetime
    recorded_at: datetime
    settled_at: datetime | None
    settled_by: str
    finding: str
    words: str


@dataclass(frozen=True)
class PaperLine:
    """A paper to travel with and whether it still holds on the day of arrival."""

    kind: str
    number: str
    valid_until: date | None
    holds: bool


@dataclass(frozen=True)
class LegFile:
    """One leg with everything that happened on it."""

    leg: LegLine
    outcomes: tuple[OutcomeLine, ...]
    duties: tuple[DutyLine, ...]
    reports: tuple[ReportLine, ...]
    incidents: tuple[IncidentLine, ...]
    papers: tuple[PaperLine, ...]
    merged: Merged
    may_follow: tuple[str, ...]
    has_company: bool
