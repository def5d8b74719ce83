"""What a case file reads of the way of its members: stages, moves, places in line, the enrolment itself."""

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
