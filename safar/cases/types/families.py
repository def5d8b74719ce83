"""Families that change: what stands before and after, what is to be settled, and how cases came from one another."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class LinkKind(StrEnum):
    """How members came from one case into another."""

    SPLIT = "split"
    MERGE = "merge"


class ChangeGateCode(StrEnum):
    """What is to be settled with a member after a change in the family, before they go on."""

    SAFE_CONTACT = "safe_contact"
    CHILD_REASSESSED = "child_reassessed"
    NEWBORN_PAPERS = "newborn_papers"
    FIT_AFTER_BIRTH = "fit_after_birth"
    AMOUNTS_TOLD = "amounts_told"


class FamilyChangeKind(StrEnum):
    """A change among the people of a case."""

    MARRIAGE = "marriage"
    SEPARATION = "separation"
    BIRTH = "birth"
    BIRTH_ON_THE_WAY = "birth_on_the_way"
    DEATH = "death"
    MISSING = "missing"
    FOUND = "found"
    STAYS = "stays"
    JOINED = "joined"
    SPLIT = "split"
    MERGE = "merge"
    MERGE_UNDONE = "merge_undone"


class TransferKind(StrEnum):
    """Whether a whole case is offered, or the least is told to save a life."""

    OFFER = "offer"
    TO_SAVE_LIFE = "to_save_life"


class TransferAnswer(StrEnum):
    """What became of an offer; what was told to save a life is `told`."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"
    RECALLED = "recalled"
    TOLD = "told"


@dataclass(frozen=True)
class DueBeforeAfter:
    """One thing due, before and after: an empty side means that it is not due there. Amounts in minor units."""

    name: str
    for_whom: str
    before: str
    after: str
    before_amount: int | None
    after_amount: int | None
    currency: str

    @property
    def differs(self) -> bool:
        """Whether anything about this line changes."""
        return (self.before, self.before_amount) != (self.after, self.after_amount)


@dataclass(frozen=True)
class GateOpened:
    """Something to settle with somebody: the code and the name."""

    code: str
    name: str


@dataclass(frozen=True)
class ChangeView:
    """A change in the family and what it brought: dues, who is asked again, whose permit waits, what to settle."""

    id: UUID
    kind: str
    happened_at: datetime
    reason: str
    dues: tuple[DueBeforeAfter, ...]
    asked_again: tuple[str, ...]
    lapsed: tuple[str, ...]
    held: tuple[str, ...]
    gates: tuple[GateOpened, ...]
    tasks: tuple[str, ...]

    @property
    def changed_dues(self) -> tuple[DueBeforeAfter, ...]:
        """What they are entitled to that is not the same afterwards."""
        return tuple(line for line in self.dues if line.differs)

    @property
    def same_dues(self) -> tuple[DueBeforeAfter, ...]:
        """What they are entitled to before and after alike."""
        return tuple(line for line in self.dues if not line.differs)


@dataclass(frozen=True)
class OpenGate:
    """A gate of a change that is not settled yet."""

    id: UUID
    code: str
    member: str
    member_id: UUID
    opened_at: datetime
    by_protection: bool


@dataclass(frozen=True)
class LinkView:
    """Another case that shares a past with this one: which, how, when, who went where, and whether it was undone."""

    id: UUID
    kind: str
    case_id: UUID
    reference: str
    outward: bool
    names: tuple[str, ...]
    linked_at: datetime
    reason: str
    undone_at: datetime | None
    may_undo: bool
    why_not: tuple[str, ...]


@dataclass(frozen=True)
class TransferLine:
    """A transfer as the data protection officer reads it: on which agreement and consents it rests, and recalls."""

    id: UUID
    case_id: UUID
    reference: str
    kind: str
    from_office: str
    to_office: str
    offered_at: datetime
    answer: str
    answered_at: datetime | None
    agreement_until: date | None
    needs_agreement: bool
    people: int
    consents: int
    withdrawn: int
    recalled_at: datetime | None
    person_told_at: datetime | None
    reason: str
    told: str


@dataclass(frozen=True)
class AgreementLine:
    """An agreement with an office: for what, from when until when."""

    id: UUID
    recipient: str
    purpose: str
    paper: str
    from_on: date
    until_on: date
    ended_on: date | None
    holds: bool


@dataclass(frozen=True)
class AgreementGiven:
    """An agreement as a data protection officer writes it down."""

    recipient_id: int
    purpose: str
    paper: str
    from_on: date
    until_on: date


@dataclass(frozen=True)
class TransferNeed:
    """Whether a member agreed to the transfer: by themselves, or a guardian for a child who also assented."""

    member_id: UUID
    person_id: UUID
    name: str
    is_child: bool
    consented: bool
    needs_assent: bool
