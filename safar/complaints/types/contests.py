"""Contested refusals and second opinions as they are given and read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from safar.complaints.types.codes import Ground, Opinion


@dataclass(frozen=True)
class ContestGiven:
    """A refusal contested: exactly one of a decision and a rule's answer is named."""

    case_id: UUID
    ground: Ground
    words: str
    contested_on: date
    evidence: str = ""
    decision_id: UUID | None = None
    answer_id: UUID | None = None


@dataclass(frozen=True)
class OpinionGiven:
    """A second opinion: the outcome, its reasons, and what can still be done against it."""

    outcome: Opinion
    reasons: str
    remedy: str = ""
    remedy_until: date | None = None


@dataclass(frozen=True)
class Contestable:
    """A refusal of a case that a person may contest, or why not any more."""

    kind: str
    id: UUID
    said: str
    on: date | None
    until: date | None
    remedy: str
    may: bool
    contest_id: UUID | None


@dataclass(frozen=True)
class ContestLine:
    """A contest in a list or on its own page."""

    id: UUID
    case_id: UUID
    reference: str
    title: str
    office: str
    ground: str
    words: str
    evidence: str
    contested_on: date
    due_on: date
    overdue: bool
    said: str
    target: str
    outcome: str
    reasons: str
    answered_by: str
    answered_at: datetime | None
    may_answer: bool

    @property
    def ground_name(self) -> str:
        """Why it is contested, in the reader's words."""
        return str(Ground(self.ground).label)

    @property
    def outcome_name(self) -> str:
        """What came of it, in the reader's words."""
        return str(Opinion(self.outcome).label) if self.outcome else ""
