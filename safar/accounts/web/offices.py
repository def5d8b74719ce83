"""The administrator's pages about offices: the tree, and a new office in it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from safar.accounts import queries, services
from safar.accounts.services import require
from safar.accounts.types import OfficeKind
from safar.accounts.web.forms import AddOfficeForm, TelephoneForm, in_tree_order
from safar.plumbing.refusals import Refused
from safar.plumbing.types import Actor
from safar.plumbing.web.forms import refuse


def office_tree(request: HttpRequest) -> HttpResponse:
    """Every office below the one it belongs to, with how many people work there."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    require(actor, "accounts.manage_staff")
    working = [member.office_id for member in queries.all_staff() if member.is_active]
    rows = [
        {
            "depth": range(depth),
            "office": office,
            "kind": OfficeKind(office.kind).label,
            "staff": working.count(office.id),
        }
        for depth, office in in_tree_order(queries.offices())
    ]
    return render(request, "accounts/offices.html", {"rows": rows})


def telephone(request: HttpRequest, office_id: int) -> HttpResponse:
    """Change the number by which an office is called."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    require(actor, "accounts.manage_staff")
    office = queries.offices_by_id([office_id]).get(office_id)
    if office is None:
        raise Http404
    form = TelephoneForm(request.POST or None, initial={"telephone": office.telephone})
    if request.method == "POST" and form.is_valid():
        services.change_telephone(by=actor, at=timezone.now(), office_id=office.id, **form.cleaned_data)
        messages.success(request, _("The telephone number is changed."))
        return redirect("accounts:offices")
    return render(request, "accounts/telephone.html", {"form": form, "office": office})


def add(request: HttpRequest) -> HttpResponse:
    """Open an office."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    require(actor, "accounts.manage_staff")
    form = AddOfficeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.add_office(by=actor, at=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The office is open."))
            return redirect("accounts:offices")
    return render(request, "accounts/add_office.html", {"form": form})
