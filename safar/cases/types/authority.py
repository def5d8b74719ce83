"""What crosses the border of cases about authorities: applications, consular requests, border lists, audit samples."""

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


class ConsularAnswer(StrEnum):
    """What an embassy answered to one request."""

    AWAITED = "awaited"
    RECOGNISED = "recognised"
    REFUSED = "refused"
    SILENT = "silent"
    TAKEN_BACK = "taken_back"


class BorderSide(StrEnum):
    """Which border is told: the one people leave by, or the one they enter."""

    EXIT = "exit"
    ENTRY = "entry"


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
class ConsularGiven:
    """A consular request to send: the written wish, and for a child its guardian, the guardian's paper and its view."""

    embassy: str
    wish_on: date
    wish_paper: str
    sent_on: date
    guardian_name: str = ""
    guardian_paper: str = ""
    child_view: str = ""


@dataclass(frozen=True)
class ConsularLine:
    """One request as it was sent, field by field, and what was answered."""

    id: UUID
    application_id: UUID
    member: str
    embassy: str
    country: str
    wish_on: date
    wish_paper: str
    sent_on: date
    released_by: str
    sent: tuple[tuple[str, str], ...]
    answer: str
    answered_on: date | None
    answer_note: str


@dataclass(frozen=True)
class BorderListGiven:
    """One movement's list to prepare: which border authority, on which side, at which crossing."""

    authority: str
    side: str
    country: str
    crossing: str


@dataclass(frozen=True)
class MovementLeaving:
    """People who leave together: by what, when, and the itinerary of one of them as its name."""

    itinerary_id: UUID
    way: str
    carrier: str
    number: str
    from_place: str
    to_place: str
    leaves_at: datetime
    people: int
    case_ids: tuple[UUID, ...]


@dataclass(frozen=True)
class NotListed:
    """Somebody of the movement who is not put on the list, and why, for the office alone."""

    member: str
    sentence: str


@dataclass(frozen=True)
class BorderPerson:
    """One line of a border list; a recalled one says since when, and whether the border was told."""

    row_id: UUID
    case_id: UUID
    name: str
    birth_earliest: date | None
    birth_latest: date | None
    document_number: str
    flight: str
    live: bool
    recall_id: UUID | None
    recalled_at: datetime | None
    told_at: datetime | None
    told_whom: str


@dataclass(frozen=True)
class BorderListFile:
    """A border list with its people and those who released it."""

    id: UUID
    office: str
    authority: str
    side: str
    country: str
    crossing: str
    way: str
    carrier: str
    number: str
    leaves_at: datetime
    prepared_at: datetime
    prepared_by: str
    releases: tuple[tuple[str, datetime], ...]
    released_at: datetime | None
    people: tuple[BorderPerson, ...]


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
