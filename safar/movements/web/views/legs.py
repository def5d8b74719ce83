"""The legs of a case, one leg with what happened on it, and the pages that write it down."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from safar.accounts.services import log_read, require
from safar.cases import queries as cases
from safar.movements import queries, services
from safar.movements.types import LegFile, LegGiven, LegState
from safar.movements.web.forms import DelayForm, OutcomeForm, PlanForm, WishForm
from safar.plumbing.refusals import Refused
from safar.plumbing.types import Actor
from safar.plumbing.web.forms import refuse
from safar.plumbing.web.moments import reader


def case_legs(request: HttpRequest, id: UUID) -> HttpResponse:
    """Every leg of a case, person by person."""
    by = reader()
    require(by, "movements.read")
    case = cases.case_heads([id], timezone.now()).get(id)
    if case is None:
        raise Http404
    lines = queries.legs_of_case(by=by, case_id=id)
    if lines:
        log_read(by=by, at=timezone.now(), kind="person", ids=sorted({line.person_id for line in lines}), page="legs")
    return render(request, "movements/case.html", {"lines": lines, "case_id": id, "reference": case.reference})


def plan(request: HttpRequest, id: UUID) -> HttpResponse:
    """Write the legs of a journey down, for some or all of its people."""
    by = reader()
    require(by, "movements.change")
    lines = queries.legs_of_case(by=by, case_id=id)
    if not lines:
        raise Http404
    log_read(by=by, at=timezone.now(), kind="person", ids=sorted({line.person_id for line in lines}), page="legs")
    form = PlanForm(request.POST or None, lines=lines)

    def act(given: dict[str, Any]) -> None:
        legs = [LegGiven(**leg) for leg in form.legs()]
        services.plan_legs(by=by, at=timezone.now(), case_id=id, member_ids=given["members"], legs=legs)

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, _("The legs are written down."))
        return HttpResponseRedirect(reverse("movements:case", kwargs={"id": id}))
    return render(request, "movements/plan.html", {"form": form, "case_id": id})


def leg(request: HttpRequest, id: UUID) -> HttpResponse:
    """One person on one leg: what is so now, what is owed, what was reported, and what happened."""
    by = reader()
    file = _open(by, id, "leg")
    return render(request, "movements/leg.html", {"file": file, "leg": file.leg})


def outcome(request: HttpRequest, id: UUID) -> HttpResponse:
    """Write down what happened; the next steps arise by themselves."""
    by = reader()
    require(by, "movements.change")
    file = _open(by, id, "outcome")
    form = OutcomeForm(request.POST or None, file=file)

    def act(given: dict[str, Any]) -> None:
        services.record_outcome(
            by=by, at=timezone.now(), leg_id=id, state=LegState(given["state"]), stated_at=given["stated_at"],
            was=LegState(given["was"]), place=given["place"], met_by=given["met_by"], reason=given["reason"],
        )  # fmt: skip

    return _asked(request, file, form, act, gettext_lazy("What happened"))


def delay(request: HttpRequest, id: UUID) -> HttpResponse:
    """The carrier says a later time; for everybody of the case on the same flight if so wished."""
    by = reader()
    require(by, "movements.change")
    file = _open(by, id, "delay")
    form = DelayForm(request.POST or None, leg=file.leg)

    def act(given: dict[str, Any]) -> None:
        together = [
            line.id
            for line in queries.legs_of_case(by=by, case_id=file.leg.case_id)
            if line.id == id
            or (given["everybody"] and line.leaves_at == file.leg.leaves_at and line.number == file.leg.number)
        ]
        services.record_delay(
            by=by, at=timezone.now(), leg_ids=together, leaves_at=given["leaves_at"], arrives_at=given["arrives_at"],
            reason=given["reason"],
        )  # fmt: skip

    return _asked(request, file, form, act, gettext_lazy("A delay"))


def wish(request: HttpRequest, id: UUID) -> HttpResponse:
    """An adult's own written wish to go on although somebody of the family did not board."""
    by = reader()
    require(by, "movements.change")
    file = _open(by, id, "wish")
    form = WishForm(request.POST or None)

    def act(given: dict[str, Any]) -> None:
        services.record_split_wish(
            by=by, at=timezone.now(), leg_id=id, paper=given["paper"], given_at=given["given_at"]
        )

    return _asked(request, file, form, act, gettext_lazy("The person’s own wish to travel apart"))


@require_POST
def duty(request: HttpRequest, id: UUID, duty: UUID) -> HttpResponse:
    """Tick off something that is owed during a delay."""
    by = reader()
    require(by, "movements.change")
    note = request.POST.get("note", "")[:300]
    try:
        with transaction.atomic():
            services.tick_duty(by=by, at=timezone.now(), duty_id=duty, note=note)
    except Refused as refusal:
        messages.warning(request, refusal.sentence)
    return HttpResponseRedirect(reverse("movements:leg", kwargs={"id": id}))


def carried_out(form: Form, act: Callable[[dict[str, Any]], None]) -> bool:
    """Do what a form asks; False when it is not complete or was refused, which the form then says."""
    if not form.is_valid():
        return False
    try:
        with transaction.atomic():
            act(form.cleaned_data)
    except Refused as refusal:
        refuse(form, refusal)
        return False
    return True


def _open(by: Actor, leg_id: UUID, page: str) -> LegFile:
    file = queries.leg_file(by=by, leg_id=leg_id, at=timezone.now())
    if file is None:
        raise Http404
    log_read(by=by, at=timezone.now(), kind="person", ids=[file.leg.person_id], page=page)
    return file


def _asked(
    request: HttpRequest, file: LegFile, form: Form, act: Callable[[dict[str, Any]], None], heading: str | Promise
) -> HttpResponse:
    back = reverse("movements:leg", kwargs={"id": file.leg.id})
    if request.method == "POST" and carried_out(form, act):
        messages.success(request, _("It is written down. What follows from it is among the tasks of the case."))
        return HttpResponseRedirect(back)
    context = {"file": file, "leg": file.leg, "form": form, "heading": heading, "back": back}
    return render(request, "movements/ask.html", context)
