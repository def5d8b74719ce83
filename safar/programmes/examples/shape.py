"""The shape of a worked case on disk."""

from datetime import date
from typing import Annotated

from pydantic import Field
from pydantic.dataclasses import dataclass

from safar.programmes.types.answers import Standing, Verdict
from safar.programmes.types.entitlements import AmountText, Circumstance, MemberRole
from safar.programmes.types.wording import STRICT, Code, Country, Role, Sentence


@dataclass(frozen=True, kw_only=True, config=STRICT)
class ExpectedAnswers:
    """Who may join: the answer overall, those of single rules, and what must still be asked."""

    verdict: Verdict
    answers: dict[Code, Verdict] = Field(default_factory=dict)
    ask: tuple[Code, ...] = ()


@dataclass(frozen=True, kw_only=True, config=STRICT)
class ExampleMember:
    """A member of the example's unit."""

    id: Code
    role: MemberRole
    circumstance: Circumstance = "none"


@dataclass(frozen=True, kw_only=True, config=STRICT)
class ExampleUnit:
    """The unit whose entitlements are counted, with the days known."""

    members: Annotated[tuple[ExampleMember, ...], Field(min_length=1)]
    application_on: date | None = None
    departure_on: date | None = None
    arrival_on: date | None = None


@dataclass(frozen=True, kw_only=True, config=STRICT)
class ExpectedDue:
    """One thing that must be due; whatever is left out is not looked at."""

    entitlement: Code
    member: Code
    instalment: Annotated[int, Field(ge=1)] = 1
    amount: AmountText | None = None
    currency: str | None = None
    due_on: date | None = None
    needs_approval: bool | None = None
    standing: Standing = "due"


@dataclass(frozen=True, kw_only=True, config=STRICT)
class TriedMove:
    """A move somebody tries; `refused` lists the gates, role or stage that stand in the way, nothing means open."""

    move: Code
    stage: Annotated[Code, Field(alias="from")]
    by: Role
    open: tuple[Code, ...] = ()
    refused: tuple[Code, ...] = ()


@dataclass(frozen=True, kw_only=True, config=STRICT)
class TriedDeadline:
    """A deadline counted from a day in a country, with what is left today."""

    deadline: Code
    started_on: date
    today: date
    due_on: date
    left: int
    country: Country | None = None


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Example:
    """A worked case: a name and why it matters, the facts, and what must come out."""

    name: Sentence
    why: Sentence
    facts: dict[Code, bool | int | str] = Field(default_factory=dict)
    expect: ExpectedAnswers | None = None
    unit: ExampleUnit | None = None
    due: tuple[ExpectedDue, ...] = ()
    nothing_else_due: bool = False
    moves: tuple[TriedMove, ...] = ()
    deadlines: tuple[TriedDeadline, ...] = ()
