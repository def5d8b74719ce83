"""What goes to other offices: the data protection officer's pages, and what was told to us to save a life (D6)."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from safar.accounts.queries import may, offices
from safar.accounts.services import log_read, require
from safar.accounts.types import OfficeKind
from safar.cases import queries, services
from safar.cases.types import AgreementGiven
from safar.cases.web.forms.transfers import AgreementForm
from safar.plumbing.refusals import Refused
from safar.plumbing.web.forms import refuse
from safar.plumbing.web.moments import reader


def transfers(request: HttpRequest) -> HttpResponse:
    """Every transfer: recipient, agreement until, consents, recalls; and the agreements it may rest on."""
    by = reader()
    require(by, "cases.read_transfers")
    lines = queries.transfers(by=by, at=timezone.now(), recalled_only=request.GET.get("recalled") == "1")
    log_read(by=by, at=timezone.now(), kind="case", ids=[line.case_id for line in lines], page="transfers")
    return render(
        request,
        "cases/transfers.html",
        {
            "lines": lines,
            "agreements": queries.agreements(by=by, on=timezone.localdate()),
            "recalled": request.GET.get("recalled") == "1",
            "may_write": may(by, "cases.write_agreements"),
        },
    )


def agreement(request: HttpRequest) -> HttpResponse:
    """Write down an agreement with an office of another organisation."""
    by = reader()
    require(by, "cases.write_agreements")
    outside = [(one.id, one.name) for one in offices() if one.kind in (OfficeKind.PARTNER, OfficeKind.AUTHORITY)]
    form = AgreementForm(request.POST or None, offices=outside)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            with transaction.atomic():
                services.write_agreement(
                    by=by,
                    at=timezone.now(),
                    given=AgreementGiven(
                        given["recipient"], given["purpose"], given["paper"], given["from_on"], given["until_on"]
                    ),
                )
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, gettext("The agreement is written down."))
            return HttpResponseRedirect(reverse("cases:transfers"))
    return render(request, "cases/agreement.html", {"form": form, "nobody": not outside})


@require_POST
def end_agreement(request: HttpRequest, agreement: UUID) -> HttpResponse:
    """An agreement ends today."""
    by = reader()
    require(by, "cases.write_agreements")
    try:
        with transaction.atomic():
            services.end_agreement(by=by, at=timezone.now(), agreement_id=agreement)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, gettext("The agreement has ended. From now on nothing goes to that office under it."))
    return HttpResponseRedirect(reverse("cases:transfers"))


def told_to_us(request: HttpRequest) -> HttpResponse:
    """What other offices told ours to save a life."""
    by = reader()
    require(by, "cases.read_disclosures")
    lines = queries.told_to_us(by=by)
    log_read(by=by, at=timezone.now(), kind="case", ids=[line.case_id for line in lines], page="told to save a life")
    return render(request, "cases/told.html", {"lines": lines})
