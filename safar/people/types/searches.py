"""What is read of an enquiry, a likely match and a search for family: who is looked for, and what is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from safar.people.types.persons import PersonId, PersonSummary
from safar.people.types.words import (
    EnquiryTopic,
    Sex,
)


@dataclass(frozen=True, slots=True)
class Match:
    """Somebody already registered who may be the same person, and why: codes with their sentence's parameters."""

    person: PersonSummary
    reasons: tuple[str, ...]
    strength: int

    @property
    def is_strong(self) -> bool:
        """Whether registering anew needs a look at this one first."""
        return self.strength >= STRONG_MATCH


STRONG_MATCH = 2


@dataclass(frozen=True, slots=True)
class KnownElsewhere:
    """That another office knows somebody like this, and nothing more (D9)."""

    office_id: int
    because: str


@dataclass(frozen=True, slots=True)
class EnquiryFact:
    """A nameless enquiry."""

    id: UUID
    office_id: int
    on: date
    place: str
    channel: str
    language: str
    nationality: str
    sex: Sex
    topic: EnquiryTopic
    note: str
    led_to_registration: bool


@dataclass(frozen=True, slots=True)
class QuestionFact:
    """Another office, registering, met somebody of ours: by document or by name, and whether it was told."""

    person_id: PersonId
    asked_by: int | None
    asked_at: datetime
    because: str
    was_told: bool


@dataclass(frozen=True, slots=True)
class TracingFound:
    """Somebody who was found and, like the seeker, said yes to being told of."""

    name: str
    latin: str
    office_id: int


@dataclass(frozen=True, slots=True)
class TracingFact:
    """A search for somebody of the family: `found` only when both sides have said yes; a no looks like no answer."""

    id: UUID
    seeker_id: PersonId
    name: str
    latin: str
    relation: str
    last_known: str
    asked_at: datetime
    closed_at: datetime | None
    attempts: tuple[tuple[date, str, str], ...]
    found: tuple[TracingFound, ...]


@dataclass(frozen=True, slots=True)
class TracingQuestion:
    """A relative may be looking for somebody of ours: who, is told only when both sides have said yes."""

    tracing_id: UUID
    person_id: PersonId
    matched_at: datetime
    answered: bool
    agrees: bool
    seeker_name: str
    seeker_office_id: int | None
