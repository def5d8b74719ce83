"""Filters live in the address and are remembered for the next time; they hold codes and days, never a name."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseRedirect
from django.utils import timezone

from safar.accounts.services import log_read
from safar.plumbing.types import Actor

LONGEST_LIST = 500
FORGET = "clear"


def remembered(request: HttpRequest, page: str) -> HttpResponseRedirect | None:
    """Where to go instead: to the filters used last time, or to none when they are to be forgotten."""
    key = f"filters_{page}"
    if FORGET in request.GET:
        request.session.pop(key, None)
        return HttpResponseRedirect(request.path)
    if request.GET:
        request.session[key] = request.GET.urlencode()
        return None
    kept = request.session.get(key)
    return HttpResponseRedirect(f"{request.path}?{kept}") if kept else None


def chosen(request: HttpRequest, name: str, known: Any) -> str:
    """The filter's value if it is among those known, else nothing."""
    value = request.GET.get(name, "")
    return value if value in known else ""


def chosen_number(request: HttpRequest, name: str) -> int | None:
    """The filter's value as a number, if it is one."""
    value = request.GET.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None


def chosen_day(request: HttpRequest) -> date:
    """The day in the address, or today on the office's clock."""
    try:
        return date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return timezone.localdate()


def log_list(by: Actor, page: str, ids: list[UUID]) -> None:
    """One row for a list, with the ids it showed (D12)."""
    if ids:
        log_read(by=by, at=timezone.now(), kind="case", ids=ids, page=page)
