"""What services are given: what was said and done, as the person at the desk writes it down."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from safar.consent.types.meetings_given import PresenceGiven


@dataclass(frozen=True)
class DeclarationGiven:
    """A declaration as it was signed. `signed_by` None means the traveller; text and pack None mean the current ones.

    The language is that of the text and pack; answers about copy and reading aloud are one of CopyAnswer; `presences`
    are who else could see or hear the signing (V7).
    """

    traveller_id: UUID
    session_id: UUID
    signed_at: datetime
    language: str
    place: str
    witness_name: str
    witness_relation: str
    manner: str = "signature"
    copy_answer: str = ""
    reading_aloud_answer: str = ""
    interpreter_name: str = ""
    interpreter_id: UUID | None = None
    no_interpreter_needed: bool = False
    signed_by: UUID | None = None
    text_id: UUID | None = None
    pack_id: UUID | None = None
    children: tuple[UUID, ...] = ()
    shortened_by_person: bool = False
    shortened_reason: str = ""
    second_officer_id: int | None = None
    legal_advice_offered: bool = False
    presences: tuple[PresenceGiven, ...] = ()


@dataclass(frozen=True)
class AsylumGiven:
    """Where the person stands: status none, open_claim, open_appeal or closed; advice taken or declined_in_writing.

    `advice_by` is who gave it, `advice_paper` where it was declined, `advice_with` who was at a child's side. The wish
    that we speak to the country of origin has a day and a paper; without both it lifts no bar.
    """

    status: str
    advice: str = ""
    advice_on: date | None = None
    wishes_origin_contact: bool = False
    advice_by: str = ""
    advice_paper: str = ""
    advice_with: str = ""
    origin_wish_on: date | None = None
    origin_wish_paper: str = ""


@dataclass(frozen=True)
class ParentalConsentGiven:
    """`kind`: parent_consent, sole_paper, court_decision, untraceable or dissent; the giver as a person or a name.

    `court` is the court whose paper it is; where a parent cannot be found, no other paper stands for them.
    """

    kind: str
    given_at: datetime
    given_by: UUID | None = None
    given_by_name: str = ""
    paper: str = ""
    court: str = ""


@dataclass(frozen=True)
class ConfirmationGiven:
    """`which`: before or at_departure; `answer`: still_yes, not_sure or no, which withdraws."""

    which: str
    answer: str
    asked_at: datetime
    alone: bool = True
    asked_by_id: int | None = None
    place: str = ""
    interpreter_name: str = ""
    interpreter_id: UUID | None = None


@dataclass(frozen=True)
class DepartureGiven:
    """One traveller left; `planned_at` is stated when the departure was delayed."""

    traveller_id: UUID
    departed_at: datetime
    place: str
    way: str = "air"
    planned_at: datetime | None = None


@dataclass(frozen=True)
class PackGiven:
    """A new version of an information pack; `origin` is original or translation."""

    programme_code: str
    language: str
    body: str
    topics: tuple[str, ...]
    origin: str = "translation"


@dataclass(frozen=True)
class TextGiven:
    """A new version of the words of a declaration."""

    programme_code: str
    language: str
    body: str
    origin: str = "translation"


@dataclass(frozen=True)
class JourneyGiven:
    """A journey to open: who, from where, to where, and in which published programme."""

    programme_version_id: UUID
    host_country: str
    return_country: str
    return_place: str = ""
    people: tuple[UUID, ...] = field(default=())
    cannot_read: frozenset[UUID] = frozenset()
    promised_digest: str = ""
    arranged_by_us: bool = True
    office_id: int | None = None


@dataclass(frozen=True)
class CapacityFinding:
    """What an assessment or a legal decision-maker's paper says: result is can, with_support, cannot or decided_for.

    An empty result follows from yes or no; `authority_from` and `valid_until` are the days between which it holds.
    """

    result: str = ""
    settler_name: str = ""
    sent_by: str = ""
    paper: str = ""
    authority_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True)
class RecoveryHeard:
    """Said alone after time to recover: the wish (go_on, stay, undecided), and what identification came to."""

    spoke_alone_at: datetime
    wish: str
    identification: str
    identified_by: str = ""
    note: str = ""
