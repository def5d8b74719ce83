"""What is written down for a child who travels without a parent, and what is still missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from safar.consent.types.files import Refusal


@dataclass(frozen=True)
class BestInterestGiven:
    """A panel's decision about one child or several; `outcome`: return, stay or more_needed.

    `panel` holds each member's name and organisation; `together` says that the children are not to be parted.
    """

    children: tuple[UUID, ...]
    decided_on: date
    outcome: str
    panel: tuple[tuple[str, str], ...]
    paper: str = ""
    together: bool = True
    reasons: str = ""


@dataclass(frozen=True)
class ChildViewGiven:
    """What a child said; `wish`: wants_to_return, does_not_want, not_sure or too_young."""

    heard_at: datetime
    heard_by: str
    wish: str
    alone: bool = True
    fits_age: bool = True
    words: str = ""


@dataclass(frozen=True)
class CarerGiven:
    """Who will care for a child after arrival, and where; a person on file, or a name."""

    name: str
    place: str
    relation: str = ""
    person: UUID | None = None
    reached_by: str = ""


@dataclass(frozen=True)
class HandOverGiven:
    """What happened at the place of arrival; `outcome`: handed_over, somebody_else or nobody_came."""

    outcome: str
    happened_at: datetime
    at_place: str
    handed_by: str
    signed_by: str = ""
    identity_seen: str = ""
    note: str = ""


@dataclass(frozen=True)
class MissingItem:
    """One thing that is missing for a child: the refusal, and whether the permit or the departure needs it."""

    refusal: Refusal
    needed_for: str


@dataclass(frozen=True)
class CarerLine:
    """A carer with what is known of them; the last one named counts."""

    id: UUID
    child_id: UUID
    person_id: UUID | None
    name: str
    relation: str
    place: str
    reached_by: str
    named_at: datetime
    verified_on: date | None
    verified_by: str
    suitable: bool | None
    accepts: bool | None
    pick_up: bool | None
    pick_up_place: str


@dataclass(frozen=True)
class DecisionLine:
    """A panel's decision about a child."""

    id: UUID
    decided_on: date
    outcome: str
    together: bool
    paper: str
    panel: tuple[str, ...]
    children: tuple[UUID, ...]
    revoked_at: datetime | None


@dataclass(frozen=True)
class ViewLine:
    """When a child was heard, by whom, and what it wants."""

    heard_at: datetime
    heard_by: str
    alone: bool
    fits_age: bool
    wish: str


@dataclass(frozen=True)
class HandOverLine:
    """What happened when the child was to be handed over."""

    happened_at: datetime
    outcome: str
    at_place: str
    signed_by: str
    handed_by: str


@dataclass(frozen=True)
class ChildFile:
    """Everything on file for a child who travels without a parent, the latest of each first."""

    child_id: UUID
    decisions: tuple[DecisionLine, ...]
    views: tuple[ViewLine, ...]
    guardians_agree: tuple[tuple[UUID, bool, datetime], ...]
    carers: tuple[CarerLine, ...]
    escort: str
    escort_person: UUID | None
    hand_overs: tuple[HandOverLine, ...]
    searches: tuple[tuple[date, str, str], ...]

    @property
    def carer(self) -> CarerLine | None:
        """The carer who counts."""
        return self.carers[0] if self.carers else None


@dataclass(frozen=True)
class WaitingChild:
    """A child without a travelling parent who has not left, and what is missing; nothing means that all is there."""

    traveller_id: UUID
    person_id: UUID
    journey_id: UUID
    office_id: int
    missing: tuple[MissingItem, ...]
