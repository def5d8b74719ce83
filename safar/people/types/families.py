"""What is read of those a person lives with and is kin to: relations, households, whoever has custody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from safar.people.types.persons import PersonId
from safar.people.types.words import (
    RelationKind,
)


@dataclass(frozen=True, slots=True)
class RelationFact:
    """`person_id` is the parent, spouse, guardian … of `other_id`; `ended_on` is empty while it lasts."""

    id: UUID
    person_id: PersonId
    other_id: PersonId
    kind: RelationKind
    parental_responsibility: bool
    from_on: date | None
    until_on: date | None
    has_concern: bool

    def lasts_on(self, day: date) -> bool:
        """Whether the relation stands on a day."""
        return (self.from_on is None or self.from_on <= day) and (self.until_on is None or day < self.until_on)


@dataclass(frozen=True, slots=True)
class HouseholdMemberFact:
    """A person's time in a household."""

    person_id: PersonId
    place: str
    from_on: date
    until_on: date | None


@dataclass(frozen=True, slots=True)
class HouseholdFact:
    """A household and all who ever lived in it, as far as the reader may see them."""

    id: UUID
    label: str
    office_id: int
    members: tuple[HouseholdMemberFact, ...]

    def member_ids_on(self, day: date) -> list[PersonId]:
        """Who lives in it on a day."""
        return [m.person_id for m in self.members if m.from_on <= day and (m.until_on is None or day < m.until_on)]


@dataclass(frozen=True, slots=True)
class GuardianFact:
    """An authority over a child: who, on which paper, from which day, and until which day it holds."""

    id: UUID
    child_id: PersonId
    guardian_id: PersonId | None
    name: str
    organisation: str
    kind: str
    proof: str
    from_on: date
    until_on: date | None
    ended_on: date | None
    ended_because: str

    def holds_on(self, day: date) -> bool:
        """Whether its days include this one."""
        return self.from_on <= day and self.until_on_at_latest(day) and (self.ended_on is None or day < self.ended_on)

    def until_on_at_latest(self, day: date) -> bool:
        """Whether the paper itself still runs on a day."""
        return self.until_on is None or day <= self.until_on
