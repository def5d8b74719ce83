"""The page on which somebody searches for duplicates among everybody, sees how far it is, and stops it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from safar.accounts.queries import names_of
from safar.accounts.services import require
from safar.people import queries, services
from safar.people.types import LinkStage
from safar.plumbing.refusals import Refused
from safar.plumbing.web.moments import reader

GOES_ON = (LinkStage.STOPPED, LinkStage.FAILED)


def runs(request: HttpRequest) -> HttpResponse:
    """The searches of the reader's offices, the latest first; the page renews itself while one is under way."""
    by = reader()
    require(by, "people.dedupe")
    if request.method == "POST":
        return _acted(
            request, lambda: services.ask_for_run(by=by, at=timezone.now()), _("The search begins within a minute.")
        )
    found = queries.link_runs()
    names = names_of({run.asked_by_id for run in found})
    page = {
        "runs": [(run, names.get(run.asked_by_id, "")) for run in found],
        "is_under_way": any(run.is_under_way for run in found),
        "may_ask": not any(run.is_under_way and run.asked_by_id == by.user_id for run in found),
        "goes_on": {run.id for run in found[:1] if run.stage in GOES_ON and run.asked_by_id == by.user_id},
    }
    return render(request, "people/link_runs.html", page)


@require_POST
def stop(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Stop a search."""
    by = reader()
    return _acted(
        request,
        lambda: services.stop_run(by=by, at=timezone.now(), run_id=run_id),
        _("The search stops. For a day it can go on where it was."),
    )


@require_POST
def go_on(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Let a search that was stopped go on."""
    by = reader()
    return _acted(
        request,
        lambda: services.resume_run(by=by, at=timezone.now(), run_id=run_id),
        _("The search goes on within a minute."),
    )


def _acted(request: HttpRequest, act: Callable[[], object], done: str) -> HttpResponse:
    try:
        act()
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("people:link_runs")
