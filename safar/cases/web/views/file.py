"""The case file, its print and its history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from safar.accounts.queries import may
from safar.accounts.services import log_read, require
from safar.cases import queries
from safar.cases.types import CaseFile, EnrolmentView, GateLine, HistoryLine, NextMove, StageHead, WayCell, WayRow
from safar.cases.web.asking import open_file
from safar.cases.web.grouping import PromiseGroup, blockers_told_once, journeys_told_once, promises_told_once
from safar.cases.web.views.reaching import safe_ways
from safar.plumbing.types import Actor
from safar.plumbing.web.moments import reader

ACTS = (
    "cases.appoint", "cases.approve", "cases.approve_amount", "cases.change_members", "cases.close", "cases.decide",
    "cases.documents", "cases.refer", "cases.hand_over", "cases.hold", "cases.move", "cases.note", "cases.open",
    "cases.submit_to_authority", "cases.tasks", "cases.tell_to_save_life", "cases.transfer", "consent.arrive",
    "consent.counsel", "consent.depart", "consent.record_removal", "consent.report_death", "consent.withdraw",
)  # fmt: skip
SHOWN_AT_FIRST = 8
AFTER_DEPARTURE = ("travelling", "post_arrival")

Onward = list[tuple[NextMove, bool]]
Way = list[tuple[WayRow, list[tuple[StageHead, str, bool]]]]


def case_page(request: HttpRequest, id: UUID) -> HttpResponse:
    """The whole case on one page: where everybody stands, what the next step waits for, and how to clear it."""
    by = reader()
    require(by, "cases.read")
    return render(request, "cases/case.html", _whole(by, open_file(by, id, "case file")))


def case_print(request: HttpRequest, id: UUID) -> HttpResponse:
    """The same, to be printed."""
    by = reader()
    require(by, "cases.read")
    return render(request, "cases/case_print.html", {**_whole(by, open_file(by, id, "case print")), "can": {}})


def history(request: HttpRequest, id: UUID) -> HttpResponse:
    """Everything that happened in the case; when it was recorded stands beside when it happened."""
    by = reader()
    require(by, "cases.read")
    head = queries.case_heads([id], timezone.now()).get(id)
    if head is None:
        raise Http404
    lines = queries.case_history(by=by, case_id=id)
    log_read(by=by, at=timezone.now(), kind="case", ids=[id], page="case history")
    return render(request, "cases/history.html", {"case": head, "case_id": id, "lines": lines})


def acts(by: Actor) -> dict[str, bool]:
    """What the reader's role lets them do, by the last part of the permission's name."""
    return {permission.split(".")[1]: may(by, permission) for permission in ACTS}


def _whole(by: Actor, case: CaseFile) -> dict[str, Any]:
    present = [person for person in case.people if not person.left]
    return {
        "case": case,
        "can": acts(by) if case.may_write else {"withdraw": may(by, "consent.withdraw")},
        "enrolments": [_on_page(view) for view in case.enrolments],
        "journeys": journeys_told_once(case.itineraries),
        "present": present,
        "travellers": list({row.traveller_id for view in case.enrolments for row in view.rows if row.traveller_id}),
        "past": [person for person in case.people if person.left],
        "contacts": safe_ways(case),
        "open_tasks": [task for task in case.tasks if task.done_at is None],
        "done_tasks": [task for task in case.tasks if task.done_at is not None],
        "planned": [meeting for meeting in case.appointments if meeting.state == "planned"],
        "met": [meeting for meeting in case.appointments if meeting.state != "planned"],
        "recent": _told_once(case.history)[:SHOWN_AT_FIRST],
        "leaves": any(line.live for line in case.itineraries),
        "has_left": _has_left(case),
        "arranged": case.began == "before_travel",
    }


def _on_page(view: EnrolmentView) -> tuple[EnrolmentView, Way, list[PromiseGroup], Onward, Onward]:
    told = replace(view, blockers=tuple(_for_reader(line) for line in blockers_told_once(view.blockers)))
    return told, _way(view), promises_told_once(view.promises), *_moves(view)


def _for_reader(line: GateLine) -> GateLine:
    """The blocker without its button where the reader may not use the page behind it."""
    page = line.clear_with
    return (
        line
        if page is None or not page.permission or may(reader(), page.permission)
        else replace(line, clear_with=None)
    )


def _way(view: EnrolmentView) -> Way:
    waiting = {
        member.enrolment_member_id
        for move in view.moves
        if not move.reason_required
        for member in move.members
        if not member.ok
    }
    heads = {head.code: head for head in view.stages}
    return [(row, [_cell(row, cell, heads, waiting) for cell in row.cells]) for row in view.rows]


def _cell(row: WayRow, cell: WayCell, heads: dict[str, StageHead], waiting: set[UUID]) -> tuple[StageHead, str, bool]:
    """The column, how its dot is drawn, and whether the member stands here: red is held, amber waits for something."""
    standing = {"here": "here held" if row.enrolment_member_id in waiting else "here", "held": "here stopped"}
    return heads[cell.stage], standing.get(cell.state, cell.state), cell.state not in ("done", "ahead")


def _told_once(lines: Iterable[HistoryLine]) -> list[HistoryLine]:
    """The lines without those that say the same of the same day again."""
    return list({(line.happened_at.date(), line.sentence): line for line in lines}.values())


def _has_left(case: CaseFile) -> bool:
    under_way = {head.code for view in case.enrolments for head in view.stages if head.phase in AFTER_DEPARTURE}
    return any(row.stage in under_way for view in case.enrolments for row in view.rows)


def _moves(view: EnrolmentView) -> tuple[Onward, Onward]:
    """The moves this reader may make: those that lead on, with whether anybody can go; and those that need a reason."""
    moves = [(move, any(member.ok for member in move.members)) for move in view.moves if move.may]
    onward = sorted((pair for pair in moves if not pair[0].reason_required), key=lambda pair: not pair[1])
    return onward, [pair for pair in moves if pair[0].reason_required]
