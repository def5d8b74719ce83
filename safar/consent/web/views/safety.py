"""Doubts about safety after return: decided by a protection officer of another office, told to the person (V13)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from safar.accounts import queries as accounts
from safar.accounts.services import require
from safar.consent import queries, services
from safar.consent.types import RefoulementAnswer
from safar.consent.web.forms.positions import RefoulementDecisionForm, RefoulementToldForm
from safar.consent.web.subjects import Someone
from safar.consent.web.views.acts import Act, perform, worst_status
from safar.plumbing.web.moments import reader

DECIDE = "consent.clear_screen"


@require_http_methods(["GET", "POST"])
def doubts(request: HttpRequest) -> HttpResponse:
    """What other offices doubt, without names and without their files; and second opinions that people ask for."""
    require(reader(), DECIDE)
    known = accounts.offices_by_id()
    rows = [(doubt, known[doubt.office_id].name, decide(doubt.doubt_id)) for doubt in queries.refoulement_doubts_open()]
    acts = [act for _doubt, _office, act in rows]
    if perform(request, acts):
        return HttpResponseRedirect(reverse("consent:safety_doubts"))
    return render(request, "consent/safety_doubts.html", {"rows": rows}, status=worst_status(acts))


def decide(doubt_id: UUID) -> Act:
    """The act of deciding one doubt of another office."""

    def keep(form: Any) -> str:
        services.decide_refoulement(by=reader(), at=timezone.now(), doubt_id=doubt_id, **form.cleaned_data)
        return _("Your decision is on file. The person is told it by whoever counsels them.")

    return Act(
        name=f"decide-{doubt_id.hex}",
        title=gettext_lazy("Decide on the doubt about safety"),
        button=gettext_lazy("Put the decision on file"),
        form=RefoulementDecisionForm,
        do=keep,
        permission=DECIDE,
        hint=gettext_lazy("For a protection officer of another office. You may decline although the person insists."),
    )


def tell(one: Someone, answer: RefoulementAnswer) -> Act:
    """The act of telling the person what was decided, and asking whether somebody else shall look again."""

    def keep(form: Any) -> str:
        said = form.cleaned_data
        services.tell_refoulement_decision(
            by=reader(),
            at=timezone.now(),
            decision_id=answer.decision_id,
            told_at=said["told_at"],
            language=said["language"],
            insists=said["insists"],
            wants_second=said["wants_second"],
        )
        if said["wants_second"]:
            return _("On file. Another protection officer of another office looks again.")
        return _("On file: they were told.")

    return Act(
        name=f"tell-{answer.decision_id.hex}",
        title=gettext_lazy("Tell them what was decided about their safety"),
        button=gettext_lazy("They were told"),
        form=RefoulementToldForm,
        do=keep,
        permission="consent.counsel",
        hint=answer.in_words,
        initial={"told_at": timezone.now(), "language": one.person.preferred_language if one.person else ""},
    )
