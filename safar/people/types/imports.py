"""What is told of a register that is brought in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ImportProgress:
    """How far an import is: the place in the file and its size in bytes, and what became of the rows so far."""

    place: int
    size: int
    rows: int = 0
    new: int = 0
    known: int = 0
    refused: int = 0
    likely_twins: int = 0


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """What became of a register: the counts, and where its refused rows stand, if there are any.

    `was_in` says that the same file had come in before, `went_on` that an import that broke off was continued.
    """

    progress: ImportProgress
    register: str
    was_in: bool = False
    went_on: bool = False
    refused_rows: Path | None = None
    left_aside: tuple[str, ...] = ()


Watch = Callable[[ImportProgress], None]
