"""What contradicts: the list, and the page on which somebody says what they found out."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from safar.accounts.services import log_read, require
from safar.movements import queries, services
from safar.movements.types import Finding
from safar.movements.web.forms import FindingForm
from safar.plumbing.refusals import Refused
from safar.plumbing.web.forms import refuse
from safar.plumbing.web.moments import reader


def incident_list(request: HttpRequest) -> HttpResponse:
    """The incidents that are open, or those that were settled."""
    by = reader()
    require(by, "movements.read")
    settled = bool(request.GET.get("settled"))
    rows = queries.incidents(by=by, settled=settled)
    if rows:
        ids = sorted({row.case_id for row in rows})
        log_read(by=by, at=timezone.now(), kind="case", ids=ids, page="incidents")
    return render(request, "movements/incidents.html", {"rows": rows, "settled": settled})


def settle(request: HttpRequest, id: UUID) -> HttpResponse:
    """Say what is true, and how it was found out."""
    by = reader()
    require(by, "movements.change")
    row = next((row for row in queries.incidents(by=by) if row.id == id), None)
    if row is None:
        raise Http404
    log_read(by=by, at=timezone.now(), kind="case", ids=[row.case_id], page="incident")
    form = FindingForm(request.POST or None, kind=row.kind)
    if request.method == "POST" and form.is_valid():
        try:
            services.settle_incident(
                by=by, at=timezone.now(), incident_id=id, finding=Finding(form.cleaned_data["finding"]),
                words=form.cleaned_data["words"],
            )  # fmt: skip
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("It is written down. What follows from it is among the tasks of the case."))
            return HttpResponseRedirect(reverse("movements:leg", kwargs={"id": row.leg_id}))
    return render(request, "movements/settle.html", {"row": row, "form": form})
