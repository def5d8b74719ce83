"""Rows of the lists: my day, waiting, worklist, leaving soon, not reached, and the manager's figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True)
class CaseRow:
    """A case in a worklist: the stage shown is that of the least advanced member still going."""

    case_id: UUID
    reference: str
    title: str
    members: int
    programme: str
    stage_code: str
    stage: str
    status: str
    office: str
    assigned_to: str
    return_country: str
    opened_at: datetime
    waits_for: str
    waits_since: date | None
    next_due: datetime | None
    next_task: str
    overdue: bool


@dataclass(frozen=True)
class AppointmentToday:
    """One line of my day; `interpreter` is empty when one is needed and none is booked."""

    appointment_id: UUID
    case_id: UUID
    reference: str
    starts_at: datetime
    minutes: int
    title: str
    language: str
    interpreter_needed: bool
    interpreter: str
    place_kind: str
    place: str
    purpose: str
    state: str
    call_hours: str
    flags: tuple[str, ...]
    next_deadline: datetime | None


@dataclass(frozen=True)
class WaitingRow:
    """What somebody waits for: for whom, since when, until when and why that date."""

    task_id: UUID
    case_id: UUID
    member_id: UUID | None
    reference: str
    title: str
    sentence: str
    for_whom: str
    since: date
    due_at: datetime | None
    why_due: str
    overdue: bool
    owner: str
    last_chased_on: date | None
    chased: int


@dataclass(frozen=True)
class MyDay:
    """A counsellor's day: appointments of the day in order, then tasks due by its end."""

    day: date
    appointments: tuple[AppointmentToday, ...]
    due: tuple[WaitingRow, ...]


@dataclass(frozen=True)
class LeavingSoon:
    """A member with an itinerary in the coming days, and what is still missing."""

    case_id: UUID
    member_id: UUID
    reference: str
    name: str
    leaves_at: datetime
    from_place: str
    to_place: str
    way: str
    carrier: str
    missing: tuple[str, ...]
    reconfirmed_at: datetime | None
    reconfirmed_by: str
    met_by: str
    from_paper: bool = False


@dataclass(frozen=True)
class NotReachedRow:
    """Somebody nobody has reached: since when, by which channels it was tried, and when next."""

    case_id: UUID
    member_id: UUID | None
    reference: str
    title: str
    last_contact_at: datetime | None
    not_reached_since: datetime
    attempts: Mapping[str, int]
    next_try: datetime | None
    flags: tuple[str, ...]


@dataclass(frozen=True)
class StuckStage:
    """How long members have stood at a stage, in whole days.

    `n` is None where it would say how many a few counsellors have brought to leave (V12).
    """

    programme: str
    stage_code: str
    stage: str
    n: int | None
    median_days: int
    longest_days: int
    oldest_case_id: UUID
    oldest_reference: str


@dataclass(frozen=True)
class PlacesLeft:
    """The places of a programme across all offices; `limit` is None where nothing limits them."""

    programme_code: str
    programme: str
    unit: str
    limit: int | None
    taken: int
    waiting: int

    @property
    def left(self) -> int | None:
        """Places nobody holds, or None where they are not limited."""
        return None if self.limit is None else max(self.limit - self.taken, 0)


@dataclass(frozen=True)
class RiskLine:
    """Something a manager should see today: what it is, which case, since when."""

    kind: str
    case_id: UUID
    reference: str
    title: str
    sentence: str
    since: date | None


@dataclass(frozen=True)
class WorkloadRow:
    """The work a counsellor carries; never a figure of departures (V12)."""

    user_id: int | None
    name: str
    open_cases: int
    sessions: int
    overdue: int
