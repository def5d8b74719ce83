"""The airports and crossings that an office looks after."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from safar.accounts.services import require
from safar.movements import queries, services
from safar.movements.web.forms import StationForm
from safar.plumbing.refusals import Refused
from safar.plumbing.web.forms import refuse
from safar.plumbing.web.moments import reader


def station_list(request: HttpRequest) -> HttpResponse:
    """The stations of one's office, and a new one."""
    by = reader()
    require(by, "movements.keep_stations")
    form = StationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                services.keep_station(by=by, at=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The station is kept. Itineraries that name it appear on its page of the day."))
            return HttpResponseRedirect(reverse("movements:stations"))
    return render(request, "movements/stations.html", {"form": form, "stations": queries.stations_of(by.office_id)})
