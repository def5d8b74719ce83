"""What is on file about a person, as others read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from safar.people.types.families import HouseholdFact, RelationFact
from safar.people.types.merging import MergeFact
from safar.people.types.persons import NameFact, PersonId, PersonSummary
from safar.people.types.words import (
    Channel,
    DocumentKind,
    Holder,
    Purpose,
)


@dataclass(frozen=True, slots=True)
class CustodyFact:
    """Where a paper was from a moment on."""

    holder: Holder
    since: datetime
    receipt: str
    note: str
    recorded_by: int | None


@dataclass(frozen=True, slots=True)
class DocumentFact:
    """A paper on file with the chain of hands it went through, the latest first."""

    id: UUID
    person_id: PersonId
    kind: DocumentKind
    number: str
    country: str
    issued_on: date | None
    valid_until: date | None
    note: str
    custody: tuple[CustodyFact, ...]

    @property
    def holder(self) -> Holder | None:
        """Who has it now, if anybody said."""
        return self.custody[0].holder if self.custody else None


@dataclass(frozen=True, slots=True)
class ContactFact:
    """A safe way to reach somebody; `masked` is what a page shows before it is asked for the number."""

    id: UUID
    person_id: PersonId
    channel: Channel
    number: str
    masked: str
    hours: str
    who_may_answer: str
    neutral_words: str
    may_leave_message: bool
    note: str


@dataclass(frozen=True, slots=True)
class DataConsentFact:
    """A consent on file."""

    id: UUID
    person_id: PersonId
    purpose: Purpose
    recipient: str
    given_at: datetime
    language: str
    by_guardian: bool
    until: date | None
    withdrawn_at: datetime | None
    guardian_name: str = ""
    assent: str = ""
    of_age_on: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on a day; a guardian's ends when the person comes of age, or does not agree (D5)."""
        if self.by_guardian and (self.assent == "refuses" or (self.of_age_on is not None and day >= self.of_age_on)):
            return False
        return self.withdrawn_at is None and (self.until is None or day <= self.until)

    def is_to_be_asked_again_on(self, day: date) -> bool:
        """Whether a guardian gave it and the person, now of age, has not been asked themselves."""
        return self.by_guardian and self.withdrawn_at is None and self.of_age_on is not None and day >= self.of_age_on


@dataclass(frozen=True, slots=True)
class PersonFile:
    """Everything on file about who a person is."""

    summary: PersonSummary
    names: tuple[NameFact, ...]
    birth_note: str
    country_of_birth: str
    residence_country: str
    residence_place: str
    documents: tuple[DocumentFact, ...]
    relations: tuple[RelationFact, ...]
    relatives: dict[PersonId, PersonSummary]
    household: HouseholdFact | None
    contacts: tuple[ContactFact, ...]
    consents: tuple[DataConsentFact, ...]
    created_at: datetime
    # All records that are read together here, this one first, and the merges, also those that were taken back.
    records: tuple[PersonId, ...] = ()
    merges: tuple[MergeFact, ...] = ()


@dataclass(frozen=True, slots=True)
class PanelLine:
    """One line of a panel: words, where they lead, and a short state beside them."""

    text: str
    url: str = ""
    chip: str = ""
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """What another context shows on a person's page: a title, lines, and one thing to do."""

    title: str
    lines: tuple[PanelLine, ...]
    action_text: str = ""
    action_url: str = ""
