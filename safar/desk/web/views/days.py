"""A day at a time: my day, and who leaves in the coming days."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from safar.accounts.services import require
from safar.cases import queries
from safar.cases.types import AppointmentToday
from safar.desk.web.filters import chosen_day, chosen_number, log_list
from safar.plumbing.web.moments import reader

DAYS_AHEAD = 14
MOST_DAYS = 90


def my_day(request: HttpRequest) -> HttpResponse:
    """The appointments of a day in order, then what is due by its end."""
    by = reader()
    require(by, "cases.appoint")
    day = chosen_day(request)
    mine = queries.my_day(by=by, day=day, at=timezone.now())
    shown = [line for line in mine.appointments if _is_wanted(request, line)]
    log_list(by, "my day", [line.case_id for line in shown] + [row.case_id for row in mine.due])
    context = {
        "day": day,
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1),
        "today": timezone.localdate(),
        "appointments": shown,
        "hidden": len(mine.appointments) - len(shown),
        "due": mine.due,
        "spoken": sorted({line.language for line in mine.appointments}),
        "places": sorted({line.place_kind for line in mine.appointments}),
        "wanted": request.GET,
    }
    return render(request, "desk/my_day.html", context)


def leaving(request: HttpRequest) -> HttpResponse:
    """Who leaves in the coming days, and what is missing for each."""
    by = reader()
    require(by, "cases.read")
    days = min(chosen_number(request, "days") or DAYS_AHEAD, MOST_DAYS)
    mine = request.GET.get("whose") != "office" if by.role == "counsellor" else request.GET.get("whose") == "mine"
    rows = queries.leaving_within(by=by, at=timezone.now(), days=days, mine=mine)
    if request.GET.get("missing"):
        rows = [row for row in rows if row.missing]
    log_list(by, "leaving", [row.case_id for row in rows])
    context = {"rows": rows, "days": days, "mine": mine, "wanted": request.GET}
    return render(request, "desk/leaving.html", context)


def _is_wanted(request: HttpRequest, line: AppointmentToday) -> bool:
    wanted = request.GET
    return (
        wanted.get("language", "") in ("", line.language)
        and wanted.get("place", "") in ("", line.place_kind)
        and (not wanted.get("no_interpreter") or (line.interpreter_needed and not line.interpreter))
    )
