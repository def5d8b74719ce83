"""The audit entry that every write about a traveller leaves."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from safar.consent.models import Journey, Traveller
from safar.plumbing.audit import record
from safar.plumbing.types import Actor, Json


def note_traveller(by: Actor, at: datetime, action: str, traveller: Traveller, **detail: Json) -> None:
    """`by` did `action` about a traveller; `detail` holds codes and ids only."""
    record(
        by=by, at=at, action=f"consent.{action}", subject="traveller", subject_id=traveller.id,
        office_id=_office(by, traveller.journey), detail=detail,
    )  # fmt: skip


def note_journey(by: Actor, at: datetime, action: str, journey: Journey, **detail: Json) -> None:
    """`by` did `action` about a journey; `detail` holds codes and ids only."""
    record(
        by=by, at=at, action=f"consent.{action}", subject="journey", subject_id=journey.id,
        office_id=_office(by, journey), detail=detail,
    )  # fmt: skip


def note_text(by: Actor, at: datetime, action: str, subject: str, text_id: UUID) -> None:
    """`by` did `action` about a pack or a text, which belongs to no office."""
    record(by=by, at=at, action=f"consent.{action}", subject=subject, subject_id=text_id)


def _office(by: Actor, journey: Journey) -> int | None:
    # An entry is written about an office in the actor's scope: a receiving office writes under its own name.
    return journey.office_id if journey.office_id in by.offices else by.office_id
