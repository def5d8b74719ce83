"""Complaints as they are given and read: lines with their clocks, steps, answers, figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from safar.complaints.types.codes import About, Channel, Outcome, Standing, StepKind


@dataclass(frozen=True)
class ComplaintGiven:
    """A complaint as it came in. `accused` are user ids, `accused_words` who is meant where no name is known."""

    about: About
    channel: Channel
    language: str
    words: str
    received_at: datetime
    anonymous: bool = False
    serious: bool = False
    accused: tuple[int, ...] = ()
    accused_words: str = ""
    wants_contact: bool = False
    safe_contact: str = ""
    person_id: UUID | None = None
    case_id: UUID | None = None
    earlier_reference: str = ""


@dataclass(frozen=True)
class Recorded:
    """A complaint just written down: the reference to tell the person, and by when they hear from us."""

    complaint_id: UUID
    reference: str
    acknowledge_by: date
    answer_by: date
    bypasses: bool


@dataclass(frozen=True)
class ComplaintRow:
    """A complaint in a list, with its clocks."""

    id: UUID
    reference: str
    about: str
    channel: str
    office: str
    serious: bool
    received_at: datetime
    standing: str
    next_due: date | None
    overdue: bool
    case_id: UUID | None
    outcome: str

    @property
    def about_name(self) -> str:
        """What it is about in the reader's words."""
        return str(About(self.about).label)

    @property
    def channel_name(self) -> str:
        """How it came in the reader's words."""
        return str(Channel(self.channel).label)

    @property
    def standing_name(self) -> str:
        """Where it is in the reader's words."""
        return str(Standing(self.standing).label)

    @property
    def outcome_name(self) -> str:
        """What it came to in the reader's words."""
        return str(Outcome(self.outcome).label) if self.outcome else ""


@dataclass(frozen=True)
class StepLine:
    """Something done about a complaint."""

    kind: str
    words: str
    done_at: datetime
    by: str

    @property
    def kind_name(self) -> str:
        """What was done, in the reader's words."""
        return str(StepKind(self.kind).label)


@dataclass(frozen=True)
class AnswerLine:
    """An answer to a complaint: the first, or the one after the person was not content."""

    instance: int
    outcome: str
    reasons: str
    measures: str
    answered_at: datetime
    by: str
    in_time: bool

    @property
    def outcome_name(self) -> str:
        """The outcome in the reader's words."""
        return str(Outcome(self.outcome).label)


@dataclass(frozen=True)
class ComplaintFile:
    """One complaint with everything done about it."""

    row: ComplaintRow
    words: str
    language: str
    anonymous: bool
    wants_contact: bool
    safe_contact: str
    person_id: UUID | None
    accused: tuple[str, ...]
    accused_words: str
    earlier_reference: str
    acknowledge_by: date
    answer_by: date
    recorded_by: str
    steps: tuple[StepLine, ...]
    answers: tuple[AnswerLine, ...]
    appeal_words: str
    may_handle: bool
    may_answer: bool


@dataclass(frozen=True)
class Figures:
    """Complaints of a period among those the reader may see."""

    about: str
    received: int
    answered: int
    in_time: int
    upheld: int
    open: int

    @property
    def about_name(self) -> str:
        """What they are about, in the reader's words."""
        return str(About(self.about).label) if self.about else str(_("all"))
