"""What crosses the border of complaints: codes, what is given, and lines to read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class About(TextChoices):
    """What a complaint is about; one about staff goes past whoever it is about."""

    SERVICE = "service", _("a service: late, missing, not what was promised")
    DECISION = "decision", _("a decision")
    STAFF = "staff", _("somebody who works here")
    PARTNER = "partner", _("a partner")
    DATA = "data", _("personal data")
    OTHER = "other", _("something else")


class Channel(TextChoices):
    """How a complaint reached us."""

    IN_PERSON = "in_person", _("said in person")
    PHONE = "phone", _("by telephone")
    MESSAGE = "message", _("by message or e-mail")
    LETTER = "letter", _("by letter")
    BOX = "box", _("in the complaints box")
    PARTNER = "partner", _("through a partner")


class StepKind(TextChoices):
    """What was done about a complaint."""

    ACKNOWLEDGED = "acknowledged", _("told the person that it has come in")
    HEARD = "heard", _("spoke with the person")
    ASKED = "asked", _("asked somebody else")
    FOUND = "found", _("found out")
    EXPLAINED = "explained", _("explained the answer to the person")
    NOT_REACHED = "not_reached", _("tried to reach the person, without success")


class Outcome(TextChoices):
    """What a complaint came to."""

    UPHELD = "upheld", _("upheld")
    PARTLY_UPHELD = "partly_upheld", _("partly upheld")
    NOT_UPHELD = "not_upheld", _("not upheld")
    TAKEN_BACK = "taken_back", _("taken back by the person")


class Ground(TextChoices):
    """Why somebody contests a refusal."""

    WRONG_FACTS = "wrong_facts", _("what it rests on is wrong")
    NEW_FACTS = "new_facts", _("there is something new")
    NOT_ME = "not_me", _("the earlier help was somebody else’s")
    OTHER_PROGRAMME = "other_programme", _("the earlier help was another programme’s")
    NOT_EXPLAINED = "not_explained", _("the reasons were not explained")
    OTHER = "other", _("another reason")


class Opinion(TextChoices):
    """What a second opinion came to."""

    UPHELD = "upheld", _("the refusal stands")
    OVERTURNED = "overturned", _("the refusal is overturned")
    CHANGED = "changed", _("the decision is changed")
    ROUTE_TOLD = "route_told", _("the way to the authority or court was explained")


class Standing(TextChoices):
    """Where a complaint is."""

    OPEN = "open", _("open")
    ACKNOWLEDGED = "acknowledged", _("acknowledged")
    ANSWERED = "answered", _("answered, not yet explained")
    EXPLAINED = "explained", _("explained")
    APPEALED = "appealed", _("the person is not content")


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
