"""Papers on their way into force, as they cross the border of consent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from safar.consent.types.files import Refusal
from safar.consent.types.given import DeclarationGiven


class PaperState(StrEnum):
    """Where a paper stands on its way; only a confirmed one becomes a declaration."""

    TO_CHECK = "to_check"
    DIFFERS = "differs"
    TO_REACH = "to_reach"
    CONFIRMED = "confirmed"
    CHANGED_MIND = "changed_mind"
    NEVER_SIGNED = "never_signed"


class Reached(StrEnum):
    """What came of trying to reach the person about their paper."""

    CONFIRMS = "confirms"
    CHANGED_MIND = "changed_mind"
    NEVER_SIGNED = "never_signed"
    NOT_REACHED = "not_reached"


class CheckedLine(StrEnum):
    """What the second reader confirms line by line, besides typing the decisive answers again."""

    PERSON = "person"
    SESSION = "session"
    TOPICS = "topics"
    CHILDREN = "children"
    PRESENCES = "presences"
    ANSWERS = "answers"


@dataclass(frozen=True)
class PaperGiven:
    """A paper as one colleague reads it: the declaration on it, its scans in order, and its number if it has one.

    The moments in `declaration` are those on the paper; `scans` are whole files (PDF, JPEG or PNG).
    """

    declaration: DeclarationGiven
    scans: tuple[bytes, ...]
    blank_number: str = ""


@dataclass(frozen=True)
class PaperReading:
    """What another colleague reads on the same scan; `lines` are the CheckedLine they confirm."""

    signed_at: datetime
    held_on: date
    language: str
    manner: str
    witness_name: str
    interpreter_name: str = ""
    lines: frozenset[str] = frozenset(CheckedLine)


@dataclass(frozen=True)
class ReachGiven:
    """Who was reached, or not: `outcome` is one of Reached, `spoke_at` also when it was tried in vain."""

    outcome: str
    spoke_at: datetime
    alone: bool = False
    channel: str = ""
    contact_id: UUID | None = None
    language: str = ""
    interpreter_name: str = ""
    no_interpreter_needed: bool = False
    note: str = ""


@dataclass(frozen=True)
class PaperOutcome:
    """What followed from reaching the person: a declaration and a permit, or why there is none."""

    state: str
    declaration_id: UUID | None = None
    permit_id: UUID | None = None
    refusals: tuple[Refusal, ...] = ()


@dataclass(frozen=True)
class ReachLine:
    """One try to reach the person."""

    outcome: str
    spoke_by_id: int | None
    spoke_at: datetime
    alone: bool
    channel: str
    language: str
    interpreter_name: str
    no_interpreter_needed: bool
    note: str


@dataclass(frozen=True)
class PaperLine:
    """A paper as it stands: what was entered, by whom, what the check found, and who reached the person."""

    id: UUID
    traveller_id: UUID
    person_id: UUID
    journey_id: UUID
    office_id: int
    state: str
    session_id: UUID
    text_id: UUID
    pack_id: UUID
    language: str
    interpreter_name: str
    no_interpreter_needed: bool
    manner: str
    place: str
    witness_name: str
    witness_relation: str
    signed_at: datetime
    copy_answer: str
    reading_aloud_answer: str
    children: tuple[UUID, ...]
    in_sight: tuple[str, ...]
    in_hearing: tuple[str, ...]
    shortened_by_person: bool
    shortened_reason: str
    legal_advice_offered: bool
    second_officer_id: int | None
    entered_by_id: int | None
    entered_at: datetime
    blank_number: str
    scans: tuple[tuple[UUID, str], ...]
    checked_by_id: int | None = None
    checked_at: datetime | None = None
    differences: tuple[str, ...] = ()
    reaches: tuple[ReachLine, ...] = ()
    declaration_id: UUID | None = None

    @property
    def confirmed(self) -> ReachLine | None:
        """The talk in which the person said that it is theirs."""
        return next((line for line in self.reaches if line.outcome == Reached.CONFIRMS), None)


@dataclass(frozen=True)
class Transcription:
    """How a declaration came from paper into force: by whom entered, checked and confirmed, and when."""

    paper_id: UUID
    blank_number: str
    entered_by_id: int | None
    entered_at: datetime
    checked_by_id: int | None
    checked_at: datetime | None
    spoke_by_id: int | None
    spoke_at: datetime | None
