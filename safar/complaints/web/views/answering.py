"""One complaint: reading it, and what its complaints officer does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from safar.accounts.queries import all_staff, may
from safar.accounts.services import require
from safar.complaints import queries, services
from safar.complaints.types import About, ComplaintFile, Outcome, StepKind
from safar.complaints.web.forms import AnswerForm, AppealForm, StepForm, WhomForm
from safar.plumbing.refusals import Refused
from safar.plumbing.types import Actor
from safar.plumbing.web.forms import refuse
from safar.plumbing.web.moments import reader


def complaint(request: HttpRequest, id: UUID) -> HttpResponse:
    """One complaint: the words, the clocks, what was done and what it came to."""
    by = reader()
    require(by, "complaints.record")
    file = _file(by, id)
    return render(
        request,
        "complaints/complaint.html",
        {"file": file, "about_staff": file.row.about == About.STAFF, "may_read_cases": may(by, "cases.read")},
    )


def step(request: HttpRequest, id: UUID) -> HttpResponse:
    """Something was done about it."""

    def act(by: Actor, given: dict[str, Any]) -> None:
        services.add_step(by=by, at=timezone.now(), complaint_id=id, kind=StepKind(given["kind"]), words=given["words"])

    form = StepForm(request.POST or None, initial={"kind": StepKind.ACKNOWLEDGED})
    return _asked(request, id, "complaints.handle", form, act, _("What was done"))


def answer(request: HttpRequest, id: UUID) -> HttpResponse:
    """What it came to."""

    def act(by: Actor, given: dict[str, Any]) -> None:
        services.answer_complaint(
            by=by,
            at=timezone.now(),
            complaint_id=id,
            outcome=Outcome(given["outcome"]),
            reasons=given["reasons"],
            measures=given["measures"],
        )

    return _asked(request, id, "complaints.handle", AnswerForm(request.POST or None), act, _("Answer the complaint"))


def appeal(request: HttpRequest, id: UUID) -> HttpResponse:
    """The person is not content."""

    def act(by: Actor, given: dict[str, Any]) -> None:
        services.appeal_complaint(by=by, at=timezone.now(), complaint_id=id, words=given["words"])

    form = AppealForm(request.POST or None)
    return _asked(request, id, "complaints.record", form, act, _("The person is not content with the answer"))


def whom(request: HttpRequest, id: UUID) -> HttpResponse:
    """It was found out whom it is about."""
    staff = [(one.user_id, f"{one.name}, {one.role_name}, {one.office_name}") for one in all_staff() if one.is_active]

    def act(by: Actor, given: dict[str, Any]) -> None:
        services.name_accused(by=by, at=timezone.now(), complaint_id=id, user_ids=given["accused"])

    form = WhomForm(request.POST or None, staff=staff)
    return _asked(request, id, "complaints.handle", form, act, _("Whom it is about"))


def _file(by: Actor, complaint_id: UUID) -> ComplaintFile:
    """The complaint, with its reading written down; 404 for what this reader may not know of (D9)."""
    file = queries.complaint_file(by, complaint_id)
    if file is None:
        raise Http404
    services.open_complaint(by=by, at=timezone.now(), complaint_id=complaint_id)
    return file


def _asked(
    request: HttpRequest,
    complaint_id: UUID,
    permission: str,
    form: forms.Form,
    act: Callable[[Actor, dict[str, Any]], None],
    heading: str | Promise,
) -> HttpResponse:
    """Ask, do it, and go back to the complaint; or to the list, where it is now somebody else's."""
    by = reader()
    require(by, permission)
    file = _file(by, complaint_id)
    if permission == "complaints.handle" and not file.may_handle:
        raise Http404
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                act(by, form.cleaned_data)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Kept."))
            if queries.complaint_file(by, complaint_id) is None:
                return redirect("complaints:list")
            return redirect("complaints:complaint", complaint_id)
    return render(request, "complaints/ask.html", {"form": form, "file": file, "heading": heading})
