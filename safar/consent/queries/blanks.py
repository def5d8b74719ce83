"""Numbered sets of blank sheets and what became of each number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from safar.consent.models import BlankSet, BlankSheet, BlankUse
from safar.consent.types import BlankLine, BlankSetLine


def blank_sets(office_ids: Iterable[int]) -> list[BlankSetLine]:
    """The sets issued by some offices, the newest first."""
    return _lines(list(BlankSet.objects.filter(office__in=list(office_ids)).order_by("-issued_at")))


def blank_set(set_id: UUID) -> BlankSetLine | None:
    """One set; None when it may not be seen (D9)."""
    return next(iter(_lines(list(BlankSet.objects.filter(id=set_id)))), None)


def _lines(sets: list[BlankSet]) -> list[BlankSetLine]:
    uses: dict[UUID, list[BlankUse]] = defaultdict(list)
    for use in BlankUse.objects.filter(sheet__blank_set__in=sets).order_by("said_at"):
        uses[use.sheet_id].append(use)
    sheets: dict[UUID, list[BlankLine]] = defaultdict(list)
    for sheet in BlankSheet.objects.filter(blank_set__in=sets).order_by("place"):
        known = uses[sheet.id]
        note = " · ".join(use.note for use in known if use.note)
        line = BlankLine(sheet.id, sheet.place, sheet.number, tuple(use.part for use in known), note)
        sheets[sheet.blank_set_id].append(line)
    return [
        BlankSetLine(
            id=row.id,
            office_id=row.office_id,
            programme_version_id=row.programme_version_id,
            language=row.language,
            issued_to=row.issued_to,
            issued_at=row.issued_at,
            issued_by_id=row.issued_by_id,
            due_back_on=row.due_back_on,
            sheets=tuple(sheets[row.id]),
        )
        for row in sets
    ]
