"""What was said about a child and why: for the protection class only."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from safar.consent.models import ChildNote, Traveller
from safar.consent.services.rows import lines_of, member_of
from safar.plumbing.types import Actor


def write_note(by: Actor, at: datetime, child: Traveller, about: str, row_id: UUID, text: str) -> None:
    """What was said and why goes where only the protection class reads it (D8)."""
    words = lines_of(text, "note")
    if words:
        ChildNote(
            id=uuid4(), child=child, about=about, row_id=row_id, text=words, written_at=at, written_by_id=member_of(by)
        ).save(force_insert=True)
