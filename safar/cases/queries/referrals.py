"""Referrals: those of one case, and those that wait for an answer in the offices in scope."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from safar.cases.models import Referral, ReferralAnswer
from safar.cases.queries.headings import headings
from safar.cases.types import ReferralAnswerLine, ReferralLine


def referrals_of(case_ids: Iterable[UUID], at: datetime) -> list[ReferralLine]:
    """The referrals of some cases that the reader may see, the newest first."""
    return _lines(list(Referral.objects.filter(case_id__in=set(case_ids))), at)


def referrals_waiting(office_ids: Iterable[int], at: datetime) -> list[ReferralLine]:
    """Every referral in some offices that has not ended, those over their time first."""
    rows = Referral.objects.filter(case__office_id__in=list(office_ids)).exclude(
        answers__outcome__in=["declined", "served", "not_served", "stopped"]
    )
    return sorted(_lines(list(rows), at), key=lambda line: (not line.overdue, line.answer_due_at))


def _lines(rows: list[Referral], at: datetime) -> list[ReferralLine]:
    heads = headings({row.case_id for row in rows})
    answers: dict[UUID, list[ReferralAnswerLine]] = {row.id: [] for row in rows}
    for one in ReferralAnswer.objects.filter(referral_id__in=list(answers)).order_by("answered_at", "recorded_at"):
        answers[one.referral_id].append(ReferralAnswerLine(one.outcome, one.answered_at, one.by_whom, one.note))
    lines = [
        ReferralLine(
            id=row.id,
            case_id=row.case_id,
            reference=heads[row.case_id].case.reference,
            person=heads[row.case_id].name(row.member_id),
            kind=row.kind,
            receiver=row.receiver,
            purpose=row.purpose,
            shares=tuple(row.shares),
            confidential=row.confidential,
            made_at=row.made_at,
            answer_due_at=row.answer_due_at,
            answers=tuple(answers[row.id]),
            overdue=not answers[row.id] and row.answer_due_at < at,
        )
        for row in rows
        if row.case_id in heads
    ]
    return sorted(lines, key=lambda line: line.made_at, reverse=True)
