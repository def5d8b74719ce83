"""What is known of a search for duplicates and of the pairs it found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from safar.people.types.persons import PersonId


class LinkStage(TextChoices):
    """How far a search for duplicates is."""

    ASKED = "asked", _("waits to begin")
    READING = "reading", _("reading the names")
    MEETING = "meeting", _("bringing together who may meet")
    WEIGHING = "weighing", _("comparing the pairs")
    KEEPING = "keeping", _("keeping the likely pairs")
    FINISHED = "finished", _("finished")
    STOPPED = "stopped", _("stopped")
    FAILED = "failed", _("broke off")


class PairAnswer(TextChoices):
    """What somebody who looked at two records says."""

    SAME = "same", _("one person")
    DIFFERENT = "different", _("two people")
    NOT_SURE = "not_sure", _("not sure")


@dataclass(frozen=True, slots=True)
class LinkRunFact:
    """A search for duplicates: who asked, how far it is (`done` of `total` within its stage), how many open pairs.

    `pairs` counts what the reader may see, and nothing else.
    """

    id: UUID
    asked_by_id: int
    asked_at: datetime
    stage: LinkStage
    done: int
    total: int
    people: int
    pairs: int
    stop_asked_at: datetime | None
    finished_at: datetime | None

    @property
    def is_under_way(self) -> bool:
        """Whether it waits or works."""
        return self.stage not in (LinkStage.FINISHED, LinkStage.STOPPED, LinkStage.FAILED)


@dataclass(frozen=True, slots=True)
class PairReason:
    """One reason for or against: its code and how many times likelier it makes one person, as a power of two."""

    code: str
    weight: float


@dataclass(frozen=True, slots=True)
class LikelyPairFact:
    """Two records that may be one person, why, and what was answered."""

    id: UUID
    a_id: PersonId
    b_id: PersonId
    score: float
    reasons: tuple[PairReason, ...]
    found_at: datetime
    run_id: UUID | None
    reported_by_id: int | None
    answer: str
    answered_by_id: int | None
    answered_at: datetime | None
    second_by_id: int | None
    second_at: datetime | None
    note: str
    is_hidden: bool

    def other(self, person_id: PersonId) -> PersonId:
        """The other of the two."""
        return self.b_id if person_id == self.a_id else self.a_id
