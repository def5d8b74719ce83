"""The State removed somebody first (V19); and a decision about safety is told to the person with its reasons (V13)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from django.db import connection

from safar.accounts.services import require
from safar.consent.models import Removal
from safar.consent.services.notes import note_traveller
from safar.consent.services.rows import lines_of, text_of, traveller_of
from safar.consent.wording import refusing
from safar.plumbing.audit import record
from safar.plumbing.types import Actor


def record_removal(
    *,
    by: Actor,
    at: datetime,
    traveller_id: UUID,
    removed_at: datetime,
    authority: str,
    told_by: str,
    place: str = "",
    account: str = "",
) -> UUID:
    """The State removed this traveller: their permit ends with what is tied to it; the others are asked again."""
    require(by, "consent.record_removal")
    traveller = traveller_of(traveller_id)
    with refusing():
        removal = Removal.objects.create(
            traveller=traveller,
            removed_at=removed_at,
            authority=text_of(authority, "authority"),
            place=text_of(place, "place"),
            told_by=text_of(told_by, "told_by"),
            account=lines_of(account, "account"),
            recorded_by_id=by.user_id,
        )
        note_traveller(by, at, "removed_by_state", traveller)
    return removal.id


def tell_refoulement_decision(
    *,
    by: Actor,
    at: datetime,
    decision_id: UUID,
    told_at: datetime,
    language: str,
    insists: bool = False,
    wants_second: bool = False,
) -> None:
    """The person was told a decision about their safety; whoever asks for a second opinion gets another decider."""
    require(by, "consent.counsel")
    with refusing(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT consent_tell_refoulement(%s, %s, %s, %s, %s, %s)",
            [uuid4(), decision_id, told_at, text_of(language, "language"), insists, wants_second],
        )
        record(
            by=by, at=at, action="consent.refoulement_told", subject="refoulement_decision", subject_id=decision_id,
            detail={"wants_second": wants_second},
        )  # fmt: skip
