"""One complaint with everything done about it."""

from __future__ import annotations

from uuid import UUID

from django.utils.timezone import localdate

from safar.accounts.queries import may, names_of, offices_by_id
from safar.complaints.models import Complaint
from safar.complaints.queries.lists import handled_among, row_of
from safar.complaints.types import AnswerLine, ComplaintFile, Standing, StepLine
from safar.plumbing.types import Actor


def complaint_file(by: Actor, complaint_id: UUID) -> ComplaintFile | None:
    """A complaint as its reader may see it; None for one that does not exist for them (D9)."""
    found = Complaint.objects.filter(id=complaint_id).select_related("appeal").prefetch_related("steps", "answers")
    row = found.first()
    if row is None:
        return None
    offices = offices_by_id([row.office_id])
    line = row_of(row, offices[row.office_id].name if row.office_id in offices else "", localdate())
    steps = sorted(row.steps.all(), key=lambda step: (step.done_at, step.recorded_at))
    answers = sorted(row.answers.all(), key=lambda answer: answer.instance)
    appeal = getattr(row, "appeal", None)
    people = {*(one.by_id for one in steps), *(one.by_id for one in answers), row.recorded_by_id, *row.accused}
    names = names_of({one for one in people if one is not None})
    handles = may(by, "complaints.handle") and bool(handled_among([row.id]))
    unanswered = line.standing in (Standing.OPEN, Standing.ACKNOWLEDGED, Standing.APPEALED)
    return ComplaintFile(
        row=line,
        words=row.words,
        language=row.language,
        anonymous=row.anonymous,
        wants_contact=row.wants_contact,
        safe_contact=row.safe_contact,
        person_id=row.person_id,
        accused=tuple(names.get(one, "") for one in row.accused),
        accused_words=row.accused_words,
        earlier_reference=row.earlier_reference,
        acknowledge_by=row.acknowledge_by,
        answer_by=row.answer_by,
        recorded_by=names.get(row.recorded_by_id or 0, ""),
        steps=tuple(StepLine(one.kind, one.words, one.done_at, names.get(one.by_id or 0, "")) for one in steps),
        answers=tuple(
            AnswerLine(
                one.instance,
                one.outcome,
                one.reasons,
                one.measures,
                one.answered_at,
                names.get(one.by_id or 0, ""),
                localdate(one.answered_at) <= row.answer_by,
            )
            for one in answers
        ),
        appeal_words=appeal.words if appeal else "",
        may_handle=handles,
        may_answer=handles and unanswered,
    )
