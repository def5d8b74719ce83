"""Decisions on an application, and the letter that tells a refusal."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safar.accounts.services import require
from safar.cases import queries, services
from safar.cases.documents import refusal_letter_pdf
from safar.cases.types import DecisionAnswer, DecisionGiven, DecisionKind
from safar.cases.web.asking import Asking, open_file
from safar.cases.web.forms.deciding import DecisionForm
from safar.plumbing.documents import NotPrinted
from safar.plumbing.web import errors
from safar.plumbing.web.moments import reader


class Decide(Asking):
    """Record a decision as it was given; earlier ones stay."""

    permission = "cases.decide"
    form_class = DecisionForm
    heading = _("Record a decision")
    submit = _("Record the decision")
    explanation = _("A decision may change at any stage until departure; each one is kept.")
    done = _("The decision is recorded.")
    template_name = "cases/decision.html"
    also_by_enrolment = True

    def initial(self) -> dict[str, Any]:
        """Most often the office itself decides."""
        return {"kind": DecisionKind.OURS, "decided_by": self.by.name}

    def act(self, given: dict[str, Any]) -> None:
        """Record it."""
        decision = DecisionGiven(
            kind=DecisionKind(given["kind"]),
            answer=DecisionAnswer(given["answer"]),
            decided_on=given["decided_on"],
            decided_by=given["decided_by"],
            reasons=tuple(line for line in given["reasons"].splitlines() if line),
            remedy=given["remedy"],
            remedy_until=given["remedy_until"],
            reference=given["reference"],
        )
        services.decide(by=self.by, at=timezone.now(), enrolment_id=given["enrolment"], decision=decision)

    def context(self) -> dict[str, Any]:
        """The decisions so far, the newest first."""
        lines = [(view, line) for view in self.case.enrolments for line in view.decisions]
        return {"decisions": sorted(lines, key=lambda pair: pair[1].decided_on, reverse=True)}


def refusal_letter(request: HttpRequest, id: UUID, decision: UUID) -> HttpResponse:
    """The letter that tells a refusal, its reasons and the remedy, in the person's language."""
    by = reader()
    require(by, "cases.read")
    case = open_file(by, id, "refusal letter")
    if decision not in {line.id for view in case.enrolments for line in view.decisions}:
        raise Http404
    letter = queries.refusal_letter(by=by, decision_id=decision)
    if letter is None:
        raise Http404
    try:
        return pdf(refusal_letter_pdf(letter), case.reference)
    except NotPrinted as fault:
        return errors.conflict(request, str(fault))


def pdf(content: bytes, reference: str) -> HttpResponse:
    """A document to be kept or printed; its name tells the reference and nothing of anybody."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{reference}.pdf"'
    response["Cache-Control"] = "no-store"
    return response
