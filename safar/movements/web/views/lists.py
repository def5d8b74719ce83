"""The movement officer's lists, each row with what to do next."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from safar.accounts.queries import offices_by_id
from safar.accounts.services import log_read, require
from safar.movements import queries
from safar.movements.types import LegLine
from safar.plumbing.types import Actor
from safar.plumbing.web.moments import reader

MOST_DAYS = 31


def departures(request: HttpRequest) -> HttpResponse:
    """Who leaves on a day, or in the days after it, by the clock of the office."""
    by = reader()
    require(by, "movements.read")
    day, days = _day(request), _days(request)
    office = _number(request.GET.get("office", ""))
    rows = queries.departures(by=by, at=timezone.now(), day=day, days=days, office_id=office)
    if request.GET.get("red"):
        rows = [row for row in rows if row.waits or row.expires_before or row.leg.permit_state == "held"]
    log_legs(by, "departures", [row.leg for row in rows])
    context = {
        "rows": rows,
        "adults": sum(not row.leg.is_child for row in rows),
        "children": sum(row.leg.is_child for row in rows),
        "offices": list(offices_by_id(by.offices).values()),
        **_frame(request, day, days),
    }
    return render(request, "movements/departures.html", context)


def under_way(request: HttpRequest) -> HttpResponse:
    """Who has left and is not known to have arrived; those who ring on top."""
    by = reader()
    require(by, "movements.read")
    rows = queries.under_way(by=by, at=timezone.now())
    log_legs(by, "under way", [row.leg for row in rows])
    return render(request, "movements/under_way.html", {"rows": rows, "late": sum(row.is_late for row in rows)})


def not_travelled(request: HttpRequest) -> HttpResponse:
    """Who was to leave and did not, with the reason and what is still to do."""
    by = reader()
    require(by, "movements.read")
    day, days = _day(request), _days(request)
    rows = queries.did_not_travel(by=by, at=timezone.now(), day=day, days=days)
    log_legs(by, "did not travel", [row.leg for row in rows])
    return render(request, "movements/not_travelled.html", {"rows": rows, **_frame(request, day, days)})


def log_legs(by: Actor, page: str, legs: list[LegLine]) -> None:
    """One row for a list, with the cases it showed (D12)."""
    if legs:
        log_read(by=by, at=timezone.now(), kind="case", ids=sorted({leg.case_id for leg in legs}), page=page)


def _frame(request: HttpRequest, day: date, days: int) -> dict[str, object]:
    return {
        "day": day,
        "days": days,
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1),
        "wanted": request.GET,
    }


def _day(request: HttpRequest) -> date:
    try:
        day = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return timezone.localdate()
    return day if 1990 < day.year < 2200 else timezone.localdate()


def _days(request: HttpRequest) -> int:
    return max(1, min(_number(request.GET.get("days", "")) or 1, MOST_DAYS))


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None
