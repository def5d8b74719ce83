"""Information packs and declaration texts: published in versions, approved by a named reader; late entries reviewed."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db.models import Max

from safar.accounts.services import require
from safar.consent.models import DeclarationText, InformationPack, LateEntry, WordsOnPaper
from safar.consent.services.notes import note_text
from safar.consent.services.rows import lines_of, member_of, text_of
from safar.consent.types import PackGiven, TextGiven
from safar.consent.wording import refusing
from safar.plumbing.audit import record
from safar.plumbing.refusals import Refused
from safar.plumbing.types import Actor


def publish_pack(*, by: Actor, at: datetime, given: PackGiven) -> UUID:
    """Publish a new version of an information pack, a draft until approved; the version before ends at `at`."""
    require(by, "consent.publish_texts")
    with refusing():
        older = InformationPack.objects.filter(programme_code=given.programme_code, language=given.language)
        version = (older.aggregate(last=Max("version"))["last"] or 0) + 1
        older.filter(superseded_at__isnull=True).update(superseded_at=at)
        pack = InformationPack.objects.create(
            programme_code=given.programme_code, language=given.language, version=version, topics=list(given.topics),
            body=lines_of(given.body, "body"), origin=given.origin, current_from=at,
        )  # fmt: skip
        note_text(by, at, "pack_published", "pack", pack.id)
    return pack.id


def approve_pack(*, by: Actor, at: datetime, pack_id: UUID, reader_name: str) -> None:
    """A named reader has read the pack and approves it: it is no longer a draft."""
    require(by, "consent.approve_texts")
    name = text_of(reader_name, "reader_name")
    if not name:
        raise Refused("consent_reader_needed", field="reader_name")
    if not InformationPack.objects.filter(id=pack_id).update(approved_by_name=name, approved_at=at):
        raise Refused("consent_unknown")
    note_text(by, at, "pack_approved", "pack", pack_id)


def publish_declaration_text(*, by: Actor, at: datetime, given: TextGiven) -> UUID:
    """Publish a new version of the words of a declaration, a draft until approved."""
    require(by, "consent.publish_texts")
    with refusing():
        older = DeclarationText.objects.filter(programme_code=given.programme_code, language=given.language)
        version = (older.aggregate(last=Max("version"))["last"] or 0) + 1
        older.filter(superseded_at__isnull=True).update(superseded_at=at)
        text = DeclarationText.objects.create(
            programme_code=given.programme_code, language=given.language, version=version,
            body=lines_of(given.body, "body"), origin=given.origin, current_from=at,
        )  # fmt: skip
        note_text(by, at, "text_published", "declaration_text", text.id)
    return text.id


def approve_declaration_text(*, by: Actor, at: datetime, text_id: UUID, reader_name: str) -> None:
    """A named reader has read the words of the declaration and approves them."""
    require(by, "consent.approve_texts")
    name = text_of(reader_name, "reader_name")
    if not name:
        raise Refused("consent_reader_needed", field="reader_name")
    if not DeclarationText.objects.filter(id=text_id).update(approved_by_name=name, approved_at=at):
        raise Refused("consent_unknown")
    note_text(by, at, "text_approved", "declaration_text", text_id)


def say_in_use_on_paper(
    *, by: Actor, at: datetime, since: date, reader_name: str, pack_id: UUID | None = None, text_id: UUID | None = None
) -> UUID:
    """The same words were in use on paper since a day before they were published here, and approved by a named reader.

    For an office that goes live with signed papers: of the first version only, and of one text at a time.
    """
    require(by, "consent.approve_texts")
    name = text_of(reader_name, "reader_name")
    with refusing():
        row = WordsOnPaper.objects.create(
            pack_id=pack_id, text_id=text_id, since=since, reader_name=name, said_by_id=member_of(by), said_at=at
        )
        kind, key = ("pack", pack_id) if pack_id else ("declaration_text", text_id)
        assert key is not None
        note_text(by, at, "in_use_on_paper", kind, key)
    return row.id


def review_late_entry(*, by: Actor, at: datetime, entry_id: UUID, note: str) -> None:
    """Somebody has looked at what was written down long after it happened, and says what they found."""
    require(by, "consent.review_late_entries")
    entry = LateEntry.objects.filter(id=entry_id).first()
    if entry is None:
        raise Refused("consent_unknown")
    entry.reviewed_by_id, entry.reviewed_at, entry.note = by.user_id, at, lines_of(note, "note")
    entry.save(update_fields=["reviewed_by", "reviewed_at", "note"])
    record(
        by=by, at=at, action="consent.late_entry_reviewed", subject="late_entry", subject_id=entry.id,
        office_id=entry.office_id,
    )  # fmt: skip
