"""Notes and files kept with a case."""

import hashlib
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings

from safar.accounts.services import require
from safar.cases.models import Case, CaseFile, Note, ProtectionNote
from safar.cases.rules import content_kind
from safar.cases.services.records import happened, member_in, noted, open_case_to_change
from safar.cases.types import NoteKind, StoredUpload
from safar.kernel.text import clean_text
from safar.plumbing.refusals import Refused, database_refusals
from safar.plumbing.types import Actor

LARGEST_FILE = 10 * 1024 * 1024


def add_note(
    *,
    by: Actor,
    at: datetime,
    case_id: UUID,
    body: str,
    kind: NoteKind = NoteKind.GENERAL,
    member_id: UUID | None = None,
    corrects: UUID | None = None,
) -> UUID:
    """Write a note; a correction is a new note that names the one it replaces."""
    require(by, "cases.note")
    case = open_case_to_change(by, case_id)
    if not body.strip():
        raise Refused("cases_note_has_text", field="body")
    if corrects is not None and not Note.objects.filter(id=corrects, case=case).exists():
        raise Refused("cases_no_such_note")
    with database_refusals():
        note = Note.objects.create(
            case=case, member=member_in(case, member_id), kind=kind, body=body, written_at=at, by_id=by.user_id,
            corrects_id=corrects,
        )  # fmt: skip
        noted(by=by, at=at, case=case, code="note_written", detail={"kind": str(kind)})
    return note.id


def add_protection_note(
    *, by: Actor, at: datetime, case_id: UUID, body: str, member_id: UUID | None = None, corrects: UUID | None = None
) -> UUID:
    """Write a note that only protection officers read."""
    require(by, "cases.protection_note")
    case = open_case_to_change(by, case_id)
    if not body.strip():
        raise Refused("cases_protectionnote_has_text", field="body")
    with database_refusals():
        note = ProtectionNote.objects.create(
            case=case,
            member=member_in(case, member_id),
            body=body,
            written_at=at,
            by_id=by.user_id,
            corrects_id=corrects,
        )
        noted(by=by, at=at, case=case, code="protection_note_written")
    return note.id


def add_file(
    *, by: Actor, at: datetime, case_id: UUID, upload: StoredUpload, kind: str, member_id: UUID | None = None
) -> UUID:
    """Keep a file with the case: at most 10 MB, of a kind known by its content; it lies under a random name."""
    require(by, "cases.note")
    case = open_case_to_change(by, case_id)
    if not upload.content:
        raise Refused("cases_casefile_not_empty", field="file")
    if len(upload.content) > LARGEST_FILE:
        raise Refused("cases_file_too_large", field="file", megabytes=LARGEST_FILE // 1024 // 1024)
    found = content_kind(upload.content)
    if found is None:
        raise Refused("cases_file_kind_unknown", field="file")
    with database_refusals():
        row = _file(case, upload, kind, found, at, by, member_id)
        happened(by=by, at=at, case=case, code="file_added", params={"kind": kind}, member=row.member)
        path = file_path(row.stored_as)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.write_bytes(upload.content)
        path.chmod(0o600)
    return row.id


def file_path(stored_as: UUID) -> Path:
    """Where a stored file lies, outside what the web serves."""
    return Path(settings.FILES_DIR) / str(stored_as)[:2] / str(stored_as)


def _file(
    case: Case, upload: StoredUpload, kind: str, found: str, at: datetime, by: Actor, member_id: UUID | None
) -> CaseFile:
    return CaseFile.objects.create(
        case=case,
        member=member_in(case, member_id),
        name=clean_text(upload.name),
        kind=kind,
        content_type=found,
        size=len(upload.content),
        sha256=hashlib.sha256(upload.content).hexdigest(),
        stored_as=uuid4(),
        added_at=at,
        by_id=by.user_id,
    )
