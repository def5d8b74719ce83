"""Doubts about safety after return, as those see them who decide without the file, and as the person is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class OpenRefoulementDoubt:
    """A doubt that waits for a protection officer outside its office; `earlier` is why it was declined before."""

    doubt_id: UUID
    office_id: int
    return_country: str
    raised_at: datetime
    note: str
    earlier: str


@dataclass(frozen=True)
class RefoulementAnswer:
    """What was decided last on one doubt: `may_go` or `declined`, and when the person was told."""

    decision_id: UUID
    decision: str
    decided_at: datetime
    reason_for_person: str
    told_at: datetime | None
    insists: bool
    wants_second: bool

    @property
    def in_words(self) -> str:
        """What to say to the person."""
        may_go, declined = _("Decided: they may go."), _("Decided: we do not help with this return.")
        said = may_go if self.decision == "may_go" else declined
        return f"{said} {self.reason_for_person}".strip()
