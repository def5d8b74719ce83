"""What queries and services answer: frozen values, nothing that reaches the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Refusal:
    """Why something is not allowed: the rule's code, the sentence for the reader, and what the sentence was made of."""

    code: str
    sentence: str
    params: Mapping[str, Any]

    @property
    def rule(self) -> str:
        """The number of the rule, as V2."""
        return self.code.split("_", 1)[0].upper()


@dataclass(frozen=True)
class DeclarationOutcome:
    """A declaration was recorded; the permit followed, or these are the reasons why it did not."""

    declaration_id: UUID
    permit_id: UUID | None
    refusals: tuple[Refusal, ...] = ()


@dataclass(frozen=True)
class PermitOutcome:
    """A permit was made, renewed or resumed, or these are the reasons why not."""

    permit_id: UUID | None
    refusals: tuple[Refusal, ...] = ()


@dataclass(frozen=True)
class PermitLine:
    """A permit as lists show it."""

    id: UUID
    traveller_id: UUID
    person_id: UUID
    state: str
    basis: str
    made_at: datetime
    lapses_at: datetime
    ended_at: datetime | None
    declaration_id: UUID | None
    rests_on_id: UUID | None


@dataclass(frozen=True)
class HoldLine:
    """A hold, open while `released_at` is None."""

    id: UUID
    traveller_id: UUID
    person_id: UUID
    journey_id: UUID
    office_id: int
    kind: str
    raised_at: datetime
    recorded_at: datetime
    reason: str
    released_at: datetime | None


@dataclass(frozen=True)
class TravellerLine:
    """One traveller of a journey with what matters at a glance."""

    id: UUID
    person_id: UUID
    going: str
    struck_reason: str
    cannot_read: bool
    ask_again_since: datetime | None
    permit: PermitLine | None
    holds: tuple[HoldLine, ...]
    departed_at: datetime | None
    arrival_outcome: str | None
    arrived_at: datetime | None
    withdrawn_at: datetime | None
    is_frozen: bool
    screen_result: str | None


@dataclass(frozen=True)
class JourneyFile:
    """A journey with its travellers and the periods it goes by."""

    id: UUID
    office_id: int
    offered_to_id: int | None
    sent_from_id: int | None
    programme_version_id: UUID
    programme_code: str
    basis: str
    host_country: str
    return_country: str
    return_place: str
    arranged_by_us: bool
    reflection_hours: int
    lapse_days: int
    reconfirm_hours: int
    required_topics: tuple[str, ...]
    irreversible_steps: tuple[str, ...]
    opened_at: datetime
    travellers: tuple[TravellerLine, ...]


@dataclass(frozen=True)
class StepLine:
    """A step that cannot be undone, for one traveller; the moments are None until they happened."""

    traveller_id: UUID
    code: str
    explained_at: datetime | None
    acknowledged_at: datetime | None
    done_at: datetime | None
    failed_at: datetime | None


@dataclass(frozen=True)
class EventLine:
    """One thing that happened to a traveller, for the history: when it happened and when it was recorded."""

    kind: str
    traveller_id: UUID
    person_id: UUID
    happened_at: datetime
    recorded_at: datetime
    detail: Mapping[str, Any]
