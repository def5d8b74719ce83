"""What a case file reads of papers to travel with: the application, its steps and where it stands."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class TravelDocumentStepLine:
    """One step of an application for papers."""

    step: str
    name: str
    on: date
    due_on: date | None
    note: str


@dataclass(frozen=True)
class TravelDocumentLine:
    """An application for papers: for whom, where it stands, and until when the paper lives."""

    id: UUID
    member_id: UUID
    member: str
    document_kind: str
    authority: str
    state: str
    since: date
    due_on: date | None
    wish_on: date | None
    valid_from: date | None
    valid_until: date | None
    steps: tuple[TravelDocumentStepLine, ...]
