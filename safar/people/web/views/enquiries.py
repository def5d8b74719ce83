"""Nameless enquiries: one screen, thirty seconds; and their list."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from safar.accounts.queries import may
from safar.accounts.services import require
from safar.people import services
from safar.people.queries import enquiries_between
from safar.people.types import EnquiryTopic, Sex
from safar.people.web.forms.acts import EnquiryForm, SpanForm
from safar.plumbing.refusals import Refused
from safar.plumbing.web.forms import refuse
from safar.plumbing.web.moments import reader

A_MONTH = timedelta(days=31)


def add(request: HttpRequest) -> HttpResponse:
    """Write down that somebody asked; nothing says who."""
    by = reader()
    require(by, "people.record_enquiry")
    form = EnquiryForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        data |= {"topic": EnquiryTopic(data["topic"]), "sex": Sex(data["sex"])}
        try:
            services.record_enquiry(by=by, at=timezone.now(), **data)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The enquiry is written down."))
            return redirect("people:enquiries")
    return render(request, "people/enquiry.html", {"form": form})


def listed(request: HttpRequest) -> HttpResponse:
    """The enquiries of some days, the latest first, and how many there were."""
    by = reader()
    require(by, "people.record_enquiry")
    form = SpanForm(request.GET or None)
    span = form.cleaned_data if form.is_valid() else {}
    last = span.get("last") or timezone.localdate()
    first = span.get("first") or last - A_MONTH
    page = {
        "form": form if form.is_bound else SpanForm(initial={"first": first, "last": last}),
        "enquiries": enquiries_between(first, last),
        "first": first,
        "last": last,
        "may_register": may(by, "people.register"),
    }
    return render(request, "people/enquiries.html", page)
