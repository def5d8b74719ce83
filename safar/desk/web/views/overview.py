"""The manager's overview: risks today, approvals, where people are stuck, places left, and the work of each."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from safar.accounts.services import require
from safar.cases import queries
from safar.desk.web.filters import log_list
from safar.plumbing.web.moments import reader


def overview(request: HttpRequest) -> HttpResponse:
    """Everything a manager should see once a day; nobody is measured by departures (V12)."""
    by = reader()
    require(by, "desk.manage")
    now = timezone.now()
    risks = queries.risks_today(by=by, at=now)
    approvals = queries.approvals_open(by=by, at=now)
    stuck = queries.stuck(by=by, at=now)
    shown = [line.case_id for line in risks] + [line.case_id for line in approvals]
    log_list(by, "overview", shown + [line.oldest_case_id for line in stuck])
    context = {
        "risks": risks,
        "approvals": approvals,
        "stuck": stuck,
        "places": queries.places_left(by=by),
        "workload": queries.workload(by=by, at=now),
    }
    return render(request, "desk/overview.html", context)
