"""What is read of a meeting and of what was said in it: sessions, confirmations, steps, doubts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True)
class SessionPersonLine:
    """One traveller's part in a session."""

    id: UUID
    traveller_id: UUID
    person_id: UUID
    alone: bool
    decision: str
    topics: tuple[str, ...]
    pack_id: UUID | None
    manner: str
    understood: bool
    consequences_told: bool
    own_words: tuple[str, ...]
    travel_document: str = ""
    debts: str = ""
    lodging: str = ""


@dataclass(frozen=True)
class SessionLine:
    """A session as the case file shows it: when it happened and when it was recorded."""

    id: UUID
    journey_id: UUID
    counsellor_id: int
    held_at: datetime
    recorded_at: datetime
    late: bool
    minutes: int | None
    purpose: str
    language: str
    interpreter_name: str
    interpreter_mode: str
    no_interpreter_needed: bool
    place_kind: str
    place: str
    motive: str
    heard_of_us: str
    options_explained: str
    note: str
    people: tuple[SessionPersonLine, ...]
    presences: tuple[tuple[str, bool, bool], ...]


@dataclass(frozen=True)
class ConfirmationLine:
    """What the person answered when asked again."""

    id: UUID
    traveller_id: UUID
    which: str
    answer: str
    alone: bool
    asked_by_id: int
    asked_at: datetime
    recorded_at: datetime
    place: str


@dataclass(frozen=True)
class ConfirmationDue:
    """A traveller who is still to be asked, before or at departure."""

    traveller_id: UUID
    person_id: UUID
    which: str
    asked_at: datetime | None


@dataclass(frozen=True)
class CapacityDoubtLine:
    """A doubt about the person's capacity, open while `settled_on` is None."""

    id: UUID
    traveller_id: UUID
    raised_on: date
    source: str
    settled_on: date | None
    can_decide: bool | None
    about: str = "return"
    result: str = ""
    valid_until: date | None = None
