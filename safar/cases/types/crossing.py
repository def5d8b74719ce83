"""What goes over the counter of a consulate and past a border post: requests, answers, and the list of who crosses."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


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
    """One line of a border list; a recalled one says since when, and whether the border was told.

    `alias_of` is the person when the name shown is an alias.
    """

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
    alias_of: UUID | None = None


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
