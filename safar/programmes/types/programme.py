"""A whole programme at one version, as an enrolment keeps it for life."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field
from pydantic.dataclasses import dataclass

from safar.programmes.types.eligibility import EligibilityRule
from safar.programmes.types.entitlements import Entitlement
from safar.programmes.types.stages import Deadline, Move, Outcome, Stage, WorkingCalendar
from safar.programmes.types.wording import STRICT, Code, Country, ProgrammeCode, Sentence, Texts

# Never a claim, health, a screen or what was said in counselling: there is no code for them (D18).
AuthorityField = Literal["name", "own_name", "sex", "birth", "nationality", "document", "role", "return_country"]
Basis = Literal["return_declaration", "travel_consent"]
ANYWHERE = "any"


@dataclass(frozen=True, kw_only=True, config=STRICT)
class ConsentSettings:
    """The periods that consent goes by in this programme; each in the unit its name says."""

    reflection_hours: Annotated[int, Field(ge=1, le=720)]
    lapse_days: Annotated[int, Field(ge=1, le=365)]
    reconfirm_hours: Annotated[int, Field(ge=1, le=240)]
    reconfirm_delay_hours: Annotated[int, Field(ge=0, le=72)]
    late_entry_days: Annotated[int, Field(ge=1, le=60)]
    child_asked_from_age: Annotated[int, Field(ge=0, le=17)]
    removal_date_days: Annotated[int, Field(ge=0, le=60)]
    reach_alone_hours: Annotated[int, Field(ge=1, le=168)]
    recovery_days: Annotated[int, Field(ge=14, le=365)] = 30


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Topic:
    """Something every adult must have been told; `required` ones start the time for reflection."""

    code: Code
    names: Texts
    required: bool


@dataclass(frozen=True, kw_only=True, config=STRICT)
class IrreversibleStep:
    """A step that cannot be undone: it is explained, acknowledged, and due last."""

    code: Code
    names: Texts
    explanation: Texts
    source: Sentence


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Places:
    """How many the programme can take, what it counts, and where that is written."""

    count: Annotated[int, Field(ge=1, le=1_000_000)]
    unit: Literal["person", "family"]
    period: Literal["programme", "year"]
    source: Sentence


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Authority:
    """Who else decides on an application, and the only fields it is shown to decide on."""

    names: Texts
    fields: Annotated[tuple[AuthorityField, ...], Field(min_length=1)]
    source: Sentence


@dataclass(frozen=True, kw_only=True, config=STRICT)
class IndicatorTarget:
    """An indicator the programme reports, its target where one is set, and its breakdowns."""

    code: Code
    source: Sentence
    target: Annotated[int, Field(ge=1)] | None = None
    by: tuple[Code, ...] = ()


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Programme:
    """Everything a programme says, merged with the kind it is based on.

    `adult_children_apart`: grown-up children apply for themselves and are never enrolled together with a parent.
    """

    code: ProgrammeCode
    version: Annotated[int, Field(ge=1, le=9999)]
    names: Texts
    summary: Texts
    host_countries: Annotated[tuple[str, ...], Field(alias="from", min_length=1)]
    return_countries: Annotated[tuple[str, ...], Field(alias="to", min_length=1)]
    valid_from: date
    source: Sentence
    basis: Basis
    consent: ConsentSettings
    topics: tuple[Topic, ...]
    irreversible_steps: tuple[IrreversibleStep, ...]
    helped_before_excludes: bool
    stages: Annotated[tuple[Stage, ...], Field(min_length=2)]
    moves: Annotated[tuple[Move, ...], Field(min_length=1)]
    deadlines: tuple[Deadline, ...]
    outcomes: Annotated[tuple[Outcome, ...], Field(min_length=1)]
    rules: tuple[EligibilityRule, ...]
    entitlements: tuple[Entitlement, ...]
    indicators: tuple[IndicatorTarget, ...]
    calendars: dict[Country, WorkingCalendar]
    kind: bool = False
    based_on: ProgrammeCode | None = None
    valid_to: date | None = None
    places: Places | None = None
    authority: Authority | None = None
    adult_children_apart: bool | None = None

    def stage(self, code: str) -> Stage:
        """The stage of that code; KeyError when the programme has none."""
        return {stage.code: stage for stage in self.stages}[code]

    def move(self, code: str) -> Move:
        """The move of that code; KeyError when the programme has none."""
        return {move.code: move for move in self.moves}[code]

    def outcome(self, code: str) -> Outcome:
        """The outcome of that code; KeyError when the programme has none."""
        return {outcome.code: outcome for outcome in self.outcomes}[code]

    def entitlement(self, code: str) -> Entitlement:
        """The entitlement of that code; KeyError when the programme has none."""
        return {entitlement.code: entitlement for entitlement in self.entitlements}[code]

    def first_stage(self) -> Stage:
        """Where a case begins at first contact."""
        return next(stage for stage in self.stages if stage.entry == "first_contact")

    def serves(self, host: str, day: date) -> bool:
        """Whether someone in that country could join on that day."""
        in_time = self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
        return not self.kind and in_time and (host in self.host_countries or self.host_countries == (ANYWHERE,))

    def returns_to(self, country: str) -> bool:
        """Whether the programme takes people to that country."""
        return country in self.return_countries or self.return_countries == (ANYWHERE,)


@dataclass(frozen=True, kw_only=True, config=STRICT)
class PublishedProgramme:
    """A published version: its id, which enrolments keep, and what it says."""

    id: UUID
    hash: str
    published_at: datetime
    programme: Programme
