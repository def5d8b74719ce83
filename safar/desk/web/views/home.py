"""The first page: each role begins with the list that is theirs."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse

from safar.accounts.types import Role
from safar.plumbing.web.moments import reader

FIRST_PAGE = {
    Role.COUNSELLOR: "desk:my_day",
    Role.PROTECTION_OFFICER: "consent:screens",
    Role.MOVEMENT_OFFICER: "desk:leaving",
    Role.REINTEGRATION_OFFICER: "desk:waiting",
    Role.PROGRAMME_MANAGER: "desk:overview",
    Role.DATA_PROTECTION_OFFICER: "desk:worklist",
    Role.ADMINISTRATOR: "accounts:staff",
    Role.COMPLAINTS_OFFICER: "complaints:list",
    Role.COMPETENT_AUTHORITY: "cases:applications",
    Role.AUDITOR: "cases:samples",
    Role.AIRPORT_ASSISTANT: "movements:today",
}


def home(request: HttpRequest) -> HttpResponseRedirect:
    """Go to the reader's own first page."""
    return HttpResponseRedirect(reverse(FIRST_PAGE[Role(reader().role)]))
