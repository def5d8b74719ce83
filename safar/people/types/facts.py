"""What is on file about a person, as others read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias
from uuid import UUID

from safar.kernel.dates import DayRange, describe_age, describe_birth
from safar.people.types.given import LanguageGiven, NationalityGiven
from safar.people.types.words import (
    BirthBasis,
    Channel,
    DocumentKind,
    EnquiryTopic,
    Holder,
    NameKind,
    Purpose,
    RelationKind,
    Sex,
)

PersonId: TypeAlias = UUID


@dataclass(frozen=True, slots=True)
class NameFact:
    """A name on file."""

    id: UUID
    text: str
    latin: str
    kind: NameKind
    script: str
    given: str
    family: str
    father_name: str
    is_primary: bool


@dataclass(frozen=True, slots=True)
class PersonSummary:
    """A person in one line of a list: the primary name in its script and in Latin letters, birth, office.

    With `is_alias` the name is an alias, and the name behind it is not there to be shown (D10).
    """

    id: PersonId
    name: str
    latin: str
    sort_key: str
    sex: Sex
    birth: DayRange
    birth_basis: BirthBasis
    birth_disputed: bool
    office_id: int
    nationalities: tuple[NationalityGiven, ...]
    languages: tuple[LanguageGiven, ...]
    died_on: date | None
    restricted: bool
    version: int
    is_alias: bool = False

    @property
    def display_name(self) -> str:
        """Both spellings: `فرید احمد (Farid Ahmad)`; one when there is only one."""
        return f"{self.name} ({self.latin})" if self.latin and self.latin != self.name else self.name

    @property
    def preferred_language(self) -> str:
        """The language to speak with them, or an empty text when none is on file."""
        chosen = [spoken for spoken in self.languages if spoken.is_preferred] or list(self.languages)
        return chosen[0].language if chosen else ""

    @property
    def needs_interpreter(self) -> bool:
        """Whether an interpreter is needed to speak with them."""
        return bool(self.languages) and all(spoken.needs_interpreter for spoken in self.languages)

    def is_adult_on(self, day: date) -> bool:
        """V10: of age for certain on that day, and nobody has a credible doubt."""
        return not self.birth_disputed and self.birth.is_adult_on(day)

    def age_text(self, on: date, language: str) -> str:
        """The age in words on a day."""
        return describe_age(self.birth, on, language)

    def birth_text(self, language: str, calendar: str) -> str:
        """The birth in words, as exactly as it is known."""
        return describe_birth(self.birth, language, calendar)


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
class RelationFact:
    """`person_id` is the parent, spouse, guardian … of `other_id`; `ended_on` is empty while it lasts."""

    id: UUID
    person_id: PersonId
    other_id: PersonId
    kind: RelationKind
    parental_responsibility: bool
    from_on: date | None
    until_on: date | None
    has_concern: bool

    def lasts_on(self, day: date) -> bool:
        """Whether the relation stands on a day."""
        return (self.from_on is None or self.from_on <= day) and (self.until_on is None or day < self.until_on)


@dataclass(frozen=True, slots=True)
class HouseholdMemberFact:
    """A person's time in a household."""

    person_id: PersonId
    place: str
    from_on: date
    until_on: date | None


@dataclass(frozen=True, slots=True)
class HouseholdFact:
    """A household and all who ever lived in it, as far as the reader may see them."""

    id: UUID
    label: str
    office_id: int
    members: tuple[HouseholdMemberFact, ...]

    def member_ids_on(self, day: date) -> list[PersonId]:
        """Who lives in it on a day."""
        return [m.person_id for m in self.members if m.from_on <= day and (m.until_on is None or day < m.until_on)]


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


@dataclass(frozen=True, slots=True)
class Match:
    """Somebody already registered who may be the same person, and why: codes with their sentence's parameters."""

    person: PersonSummary
    reasons: tuple[str, ...]
    strength: int

    @property
    def is_strong(self) -> bool:
        """Whether registering anew needs a look at this one first."""
        return self.strength >= STRONG_MATCH


STRONG_MATCH = 2


@dataclass(frozen=True, slots=True)
class KnownElsewhere:
    """That another office knows somebody like this, and nothing more (D9)."""

    office_id: int
    because: str


@dataclass(frozen=True, slots=True)
class EnquiryFact:
    """A nameless enquiry."""

    id: UUID
    office_id: int
    on: date
    place: str
    channel: str
    language: str
    nationality: str
    sex: Sex
    topic: EnquiryTopic
    note: str
    led_to_registration: bool


@dataclass(frozen=True, slots=True)
class QuestionFact:
    """Another office, registering, met somebody of ours: by document or by name, and whether it was told."""

    person_id: PersonId
    asked_by: int | None
    asked_at: datetime
    because: str
    was_told: bool


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


@dataclass(frozen=True, slots=True)
class GuardianFact:
    """An authority over a child: who, on which paper, from which day, and until which day it holds."""

    id: UUID
    child_id: PersonId
    guardian_id: PersonId | None
    name: str
    organisation: str
    kind: str
    proof: str
    from_on: date
    until_on: date | None
    ended_on: date | None
    ended_because: str

    def holds_on(self, day: date) -> bool:
        """Whether its days include this one."""
        return self.from_on <= day and self.until_on_at_latest(day) and (self.ended_on is None or day < self.ended_on)

    def until_on_at_latest(self, day: date) -> bool:
        """Whether the paper itself still runs on a day."""
        return self.until_on is None or day <= self.until_on


@dataclass(frozen=True, slots=True)
class TracingFound:
    """Somebody who was found and, like the seeker, said yes to being told of."""

    name: str
    latin: str
    office_id: int


@dataclass(frozen=True, slots=True)
class TracingFact:
    """A search for somebody of the family: `found` only when both sides have said yes; a no looks like no answer."""

    id: UUID
    seeker_id: PersonId
    name: str
    latin: str
    relation: str
    last_known: str
    asked_at: datetime
    closed_at: datetime | None
    attempts: tuple[tuple[date, str, str], ...]
    found: tuple[TracingFound, ...]


@dataclass(frozen=True, slots=True)
class TracingQuestion:
    """A relative may be looking for somebody of ours: who, is told only when both sides have said yes."""

    tracing_id: UUID
    person_id: PersonId
    matched_at: datetime
    answered: bool
    agrees: bool
    seeker_name: str
    seeker_office_id: int | None
