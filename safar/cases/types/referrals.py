"""Referrals as they are made and as they are shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class ReferralGiven:
    """One person, one receiver, one purpose; `shares` are SharedField codes, `answer_hours` until an answer is due.

    For a child the guardian is named and the child's own word is written down (D5).
    """

    member_id: UUID
    kind: str
    receiver: str
    purpose: str
    shares: tuple[str, ...]
    consent_given_at: datetime | None
    consent_language: str = "en"
    guardian_name: str = ""
    assent: str = ""
    confidential: bool = False
    answer_hours: int = 72


@dataclass(frozen=True)
class ReferralAnswerLine:
    """One answer: what, when, by whom for the receiver."""

    outcome: str
    answered_at: datetime
    by_whom: str
    note: str


@dataclass(frozen=True)
class ReferralLine:
    """A referral with what became of it; `overdue` while nobody answered in time."""

    id: UUID
    case_id: UUID
    reference: str
    person: str
    kind: str
    receiver: str
    purpose: str
    shares: tuple[str, ...]
    confidential: bool
    made_at: datetime
    answer_due_at: datetime
    answers: tuple[ReferralAnswerLine, ...]
    overdue: bool

    @property
    def state(self) -> str:
        """The last answer, or `sent` while there is none."""
        return self.answers[-1].outcome if self.answers else "sent"

    @property
    def is_open(self) -> bool:
        """Whether something is still to come: an answer, or the help itself."""
        return self.state in ("sent", "acknowledged")
