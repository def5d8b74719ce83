"""Complaints of a period: received, answered in time, upheld, by subject, among those the reader may see."""

from __future__ import annotations

from datetime import date

from django.utils.timezone import localdate

from safar.complaints.models import Complaint, ComplaintAnswer
from safar.complaints.types import About, Figures, Outcome

UPHELD = frozenset({Outcome.UPHELD, Outcome.PARTLY_UPHELD})


def figures(first: date, last: date) -> list[Figures]:
    """A row for each subject that has any, and one for all; by the day they came in."""
    found = list(
        Complaint.objects.filter(received_at__date__gte=first, received_at__date__lte=last).prefetch_related("answers")
    )
    subjects = [about for about in About.values if any(row.about == about for row in found)]
    rows = [_counted(about, [row for row in found if row.about == about]) for about in subjects]
    return [*rows, _counted("", found)] if found else []


def _instance(answer: ComplaintAnswer) -> int:
    return answer.instance


def _counted(about: str, rows: list[Complaint]) -> Figures:
    ordered = [(row, sorted(row.answers.all(), key=_instance)) for row in rows]
    answered = [(row, answers[0], answers[-1]) for row, answers in ordered if answers]
    return Figures(
        about=about,
        received=len(rows),
        answered=len(answered),
        in_time=sum(localdate(first.answered_at) <= row.answer_by for row, first, _last in answered),
        upheld=sum(last.outcome in UPHELD for _row, _first, last in answered),
        open=len(rows) - len(answered),
    )
