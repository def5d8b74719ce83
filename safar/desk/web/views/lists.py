"""The lists: what waits for whom, who cannot be reached, every case, and what other offices offer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from safar.accounts.queries import offices_by_id
from safar.accounts.services import require
from safar.cases import queries
from safar.cases.types import CaseRow, CaseStatus, ForWhom, WorklistFilters
from safar.desk.web.filters import LONGEST_LIST, chosen, chosen_number, log_list, remembered
from safar.plumbing.web import display
from safar.plumbing.web.moments import reader
from safar.programmes import queries as programmes
from safar.programmes.types import text_in

_FAR_DAY = date.max
_FAR_MOMENT = datetime.max.replace(tzinfo=UTC)
SORTS: dict[str, Callable[[CaseRow], Any]] = {
    "title": lambda row: row.title,
    "stage": lambda row: row.stage,
    "since": lambda row: row.waits_since or _FAR_DAY,
    "due": lambda row: row.next_due or _FAR_MOMENT,
    "opened": lambda row: row.opened_at,
    "office": lambda row: row.office,
    "person": lambda row: row.assigned_to,
}


def waiting(request: HttpRequest) -> HttpResponse:
    """What waits for whom, since when, until when and why that date."""
    by = reader()
    require(by, "cases.read")
    if elsewhere := remembered(request, "waiting"):
        return elsewhere
    filters = _filters(request)
    rows = queries.waiting(by=by, at=timezone.now(), filters=filters)
    log_list(by, "waiting", [row.case_id for row in rows])
    return render(request, "desk/waiting.html", {"rows": rows, **_choices(request, by.offices)})


def worklist(request: HttpRequest) -> HttpResponse:
    """Every case in reach, narrowed and sorted as the address says."""
    by = reader()
    require(by, "cases.read")
    if elsewhere := remembered(request, "worklist"):
        return elsewhere
    rows = queries.worklist(by=by, at=timezone.now(), filters=_filters(request))
    sort = request.GET.get("sort", "")
    if sort.removeprefix("-") in SORTS:
        rows = sorted(rows, key=SORTS[sort.removeprefix("-")], reverse=sort.startswith("-"))
    log_list(by, "worklist", [row.case_id for row in rows])
    context = {"rows": rows, "columns": _columns(request, sort), "is_full": len(rows) >= LONGEST_LIST}
    return render(request, "desk/worklist.html", {**context, **_choices(request, by.offices)})


def not_reached(request: HttpRequest) -> HttpResponse:
    """Who has not been reached, since when and by which channels it was tried."""
    by = reader()
    require(by, "cases.read")
    rows = queries.not_reached(by=by, at=timezone.now())
    log_list(by, "not reached", [row.case_id for row in rows])
    return render(request, "desk/not_reached.html", {"rows": rows})


def offered(request: HttpRequest) -> HttpResponse:
    """The cases that other offices offer to ours."""
    by = reader()
    require(by, "cases.read")
    rows = queries.offered_to_us(by=by, at=timezone.now())
    log_list(by, "offered", [row.case_id for row in rows])
    return render(request, "desk/offered.html", {"rows": rows})


def _filters(request: HttpRequest) -> WorklistFilters:
    return WorklistFilters(
        mine=bool(request.GET.get("mine")),
        status=chosen(request, "status", set(CaseStatus)),
        stage=chosen(request, "stage", {code for code, _name in _stages()}),
        programme_code=chosen(request, "programme", {code for code, _name in _programmes()}),
        for_whom=chosen(request, "for_whom", set(ForWhom)),
        overdue=bool(request.GET.get("overdue")),
        office_id=chosen_number(request, "office"),
        limit=LONGEST_LIST,
    )


def _programmes() -> list[tuple[str, str]]:
    language = display.language()
    return [
        (one.programme.code, text_in(one.programme.names, language))
        for one in programmes.latest_published()
        if not one.programme.kind
    ]


def _stages() -> list[tuple[str, str]]:
    language = display.language()
    return list(
        {
            stage.code: text_in(stage.names, language)
            for one in programmes.latest_published()
            for stage in one.programme.stages
        }.items()
    )


def _choices(request: HttpRequest, office_ids: frozenset[int]) -> dict[str, Any]:
    return {
        "wanted": request.GET,
        "programmes": _programmes(),
        "stages": _stages(),
        "statuses": [str(status) for status in CaseStatus],
        "whom": [str(whom) for whom in ForWhom],
        "offices": [(str(office.id), office.name) for office in offices_by_id(office_ids).values()],
    }


def _columns(request: HttpRequest, sort: str) -> dict[str, dict[str, str]]:
    """For each column that sorts: the address that sorts by it, and how it is sorted now."""
    columns = {}
    for name in SORTS:
        query = request.GET.copy()
        query["sort"] = f"-{name}" if sort == name else name
        state = {name: "ascending", f"-{name}": "descending"}.get(sort, "none")
        columns[name] = {"address": f"?{query.urlencode()}", "state": state}
    return columns
