"""What services answer: what was made, who moved and who did not, and why."""

from dataclasses import dataclass
from uuid import UUID

from safar.cases.types.gates import GateLine


@dataclass(frozen=True)
class OpenedCase:
    """A case just opened: its id, its reference and its members by person."""

    case_id: UUID
    reference: str
    members: dict[UUID, UUID]


@dataclass(frozen=True)
class EnrolmentOutcome:
    """An enrolment just made; `waiting_position` is None when the places were free or not limited."""

    enrolment_id: UUID
    members: dict[UUID, UUID]
    waiting_position: int | None
    journey_id: UUID | None


@dataclass(frozen=True)
class MoveOutcome:
    """What became of one member in a move: moved, or every reason why not."""

    enrolment_member_id: UUID
    name: str
    moved: bool
    reasons: tuple[str, ...]
    blockers: tuple[GateLine, ...] = ()
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class MoveResult:
    """What became of everyone a move was asked for; `approval_id` is set when it now waits for a second person."""

    outcomes: tuple[MoveOutcome, ...]
    approval_id: UUID | None = None

    @property
    def moved(self) -> tuple[UUID, ...]:
        """The enrolment members that moved."""
        return tuple(outcome.enrolment_member_id for outcome in self.outcomes if outcome.moved)

    @property
    def refused(self) -> tuple[MoveOutcome, ...]:
        """Those that did not move, with their reasons."""
        return tuple(outcome for outcome in self.outcomes if not outcome.moved)
