"""What crosses the border of cases about authorities: applications, answers, removals, audit samples."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class ApplicationState(StrEnum):
    """Where an application to an authority stands; `ended` is one that it may no longer see at all."""

    WAITING = "waiting"
    MORE_ASKED = "more_asked"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"


@dataclass(frozen=True)
class ApplicantLine:
    """One person as the authority is shown them; empty where the programme does not declare the field."""

    name: str
    own_name: str
    sex: str
    birth_earliest: date | None
    birth_latest: date | None
    nationality: str
    document_kind: str
    document_number: str
    document_until: date | None
    role: str


@dataclass(frozen=True)
class AnswerLine:
    """An authority's answer: approved, refused with reasons and remedy, or what more it asks."""

    answer: str
    reasons: tuple[str, ...]
    remedy: str
    remedy_until: date | None
    asks: str
    decided_on: date
    reference: str


@dataclass(frozen=True)
class ApplicationRow:
    """A line of an authority's list: its number, its first person and since when it waits or was answered."""

    id: UUID
    reference: str
    name: str
    people: int
    state: str
    submitted_at: datetime
    state_since: datetime


@dataclass(frozen=True)
class ApplicationFile:
    """One application as its authority opens it; of a withdrawn one only that it was withdrawn."""

    id: UUID
    reference: str
    state: str
    programme: str = ""
    host_country: str = ""
    return_country: str = ""
    submitted_at: datetime | None = None
    office: str = ""
    people: tuple[ApplicantLine, ...] = ()
    answers: tuple[AnswerLine, ...] = ()

    @property
    def can_answer(self) -> bool:
        """Whether it waits for this authority."""
        return self.state == ApplicationState.WAITING


@dataclass(frozen=True)
class AnswerGiven:
    """What an authority writes as its answer; a refusal carries reasons, remedy and its last day."""

    answer: str
    decided_on: date
    reasons: tuple[str, ...] = ()
    remedy: str = ""
    remedy_until: date | None = None
    asks: str = ""
    reference: str = ""


@dataclass(frozen=True)
class SubmissionLine:
    """An application as the case shows it: to whom, where it stands, which fields were sent about whom."""

    id: UUID
    reference: str
    authority: str
    state: str
    state_since: datetime
    submitted_at: datetime
    submitted_by: str
    people: tuple[ApplicantLine, ...]
    answers: tuple[AnswerLine, ...]


@dataclass(frozen=True)
class RemovalGiven:
    """The State removed people first: when, which authority, how we know, and what was told us."""

    removed_at: datetime
    authority: str
    told_by: str
    place: str = ""
    account: str = ""


@dataclass(frozen=True)
class SampleAsked:
    """A sample to draw: how many of the cases opened between two days, by which seed, readable from when until when."""

    auditor_id: int
    office_id: int
    purpose: str
    seed: str
    wanted: int
    opened_from: date
    opened_until: date
    from_on: date
    until_on: date


@dataclass(frozen=True)
class SampleLine:
    """A sample as the officer who drew it and its auditor see it."""

    id: UUID
    auditor: str
    office: str
    purpose: str
    seed: str
    wanted: int
    population: int
    from_on: date
    until_on: date
    cases: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class AuditedFile:
    """A sampled case by number only: what happened when, which papers there are; no name, no story."""

    number: int
    reference: str
    programme: str
    opened_at: datetime
    closed_at: datetime | None
    closure_reason: str
    lines: tuple[tuple[str, str, datetime | None], ...]
