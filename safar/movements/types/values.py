"""What crosses the border of movements: what is given, and what the airport sees, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class StationRef:
    """An airport or crossing that an office looks after."""

    id: UUID
    office_id: int
    code: str
    name: str
    timezone: str


@dataclass(frozen=True)
class LegGiven:
    """One leg as somebody writes it down: moments in UTC, the time zones in which its two ends are read."""

    way: str
    from_place: str
    to_place: str
    leaves_at: datetime
    arrives_at: datetime | None = None
    carrier: str = ""
    number: str = ""
    from_zone: str = ""
    to_zone: str = ""


@dataclass(frozen=True)
class ReportGiven:
    """One entry from the airport; `id` was made where it was typed, `stated_at` is the moment stated there.

    `amount` counts the smallest unit of the currency.
    """

    id: UUID
    leg_id: UUID
    kind: str
    stated_at: datetime
    value: str = ""
    alone: bool | None = None
    amount: int | None = None
    currency: str = ""
    receipt: str = ""


@dataclass(frozen=True)
class Taken:
    """What became of an entry that was sent: kept or not, with a sentence where it was not kept."""

    id: UUID
    kept: bool
    sentence: str = ""


@dataclass(frozen=True)
class Entry:
    """A report as the merge sees it."""

    id: UUID
    kind: str
    stated_at: datetime
    value: str = ""
    alone: bool | None = None
    amount: int | None = None
    currency: str = ""
    receipt: str = ""


@dataclass(frozen=True)
class Merged:
    """What all entries about one person on one leg come to, in whatever order they arrived.

    `boarding` is empty, `boarded`, or the reason why not; `arrival` is empty, `met` or `not_met`; `contradictions`
    are codes of IncidentKind.
    """

    papers: bool = False
    answer: str = ""
    alone: bool | None = None
    boarding: str = ""
    boarded_at: datetime | None = None
    arrival: str = ""
    cash: tuple[tuple[int, str, str], ...] = ()
    contradictions: tuple[str, ...] = ()


@dataclass(frozen=True)
class TodayLine:
    """A person at an airport today: the least that whoever stands there has to know."""

    leg_id: UUID
    direction: str
    station: str
    zone: str
    case_id: UUID
    name: str
    latin: str
    is_child: bool
    carrier: str
    number: str
    other_place: str
    moment: datetime
    planned: datetime
    may_board: bool
    state: str
    met_by: str
    telephone: str
    merged: Merged
