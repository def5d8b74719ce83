"""A person in one line, and each of their names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID

from safar.kernel.dates import DayRange, describe_age, describe_birth
from safar.people.types.given import LanguageGiven, NationalityGiven
from safar.people.types.words import (
    BirthBasis,
    NameKind,
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
