"""What is read of an enquiry, a likely match and a search for family: who is looked for, and what is known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from safar.kernel.calendars import ascii_digits
from safar.kernel.dates import DayRange
from safar.kernel.names import words_of
from safar.people.types.persons import PersonId, PersonSummary
from safar.people.types.words import (
    EnquiryTopic,
    Sex,
)

# A year of birth among the words of a search: of the Common Era, or Solar Hijri.
_YEAR = re.compile(r"\b(1[2-4]\d\d|19\d\d|20\d\d)\b")
SOLAR_FROM, SOLAR_TO = 1200, 1500
SOLAR_BEHIND = 621


@dataclass(frozen=True, slots=True)
class Sought:
    """Who is looked for: one box of text, or a form of which every field may be empty.

    A year among the words of `text` is taken for the birth's. `born` is where a birth or an age puts it.
    """

    text: str = ""
    name: str = ""
    father: str = ""
    born: DayRange | None = None
    document: str = ""
    phone: str = ""
    place: str = ""
    sex: str = ""

    def words(self) -> list[str]:
        """The words of names that are asked for, in normal form; numbers are none."""
        texts = (_YEAR.sub(" ", ascii_digits(self.text)), self.name, self.father)
        return [word for text in texts for word in words_of(text) if not word.isdigit()]

    def years(self) -> tuple[int, int] | None:
        """The first and the last year in which they may be born, of the Common Era; a Solar Hijri year spans two."""
        if self.born is not None:
            return self.born.earliest.year, self.born.latest.year
        year = next((int(found) for found in _YEAR.findall(ascii_digits(self.text))), None)
        if year is None:
            return None
        return (year + SOLAR_BEHIND, year + SOLAR_BEHIND + 1) if SOLAR_FROM <= year < SOLAR_TO else (year, year)


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody whom a search found, why, as codes of sentences, and how well: 1 is the name as it was typed."""

    person: PersonSummary
    reasons: tuple[str, ...]
    score: float


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
