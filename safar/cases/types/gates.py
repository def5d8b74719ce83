"""Gates: what a check is given about a member, and what it answers in words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from safar.programmes.types import Programme


@dataclass(frozen=True)
class MemberContext:
    """One member of one enrolment as every gate sees them; `at` is the stated time of the question."""

    enrolment_member_id: UUID
    member_id: UUID
    person_id: UUID
    traveller_id: UUID | None
    case_id: UUID
    enrolment_id: UUID
    journey_id: UUID | None
    office_id: int
    offered_to_id: int | None
    sent_from_id: int | None
    began: str
    role: str
    stage: str
    name: str
    programme: Programme
    at: datetime


@dataclass(frozen=True)
class ClearWith:
    """The page that clears a blocker: a URL name, the id it takes, the words on the button, and who may use it."""

    url_name: str
    label: str
    id: UUID | None = None
    permission: str = ""  # empty: everybody who reads the case


@dataclass(frozen=True)
class GateAnswer:
    """What a gate says of one member; `stopped` marks what only a protection officer can clear."""

    ok: bool
    sentence: str
    why: str = ""
    since: date | None = None
    due: date | None = None
    clear_with: ClearWith | None = None
    stopped: bool = False


GateCheck = Callable[[Sequence[MemberContext]], Mapping[UUID, GateAnswer]]


@dataclass(frozen=True)
class GateOffer:
    """A gate some module offers: its code, its sentence in general words, and its check for many members at once.

    The check answers by enrolment member id and asks the database a fixed number of questions.
    """

    code: str
    sentence: str
    check: GateCheck


@dataclass(frozen=True)
class GateLine:
    """A gate as the case file shows it for the members it concerns."""

    code: str
    state: Literal["met", "waits", "held"]
    sentence: str
    why: str
    members: tuple[str, ...]
    since: date | None
    due: date | None
    clear_with: ClearWith | None
