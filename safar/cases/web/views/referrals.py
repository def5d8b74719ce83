"""Referrals: made from a case, answered, and the list of those nobody has answered yet."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from safar.accounts.services import log_read, require
from safar.cases import queries, services
from safar.cases.types import ReferralGiven, ReferralLine
from safar.cases.web.asking import Asking
from safar.cases.web.forms.protection import AnswerReferralForm, ReferForm
from safar.plumbing.web.moments import reader


@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """Every referral that has not ended, those over their time first."""
    by, now = reader(), timezone.now()
    require(by, "cases.refer")
    lines = queries.referrals_waiting(sorted(by.offices), now)
    log_read(by=by, at=now, kind="case", ids=sorted({line.case_id for line in lines}), page="referrals")
    return render(request, "cases/referrals.html", {"lines": lines, "late": sum(line.overdue for line in lines)})


class Refer(Asking):
    """Refer somebody of the case, with their consent; below it what became of earlier ones."""

    permission = "cases.refer"
    form_class = ReferForm
    heading = _("Refer somebody for help")
    submit = _("They agreed: refer them")
    done = _("Referred. It rings when nobody answers in time. Whatever they decide about the return, it stays.")
    explanation = _(
        "Help is never tied to the return: shelter, care and advice go on when somebody changes their mind. The"
        " receiver is told what is ticked and nothing else."
    )
    template_name = "cases/refer.html"

    def initial(self) -> dict[str, Any]:
        """Now, in the language of the file."""
        return {"consent_language": "en", "answer_hours": 72}

    def act(self, given: dict[str, Any]) -> None:
        """Refer them."""
        facts = {name: given[name] for name in ReferralGiven.__dataclass_fields__ if name in given}
        facts |= {"member_id": given["member"], "shares": tuple(given["shares"])}
        services.refer_person(by=self.by, at=timezone.now(), case_id=self.case.id, given=ReferralGiven(**facts))

    def back(self) -> str:
        """Stay with the referrals of this case."""
        return reverse("cases:refer", kwargs={"id": self.case.id})

    def context(self) -> dict[str, Any]:
        """The referrals of this case."""
        return {
            "lines": queries.referrals_of([self.case.id], timezone.now()),
            "back": reverse("cases:case", args=[self.case.id]),
        }


class AnswerReferral(Asking):
    """What the receiver answered or did."""

    also_closed = True
    permission = "cases.refer"
    form_class = AnswerReferralForm
    heading = _("What became of the referral?")
    submit = _("Put it on file")
    done = _("On file.")
    line: ReferralLine

    def prepare(self) -> None:
        """The referral that the address names, if it is this case's and may be seen."""
        wanted: UUID = self.kwargs["referral"]
        found = [one for one in queries.referrals_of([self.case.id], timezone.now()) if one.id == wanted]
        if not found:
            raise Http404
        self.line = found[0]

    def act(self, given: dict[str, Any]) -> None:
        """Write it down."""
        services.answer_referral(by=self.by, at=timezone.now(), referral_id=self.line.id, **given)

    def back(self) -> str:
        """The referrals of this case."""
        return reverse("cases:refer", kwargs={"id": self.case.id})
