"""The parts of the case file: the way, blockers, tasks, promises, appointments, people and what happened."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from safar.cases.types.gates import GateLine

CellState = Literal["done", "here", "held", "stopped", "ahead"]


@dataclass(frozen=True)
class StageHead:
    """A column of the way."""

    code: str
    name: str
    phase: str


@dataclass(frozen=True)
class WayCell:
    """Where a member stands in one column: walked, waiting here, held here, stopped for good, or ahead."""

    stage: str
    state: CellState


@dataclass(frozen=True)
class WayRow:
    """A row of the way: one member of an enrolment."""

    enrolment_member_id: UUID
    member_id: UUID
    person_id: UUID
    traveller_id: UUID | None
    name: str
    age: str
    role: str
    stage: str
    entered_at: datetime
    outcome: str
    cells: tuple[WayCell, ...]


@dataclass(frozen=True)
class MemberMove:
    """Whether one member can make a move now, and if not, every sentence why not."""

    enrolment_member_id: UUID
    name: str
    ok: bool
    blockers: tuple[str, ...]


@dataclass(frozen=True)
class NextMove:
    """A move that leads on from where some members stand."""

    code: str
    name: str
    to_stage: str
    to_stage_name: str
    two_person: bool
    reason_required: bool
    outcome_required: bool
    may: bool
    members: tuple[MemberMove, ...]


@dataclass(frozen=True)
class PlaceInLine:
    """Where an enrolment stands on the waiting list, over all offices."""

    position: int
    waiting: int
    since: datetime
    limit: int
    unit: str


@dataclass(frozen=True)
class EligibilityLine:
    """One rule's answer as it was stored: yes, no, refer or not known yet, and who settled a referral."""

    id: UUID
    rule: str
    answer: str
    sentence: str
    source: str
    asks: tuple[str, ...]
    settled_as: str
    settled_by: str
    settled_reason: str


@dataclass(frozen=True)
class DecisionLine:
    """A decision on the enrolment, with reasons and remedy."""

    id: UUID
    kind: str
    answer: str
    reasons: tuple[str, ...]
    remedy: str
    remedy_until: date | None
    decided_on: date
    decided_by: str
    reference: str


@dataclass(frozen=True)
class ApprovalLine:
    """A move that a second person must agree to."""

    id: UUID
    case_id: UUID
    reference: str
    title: str
    move: str
    move_name: str
    members: tuple[str, ...]
    requested_by: str
    requested_at: datetime
    reason: str
    may_approve: bool


@dataclass(frozen=True)
class PromiseLine:
    """Something due: what, to whom, how much (minor units, or None while unpublished), where it is.

    `fate` is what becomes of it by the programme's rule (stays, ends, passes_to_family, decided_on_case); `elsewhere`
    says that another programme already gives the same, and nothing more.
    """

    id: UUID
    line: str
    name: str
    for_whom: str
    kind: str
    amount: int | None
    currency: str
    due: str
    due_on: date | None
    tied_to_return: bool
    approved_amount: int | None
    approval_reference: str
    state: Literal["amount_missing", "planned", "approved", "handed_over", "explained", "released"]
    handed_over_on: date | None
    receipt: str
    reason: str
    source: str
    funder: str = ""
    fate: str = "stays"
    elsewhere: bool = False
    handed_over_to: str = ""


@dataclass(frozen=True)
class EnrolmentView:
    """One enrolment on the case file: its way, its moves and what the next one waits for."""

    id: UUID
    programme_version_id: UUID
    programme_code: str
    programme: str
    version: str
    facts: Mapping[str, bool | int | str]
    waiting: PlaceInLine | None
    stages: tuple[StageHead, ...]
    rows: tuple[WayRow, ...]
    moves: tuple[NextMove, ...]
    blockers: tuple[GateLine, ...]
    met: tuple[GateLine, ...]
    eligibility: tuple[EligibilityLine, ...]
    decisions: tuple[DecisionLine, ...]
    promises: tuple[PromiseLine, ...]


@dataclass(frozen=True)
class TaskLine:
    """A task: sentence, who has to act, since when, until when and why that date."""

    id: UUID
    code: str
    sentence: str
    member: str
    for_whom: str
    owner: str
    since: date
    due_at: datetime | None
    why_due: str
    overdue: bool
    chased: int
    last_chased_on: date | None
    done_at: datetime | None
    outcome: str


@dataclass(frozen=True)
class AppointmentLine:
    """An appointment of the case."""

    id: UUID
    starts_at: datetime
    minutes: int
    purpose: str
    member: str
    language: str
    place_kind: str
    place: str
    interpreter_needed: bool
    interpreter: str
    with_name: str
    state: str


@dataclass(frozen=True)
class TravelDocumentStepLine:
    """One step of an application for papers."""

    step: str
    name: str
    on: date
    due_on: date | None
    note: str


@dataclass(frozen=True)
class TravelDocumentLine:
    """An application for papers: for whom, where it stands, and until when the paper lives."""

    id: UUID
    member_id: UUID
    member: str
    document_kind: str
    authority: str
    state: str
    since: date
    due_on: date | None
    wish_on: date | None
    valid_from: date | None
    valid_until: date | None
    steps: tuple[TravelDocumentStepLine, ...]


@dataclass(frozen=True)
class NoteLine:
    """A note as it stands; `corrects` names the note it replaces."""

    id: UUID
    kind: str
    body: str
    member: str
    written_at: datetime
    written_by: str
    corrects: UUID | None


@dataclass(frozen=True)
class AttachmentLine:
    """A stored file: the name typed for it, its size in bytes and its kind."""

    id: UUID
    name: str
    kind: str
    size: int
    content_type: str
    added_at: datetime
    added_by: str


@dataclass(frozen=True)
class ContactLine:
    """An attempt to reach somebody."""

    id: UUID
    at: datetime
    channel: str
    outcome: str
    member: str
    by: str


@dataclass(frozen=True)
class HistoryLine:
    """Something that happened; `recorded_at` differs from `happened_at` when it was entered later."""

    happened_at: datetime
    recorded_at: datetime
    code: str
    sentence: str
    by: str
    context: str
    where: str = ""  # the reference of another case, where it happened before the two parted or came together

    @property
    def entered_later(self) -> bool:
        """Whether more than a day lies between what happened and its recording."""
        return (self.recorded_at - self.happened_at).total_seconds() > 86400


@dataclass(frozen=True)
class PersonCard:
    """A member of the case as a person: names in both scripts, age, and how to talk to them safely."""

    member_id: UUID
    person_id: UUID
    traveller_id: UUID | None
    name: str
    original_name: str
    age: str
    sex: str
    role: str
    languages: tuple[str, ...]
    interpreter_needed: bool
    going: str
    left: bool
    left_reason: str
    flags: tuple[str, ...]


@dataclass(frozen=True)
class CaseFile:
    """The whole case for one page."""

    id: UUID
    reference: str
    title: str
    status: str
    status_reason: str
    began: str
    office_id: int
    office: str
    offered_to: str
    offered_to_id: int | None
    sent_from: str
    assigned_to: str
    assigned_to_id: int | None
    household_id: UUID | None
    journey_id: UUID | None
    host_country: str
    return_country: str
    return_place: str
    opened_at: datetime
    closed_at: datetime | None
    closure_reason: str
    waits_for: str
    waits_days: int | None
    may_write: bool
    may_accept: bool
    enrolments: tuple[EnrolmentView, ...]
    people: tuple[PersonCard, ...]
    tasks: tuple[TaskLine, ...]
    approvals: tuple[ApprovalLine, ...]
    appointments: tuple[AppointmentLine, ...]
    travel_documents: tuple[TravelDocumentLine, ...]
    itineraries: tuple["LeavingLine", ...]
    notes: tuple[NoteLine, ...]
    attachments: tuple[AttachmentLine, ...]
    contacts: tuple[ContactLine, ...]
    history: tuple[HistoryLine, ...]
    panels: Mapping[str, tuple[tuple[str, str], ...]]
    panel_pages: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class LeavingLine:
    """A member's itinerary; `live` is false once its permit was withdrawn, lapsed or it was cancelled."""

    id: UUID
    member_id: UUID
    member: str
    leaves_at: datetime
    arrives_at: datetime | None
    way: str
    from_place: str
    to_place: str
    carrier: str
    number: str
    reference: str
    met_by: str
    live: bool
