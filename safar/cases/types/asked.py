"""What services are asked for, as frozen values a page or an import fills in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from safar.cases.types.codes import DecisionAnswer, DecisionKind, ForWhom, MemberRole, Purpose


@dataclass(frozen=True)
class MemberAsked:
    """A registered person who is to be in the case, and as what."""

    person_id: UUID
    role: MemberRole


@dataclass(frozen=True)
class AddPerson:
    """A person joining a case later: since when and why (born, married, found)."""

    person_id: UUID
    role: MemberRole
    reason: str


@dataclass(frozen=True)
class AppointmentAsked:
    """An appointment to be booked; an interpreter is named when one is already known."""

    starts_at: datetime
    minutes: int
    purpose: Purpose
    language: str
    place_kind: str
    place: str = ""
    member_id: UUID | None = None
    interpreter_needed: bool = False
    interpreter_name: str = ""
    interpreter_id: UUID | None = None
    with_user_id: int | None = None


@dataclass(frozen=True)
class DecisionGiven:
    """A decision as it was given: ours or the authority's, with reasons and the remedy against it."""

    kind: DecisionKind
    answer: DecisionAnswer
    decided_on: date
    decided_by: str
    reasons: tuple[str, ...] = ()
    remedy: str = ""
    remedy_until: date | None = None
    reference: str = ""


@dataclass(frozen=True)
class ItineraryGiven:
    """How the members leave: stated local moments in UTC, way and carrier, and the booking's reference."""

    leaves_at: datetime
    arrives_at: datetime | None
    way: str
    from_place: str
    to_place: str
    carrier: str = ""
    number: str = ""
    reference: str = ""
    met_by: str = ""


@dataclass(frozen=True)
class TaskAsked:
    """A task to be added by hand or by a module: the sentence is a known code with its parameters."""

    code: str
    for_whom: ForWhom
    params: Mapping[str, str] = field(default_factory=dict)
    member_id: UUID | None = None
    owner_id: int | None = None
    owner_role: str = ""
    due_at: datetime | None = None
    deadline_code: str = ""
    asked_on: date | None = None


@dataclass(frozen=True)
class StoredUpload:
    """A file already read from the request: the typed name is data, never a path."""

    name: str
    content: bytes
    content_type: str


@dataclass(frozen=True)
class WorklistFilters:
    """What a worklist is narrowed to; empty means everything in scope."""

    mine: bool = False
    status: str = ""
    stage: str = ""
    programme_code: str = ""
    language: str = ""
    for_whom: str = ""
    overdue: bool = False
    office_id: int | None = None
    embassy: str = ""
    text: str = ""
    limit: int = 200
