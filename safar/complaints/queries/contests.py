"""Refusals that may be contested, and contests with the second opinion they have or wait for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.utils.timezone import localdate, now

from safar.accounts.queries import may, names_of
from safar.cases import queries as cases
from safar.complaints.models import Contest
from safar.complaints.types import Contestable, ContestLine
from safar.plumbing.types import Actor


def contestables(case_id: UUID, today: date) -> list[Contestable]:
    """Every refusal of a case: whether it may still be contested, and the contest where there is one."""
    refusals = cases.refusals_of([case_id]).get(case_id, [])
    known = {one.decision_id or one.answer_id: one.id for one in Contest.objects.filter(case_id=case_id)}
    return [
        Contestable(
            kind=one.kind,
            id=one.id,
            said=one.said,
            on=one.on,
            until=one.until,
            remedy=one.remedy,
            may=one.id not in known and (one.kind == "authority" or one.until is None or today <= one.until),
            contest_id=known.get(one.id),
        )
        for one in refusals
    ]


def contests(by: Actor, waiting_only: bool = True) -> list[ContestLine]:
    """Contests within reach, those due soonest first."""
    found = Contest.objects.filter(opinion=None) if waiting_only else Contest.objects.all()
    return sorted(_lines(by, found), key=lambda line: (bool(line.outcome), line.due_on))


def contest_line(by: Actor, contest_id: UUID) -> ContestLine | None:
    """One contest; None for one that does not exist for the reader (D9)."""
    lines = _lines(by, Contest.objects.filter(id=contest_id))
    return lines[0] if lines else None


def _lines(by: Actor, found: QuerySet[Contest]) -> list[ContestLine]:
    rows: Sequence[Contest] = list(found.select_related("opinion").order_by("due_on")[:500])
    heads = cases.case_heads([row.case_id for row in rows], now())
    refusals = cases.refusals_of([row.case_id for row in rows], superseded=True)
    said = {case_id: {one.id: one for one in lines} for case_id, lines in refusals.items()}
    people = names_of({row.opinion.by_id for row in rows if hasattr(row, "opinion") and row.opinion.by_id})
    deciders = _deciders([row.id for row in rows])
    lines = []
    for row in rows:
        head = heads.get(row.case_id)
        opinion = getattr(row, "opinion", None)
        target = said.get(row.case_id, {}).get(row.decision_id or row.answer_id or row.id)
        lines.append(
            ContestLine(
                id=row.id,
                case_id=row.case_id,
                reference=head.reference if head else "",
                title=head.title if head else "",
                office=head.office if head else "",
                ground=row.ground,
                words=row.words,
                evidence=row.evidence,
                contested_on=row.contested_on,
                due_on=row.due_on,
                overdue=opinion is None and row.due_on < localdate(),
                said=target.said if target else "",
                target=target.kind if target else "",
                outcome=opinion.outcome if opinion else "",
                reasons=opinion.reasons if opinion else "",
                answered_by=people.get(opinion.by_id or 0, "") if opinion else "",
                answered_at=opinion.answered_at if opinion else None,
                may_answer=opinion is None
                and may(by, "complaints.second_opinion")
                and (
                    by.user_id not in deciders.get(row.id, set()) or (target is not None and target.kind == "authority")
                ),
            )
        )
    return lines


def _deciders(contest_ids: Sequence[UUID]) -> dict[UUID, set[int]]:
    found: dict[UUID, set[int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT k.id, d FROM complaints_contest k, complaints_deciders(k.id) d WHERE k.id = ANY (%s)",
            [list(contest_ids)],
        )
        for contest_id, user_id in cursor.fetchall():
            found.setdefault(contest_id, set()).add(user_id)
    return found
