"""Numbered blank sheets: issued, entered, spoiled, lost; each part of a number once."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from safar.accounts.services import require
from safar.consent.models import BlankSet, BlankSheet, BlankUse
from safar.consent.services.rows import office_of, text_of
from safar.consent.types import BlankPart
from safar.consent.wording import refusing
from safar.kernel.identifiers import new_reference, read_reference
from safar.plumbing.audit import record
from safar.plumbing.refusals import Refused
from safar.plumbing.types import Actor
from safar.plumbing.wording import clearly
from safar.programmes import queries as programmes

LARGEST_SET = 60


def issue_blank_set(
    *,
    by: Actor,
    at: datetime,
    programme_version_id: UUID,
    language: str,
    count: int,
    issued_to: str,
    due_back_on: date | None = None,
) -> UUID:
    """Make `count` numbered blank sheets with their declarations, for somebody who works without a computer."""
    require(by, "consent.issue_blanks")
    if not 1 <= count <= LARGEST_SET:
        raise Refused("consent_blank_count", field="count", most=LARGEST_SET)
    if programmes.published_by_ids([programme_version_id]).get(programme_version_id) is None:
        raise Refused("consent_unknown", field="programme")
    name = text_of(issued_to, "issued_to")
    if not name:
        raise Refused("consent_blanks_issued_to", field="issued_to")
    with refusing():
        made = BlankSet.objects.create(
            office_id=office_of(by), programme_version_id=programme_version_id, language=language, issued_to=name,
            issued_at=at, issued_by_id=by.user_id, due_back_on=due_back_on,
        )  # fmt: skip
        BlankSheet.objects.bulk_create(
            BlankSheet(blank_set=made, place=place, number=new_reference()) for place in range(1, count + 1)
        )
        record(
            by=by, at=at, action="consent.blanks_issued", subject="blank_set", subject_id=made.id,
            office_id=made.office_id, detail={"count": count, "language": language},
        )  # fmt: skip
    return made.id


def use_blank(
    *, by: Actor, at: datetime, number: str, session_id: UUID | None = None, paper_id: UUID | None = None
) -> UUID:
    """The talk or the declaration on a numbered sheet is entered. Refused when the number is unknown or was used."""
    require(by, "consent.transcribe")
    sheet = blank_of(number)
    part = BlankPart.TALK if session_id else BlankPart.DECLARATION
    with refusing():
        BlankUse.objects.create(sheet=sheet, part=part, session_id=session_id, paper_id=paper_id, said_at=at)
    return sheet.id


def blank_of(number: str) -> BlankSheet:
    """The sheet with a number as somebody typed it; raises `Refused` when it is mistyped or none of ours."""
    with clearly("blank_number"):
        plain = read_reference(number)
    sheet = BlankSheet.objects.filter(number=plain).first()
    if sheet is None:
        raise Refused("consent_blank_unknown", field="blank_number")
    return sheet


def void_blank(*, by: Actor, at: datetime, sheet_id: UUID, part: str, note: str = "") -> None:
    """A number was spoiled (it came back unused) or lost; whoever finds a lost one does not enter it any more."""
    require(by, "consent.issue_blanks")
    sheet = BlankSheet.objects.select_related("blank_set").filter(id=sheet_id).first()
    if sheet is None:
        raise Refused("consent_unknown")
    if part not in (BlankPart.SPOILED, BlankPart.LOST):
        raise Refused("consent_blank_part", field="part")
    with refusing():
        BlankUse.objects.create(sheet=sheet, part=part, said_at=at, note=text_of(note, "note"))
        record(
            by=by, at=at, action=f"consent.blank_{part}", subject="blank_sheet", subject_id=sheet.id,
            office_id=sheet.blank_set.office_id,
        )  # fmt: skip
