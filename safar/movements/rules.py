"""Decisions of the day of travel as plain functions: how entries merge, which state may follow which, when it rings."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from safar.movements.types import (
    AT_THE_END,
    BEFORE,
    NOT_BOARDED,
    UNDER_WAY,
    Answer,
    Entry,
    IncidentKind,
    LegState,
    Merged,
    ReportKind,
)

RING_AFTER_HOURS = 6
NO_ARRIVAL_TIME_HOURS = 24
REPORT_WAITS_HOURS = 3
# What a report may wait for because the other half of it is still on another telephone.
MAY_STILL_COME = frozenset({"movements_not_departed", "v9_parent_not_departed", "v11_at_departure"})
_CAUTION = {Answer.YES: 0, Answer.NOT_SURE: 1, Answer.NO: 2}


def merged(entries: Iterable[Entry]) -> Merged:
    """What all entries about one person on one leg come to. The order in which they arrived makes no difference.

    A no is final and wins over everything. Otherwise the last thing stated holds; of two things stated at the same
    moment the more cautious one does.
    """
    told = sorted(set(entries), key=lambda one: (one.stated_at, _caution(one), one.id))
    papers = [one for one in told if one.kind == ReportKind.PAPERS]
    asked = [one for one in told if one.kind == ReportKind.ASKED]
    nos = [one for one in told if says_no(one)]
    boardings = [one for one in told if one.kind in (ReportKind.BOARDED, ReportKind.NOT_BOARDED)]
    boarded = [one for one in boardings if one.kind == ReportKind.BOARDED]
    cash = [one for one in told if one.kind == ReportKind.CASH]
    arrived = [one for one in told if one.kind == ReportKind.ARRIVED]
    answer = Answer.NO if nos else (asked[-1].value if asked else "")
    last = boardings[-1] if boardings else None
    boarding = "" if last is None else "boarded" if last.kind == ReportKind.BOARDED else last.value
    return Merged(
        papers=bool(papers) and papers[-1].value == "handed",
        answer=answer,
        alone=nos[-1].alone if nos else asked[-1].alone if asked else None,
        boarding=LegState.CHANGED_MIND if nos else boarding,
        boarded_at=min((one.stated_at for one in boarded), default=None),
        cash=tuple((one.amount or 0, one.currency, one.receipt) for one in cash),
        arrival=arrived[-1].value if arrived else "",
        contradictions=tuple(_contradictions(boardings, boarded, nos, cash)),
    )


def says_no(entry: Entry) -> bool:
    """Whether the person said in this entry that they do not go."""
    return (entry.kind == ReportKind.ASKED and entry.value == Answer.NO) or (
        entry.kind == ReportKind.NOT_BOARDED and entry.value == LegState.CHANGED_MIND
    )


def _contradictions(boardings: list[Entry], boarded: list[Entry], nos: list[Entry], cash: list[Entry]) -> Iterable[str]:
    if boarded and nos:
        yield IncidentKind.NO_AND_BOARDED
    elif any(
        one.kind == ReportKind.NOT_BOARDED and one.stated_at >= first.stated_at
        for one in boardings
        for first in boarded
    ):
        yield IncidentKind.BOARDED_AND_NOT
    if len(cash) > 1:
        yield IncidentKind.CASH_TWICE


def _caution(entry: Entry) -> int:
    if entry.kind == ReportKind.ASKED:
        return 2 * _CAUTION.get(Answer(entry.value), 2) + (0 if entry.alone else 1)
    if entry.kind == ReportKind.PAPERS:
        return int(entry.value != "handed")
    if entry.kind == ReportKind.ARRIVED:
        return int(entry.value != "met")
    return int(entry.kind == ReportKind.NOT_BOARDED)


def may_follow(state: str, has_left: bool) -> tuple[str, ...]:
    """Which states somebody may write after this one; what is under way or over takes that the person has left."""
    if state == LegState.DIED:
        return ()
    before = BEFORE if state in BEFORE else ()
    not_boarded = NOT_BOARDED if not has_left and state in (*BEFORE, *NOT_BOARDED, LegState.DISPUTED) else ()
    left = (*UNDER_WAY, *(end for end in AT_THE_END if end != LegState.DIED)) if has_left else ()
    boarding = (LegState.BOARDED,) if not has_left else ()
    return tuple(one for one in dict.fromkeys((*boarding, *before, *not_boarded, *left)) if one != state)


def due_at(expected_leaves_at: datetime, expected_arrives_at: datetime | None) -> datetime:
    """When somebody's arrival should be known; a journey without an arrival time is given a day."""
    return expected_arrives_at or expected_leaves_at + timedelta(hours=NO_ARRIVAL_TIME_HOURS)


def hours_late(due: datetime, at: datetime) -> int:
    """Whole hours since an arrival was due; none before."""
    return max(0, int((at - due).total_seconds() // 3600))


def rings(due: datetime, at: datetime) -> bool:
    """Whether an arrival of which nothing is known has been due for too long."""
    return at >= due + timedelta(hours=RING_AFTER_HOURS)
