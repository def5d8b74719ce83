"""What the rules of a programme answer: who may join, what is due, which moves are open, by when."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from safar.programmes.types.entitlements import Chooser, Circumstance, Consequence, Given, MemberRole
from safar.programmes.types.stages import Event, Unit
from safar.programmes.types.wording import Texts

Verdict = Literal["yes", "no", "refer", "not_known_yet"]
Standing = Literal["due", "ended", "passes_to_family", "decided_on_case"]
ObstacleKind = Literal["unknown_move", "not_from_here", "not_this_role", "gate_closed"]


@dataclass(frozen=True)
class Answer:
    """One eligibility rule answered: `ask` holds the facts still to be asked for when it is not known yet."""

    rule: str
    answer: Verdict
    sentence: Texts
    source: str
    ask: tuple[str, ...]
    except_by: tuple[str, ...]


@dataclass(frozen=True)
class UnitMember:
    """A member of an entitlement unit: any id, the role in the unit, and what has changed in their life since."""

    id: str
    role: MemberRole
    circumstance: Circumstance = "none"


@dataclass(frozen=True)
class CountedDates:
    """The days amounts are counted on and become due from; those still unknown are left out."""

    application_on: date | None = None
    departure_on: date | None = None
    arrival_on: date | None = None


@dataclass(frozen=True)
class Due:
    """One thing due to one member (or to the unit, under its main member), as the programme counts it.

    `amount` is in major units; nothing with `needs_approval` means it must be approved on the case with a reference.
    """

    entitlement: str
    names: Texts
    member: str
    role: MemberRole
    for_unit: bool
    instalment: int
    instalments: int
    given: Given
    choice_of: Chooser
    amount: Decimal | None
    currency: str | None
    at_most: bool
    needs_approval: bool
    due_event: Event
    due_on: date | None
    counted_on: date | None
    funder: str
    reference: str
    tied_to_return: bool
    standing: Standing
    not_with: tuple[str, ...]


@dataclass(frozen=True)
class MoveObstacle:
    """Why a move is not open: the kind, and the code of the gate, role, stage or move concerned."""

    kind: ObstacleKind
    code: str


@dataclass(frozen=True)
class DeadlineState:
    """A deadline that explains itself: when it began, what the programme gives, when it is due and what is left."""

    code: str
    names: Texts
    started_on: date
    count: int
    unit: Unit
    country: str | None
    due_on: date
    left: int
    source: str

    @property
    def is_overdue(self) -> bool:
        """Whether the day has passed."""
        return self.left < 0


CONSEQUENCE_STANDING: dict[Consequence, Standing] = {
    "stays": "due",
    "ends": "ended",
    "passes_to_family": "passes_to_family",
    "decided_on_case": "decided_on_case",
}
