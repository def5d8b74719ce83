"""What crosses the border about advisories: what is given, what was told, and the lines that are read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class AdvisoryLevel(StrEnum):
    """How strong an advisory is: told, told before a declaration counts, or nobody leaves."""

    INFORMATION = "information"
    CAUTION = "caution"
    HALT = "halt"


class Profile(StrEnum):
    """A kind of people whom an advisory may name; the first four are seen from the file, the others are asked after."""

    WOMEN_ALONE = "women_alone"
    CHILDREN = "children"
    SINGLE_PARENTS = "single_parents"
    OLDER_PEOPLE = "older_people"
    ETHNIC_MINORITY = "ethnic_minority"
    RELIGIOUS_MINORITY = "religious_minority"
    FORMER_OFFICIALS = "former_officials"
    SECURITY_FORCES = "security_forces"
    JOURNALISTS = "journalists"
    HUMAN_RIGHTS = "human_rights"
    TEACHERS = "teachers"
    LGBTI = "lgbti"
    MEDICAL_NEED = "medical_need"
    DISABILITY = "disability"


SEEN_PROFILES = (Profile.WOMEN_ALONE, Profile.CHILDREN, Profile.SINGLE_PARENTS, Profile.OLDER_PEOPLE)


@dataclass(frozen=True)
class AdvisoryGiven:
    """An advisory to issue: the reason in the issuer's language, and words to say by language (`words`)."""

    country: str
    level: str
    reason: str
    source: str
    areas: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()
    from_at: datetime | None = None
    until_at: datetime | None = None
    words: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class AdvisoryReach:
    """How many people an advisory would concern in one office: moving, soon, rest; `known` false: to be asked first."""

    office_id: int
    standing: str
    known: bool
    people: int


@dataclass(frozen=True)
class AdvisoryLine:
    """An advisory as it stands; `lifted_at` is None while it has not been lifted."""

    id: UUID
    country: str
    areas: tuple[str, ...]
    profiles: tuple[str, ...]
    level: str
    from_at: datetime
    until_at: datetime | None
    source: str
    reason: str
    office_id: int
    issued_by_id: int
    issued_at: datetime
    lifted_at: datetime | None
    lifted_by_id: int | None
    lifted_reason: str

    def is_in_force(self, at: datetime) -> bool:
        """Whether it stands at a moment."""
        ended = [moment for moment in (self.until_at, self.lifted_at) if moment is not None]
        return self.from_at <= at and all(at < moment for moment in ended)


@dataclass(frozen=True)
class TellingLine:
    """Somebody who is to be told of an advisory (`why` issued) or of its end (lifted), and whether they were."""

    id: UUID
    advisory_id: UUID
    traveller_id: UUID
    person_id: UUID
    journey_id: UUID
    office_id: int
    why: str
    standing: str
    due_at: datetime
    told_at: datetime | None
    told_by_id: int | None
    language: str
    channel: str
    said: str


@dataclass(frozen=True)
class ToldGiven:
    """The person was told: when, in which language, by which way, and what they said to it."""

    told_at: datetime
    language: str
    channel: str
    said: str = ""
