"""Declarations, confirmations and steps that cannot be undone; and what a printed declaration says."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from safar.consent.models import ChainLink, Confirmation, Declaration, IrreversibleStep, Permit, Traveller
from safar.consent.queries.texts import text_line
from safar.consent.queries.transcribed import transcriptions_of
from safar.consent.types import (
    ConfirmationDue,
    ConfirmationLine,
    DeclarationDocument,
    DeclarationLine,
    StepLine,
    Transcription,
)


def declarations_of(traveller_ids: Iterable[UUID]) -> dict[UUID, list[DeclarationLine]]:
    """The declarations of travellers, newest first, each with its digest in the chain."""
    ids = list(traveller_ids)
    found: dict[UUID, list[DeclarationLine]] = {traveller_id: [] for traveller_id in ids}
    rows = list(
        Declaration.objects.filter(traveller__in=ids)
        .select_related("traveller")
        .prefetch_related("children", "presences")
        .order_by("-signed_at", "-recorded_at")
    )
    digests = dict(ChainLink.objects.filter(row_id__in=[row.id for row in rows]).values_list("row_id", "digest"))
    transcribed = transcriptions_of([row.id for row in rows if row.paper_id])
    for row in rows:
        found[row.traveller_id].append(_declaration(row, digests.get(row.id, ""), transcribed.get(row.id)))
    return found


def _declaration(row: Declaration, digest: str, transcription: Transcription | None) -> DeclarationLine:
    return DeclarationLine(
        id=row.id,
        traveller_id=row.traveller_id,
        person_id=row.traveller.person_id,
        session_id=row.session_id,
        text_id=row.text_id,
        pack_id=row.pack_id,
        language=row.language,
        manner=row.manner,
        place=row.place,
        witness_name=row.witness_name,
        witness_relation=row.witness_relation,
        interpreter_name=row.interpreter_name,
        no_interpreter_needed=row.no_interpreter_needed,
        copy_answer=row.copy_answer,
        reading_aloud_answer=row.reading_aloud_answer,
        signed_at=row.signed_at,
        recorded_at=row.recorded_at,
        late=row.late,
        children=tuple(child.child_id for child in row.children.all()),
        digest=digest,
        presences=_presences(row),
        transcription=transcription,
    )


def _presences(row: Declaration) -> tuple[tuple[str, bool, bool], ...]:
    return tuple((one.kind, one.in_sight, one.in_hearing) for one in row.presences.all())


def declaration_document(declaration_id: UUID) -> DeclarationDocument | None:
    """Everything the printed declaration says; None when it may not be seen (D9)."""
    row = (
        Declaration.objects.filter(id=declaration_id)
        .select_related("traveller__journey", "text")
        .prefetch_related("children__child", "presences")
        .first()
    )
    if row is None:
        return None
    permit = Permit.objects.filter(declaration=row).order_by("-recorded_at").first()
    link = ChainLink.objects.filter(row_id=row.id).first()
    return DeclarationDocument(
        declaration_id=row.id,
        reference=row.id.hex[:8].upper(),
        person_id=row.traveller.person_id,
        language=row.language,
        programme_code=row.traveller.journey.programme_code,
        text=text_line(row.text),
        return_country=row.return_country,
        return_place=row.return_place,
        signed_at=row.signed_at,
        place=row.place,
        manner=row.manner,
        witness_name=row.witness_name,
        witness_relation=row.witness_relation,
        interpreter_name=row.interpreter_name,
        no_interpreter_needed=row.no_interpreter_needed,
        copy_answer=row.copy_answer,
        reading_aloud_answer=row.reading_aloud_answer,
        children=tuple(child.child.person_id for child in row.children.all()),
        permit_state=permit.state if permit else None,
        digest=link.digest if link else "",
        presences=_presences(row),
        transcription=transcriptions_of([row.id]).get(row.id),
    )


def confirmations_of(traveller_ids: Iterable[UUID]) -> dict[UUID, list[ConfirmationLine]]:
    """What each traveller answered when asked again, in order."""
    ids = list(traveller_ids)
    found: dict[UUID, list[ConfirmationLine]] = {traveller_id: [] for traveller_id in ids}
    for row in Confirmation.objects.filter(traveller__in=ids).order_by("asked_at"):
        found[row.traveller_id].append(
            ConfirmationLine(
                id=row.id,
                traveller_id=row.traveller_id,
                which=row.which,
                answer=row.answer,
                alone=row.alone,
                asked_by_id=row.asked_by_id,
                asked_at=row.asked_at,
                recorded_at=row.recorded_at,
                place=row.place,
            )
        )
    return found


def confirmations_due(traveller_ids: Iterable[UUID], departing_at: datetime) -> list[ConfirmationDue]:
    """Who is still to be asked, `before` and `at_departure`, if they leave at that moment."""
    rows = list(
        Traveller.objects.filter(id__in=list(traveller_ids), going="going", departure__isnull=True).select_related(
            "journey"
        )
    )
    asked = confirmations_of([row.id for row in rows])
    due: list[ConfirmationDue] = []
    for row in rows:
        spans = {"before": timedelta(hours=row.journey.reconfirm_hours), "at_departure": timedelta(hours=24)}
        for which, span in spans.items():
            answers = [line for line in asked[row.id] if line.which == which and line.answer == "still_yes"]
            last = answers[-1].asked_at if answers else None
            if last is None or last < departing_at - span:
                due.append(ConfirmationDue(row.id, row.person_id, which, last))
    return due


def steps_of(traveller_ids: Iterable[UUID]) -> dict[UUID, list[StepLine]]:
    """The steps that cannot be undone for each traveller, as the programme lists them, done or not."""
    ids = list(traveller_ids)
    found: dict[UUID, list[StepLine]] = {traveller_id: [] for traveller_id in ids}
    rows = {
        (row.traveller_id, row.code): row
        for row in IrreversibleStep.objects.filter(traveller__in=ids).select_related("failed")
    }
    listed = Traveller.objects.filter(id__in=ids).values_list("id", "journey__irreversible_steps")
    for traveller_id, codes in listed:
        for code in codes:
            row = rows.get((traveller_id, code))
            found[traveller_id].append(
                StepLine(
                    traveller_id=traveller_id,
                    code=code,
                    explained_at=row.explained_at if row else None,
                    acknowledged_at=row.acknowledged_at if row else None,
                    done_at=row.done_at if row else None,
                    failed_at=row.failed.failed_at if row is not None and hasattr(row, "failed") else None,
                )
            )
    return found
