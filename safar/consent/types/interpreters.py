"""Interpreters as they are given and read: who they are, whom they must not interpret for, what they are booked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True)
class InterpreterGiven:
    """Somebody for the register; `languages` are code and whether they read it too; `born_in` a year of birth."""

    name: str
    languages: tuple[tuple[str, bool], ...] = ()
    of_age: bool = True
    of_authority: bool = False
    born_in: int | None = None
    gender: str = ""
    employer: str = ""
    telephone: str = ""
    agreement_on: date | None = None
    person_id: UUID | None = None
    one_off: bool = False


@dataclass(frozen=True)
class InterpreterLine:
    """An interpreter of the register; `unfit_from` is set while they are found unfit."""

    id: UUID
    number: int
    office_id: int
    name: str
    gender: str
    of_age: bool
    of_authority: bool
    employer: str
    telephone: str
    one_off: bool
    agreement_on: date | None
    ended_on: date | None
    languages: tuple[tuple[str, bool], ...]
    unfit_from: datetime | None
    person_id: UUID | None = None


@dataclass(frozen=True)
class ConflictLine:
    """Why an interpreter may not interpret for somebody, or for anybody."""

    kind: str
    person_id: UUID | None
    from_on: date | None
    until_on: date | None
    note: str


@dataclass(frozen=True)
class BookingLine:
    """An interpreter's time that is taken."""

    id: UUID
    interpreter_id: UUID
    office_id: int
    booked_for: UUID | None
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class ThroughLine:
    """One declaration, confirmation or session through an interpreter; `waits`: to be asked again through another."""

    kind: str
    row_id: UUID
    traveller_id: UUID
    person_id: UUID
    journey_id: UUID
    moment: datetime
    waits: bool


@dataclass(frozen=True)
class AudioLine:
    """A recording of an information pack."""

    id: UUID
    pack_id: UUID
    voice: str
    content_type: str
    size: int
    added_at: datetime
