"""Samples: drawn by a data protection officer, read by their auditor by number (D18)."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from safar.accounts import queries as accounts
from safar.accounts.services import require
from safar.accounts.types import Role
from safar.cases import queries, services
from safar.cases.types import SampleAsked
from safar.cases.web.forms.removals import SampleForm
from safar.plumbing.refusals import Refused
from safar.plumbing.web.forms import refuse
from safar.plumbing.web.moments import reader


@require_http_methods(["GET", "POST"])
def draw(request: HttpRequest) -> HttpResponse:
    """The samples drawn so far, and a new one."""
    by = reader()
    require(by, "cases.draw_audit_sample")
    known = accounts.offices_by_id()
    auditors = [(one.user_id, one.name) for one in accounts.colleagues(known, Role.AUDITOR)]
    form = SampleForm(
        request.POST or None, auditors=auditors, offices=[(one, known[one].name) for one in sorted(by.offices)]
    )
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        asked = SampleAsked(auditor_id=said.pop("auditor"), office_id=said.pop("office"), **said)
        try:
            services.draw_sample(by=by, at=timezone.now(), asked=asked)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, gettext("The sample is drawn."))
            return HttpResponseRedirect(reverse("cases:draw_sample"))
    page = {"form": form, "samples": queries.samples_drawn(by=by), "auditors": auditors}
    return render(request, "cases/draw_sample.html", page, status=422 if form.is_bound else 200)


@require_safe
def samples(request: HttpRequest) -> HttpResponse:
    """The auditor's own samples that may be read today."""
    by = reader()
    require(by, "cases.read_audit_sample")
    return render(request, "cases/samples.html", {"samples": queries.samples_of_auditor(by=by)})


@require_safe
def sampled_case(request: HttpRequest, id: UUID, number: int) -> HttpResponse:
    """One case of the reader's own sample by its number; its opening is written down."""
    require(reader(), "cases.read_audit_sample")
    opened = queries.audited_case(id, number)
    if opened is None:
        raise Http404
    return render(request, "cases/sampled_case.html", {"case": opened})
