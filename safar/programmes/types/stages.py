"""The way through a programme: stages, moves between them, deadlines, outcomes and working days."""

from typing import Annotated, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from safar.programmes.types.wording import STRICT, Code, Country, Role, Sentence, Texts

Phase = Literal["pre_departure", "travelling", "post_arrival", "closed"]
PHASES: tuple[Phase, ...] = ("pre_departure", "travelling", "post_arrival", "closed")

Entry = Literal["first_contact", "came_without_us", "none"]

Event = Literal[
    "case_opened",
    "session_held",
    "declaration_made",
    "decision_asked",
    "decision_made",
    "refusal_told",
    "travel_document_asked",
    "travel_document_issued",
    "departed",
    "arrived",
    "plan_agreed",
    "first_delivery",
    "followed_up",
    "everything_delivered",
]

Unit = Literal["working_days", "days", "months"]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
MonthDay = Annotated[str, Field(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")]


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Stage:
    """One place on the way; `entry` says whether a case may begin here, and how the person came to it."""

    code: Code
    names: Texts
    phase: Phase
    held_by: Role
    entry: Entry = "none"


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Move:
    """One allowed step: from where, to where, by whom, through which gates, and what becomes due by it."""

    code: Code
    names: Texts
    from_stages: Annotated[tuple[Code, ...], Field(alias="from", min_length=1)]
    to: Code
    by: Annotated[tuple[Role, ...], Field(min_length=1)]
    gates: tuple[Code, ...] = ()
    two_person: bool = False
    reason_required: bool = False
    outcome_required: bool = False
    entitles: tuple[Code, ...] = ()


@dataclass(frozen=True, kw_only=True, config=STRICT)
class CountedFrom:
    """What a period is counted from or ended by: entering a stage, or an event; exactly one of the two."""

    stage: Code | None = None
    event: Event | None = None


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Length:
    """How long a period is."""

    count: Annotated[int, Field(ge=1, le=400)]
    unit: Unit


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Deadline:
    """A period that the programme gives, whose it is, and where it is written.

    `began` says in words when it began, with `{day}` where the day stands: "asked for on {day}". `ends_as` is the
    outcome with which the way ends by itself when the period passes without an answer; most periods have none.
    """

    code: Code
    names: Texts
    counted_from: CountedFrom
    met_by: CountedFrom
    length: Length
    held_by: Role
    source: Sentence
    per_country: dict[Country, Length] = Field(default_factory=dict)
    began: Texts | None = None
    ends_as: Code | None = None


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Outcome:
    """How a member's way may end."""

    code: Code
    names: Texts
    when: Literal["before_travel", "after_travel", "any"]


@dataclass(frozen=True, kw_only=True, config=STRICT)
class WorkingCalendar:
    """Which days do not count as working days in a country: weekly rest, fixed holidays and those tied to Easter.

    `closed_solar_hijri` are days of the Solar Hijri year as month-day. Days set by the moon are not in it.
    """

    weekend: Annotated[tuple[Weekday, ...], Field(min_length=1, max_length=3)]
    source: Sentence
    closed: tuple[MonthDay, ...] = ()
    closed_solar_hijri: tuple[MonthDay, ...] = ()
    closed_after_easter: tuple[Annotated[int, Field(ge=-70, le=70)], ...] = ()
