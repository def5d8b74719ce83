"""Information packs, declaration texts and the chain."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from uuid import UUID

from django.db import connection
from django.db.models import Q

from safar.consent.models import DeclarationText, InformationPack, LateEntry
from safar.consent.types import ChainState, LateLine, PackText


def were_current(at: datetime) -> Q:
    """Current at a moment: published by then, or in use on paper since a day before."""
    begun = Q(current_from__lte=at) | Q(on_paper__since__lte=at.astimezone(UTC).date())
    return begun & (Q(superseded_at__isnull=True) | Q(superseded_at__gt=at))


def current_pack(programme_code: str, language: str, at: datetime) -> PackText | None:
    """The information pack that was current at a moment, draft or not; None when there is none in that language."""
    row = InformationPack.objects.filter(were_current(at), programme_code=programme_code, language=language).first()
    return pack_line(row) if row else None


def current_text(programme_code: str, language: str, at: datetime) -> PackText | None:
    """The words of the declaration that were current at a moment; None when there are none in that language."""
    row = DeclarationText.objects.filter(were_current(at), programme_code=programme_code, language=language).first()
    return text_line(row) if row else None


def packs(programme_code: str | None = None) -> list[PackText]:
    """Every version of the packs, of one programme or all, newest first."""
    rows = InformationPack.objects.order_by("programme_code", "language", "-version")
    return [pack_line(row) for row in (rows.filter(programme_code=programme_code) if programme_code else rows)]


def texts(programme_code: str | None = None) -> list[PackText]:
    """Every version of the words of declarations, of one programme or all, newest first."""
    rows = DeclarationText.objects.order_by("programme_code", "language", "-version")
    return [text_line(row) for row in (rows.filter(programme_code=programme_code) if programme_code else rows)]


def pack_by_id(pack_id: UUID) -> PackText | None:
    """One version of a pack."""
    row = InformationPack.objects.filter(id=pack_id).first()
    return pack_line(row) if row else None


def pack_line(row: InformationPack) -> PackText:
    """A pack as it crosses the border."""
    return PackText(
        id=row.id,
        programme_code=row.programme_code,
        language=row.language,
        version=row.version,
        body=row.body,
        origin=row.origin,
        current_from=row.current_from,
        superseded_at=row.superseded_at,
        approved_by_name=row.approved_by_name,
        approved_at=row.approved_at,
        topics=tuple(row.topics),
    )


def text_line(row: DeclarationText) -> PackText:
    """The words of a declaration as they cross the border."""
    return PackText(
        id=row.id,
        programme_code=row.programme_code,
        language=row.language,
        version=row.version,
        body=row.body,
        origin=row.origin,
        current_from=row.current_from,
        superseded_at=row.superseded_at,
        approved_by_name=row.approved_by_name,
        approved_at=row.approved_at,
    )


def late_entries(office_ids: Iterable[int]) -> list[LateLine]:
    """What was written down late and not reviewed yet, the oldest first."""
    rows = LateEntry.objects.filter(office__in=list(office_ids), reviewed_at__isnull=True).order_by("recorded_at")
    return [
        LateLine(row.id, row.office_id, row.kind, row.row_id, row.stated_at, row.recorded_at, row.reviewed_at)
        for row in rows
    ]


def verify_chain(office_id: int) -> ChainState:
    """Check the chain of an office in scope; its `head` is to be compared with the one kept outside the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT length, head, erased, broken_at, reason FROM consent_verify_chain(%s)", [office_id])
        length, head, erased, broken_at, reason = cursor.fetchone()
    return ChainState(
        office_id=office_id, length=length, head=head, is_whole=broken_at is None, erased=erased, broken_at=broken_at,
        reason=reason,
    )  # fmt: skip
