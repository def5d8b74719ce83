"""What is due: amounts approved, things handed over with a receipt, and what is explained instead."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safar.accounts.services import require
from safar.cases import services
from safar.cases.types import PromiseLine
from safar.cases.web.asking import Asking, case_named, found, open_file
from safar.cases.web.forms.frame import ReasonForm
from safar.cases.web.forms.travelling import AmountForm, HandingOverForm
from safar.cases.web.views.file import acts
from safar.plumbing.web.moments import reader

CURRENCIES = ("EUR", "USD", "IRR", "AFN")


def amounts(request: HttpRequest, id: UUID) -> HttpResponse:
    """Everything that was promised, with where it is and what can be done next."""
    by = reader()
    require(by, "cases.read")
    case = open_file(by, case_named(id), "what was promised")
    return render(request, "cases/amounts.html", {"case": case, "can": acts(by)})


class OneDue(Asking):
    """Something about one item that is due."""

    also_closed = True
    template_name = "cases/due.html"

    def prepare(self) -> None:
        """Find the item among those of the case."""
        lines = [line for view in self.case.enrolments for line in view.promises]
        self.line: PromiseLine = found(lines, self.kwargs["item"])

    def back(self) -> str:
        """Back to what was promised."""
        return reverse("cases:amounts", kwargs={"id": self.case.id})

    def context(self) -> dict[str, Any]:
        """The item."""
        return {"line": self.line}


class ApproveAmount(OneDue):
    """Approve an amount with its reference."""

    permission = "cases.approve_amount"
    form_class = AmountForm
    heading = _("Approve the amount")
    submit = _("Approve")
    done = _("The amount is approved.")

    def form(self, *sent: Any) -> AmountForm:
        """The form; the item's own currency comes first."""
        own = [self.line.currency] if self.line.currency else []
        currencies = [*own, *(code for code in CURRENCIES if code not in own)]
        self.asked = AmountForm(*sent, case=self.case, by=self.by, currencies=currencies)
        return self.asked

    def act(self, given: dict[str, Any]) -> None:
        """Approve it."""
        services.approve_amount(
            by=self.by,
            at=timezone.now(),
            due_item_id=self.line.id,
            amount=self.asked.minor_units(),
            currency=given["currency"],
            reference=given["reference"],
        )


class HandOver(OneDue):
    """Something was handed over against a receipt."""

    permission = "cases.hand_over"
    form_class = HandingOverForm
    heading = _("Handed over")
    submit = _("Record the hand-over")
    done = _("The hand-over is recorded.")

    def act(self, given: dict[str, Any]) -> None:
        """Record it."""
        services.hand_over(
            by=self.by,
            at=timezone.now(),
            due_item_id=self.line.id,
            on=given["on"],
            receipt=given["receipt"],
            received_by=given["received_by"],
        )


class Explain(OneDue):
    """Something due was not handed over; say why, so that the case can be closed."""

    permission = "cases.hand_over"
    form_class = ReasonForm
    heading = _("Explain why it was not handed over")
    submit = _("Keep the explanation")
    done = _("The explanation is kept.")

    def act(self, given: dict[str, Any]) -> None:
        """Keep the explanation."""
        services.explain_due(by=self.by, at=timezone.now(), due_item_id=self.line.id, reason=given["reason"])
