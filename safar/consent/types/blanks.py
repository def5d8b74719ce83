"""Blank sheets that are handed out to be filled in by hand, numbered, and what became of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class BlankPart(StrEnum):
    """What became of a numbered blank sheet."""

    TALK = "talk"
    DECLARATION = "declaration"
    SPOILED = "spoiled"
    LOST = "lost"


@dataclass(frozen=True)
class BlankLine:
    """One number of a set and what became of it: the parts that came back, or that it was spoiled or lost."""

    id: UUID
    place: int
    number: str
    parts: tuple[str, ...]
    note: str = ""

    @property
    def came_back(self) -> bool:
        """Whether the sheet is back: entered or spoiled, not missing and not lost."""
        return bool(self.parts) and BlankPart.LOST not in self.parts


@dataclass(frozen=True)
class BlankSetLine:
    """A numbered set: to whom it was issued, in which language, and its numbers in order."""

    id: UUID
    office_id: int
    programme_version_id: UUID
    language: str
    issued_to: str
    issued_at: datetime
    issued_by_id: int | None
    due_back_on: date | None
    sheets: tuple[BlankLine, ...] = field(default=())

    @property
    def back(self) -> int:
        """How many came back."""
        return sum(sheet.came_back for sheet in self.sheets)

    @property
    def missing(self) -> tuple[BlankLine, ...]:
        """The numbers of which nothing is known."""
        return tuple(sheet for sheet in self.sheets if not sheet.parts)
