"""Stopping for a while, going on, ending, and opening again."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safar.cases import services
from safar.cases.web.asking import Asking
from safar.cases.web.forms.deciding import CancellingForm, ClosingForm
from safar.cases.web.forms.frame import ReasonForm
from safar.plumbing.web import display
from safar.programmes import queries as programmes
from safar.programmes.types import text_in


class Hold(Asking):
    """Work stops; everybody stays at the stage where they are."""

    permission = "cases.hold"
    form_class = ReasonForm
    heading = _("Put the case on hold")
    submit = _("Put on hold")
    done = _("The case is on hold. Everybody stays at their stage.")

    def act(self, given: dict[str, Any]) -> None:
        """Hold the case."""
        services.put_on_hold(by=self.by, at=timezone.now(), case_id=self.case.id, reason=given["reason"])


class Resume(Asking):
    """Work goes on."""

    permission = "cases.hold"
    form_class = ReasonForm
    heading = _("Go on with the case")
    submit = _("Go on")
    done = _("The case goes on from where it stood.")

    def act(self, given: dict[str, Any]) -> None:
        """Resume the case."""
        services.resume_case(by=self.by, at=timezone.now(), case_id=self.case.id, reason=given["reason"])


class Cancel(Asking):
    """The case ends without a journey; that is always allowed."""

    permission = "cases.close"
    form_class = CancellingForm
    heading = _("End the case without a journey")
    submit = _("End the case")
    explanation = _("Nothing is held against anybody: a new application is always open.")
    done = _("The case has ended without a journey.")

    def form(self, *sent: Any) -> CancellingForm:
        """The form with the outcomes that the programmes know before travel."""
        versions = [view.programme_version_id for view in self.case.enrolments]
        language = display.language()
        outcomes = {
            outcome.code: text_in(outcome.names, language)
            for version in versions
            for outcome in programmes.published_by_id(version).programme.outcomes
            if outcome.when != "after_travel"
        }
        return CancellingForm(*sent, case=self.case, by=self.by, outcomes=list(outcomes.items()))

    def act(self, given: dict[str, Any]) -> None:
        """Cancel the case."""
        services.cancel_case(
            by=self.by, at=timezone.now(), case_id=self.case.id, outcome=given["outcome"], reason=given["reason"]
        )


class Close(Asking):
    """The case is finished; anything due must be handed over or explained first."""

    permission = "cases.close"
    form_class = ClosingForm
    heading = _("Close the case")
    submit = _("Close the case")
    done = _("The case is closed. It stays readable.")
    template_name = "cases/close.html"

    def act(self, given: dict[str, Any]) -> None:
        """Close the case."""
        services.close_case(
            by=self.by, at=timezone.now(), case_id=self.case.id, reason=given["reason"], note=given["note"]
        )

    def context(self) -> dict[str, Any]:
        """What is still unexplained."""
        lines = [line for view in self.case.enrolments for line in view.promises]
        return {"open_lines": [line for line in lines if line.state in {"amount_missing", "planned", "approved"}]}


class Reopen(Asking):
    """A closed case is opened again."""

    also_closed = True
    permission = "cases.close"
    form_class = ReasonForm
    heading = _("Open the case again")
    submit = _("Open again")
    done = _("The case is open again.")

    def act(self, given: dict[str, Any]) -> None:
        """Reopen the case."""
        services.reopen_case(by=self.by, at=timezone.now(), case_id=self.case.id, reason=given["reason"])
