"""Contesting a refusal, and second opinions."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from safar.accounts.services import log_read, require
from safar.cases import queries as cases
from safar.complaints import queries, services
from safar.complaints.types import ContestGiven, Ground, Opinion, OpinionGiven
from safar.complaints.web.forms import ContestForm, OpinionForm
from safar.plumbing.refusals import Refused
from safar.plumbing.web.forms import refuse
from safar.plumbing.web.moments import reader


def contest(request: HttpRequest, id: UUID, kind: str, refusal: UUID) -> HttpResponse:
    """Write down that the person contests a refusal."""
    by = reader()
    require(by, "complaints.contest")
    head = cases.case_heads([id], timezone.now()).get(id)
    found = {one.id: one for one in queries.contestables(id, timezone.localdate())} if head else {}
    target = found.get(refusal)
    if target is None or target.kind != kind:
        raise Http404
    log_read(by=by, at=timezone.now(), kind="case", ids=[id], page="contesting a refusal")
    form = ContestForm(request.POST or None, initial={"contested_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        given = ContestGiven(
            case_id=id,
            ground=Ground(data["ground"]),
            words=data["words"],
            evidence=data["evidence"],
            contested_on=data["contested_on"],
            decision_id=None if kind == "rule" else refusal,
            answer_id=refusal if kind == "rule" else None,
        )
        try:
            with transaction.atomic():
                services.contest_refusal(by=by, at=timezone.now(), given=given)
        except Refused as said:
            refuse(form, said)
        else:
            messages.success(request, _("Written down. Somebody who has not decided it looks at it again."))
            return redirect("complaints:case", id)
    return render(request, "complaints/contest.html", {"form": form, "case": head, "case_id": id, "target": target})


def listed(request: HttpRequest) -> HttpResponse:
    """Contests that wait for a second opinion, those due soonest first."""
    by = reader()
    require(by, "complaints.second_opinion")
    rows = queries.contests(by, waiting_only=not request.GET.get("all"))
    if rows:
        log_read(by=by, at=timezone.now(), kind="list", ids=[row.case_id for row in rows], page="second opinions")
    return render(request, "complaints/contests.html", {"rows": rows, "all": bool(request.GET.get("all"))})


def opinion(request: HttpRequest, id: UUID) -> HttpResponse:
    """One contest: what was refused, what the person says, and the second opinion."""
    by = reader()
    require(by, "complaints.second_opinion")
    line = queries.contest_line(by, id)
    if line is None:
        raise Http404
    log_read(by=by, at=timezone.now(), kind="case", ids=[line.case_id], page="second opinion")
    form = OpinionForm(request.POST or None, target=line.target) if line.may_answer else None
    if request.method == "POST" and form is not None and form.is_valid():
        data = form.cleaned_data
        given = OpinionGiven(
            outcome=Opinion(data["outcome"]),
            reasons=data["reasons"],
            remedy=data.get("remedy", ""),
            remedy_until=data.get("remedy_until"),
        )
        try:
            with transaction.atomic():
                services.give_second_opinion(by=by, at=timezone.now(), contest_id=id, given=given)
        except Refused as said:
            refuse(form, said)
        else:
            messages.success(request, _("The second opinion stands on the case. Explain it to the person."))
            return redirect("complaints:case", line.case_id)
    return render(request, "complaints/opinion.html", {"form": form, "line": line})
