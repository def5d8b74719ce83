"""The case file and its parts: tasks, appointments, notes, people and what happened."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from safar.cases.types.papers import TravelDocumentLine
from safar.cases.types.way import ApprovalLine, EnrolmentView


@dataclass(frozen=True)
class TaskLine:
    """A task: sentence, who has to act, since when, until when and why that date."""

    id: UUID
    code: str
    sentence: str
    member: str
    for_whom: str
    owner: str
    since: date
    due_at: datetime | None
    why_due: str
    overdue: bool
    chased: int
    last_chased_on: date | None
    done_at: datetime | None
    outcome: str


@dataclass(frozen=True)
class AppointmentLine:
    """An appointment of the case."""

    id: UUID
    starts_at: datetime
    minutes: int
    purpose: str
    member: str
    language: str
    place_kind: str
    place: str
    interpreter_needed: bool
    interpreter: str
    with_name: str
    state: str


@dataclass(frozen=True)
class NoteLine:
    """A note as it stands; `corrects` names the note it replaces."""

    id: UUID
    kind: str
    body: str
    member: str
    written_at: datetime
    written_by: str
    corrects: UUID | None


@dataclass(frozen=True)
class AttachmentLine:
    """A stored file: the name typed for it, its size in bytes and its kind."""

    id: UUID
    name: str
    kind: str
    size: int
    content_type: str
    added_at: datetime
    added_by: str


@dataclass(frozen=True)
class ContactLine:
    """An attempt to reach somebody."""

    id: UUID
    at: datetime
    channel: str
    outcome: str
    member: str
    by: str


@dataclass(frozen=True)
class HistoryLine:
    """Something that happened; `recorded_at` differs from `happened_at` when it was entered later."""

    happened_at: datetime
    recorded_at: datetime
    code: str
    sentence: str
    by: str
    context: str
    where: str = ""  # the reference of another case, where it happened before the two parted or came together

    @property
    def entered_later(self) -> bool:
        """Whether more than a day lies between what happened and its recording."""
        return (self.recorded_at - self.happened_at).total_seconds() > 86400


@dataclass(frozen=True)
class PersonCard:
    """A member of the case as a person: names in both scripts, age, and how to talk to them safely."""

    member_id: UUID
    person_id: UUID
    traveller_id: UUID | None
    name: str
    original_name: str
    age: str
    sex: str
    role: str
    languages: tuple[str, ...]
    interpreter_needed: bool
    going: str
    left: bool
    left_reason: str
    flags: tuple[str, ...]


@dataclass(frozen=True)
class CaseFile:
    """The whole case for one page."""

    id: UUID
    reference: str
    title: str
    status: str
    status_reason: str
    began: str
    office_id: int
    office: str
    offered_to: str
    offered_to_id: int | None
    sent_from: str
    assigned_to: str
    assigned_to_id: int | None
    household_id: UUID | None
    journey_id: UUID | None
    host_country: str
    return_country: str
    return_place: str
    opened_at: datetime
    closed_at: datetime | None
    closure_reason: str
    waits_for: str
    waits_days: int | None
    may_write: bool
    may_accept: bool
    enrolments: tuple[EnrolmentView, ...]
    people: tuple[PersonCard, ...]
    tasks: tuple[TaskLine, ...]
    approvals: tuple[ApprovalLine, ...]
    appointments: tuple[AppointmentLine, ...]
    travel_documents: tuple[TravelDocumentLine, ...]
    itineraries: tuple["LeavingLine", ...]
    notes: tuple[NoteLine, ...]
    attachments: tuple[AttachmentLine, ...]
    contacts: tuple[ContactLine, ...]
    history: tuple[HistoryLine, ...]
    panels: Mapping[str, tuple[tuple[str, str], ...]]
    panel_pages: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class LeavingLine:
    """A member's itinerary; `live` is false once its permit was withdrawn, lapsed or it was cancelled."""

    id: UUID
    member_id: UUID
    member: str
    leaves_at: datetime
    arrives_at: datetime | None
    way: str
    from_place: str
    to_place: str
    carrier: str
    number: str
    reference: str
    met_by: str
    live: bool
