"""Packs, declarations as they are printed, late entries and the chain, as queries answer them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from safar.consent.types.transcribed import Transcription


@dataclass(frozen=True)
class PackText:
    """An information pack or the words of a declaration; a draft is watermarked and only for the demonstration."""

    id: UUID
    programme_code: str
    language: str
    version: int
    body: str
    origin: str
    current_from: datetime
    superseded_at: datetime | None
    approved_by_name: str
    approved_at: datetime | None
    topics: tuple[str, ...] = ()

    @property
    def is_draft(self) -> bool:
        """Whether no named reader has approved it."""
        return self.approved_at is None


@dataclass(frozen=True)
class DeclarationLine:
    """A declaration as it stands in the record, with its place in the chain."""

    id: UUID
    traveller_id: UUID
    person_id: UUID
    session_id: UUID
    text_id: UUID
    pack_id: UUID
    language: str
    manner: str
    place: str
    witness_name: str
    witness_relation: str
    interpreter_name: str
    no_interpreter_needed: bool
    copy_answer: str
    reading_aloud_answer: str
    signed_at: datetime
    recorded_at: datetime
    late: bool
    children: tuple[UUID, ...]
    digest: str
    presences: tuple[tuple[str, bool, bool], ...] = ()
    transcription: Transcription | None = None


@dataclass(frozen=True)
class ChainState:
    """What checking an office's chain found; `head` is to be kept outside the database."""

    office_id: int
    length: int
    head: str
    is_whole: bool
    erased: int
    broken_at: int | None
    reason: str


@dataclass(frozen=True)
class DeclarationDocument:
    """Everything the printed declaration says, in the person's language; `digest` is salted."""

    declaration_id: UUID
    reference: str
    person_id: UUID
    language: str
    programme_code: str
    text: PackText
    return_country: str
    return_place: str
    signed_at: datetime
    place: str
    manner: str
    witness_name: str
    witness_relation: str
    interpreter_name: str
    no_interpreter_needed: bool
    copy_answer: str
    reading_aloud_answer: str
    children: tuple[UUID, ...]
    permit_state: str | None
    digest: str
    presences: tuple[tuple[str, bool, bool], ...] = ()
    transcription: Transcription | None = None


@dataclass(frozen=True)
class LateLine:
    """Something written down late, waiting for somebody to review it."""

    id: UUID
    office_id: int
    kind: str
    row_id: UUID
    stated_at: datetime
    recorded_at: datetime
    reviewed_at: datetime | None
