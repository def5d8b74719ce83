"""The State removed somebody first (V19), and what a journey that failed leaves to do (V17)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from safar.accounts.services import require
from safar.cases import services
from safar.cases.types import RemovalGiven
from safar.cases.web.asking import Asking, open_file
from safar.cases.web.forms.removals import RemovalForm
from safar.cases.web.views.papers import statements_of
from safar.plumbing.web import display
from safar.plumbing.web.moments import reader
from safar.programmes import queries as programmes
from safar.programmes.types import text_in


class Removed(Asking):
    """One act closes what was open."""

    permission = "consent.record_removal"
    form_class = RemovalForm
    heading = _("The State removed somebody")
    submit = _("Record the removal")
    explanation = _(
        "We arrange no enforced removal. This ends their permit, their bookings and every application, and nothing of"
        " the file goes to those who enforce. Whoever stays is asked again, alone. They may ask us for help at home:"
        " open a case for them that begins after arrival."
    )
    done = _("Recorded. Nothing goes to those who enforce. See whether they are safe.")
    danger = True
    template_name = "cases/removal.html"

    def context(self) -> dict[str, Any]:
        """What becomes of each line when somebody is returned by force, as the programme says."""
        versions = programmes.published_by_ids({view.programme_version_id for view in self.case.enrolments})
        language = display.language()
        return {
            "fates": [
                (text_in(line.names, language), line.if_life_changes.forced_return)
                for version in versions.values()
                for line in version.programme.entitlements
            ]
        }

    def act(self, given: dict[str, Any]) -> None:
        """Record it."""
        services.record_removal(
            by=self.by,
            at=timezone.now(),
            case_id=self.case.id,
            member_ids=given["members"],
            given=RemovalGiven(
                removed_at=given["removed_at"],
                authority=given["authority"],
                told_by=given["told_by"],
                place=given["place"],
                account=given["account"],
            ),
        )


@require_safe
def failed_journey(request: HttpRequest, id: UUID) -> HttpResponse:
    """What was done that cannot be undone before the journey failed, and the statement as it is printed."""
    by = reader()
    require(by, "cases.read")
    case = open_file(by, id, "failed journey")
    statements = statements_of(case, by)
    if not statements:
        raise Http404
    tasks = [task for task in case.tasks if task.code in ("protect_after_failed_step", "statement_for_authority")]
    return render(request, "cases/failed_journey.html", {"case": case, "statements": statements, "tasks": tasks})
