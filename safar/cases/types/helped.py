"""Earlier help that was found for somebody in a case: that it was given, by whom and when."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class SameAs(StrEnum):
    """Why the one who was helped is, or may be, the same person; only the same record is certain."""

    RECORD = "record"
    DOCUMENT = "document"
    NAME = "name"


@dataclass(frozen=True)
class EarlierHelp:
    """Help in another file; case, programme and what was given are empty for who may not read it (D9)."""

    member_id: UUID
    name: str
    because: SameAs
    office: str
    on: date
    case_id: UUID | None
    reference: str
    programme: str
    given: tuple[str, ...]

    @property
    def is_certain(self) -> bool:
        """Whether it is the same record, and not a likeness, which proves nothing."""
        return self.because == SameAs.RECORD


@dataclass(frozen=True)
class HelpedBefore:
    """What was found for the members of an enrolment; `is_asked` where the programme excludes who was helped."""

    is_asked: bool
    found: tuple[EarlierHelp, ...] = ()

    @property
    def suggested(self) -> bool | None:
        """The answer suggested to whoever decides (D21); None where the programme does not ask."""
        return bool(self.found) if self.is_asked else None
