"""The codes and values of help after arrival: onward movement, and what becomes of a promise when life changes."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class OnwardKind(StrEnum):
    """What somebody did after they had come home."""

    MOVED_ON = "moved_on"
    RE_MIGRATED = "re_migrated"
    CAME_BACK = "came_back"


class Certainty(StrEnum):
    """How sure we are: presumed changes no promise, it asks somebody to find out."""

    KNOWN = "known"
    PRESUMED = "presumed"


class Fate(StrEnum):
    """What becomes of a promise after a death, onward movement, split or forced return."""

    STAYS = "stays"
    ENDS = "ends"
    PASSES_TO_FAMILY = "passes_to_family"


@dataclass(frozen=True)
class OnwardGiven:
    """What was heard of a member who moved on, left again or came back: from whom, since when, and what we do now."""

    kind: OnwardKind
    certainty: Certainty
    since_on: date
    source: str
    plan: str
    country: str = ""
    place: str = ""


@dataclass(frozen=True)
class OnwardLine:
    """An onward movement as the case file shows it, the latest first."""

    id: UUID
    member_id: UUID
    member: str
    kind: str
    certainty: str
    country: str
    place: str
    since_on: date
    source: str
    plan: str
    told_at: datetime
