"""Documents are put on file and pass from hand to hand."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from safar.accounts.services import require
from safar.people.models import Custody, Document
from safar.people.rules import needs_receipt, number_key
from safar.people.services.rows import country_of, lines_of, person_of, text_of, write_custody, write_document
from safar.people.types import DocumentGiven, Holder, PersonId
from safar.plumbing.audit import record
from safar.plumbing.refusals import Refused, database_refusals
from safar.plumbing.types import Actor

# Whose document it is never changes: the application has no right to rewrite that column.
_PRINTED = ["kind", "number", "number_key", "country", "issued_on", "valid_until", "note"]


def add_document(*, by: Actor, at: datetime, person_id: PersonId, document: DocumentGiven, receipt: str = "") -> UUID:
    """Put a document on file with who has it now; one that we keep needs the receipt that was given for it."""
    require(by, "people.keep_documents")
    person = person_of(person_id)
    if document.holder == Holder.US and not receipt.strip():
        raise Refused("people_receipt_needed", field="receipt")
    with database_refusals():
        row = write_document(person.id, document, by, at, receipt)
        record(
            by=by,
            at=at,
            action="people.document_added",
            subject="person",
            subject_id=person.id,
            detail={"kind": str(document.kind), "holder": str(document.holder)},
        )
    return row.id


def correct_document(*, by: Actor, at: datetime, document_id: UUID, document: DocumentGiven) -> None:
    """Correct what a document says; in whose hands it is changes only by `move_document`."""
    require(by, "people.keep_documents")
    row = _document(document_id)
    number = text_of(document.number, "number")
    row.kind, row.number, row.number_key = document.kind, number, number_key(number)
    row.country = country_of(document.country, "country")
    row.issued_on, row.valid_until, row.note = document.issued_on, document.valid_until, lines_of(document.note, "note")
    with database_refusals():
        row.save(update_fields=_PRINTED)
        record(by=by, at=at, action="people.document_corrected", subject="person", subject_id=row.person_id)


def move_document(
    *,
    by: Actor,
    at: datetime,
    document_id: UUID,
    holder: Holder,
    since: datetime | None = None,
    receipt: str = "",
    note: str = "",
) -> None:
    """Write down that a document passed into other hands, at `at` or at an earlier `since`.

    A receipt is needed whenever we take it or give it up.
    """
    require(by, "people.keep_documents")
    document = _document(document_id)
    moment = since or at
    latest = Custody.objects.filter(document=document).order_by("-since").first()
    if moment > at:
        raise Refused("people_custody_in_future", field="since")
    if latest is not None and moment <= latest.since:
        raise Refused("people_custody_earlier", field="since")
    if needs_receipt(Holder(latest.holder) if latest else None, holder) and not receipt.strip():
        raise Refused("people_receipt_needed", field="receipt")
    with database_refusals():
        write_custody(document.id, holder, by, moment, receipt, note)
        record(
            by=by,
            at=at,
            action="people.document_moved",
            subject="person",
            subject_id=document.person_id,
            detail={"document": str(document.id), "holder": str(holder)},
        )


def _document(document_id: UUID) -> Document:
    document = Document.objects.select_for_update().filter(id=document_id).first()
    if document is None:
        raise Refused("people_document_unknown")
    return document
