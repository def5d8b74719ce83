"""The data protection officer's page: who opened which files, and who opened unusually many (D12)."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from safar.accounts import queries
from safar.accounts.services import require
from safar.plumbing.types import Actor

DAYS_SHOWN = (1, 7, 30)
MANY_FILES = 40  # in the days shown; a busy counsellor's own caseload, after which somebody should ask


def reading_log(request: HttpRequest) -> HttpResponse:
    """What was opened in the last days, by everybody or by one colleague."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    require(actor, "accounts.read_access_log")
    days = next((days for days in DAYS_SHOWN if str(days) == request.GET.get("days")), 7)
    who = request.GET.get("who", "")
    since = timezone.now() - timedelta(days=days)
    page = {
        "readings": queries.readings(since, int(who) if who.isascii() and who.isdigit() and len(who) < 9 else None),
        "heavy": queries.heavy_readers(since, MANY_FILES),
        "colleagues": queries.colleagues(actor.offices),
        "days": days,
        "days_shown": DAYS_SHOWN,
        "who": who,
        "many": MANY_FILES,
    }
    return render(request, "accounts/readings.html", page)
