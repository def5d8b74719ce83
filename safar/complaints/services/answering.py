"""What a complaints officer does: acknowledge, hear, find out, answer, explain; and a second answer after an appeal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.db import connection

from safar.accounts.services import log_read, require
from safar.complaints.models import (
    Complaint,
    ComplaintAnswer,
    ComplaintAppeal,
    ComplaintReading,
    ComplaintStep,
)
from safar.complaints.types import About, Outcome, StepKind
from safar.kernel.text import clean_lines
from safar.plumbing.refusals import Refused, database_refusals
from safar.plumbing.types import Actor


def open_complaint(*, by: Actor, at: datetime, complaint_id: UUID) -> None:
    """Write down that somebody opened a complaint (D12); in the common log only where nobody is accused."""
    require(by, "complaints.record")
    complaint = _seen(complaint_id)
    ComplaintReading.objects.bulk_create(
        [ComplaintReading(id=uuid4(), complaint=complaint, read_at=at, recorded_at=at, by_id=by.user_id)]
    )
    if complaint.about != About.STAFF:
        ids = [complaint.id] if complaint.person_id is None else [complaint.id, complaint.person_id]
        log_read(by=by, at=at, kind="complaint", ids=ids, page="complaint")


def add_step(*, by: Actor, at: datetime, complaint_id: UUID, kind: StepKind, words: str = "") -> UUID:
    """Something was done about a complaint."""
    require(by, "complaints.handle")
    complaint = _handled(complaint_id)
    if kind == StepKind.EXPLAINED and not complaint.answers.exists():
        raise Refused("complaints_not_answered_yet")
    step = ComplaintStep(
        id=uuid4(), complaint=complaint, kind=kind, words=clean_lines(words).strip(), done_at=at, recorded_at=at,
        by_id=by.user_id,
    )  # fmt: skip
    with database_refusals():
        ComplaintStep.objects.bulk_create([step])
    return step.id


def answer_complaint(
    *, by: Actor, at: datetime, complaint_id: UUID, outcome: Outcome, reasons: str, measures: str = ""
) -> UUID:
    """Say what a complaint came to; after an appeal it is the second answer, by somebody else."""
    require(by, "complaints.handle")
    complaint = _handled(complaint_id)
    if not reasons.strip():
        raise Refused("complaints_answer_has_reasons", field="reasons")
    appealed = ComplaintAppeal.objects.filter(complaint=complaint).exists()
    answer = ComplaintAnswer(
        id=uuid4(),
        complaint=complaint,
        instance=2 if appealed else 1,
        outcome=outcome,
        reasons=clean_lines(reasons).strip(),
        measures=clean_lines(measures).strip(),
        answered_at=at,
        recorded_at=at,
        by_id=by.user_id,
    )
    with database_refusals():
        ComplaintAnswer.objects.bulk_create([answer])
    return answer.id


def appeal_complaint(*, by: Actor, at: datetime, complaint_id: UUID, words: str) -> None:
    """The person is not content with the answer: the next complaints officer who has not answered takes it up."""
    require(by, "complaints.record")
    complaint = _seen(complaint_id)
    if not words.strip():
        raise Refused("complaints_appeal_in_words", field="words")
    with database_refusals():
        ComplaintAppeal.objects.bulk_create(
            [
                ComplaintAppeal(
                    id=uuid4(), complaint=complaint, words=clean_lines(words).strip(), received_at=at, recorded_at=at
                )
            ]
        )


def name_accused(*, by: Actor, at: datetime, complaint_id: UUID, user_ids: Sequence[int]) -> None:
    """It has been found out whom a complaint is about; from now on they and their offices are past it too."""
    require(by, "complaints.handle")
    complaint = _handled(complaint_id)
    if complaint.about != About.STAFF:
        raise Refused("complaints_accused_is_staff")
    add_step(by=by, at=at, complaint_id=complaint_id, kind=StepKind.FOUND)
    # By a function of the database: whoever turns out to be meant may be the one who writes it.
    with database_refusals(), connection.cursor() as cursor:
        cursor.execute("SELECT complaints_name_accused(%s, %s)", [complaint.id, list(user_ids)])


def _seen(complaint_id: UUID) -> Complaint:
    complaint = Complaint.objects.filter(id=complaint_id).first()
    if complaint is None:
        raise Refused("complaints_no_such_complaint")
    return complaint


def _handled(complaint_id: UUID) -> Complaint:
    """The complaint, if whoever acts is the one who answers it; for everybody else there is none to handle."""
    from safar.complaints.queries.lists import handled_among

    complaint = _seen(complaint_id)
    if complaint.id not in handled_among([complaint.id]):
        raise Refused("complaints_no_such_complaint")
    return complaint
